"""Every body and every answer of the API is shown by an example that fits its schema."""

import html
import json

import jsonschema_rs
import pytest


@pytest.fixture(scope="module")
def document(app):
    return app.test_client().get("/api/v1/openapi.json").json


def contents(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            for content in operation.get("requestBody", {}).get("content", {}).values():
                yield f"{method} {path}: body", content
            for status, response in operation["responses"].items():
                for content in response.get("content", {}).values() if status < "400" else ():
                    yield f"{method} {path}: {status}", content


def test_every_body_and_every_answer_has_an_example_that_fits(document):
    shown = list(contents(document))
    assert len(shown) > 100
    for place, content in shown:
        schema = {**content["schema"], "components": document["components"]}
        assert jsonschema_rs.is_valid(schema, content["example"]), (place, content["example"])


def test_no_body_in_an_example_is_empty(document):
    empty = [
        place for place, content in contents(document) if place.endswith("body") and content["example"] in ({}, "")
    ]
    assert empty == []


def test_the_page_shows_what_is_sent_and_what_comes_back(app, document):
    page = html.unescape(app.test_client().get("/api/docs").text)
    operation = document["paths"]["/api/v1/customer-events"]["post"]
    [body] = operation["requestBody"]["content"].values()
    assert json.dumps(body["example"], ensure_ascii=False, indent=2) in page
    assert "order-20417,c-1041,purchase" in page
