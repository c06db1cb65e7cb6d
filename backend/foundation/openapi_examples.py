"""An example of every body and answer in an OpenAPI document, made from its schemas. Pure.

A schema's own `examples` come first, then what a member of this name usually holds, then the simplest value that fits.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

Document = dict[str, Any]
DEEPEST, MOST_MEMBERS = 9, 2
SIMPLEST: Mapping[str, Any] = {"string": "…", "integer": 1, "number": 1.0, "boolean": True, "null": None}
BY_FORMAT: Mapping[str, str] = {
    "uuid": "01a2026c-5b1f-7c3a-9d2e-4f5a6b7c8d9e",
    "date-time": "2026-11-21T18:05:00.000Z",
    "date": "2026-11-21",
}


def add_examples(document: Document, usual: Mapping[str, Any]) -> None:
    """Set `example` beside the schema of every body and every answer. `usual` has values by a member's name."""
    maker = _Maker(document, usual)
    for content, is_body in _contents(document):
        schema = content["schema"]
        content["example"] = maker.example("", schema, 0, is_body)


def _contents(document: Document) -> Iterator[tuple[dict[str, Any], bool]]:
    for methods in document["paths"].values():
        for operation in methods.values():
            for content in operation.get("requestBody", {}).get("content", {}).values():
                yield content, True
            for status, response in operation["responses"].items():
                for content in response.get("content", {}).values():
                    if status < "400":
                        yield content, False


class _Maker:
    def __init__(self, document: Document, usual: Mapping[str, Any]) -> None:
        self._document, self._usual = document, usual

    def example(self, name: str, schema: Any, depth: int, is_body: bool) -> Any:
        schema = self._resolved(schema)
        for known in self._known(name, schema):
            if self._fits(schema, known):
                return known
        kind = _kind(schema)
        if kind == "object":
            return self._object(schema, depth, is_body)
        if kind == "array":
            inner = schema.get("items", {})
            return [self.example(name, inner, depth + 1, is_body)] if depth < DEEPEST else []
        return _within(schema, kind)

    def _known(self, name: str, schema: Mapping[str, Any]) -> Iterator[Any]:
        yield from schema.get("examples", ())
        usual = self._usual.get(name, ())
        yield from usual if isinstance(usual, tuple) else (usual,)
        yield from [value for value in schema.get("enum", ()) if value is not None][:1]
        if schema.get("format") in BY_FORMAT:
            yield BY_FORMAT[schema["format"]]

    def _object(self, schema: Mapping[str, Any], depth: int, is_body: bool) -> dict[str, Any]:
        if depth >= DEEPEST:
            return {}
        members: Mapping[str, Any] = schema.get("properties", {})
        names = _asked(schema, members) if is_body else list(members)
        made = {name: self.example(name, members[name], depth + 1, is_body) for name in names}
        further = schema.get("additionalProperties")
        if not members and isinstance(further, dict):
            names = schema.get("propertyNames", {})
            key = next((key for key in ("fi", "rating") if self._fits(names, key)), "rating")
            made = {key: self.example(key, further, depth + 1, is_body)}
        return made

    def _fits(self, schema: Any, value: Any) -> bool:
        """Whether the value, with all that it holds, is as the schema says."""
        schema = self._resolved(schema)
        kinds = [schema["type"]] if isinstance(schema.get("type"), str) else schema.get("type", [])
        if kinds and not any(_is_of(kind, value) for kind in kinds):
            return False
        if isinstance(value, list):
            return all(self._fits(schema.get("items", {}), inner) for inner in value)
        if not isinstance(value, dict):
            return _is_simple(schema, value)
        members, further = schema.get("properties", {}), schema.get("additionalProperties", {})
        below = {name: members.get(name, further) for name in value}
        return all(inner is not False and self._fits(inner, value[name]) for name, inner in below.items())

    def _resolved(self, schema: Any) -> dict[str, Any]:
        found: dict[str, Any] = schema if isinstance(schema, dict) else {}
        while True:
            if "$ref" in found:
                target: Any = self._document
                for part in found["$ref"].split("/")[1:]:
                    target = target[part]
                found = {**target, **{name: value for name, value in found.items() if name != "$ref"}}
                continue
            choices = found.get("allOf") or found.get("anyOf") or found.get("oneOf")
            if choices and "properties" not in found and _kind(found) != "object":
                found = choices[0]
                continue
            return found


def _asked(schema: Mapping[str, Any], members: Mapping[str, Any]) -> list[str]:
    """What a body must hold and what has an example of its own; a body that need hold nothing changes two members."""
    wanted = [name for name in members if name in schema.get("required", ()) or members[name].get("examples")]
    return wanted or list(members)[:MOST_MEMBERS]


def _kind(schema: Mapping[str, Any]) -> str:
    kinds = schema.get("type", "object" if "properties" in schema else "string")
    return kinds if isinstance(kinds, str) else next((kind for kind in kinds if kind != "null"), "null")


def _within(schema: Mapping[str, Any], kind: str) -> Any:
    value = SIMPLEST[kind]
    if kind in {"integer", "number"}:
        value = max(value, schema.get("minimum", value))
        value = min(value, schema.get("maximum", value))
    if kind == "string":
        value = value * max(1, schema.get("minLength", 1))
    return value


def _is_simple(schema: Mapping[str, Any], value: Any) -> bool:
    """Whether a value that holds no others is as the schema says: its form, size and choices."""
    if "enum" in schema and value not in schema["enum"]:
        return False
    if isinstance(value, str):
        is_short = len(value) <= schema.get("maxLength", len(value))
        return is_short and bool(re.search(schema.get("pattern", ""), value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return bool(schema.get("minimum", value) <= value <= schema.get("maximum", value))
    return True


def _is_of(kind: str, value: Any) -> bool:
    if isinstance(value, bool) or value is None:
        return kind == ("null" if value is None else "boolean")
    if isinstance(value, int):
        return kind in {"integer", "number"}
    return isinstance(value, {"string": str, "number": float, "object": dict, "array": list}.get(kind, ()))
