"""The strict JSON parser of the public door: what two parsers could read differently is refused.

`json.loads` alone keeps NaN, takes the last of two equal members, guesses UTF-16, overflows 1e400 to infinity and
recurses until Python breaks; PostgreSQL refuses NUL and lone surrogates that SQLite stores.
"""

import json
import math
from typing import Any

from backend.foundation.errors import BadRequest

MAX_DEPTH = 20


def parse_strictly(body: bytes) -> Any:
    """The value of a JSON text; raises BadRequest with a sentence that says what is wrong and where."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise BadRequest(f"The body is not UTF-8: byte {fault.start} cannot be read.") from None
    if text.count("[") + text.count("{") > MAX_DEPTH:
        _refuse_deep(text)
    try:
        value = _decoder.decode(text)
    except json.JSONDecodeError as fault:
        raise BadRequest(f"The body is not JSON: {fault.msg} at line {fault.lineno}, column {fault.colno}.") from None
    except (ValueError, RecursionError):
        raise BadRequest("The body holds a number that is too long to read.") from None
    if "\\u" in text:  # only an escape can bring in what UTF-8 itself forbids
        _refuse_unstorable(value)
    return value


def _refuse_deep(text: str) -> None:
    depth, in_string, escaped = 0, False, False
    for character in text:
        if in_string:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                in_string = False
        elif character == '"':
            in_string = True
        elif character in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise BadRequest(f"The body is nested deeper than {MAX_DEPTH} levels.")
        elif character in "]}":
            depth -= 1


def _refuse_unstorable(value: Any) -> None:
    if isinstance(value, str):
        if "\0" in value:
            raise BadRequest("A text in the body holds the character NUL (\\u0000), which cannot be stored.")
        if any("\ud800" <= character <= "\udfff" for character in value):
            raise BadRequest("A text in the body holds half of a surrogate pair, which is no character.")
    elif isinstance(value, dict):
        for key, member in value.items():
            _refuse_unstorable(key)
            _refuse_unstorable(member)
    elif isinstance(value, list):
        for member in value:
            _refuse_unstorable(member)


def _unique_members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BadRequest(f"The member {json.dumps(twice[:60])} stands twice in one object.")
    return members


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise BadRequest(f"The number {digits[:20]} is too large to store.")
    return number


def _refuse_constant(name: str) -> float:
    raise BadRequest(f"{name} is not JSON.")


_decoder = json.JSONDecoder(object_pairs_hook=_unique_members, parse_float=_finite, parse_constant=_refuse_constant)
