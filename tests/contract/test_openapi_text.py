"""The OpenAPI text itself: valid, whole, and usable by programs in other languages."""

import re
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from flask import Flask

METHODS = {"get", "post", "put", "patch", "delete"}
PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
# What Python's regular expressions know and JavaScript's do not.
PYTHON_ONLY = re.compile(r"\\[AZUN]|\(\?(P|[aiLmsux]+\)|#)|\\x(?![0-9A-Fa-f]{2})|\(\?<[=!]")


@pytest.fixture(scope="module")
def document(app: Flask) -> dict[str, Any]:
    found: dict[str, Any] = app.test_client().get("/api/v1/openapi.json").json
    return found


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method in METHODS & set(item):
            yield path, method, item[method]


def nodes(value: Any, at: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        yield at, value
        for name, member in value.items():
            yield from nodes(member, f"{at}/{name}")
    elif isinstance(value, list):
        for number, member in enumerate(value):
            yield from nodes(member, f"{at}/{number}")


def test_it_is_valid_openapi(document):
    assert document["openapi"].startswith("3.1")
    schemathesis.openapi.from_dict(document).validate()
    for name, schema in document["components"]["schemas"].items():
        assert jsonschema_rs.meta.is_valid(schema), name


def test_it_names_every_address_of_the_api(app: Flask, document):
    prefix = app.extensions["settings"].prefix
    served = {
        (re.sub(r"<(?:[^:>]+:)?([^>]+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(("/api/v1/", f"{prefix}/v1/"))
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert served
    assert {(path, method) for path, method, _ in operations(document)} == served


def test_every_operation_has_a_name_of_its_own(document):
    names = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(set(names)) == len(names)


def test_every_operation_says_how_it_refuses(document):
    for path, method, operation in operations(document):
        answers, expected = operation["responses"], set()
        if "requestBody" in operation:
            expected |= {"400", "413", "415", "422"}
        if any(parameter["in"] == "query" for parameter in operation["parameters"]):
            expected |= {"400", "422"}
        if any(parameter["in"] == "path" for parameter in operation["parameters"]):
            expected.add("404")
        if "security" in operation:
            expected |= {"401", "403"}
        if path != "/api/v1/openapi.json":  # made from memory, refuses nobody
            expected.add("503")
        assert expected <= set(answers), (method, path)
        refusals = {status: answer for status, answer in answers.items() if status >= "400"}
        assert all(answer["content"] == PROBLEM for answer in refusals.values()), (method, path)
        assert all("Retry-After" in refusals[status]["headers"] for status in {"429", "503"} & set(refusals))


def test_visitors_writing_tell_of_their_limits(document):
    # Beyond its limit a count is overlooked without a word, so that no page's console shows a fault.
    quiet = "/w/v1/seen"
    writing = [
        operation
        for path, method, operation in operations(document)
        if path.startswith("/w/") and method != "get" and path != quiet
    ]
    assert writing
    assert all("429" in operation["responses"] for operation in writing)


def test_every_reference_leads_somewhere(document):
    for at, node in nodes(document):
        target: Any = document
        for name in str(node.get("$ref", "#")).split("/")[1:]:
            assert name in target, (at, node["$ref"])
            target = target[name]


def test_defaults_and_examples_fit_their_schemas(document):
    checked = 0
    for at, node in nodes(document):
        if at.endswith("/properties"):
            continue  # there, `default` would be a member's name
        schema = {**node.get("schema", node), "components": document["components"]}
        shown = [node[name] for name in ("default", "example") if name in node]
        for value in [*shown, *node.get("examples", ())]:
            assert jsonschema_rs.is_valid(schema, value), (at, value)
            checked += 1
    assert checked


def test_its_patterns_are_read_alike_by_python_and_javascript(document):
    patterns = [(at, node["pattern"]) for at, node in nodes(document) if isinstance(node.get("pattern"), str)]
    assert patterns
    for at, pattern in patterns:
        re.compile(pattern)
        assert not PYTHON_ONLY.search(pattern), (at, pattern)
