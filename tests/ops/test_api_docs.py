"""What programs are told about the service."""

import tomllib

from tests.servers import ROOT


def test_the_api_tells_the_version_that_the_project_has(app):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert app.test_client().get("/api/v1/openapi.json").json["info"]["version"] == project["version"]
