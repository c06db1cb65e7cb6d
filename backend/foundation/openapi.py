"""The OpenAPI text, made from the same decorators and schemas that validate."""

import re
from collections.abc import Mapping
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.openapi import OpenAPIConverter
from flask import Flask
from marshmallow import Schema, fields
from werkzeug.routing import Rule

from backend.foundation.errors import PROBLEM_JSON
from backend.foundation.fields import Pattern
from backend.foundation.idempotency import KEY_FORM, KEY_LENGTH
from backend.foundation.openapi_examples import add_examples
from backend.foundation.requests import Contract, contract

AN_ETAG = '"5f2b1c9e0a7d4e63b8c1d2e3f4a5b6c7"'
_TAGGED = {"ETag": {"description": "What is here, byte for byte.", "schema": {"type": "string"}}}
DOCUMENTED = {"staff", "visitor", "public"}


class InvalidParam(Schema):
    name = fields.String(required=True)
    code = fields.String(required=True)
    reason = fields.String(required=True)


class ProblemView(Schema):
    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    code = fields.String(required=True)
    request_id = fields.String(allow_none=True)
    invalid_params = fields.List(fields.Nested(InvalidParam), required=True)


class Rules(OpenAPIConverter):
    """Adds what a schema says in `rules`: JSON Schema for what holds between its members."""

    def schema2jsonschema(self, schema: Schema) -> dict[str, Any]:
        return {**super().schema2jsonschema(schema), **getattr(schema, "rules", {})}  # type: ignore[no-untyped-call]

    def field2default(self, field: fields.Field[Any], **options: Any) -> dict[str, Any]:
        """No default where a member is merely absent: `null` is not a value that every such member takes."""
        told: dict[str, Any] = super().field2default(field, **options)
        return {name: value for name, value in told.items() if value is not None}


class RulesPlugin(MarshmallowPlugin):
    Converter = Rules


def openapi_of(app: Flask, version: str, usual: Mapping[str, Any]) -> dict[str, Any]:
    """The OpenAPI 3.1 document of every route under /api/v1 and of the visitors' routes under the prefix's v1.

    Every body and every answer has an example; `usual` has what a member of a name holds in them.
    """
    plugin = RulesPlugin()
    spec = APISpec(
        title="Kohtaamo", version=version, openapi_version="3.1.0", plugins=[plugin],
        info={
            "description": "Feedback at every touchpoint, answered. Errors are RFC 9457 problem+json. Bodies are "
            "strict JSON: UTF-8, no member twice, no NUL (U+0000) or half surrogate in a text, at most 20 levels deep."
            " A single resource carries a strong ETag: `If-None-Match` on reading answers 304, `If-Match` on writing "
            "answers 412 with the present ETag when somebody has changed it meanwhile."
        },
    )  # fmt: skip
    plugin.converter.add_attribute_function(_exact)  # type: ignore[union-attr]
    spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    spec.components.schema("Problem", schema=ProblemView)
    operations: dict[str, dict[str, Any]] = {}
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, sorted(rule.methods or ()))):
        promise = contract(app.view_functions[rule.endpoint])
        if "/v1/" not in rule.rule or promise.guard not in DOCUMENTED or rule.endpoint == "static":
            continue
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            operations.setdefault(_path(rule), {})[method.lower()] = _operation(rule, method, promise, app)
    for path, by_method in operations.items():
        spec.path(path=path, operations=by_method)
    document = spec.to_dict()
    add_examples(document, usual)
    return document


def _path(rule: Rule) -> str:
    return re.sub(r"<(?:[^:>]+:)?([^>]+)>", r"{\1}", rule.rule)


def _operation(rule: Rule, method: str, promise: Contract, app: Flask) -> dict[str, Any]:
    view = app.view_functions[rule.endpoint]
    name = view.__name__ + ("_by_post" if method == "POST" and {"PATCH", "POST"} <= (rule.methods or set()) else "")
    operation: dict[str, Any] = {
        "operationId": name,
        "summary": name.replace("_", " ").capitalize(),
        "tags": [rule.endpoint.partition(".")[0]],
        "parameters": [*_path_parameters(rule), *_headers(method, promise)],
        "responses": _responses(rule, promise),
    }
    if promise.query is not None:
        operation["parameters"].append({"in": "query", "schema": promise.query})
    if promise.guard == "staff":
        operation["security"] = [{"token": []}]
        operation["description"] = f"Needs the scope `{promise.scope}`."
    if promise.raw_body is not None:
        kind, example = promise.raw_body
        operation["requestBody"] = {
            "required": True,
            "content": {kind: {"schema": {"type": "string", "examples": [example]}}},
        }
    if promise.body is not None:
        media = {kind: {"schema": promise.body} for kind in sorted(promise.media_types)}
        operation["requestBody"] = {"required": True, "content": media}
    return operation


def _path_parameters(rule: Rule) -> list[dict[str, Any]]:
    parameters = []
    for name, converter in rule._converters.items():
        schema = (
            {"type": "string", "format": "uuid"} if type(converter).__name__ == "UUIDConverter" else {"type": "string"}
        )
        parameters.append({"in": "path", "name": name, "required": True, "schema": schema})
    return parameters


def _headers(method: str, promise: Contract) -> list[dict[str, Any]]:
    if promise.is_matched:
        return [_condition("If-Match", "Do it only if this is still the ETag of what is here; else 412.")]
    if promise.is_tagged:
        return [_condition("If-None-Match", "Answer 304 without a body if this is still the ETag of what is here.")]
    if method != "POST" or promise.guard != "staff" or not promise.transaction:
        return []
    schema = {"type": "string", "minLength": 1, "maxLength": KEY_LENGTH, "pattern": f"^{KEY_FORM.pattern}$"}
    return [{"in": "header", "name": "Idempotency-Key", "required": False, "schema": schema}]


def _condition(name: str, words: str) -> dict[str, Any]:
    """A header with one ETag. Lists of them and `*` are taken too, as RFC 9110 says."""
    schema = {"type": "string", "examples": [AN_ETAG]}
    return {"in": "header", "name": name, "required": False, "schema": schema, "description": words}


def _responses(rule: Rule, promise: Contract) -> dict[str, Any]:
    done: dict[str, Any] = {"description": "Done"}
    if promise.answer is not None:
        done["content"] = {kind: {"schema": _form(kind, promise)} for kind in promise.answer_types}
    if promise.streams is not None:
        form = {} if promise.streams == "text/event-stream" else {"type": "string"}  # events, each of a form
        done["content"] = {promise.streams: {"schema": form}}
    problems = set(promise.problems)
    if promise.answer is not None or promise.transaction or promise.streams:
        problems.add(503)  # the database may be gone
    if rule._converters:
        problems.add(404)
    if promise.guard == "staff":
        problems |= {400, 404, 409, 422} if promise.transaction else {404}
    responses = {str(promise.status): done}
    if promise.is_tagged:
        responses["304"] = {"description": "Not modified", "headers": _TAGGED}
    if promise.is_tagged or (promise.is_matched and promise.answer is not None):
        done["headers"] = _TAGGED
    for status in sorted(problems):
        content = {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        responses[str(status)] = {"description": "Problem", "content": content}
        if status == 412:
            responses[str(status)]["headers"] = _TAGGED
        if status in {429, 503}:
            seconds = {"description": "Seconds to wait", "required": True, "schema": {"type": "integer", "minimum": 1}}
            responses[str(status)]["headers"] = {"Retry-After": seconds}
    return responses


def _form(kind: str, promise: Contract) -> Any:
    """A table for spreadsheets has no schema of its own."""
    return {"type": "string"} if kind == "text/csv" else promise.answer


def _exact(self: Any, field: fields.Field[Any], **options: Any) -> dict[str, Any]:
    """What our own fields check, said in JSON Schema."""
    if isinstance(field, Pattern):
        return {"type": ["string", "null"] if field.allow_none else "string"}
    told = getattr(field, "json_schema", None)
    return told() if told else {}
