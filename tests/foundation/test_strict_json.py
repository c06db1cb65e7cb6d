import pytest

from backend.foundation.errors import BadRequest
from backend.foundation.strict_json import MAX_DEPTH, parse_strictly


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (b"null", None),
        (b' {"a": [1, 2.5, "\xc3\xa4", true]} ', {"a": [1, 2.5, "ä", True]}),
        (b'"\\ud83d\\udc4d"', "👍"),
        (b'"\\\\u0000"', "\\u0000"),
        (b'{"a": 1, "A": 1}', {"a": 1, "A": 1}),
        (b"-0", 0),
        (b"1e308", 1e308),
        (b'{"__proto__": 1}', {"__proto__": 1}),
        (b"[" * MAX_DEPTH + b"]" * MAX_DEPTH, eval("[" * MAX_DEPTH + "]" * MAX_DEPTH)),  # noqa: S307
        (b'"' + b"[{" * 50 + b'"', "[{" * 50),
        (b'"\\"' + b"[" * 50 + b'"', '"' + "[" * 50),
        (b"[" + b"[]," * 50 + b"[]]", [[]] * 51),
    ],
)
def test_plain_json_is_read(text, value):
    assert parse_strictly(text) == value


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"", "not JSON"),
        (b"\xff", "not UTF-8: byte 0"),
        (b"\xef\xbb\xbf{}", "not JSON"),
        (b'{"a": 1, "a": 1}', '"a" stands twice'),
        (b'{"a": 1, "\\u0061": 1}', '"a" stands twice'),
        (b'[{"b": {"a": 1, "a": 1}}]', '"a" stands twice'),
        (b"NaN", "NaN is not JSON"),
        (b"-Infinity", "-Infinity is not JSON"),
        (b"1e400", "too large"),
        (b"9" * 5000, "too long"),
        (b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1), "deeper than 20"),
        (b"[" * 1_000_000, "deeper than 20"),
        (b'"\\ud800"', "surrogate"),
        (b'{"\\udfff": 1}', "surrogate"),
        (b'"\\u0000"', "NUL"),
        (b'[{"a": ["\\u0000"]}]', "NUL"),
        (b'"\x00"', "not JSON"),
        (b"{} {}", "not JSON"),
    ],
)
def test_what_two_parsers_could_read_differently_is_refused_and_said(text, words):
    with pytest.raises(BadRequest) as refusal:
        parse_strictly(text)
    assert words in refusal.value.detail
    assert len(refusal.value.detail) < 200
