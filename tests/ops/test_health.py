"""Alive, and able to work; and what the worker does beside every request."""

import pytest
from sqlalchemy import text

from backend.app import create_app
from backend.foundation.database import db
from backend.foundation.errors import Unavailable
from backend.ops.worker import JOBS, Job, run_job
from backend.settings import database_url, read_settings
from tests.applications import dispose
from tests.databases import KINDS, free_port


def test_a_healthy_server_says_so(app):
    client = app.test_client()
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").json == {"status": "ok"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_server_without_its_tables_lives_but_is_not_ready(fresh_database_url, tmp_path, kind):
    settings = read_settings({}, database_url=database_url(fresh_database_url(kind)), data=tmp_path)
    app = create_app(settings)
    client = app.test_client()
    assert client.get("/healthz").status_code == 200
    response = client.get("/readyz")
    assert (response.status_code, response.json["code"]) == (503, "unavailable")
    assert "flask db upgrade" in response.json["detail"]
    assert int(response.headers["Retry-After"]) >= 1
    dispose(app)


def test_a_server_without_its_database_lives_but_is_not_ready(tmp_path):
    address = f"postgresql+psycopg://nobody@127.0.0.1:{free_port()}/none"
    app = create_app(read_settings({}, database_url=address, data=tmp_path))
    client = app.test_client()
    assert client.get("/healthz").status_code == 200
    for path in ("/readyz", "/w/v1/sites/pk_demo", "/w/v1/threads/tk_x"):
        response = client.get(path)
        assert (response.status_code, response.json["code"]) == (503, "unavailable"), path
        assert response.headers["Retry-After"]
    dispose(app)


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.deed.__name__)
def test_each_job_of_the_worker_runs(app, shop, job):
    run_job(app, job)


def test_a_job_with_more_to_do_goes_on_until_it_is_done(app):
    left = [True, True, False]
    run_job(app, Job(lambda: left.pop(0), every=1))
    assert left == []


def broken_by_the_database():
    db.session.execute(text("SELECT * FROM nowhere"))


def broken_by_a_full_queue():
    raise Unavailable("The database is busy with other writes.")


def broken_by_a_mistake():
    raise KeyError("ours")


@pytest.mark.parametrize("broken", [broken_by_the_database, broken_by_a_full_queue, broken_by_a_mistake])
def test_a_job_that_fails_is_logged_and_stops_nothing(app, caplog, broken):
    run_job(app, Job(broken, every=1))
    assert [record.message for record in caplog.records if record.name == "backend.ops.worker"] == ["job_failed"]
    assert app.test_client().get("/readyz").status_code == 200
