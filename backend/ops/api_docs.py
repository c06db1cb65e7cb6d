"""The API for people who build on it: the OpenAPI text, a page to read, and what each error means."""

import json
import tomllib
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, render_template

from backend.foundation.errors import KINDS
from backend.foundation.guards import public
from backend.foundation.openapi import openapi_of
from backend.foundation.requests import json_response
from backend.ops.api_words import USUAL

ROOT = Path(__file__).parents[2]

blueprint = Blueprint("api_docs", __name__, template_folder="templates")

# pyproject.toml is the one place where the version stands.
VERSION: str = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
PAGE_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'"


@blueprint.get("/api/v1/openapi.json")
@public
def get_openapi() -> Response:
    return json_response(_document())


@blueprint.get("/api/docs")
@public
def get_docs() -> Response:
    document = _document()
    return _page("api_docs.html", document=document, operations=list(_operations(document)))


@blueprint.get("/api/problems")
@public
def get_problems() -> Response:
    kinds = sorted(KINDS.values(), key=lambda kind: (kind.status, kind.code))
    return _page("problems.html", kinds=kinds)


def _document() -> dict[str, Any]:
    kept: dict[str, Any] | None = current_app.extensions.get("openapi")
    if kept is None:
        kept = current_app.extensions["openapi"] = openapi_of(current_app, VERSION, USUAL)
    return kept


def _operations(document: dict[str, Any]) -> Any:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield {"path": path, "method": method.upper(), **operation, "examples": list(_examples(operation))}


def _examples(operation: dict[str, Any]) -> Any:
    """What is sent and what comes back, as texts to read."""
    sent = operation.get("requestBody", {}).get("content", {})
    answers = {status: one.get("content", {}) for status, one in operation["responses"].items() if status < "400"}
    for title, content in [("You send", sent), *((f"Answer {status}", one) for status, one in answers.items())]:
        for media in list(content.values())[:1]:
            shown = media["example"]
            yield title, shown if isinstance(shown, str) else json.dumps(shown, ensure_ascii=False, indent=2)


def _page(template: str, **values: Any) -> Response:
    response = Response(render_template(template, **values), content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = PAGE_POLICY
    return response
