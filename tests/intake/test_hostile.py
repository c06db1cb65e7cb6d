"""Hostile bodies at the public door: refused alike by both databases, and nothing of them is kept."""

import json
import uuid
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy import func, select

from backend.feedback.models import Feedback
from backend.foundation.database import db
from backend.settings import database_url
from tests.applications import dispose, make_app, make_site
from tests.databases import KINDS


@dataclass
class Doors:
    """One shop on each database; every body is sent to both."""

    shops: list

    def send(self, body, **options):
        """The answer, the same from every database."""
        answers = [shop.send(body.replace(b"SITE", shop.key.encode()), **options) for shop in self.shops]
        told = [(answer.status_code, answer.mimetype, without_id(answer.json)) for answer in answers]
        assert told[0] == told[1], "one database answers otherwise than the other"
        return answers[0]

    def stored(self):
        for shop in self.shops:
            with shop.app.app_context():
                yield db.session.scalar(select(func.count()).select_from(Feedback).where(Feedback.site_id == shop.id))


def without_id(answer):
    return {name: value for name, value in (answer or {}).items() if name not in {"request_id", "thread_key"}}


@pytest.fixture(scope="module")
def doors(fresh_database_url, tmp_path_factory):
    apps = [make_app(database_url(fresh_database_url(kind)), tmp_path_factory.mktemp(kind)) for kind in KINDS]
    yield Doors([make_site(app) for app in apps])
    for app in apps:
        dispose(app)


def body(more: bytes = b"", rating: bytes = b"4") -> bytes:
    """An entry that is fine but for what is put in."""
    head = f'{{"id": "{uuid.uuid4()}", "site": "SITE", "touchpoint": "checkout"'.encode()
    return head + (b', "rating": ' + rating if rating else b"") + (b", " + more if more else b"") + b"}"


UNREADABLE = {
    "nothing": b"",
    "white space": b" \n\t ",
    "null": b"null",
    "true": b"true",
    "number": b"5",
    "text": b'"text"',
    "list": b"[]",
    "list of entries": b"[" + body() + b"]",
    "two objects": body() + body(),
    "rest after the object": body() + b"x",
    "cut short": body()[:-1],
    "comma at the end": body()[:-1] + b",}",
    "single quotes": b"{'id': 1}",
    "names without quotes": b"{id: 1}",
    "comment": b"/* */" + body(),
    "form": b"id=1&site=pk_demo",
    "xml": b"<?xml version='1.0'?><id/>",
    "invalid utf-8": body(b'"comment": "\xff\xfe"'),
    "overlong utf-8": body(b'"comment": "\xc0\xaf"'),
    "surrogate in utf-8": body(b'"comment": "\xed\xa0\x80"'),
    "beyond unicode": body(b'"comment": "\xf4\x90\x80\x80"'),
    "utf-16": body().decode().encode("utf-16"),
    "utf-16 without a mark": body().decode().encode("utf-16-le"),
    "utf-32": body().decode().encode("utf-32"),
    "byte order mark": b"\xef\xbb\xbf" + body(),
    "the same member twice": body(b'"rating": 5'),
    "the same member twice by escape": body(b'"\\u0072ating": 5'),
    "twice deeper down": body(b'"answers": {"recommend": 1, "recommend": 2}'),
    "twice in an unknown member": body(b'"other": {"a": 1, "a": 1}'),
    "NaN": body(rating=b"NaN"),
    "Infinity": body(rating=b"Infinity"),
    "-Infinity in an unknown member": body(b'"other": -Infinity'),
    "1e400": body(rating=b"1e400"),
    "-1e400 in an unknown member": body(b'"other": [-1e400]'),
    "number of 5,000 digits": body(rating=b"9" * 5000),
    "leading zero": body(rating=b"04"),
    "plus": body(rating=b"+4"),
    "hexadecimal": body(rating=b"0x4"),
    "other digits": body(rating="٤".encode()),
    "21 levels": body(b'"other": ' + b"[" * 20 + b"]" * 20),
    "100,000 levels cut to what fits": b"[" * 60_000,
    "deep objects": b'{"a":' * 10_000,
    "deep after a string of brackets": body(b'"comment": "[[[[", "other": ' + b"[" * 5000 + b"]" * 5000),
    "lone surrogate": body(b'"comment": "\\ud800"'),
    "lone second half": body(b'"comment": "a\\udc00b"'),
    "halves the wrong way round": body(b'"comment": "\\udc00\\ud800"'),
    "lone surrogate in a name": body(b'"\\ud800": 1'),
    "lone surrogate in an answer": body(b'"answers": {"why": "\\ud83d"}'),
    "escaped NUL": body(b'"comment": "a\\u0000b"'),
    "escaped NUL in a name": body(b'"a\\u0000": 1'),
    "raw NUL": body(b'"comment": "a\x00b"'),
    "NUL after the object": body() + b"\x00",
    "raw line break in a text": body(b'"comment": "a\nb"'),
    "bad escape": body(b'"comment": "\\x41"'),
}

WRONG = {
    "rating true": body(rating=b"true"),
    "rating false": body(rating=b"false"),
    "rating 4.0": body(rating=b"4.0"),
    "rating 4e0": body(rating=b"4e0"),
    "rating -0.0": body(rating=b"-0.0"),
    "rating as a text": body(rating=b'"4"'),
    "rating as a list": body(rating=b"[4]"),
    "rating as an object": body(rating=b'{"value": 4}'),
    "rating of 400 digits": body(rating=b"9" * 400),
    "rating beyond 64 bits": body(rating=b"18446744073709551616"),
    "rating null and nothing else": body(rating=b"null"),
    "answers as a list": body(b'"answers": [1]'),
    "answers as a text": body(b'"answers": "recommend"'),
    "answer true": body(b'"answers": {"recommend": true}'),
    "answer 9.0": body(b'"answers": {"recommend": 9.0}'),
    "answer null": body(b'"answers": {"recommend": null}'),
    "answer as a list": body(b'"answers": {"recommend": [9]}'),
    "answer beyond 64 bits": body(b'"answers": {"recommend": 99999999999999999999}'),
    "answer to __proto__": body(b'"answers": {"__proto__": 1}'),
    "answer to nothing": body(b'"answers": {"": 1}'),
    "answer too long": body(b'"answers": {"why": "' + b"a" * 2001 + b'"}'),
    "too many answers": body(b'"answers": {' + b", ".join(b'"q%d": 1' % n for n in range(21)) + b"}"),
    "comment as a number": body(b'"comment": 5'),
    "comment as a list": body(b'"comment": ["a"]'),
    "comment as an object": body(b'"comment": {"text": "a"}'),
    "comment true": body(b'"comment": true'),
    "comment too long": body(b'"comment": "' + b"a" * 5001 + b'"'),
    "page address as a number": body(b'"page_url": 5'),
    "page title as a list": body(b'"page_title": []'),
    "language as a list": body(b'"language": ["fi"]'),
    "language with a line break": body(b'"language": "fi\\n"'),
    "answer as an empty object": body(b'"answers": {"recommend": {}}'),
    "answer as nested lists": body(b'"answers": {"recommend": [[1]]}'),
    "answer as twenty-one options": body(b'"answers": {"why": [' + b",".join([b'"a"'] * 21) + b"]}"),
    "subject as a number": body(b'"subject": 5'),
    "subject as an object": body(b'"subject": {"$ne": null}'),
    "segment as a list": body(b'"segment": ["a"]'),
    "id as a number": b'{"id": 5, "site": "SITE", "touchpoint": "checkout", "rating": 4}',
    "id null": b'{"id": null, "site": "SITE", "touchpoint": "checkout", "rating": 4}',
    "site as a list": b'{"id": "00000000-0000-4000-8000-000000000000", "site": ["SITE"], "touchpoint": "checkout"}',
    "only __proto__": b'{"__proto__": {"id": 1}, "constructor": {"prototype": 1}}',
}  # fmt: skip

FINE = {
    "unknown members": body(b'"colour": "red", "nested": {"a": [1, {"b": null}]}'),
    "__proto__ beside it": body(b'"__proto__": {"rating": 1}, "constructor": {"prototype": {}}'),
    "brackets in a text": body(b'"comment": "' + b"[{" * 100 + b'"'),
    "a pair of surrogates by escape": body(b'"comment": "\\ud83d\\udc4d"'),
    "twenty levels": body(b'"other": ' + b"[" * 19 + b"]" * 19),
    "delete and unassigned characters": body('"comment": "\x7f\ufffe\uffff\U0010ffff"'.encode()),
    "everything null": body(b'"answers": null, "comment": null, "page_url": null, "language": null, "email": null'),
    "attributes of any kind": body(b'"attributes": [{"a": [1, null]}]'),
    "attributes that name a prototype": body(b'"attributes": {"__proto__": {"plan": 1}, "constructor": 1}'),
    "a subject of markup": body(b'"subject": "<script>alert(1)</script>"'),
    "a long subject": body(b'"subject": "' + b"\xf0\x9f\x91\x8d" * 500 + b'"'),
    "an element of strange characters": body(
        '"element": {"selector": "\u202e\uffff*", "text": "\x7f\U0010ffff"}'.encode()
    ),
    "an element at 0.0": body(b'"element": {"selector": "a", "x": 0.0, "y": -0.0, "other": {"a": 1}}'),
    "new members null": body(b'"subject": null, "segment": null, "attributes": null, "element": null'),
    "e-mail with a line break": body(b'"email": "a@example.fi\\nBcc: b@example.fi"'),
    "e-mail too long": body(b'"email": "' + b"a" * 250 + b'@example.fi"'),
    "element as a text": body(b'"element": "body"'),
    "element as a list": body(b'"element": []'),
    "element without a selector": body(b'"element": {"text": "a"}'),
    "element's selector too long": body(b'"element": {"selector": "' + b"a" * 501 + b'"}'),
    "element's place between pixels": body(b'"element": {"selector": "a", "x": 0.5}'),
    "element's place beyond 64 bits": body(b'"element": {"selector": "a", "x": 99999999999999999999}'),
    "element's place true": body(b'"element": {"selector": "a", "x": true}'),
    "a small float in an unknown member": body(b'"other": 1e-400'),
}


@pytest.mark.parametrize("raw", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cannot_be_read_one_way_only_is_refused(doors, raw):
    before = list(doors.stored())
    response = doors.send(raw)
    assert (response.status_code, response.mimetype) == (400, "application/problem+json"), response.text
    assert response.json["code"] == "bad_request"
    assert list(doors.stored()) == before


@pytest.mark.parametrize("raw", WRONG.values(), ids=WRONG.keys())
def test_what_can_be_read_but_does_not_fit_is_named(doors, raw):
    before = list(doors.stored())
    response = doors.send(raw)
    assert (response.status_code, response.mimetype) == (422, "application/problem+json"), response.text
    assert response.json["code"] == "invalid"
    assert response.json["invalid_params"]
    assert list(doors.stored()) == before


@pytest.mark.parametrize("raw", FINE.values(), ids=FINE.keys())
def test_what_is_only_strange_is_taken(doors, raw):
    before = list(doors.stored())
    assert doors.send(raw).status_code == 201
    assert list(doors.stored()) == [n + 1 for n in before]


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=()), max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=8,
)
MEMBERS = [
    *("id", "site", "touchpoint", "rating", "answers", "comment", "page_url", "language", "email", "other"),
    *("subject", "segment", "device", "returning", "attributes", "element"),
]
quickly = settings(
    derandomize=True, database=None, deadline=None, max_examples=200, suppress_health_check=list(HealthCheck)
)


@quickly
@given(member=st.sampled_from(MEMBERS), value=anything)
def test_any_value_in_any_member_is_answered_alike(doors, member, value):
    entry = {"id": str(uuid.uuid4()), "site": "SITE", "touchpoint": "checkout", "rating": 4, member: value}
    response = doors.send(json.dumps(entry).encode())
    assert response.status_code in {201, 400, 404, 422}
    assert response.status_code == 201 or response.mimetype == "application/problem+json"


@quickly
@given(place=st.integers(0, 120), junk=st.binary(min_size=1, max_size=4), kept=st.integers(0, 4))
def test_any_damaged_bytes_are_answered_alike(doors, place, junk, kept):
    whole = body(b'"comment": "Kiitos \xf0\x9f\x91\x8d", "answers": {"recommend": 9}')
    response = doors.send(whole[:place] + junk + whole[place + kept :])
    assert response.status_code in {201, 400, 404, 415, 422}
    assert response.status_code == 201 or response.mimetype == "application/problem+json"
