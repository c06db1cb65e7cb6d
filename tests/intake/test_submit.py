"""The public door: one entry in, a receipt out, and staff find what was said."""

import json
import unicodedata
import uuid
from io import BytesIO

import pytest

from backend.foundation.requests import MAX_BODY
from tests.applications import make_site

SCRIPTS = {
    "finnish": "Hyvä, että löytyi näin äkkiä! Älkää muuttako mitään. Åbo",
    "emoji family": "👨‍👩‍👧‍👦 kiitos 🇫🇮 👍🏽",
    "decomposed": unicodedata.normalize("NFD", "Äitini löysi kenkänsä"),
    "composed and decomposed": "é e\u0301",
    "arabic": "شكرا جزيلا \u200f؟",
    "thai": "ขอบคุณมาก",
    "outside the first plane": "𝕶𝖎𝖎𝖙𝖔𝖘 𠜎",
    "white space": "  kaksi\r\n\trivi\u00a0\u200b  ",
    "markup": "<script>alert('a')</script> &amp; \"' -- ; DROP TABLE feedback",
    "line separators": "a\u2028b\u2029c\u0085d\x7f\x1b",
}


@pytest.fixture(scope="module")
def quiet_shop(app):
    """A shop at which nothing is ever stored: whatever is refused may share it."""
    return make_site(app)


def seen_by_staff(ada, left):
    return ada.get(f"/feedback/{left['feedback_id']}").json


def test_an_entry_gets_a_receipt(shop):
    entry = shop.entry(rating=5)
    response = shop.send(entry)
    assert response.status_code == 201
    assert set(response.json) == {"id", "state", "thread_key"}
    assert response.json["id"] == entry["id"]
    assert response.json["thread_key"].startswith("tk_")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in response.headers


def test_staff_find_all_that_was_said(shop, ada):
    left = shop.leave(
        rating=2, answers={"recommend": 0, "why": "Maksu jumittui"}, comment="Jäin kassalle", language="fi",
        page_url="https://shop.example.fi/kassa?x=1", page_title="Kassa", email="aino@example.fi",
    )  # fmt: skip
    seen = seen_by_staff(ada, left)
    assert seen["rating"] == {"question": "rating", "kind": "stars", "value": 2, "score": 25.0}
    assert seen["answers"] == [{"question": "recommend", "kind": "nps", "value": 0, "score": 0.0}]
    assert seen["texts"] == {"why": "Maksu jumittui"}
    assert (seen["comment"], seen["language"], seen["email"]) == ("Jäin kassalle", "fi", "aino@example.fi")
    assert (seen["page_url"], seen["page_title"]) == ("https://shop.example.fi/kassa?x=1", "Kassa")
    assert (seen["publication"], seen["case"]) == ("pending", "new")
    assert (seen["site"], seen["touchpoint"]["key"], seen["stage"]["key"]) == (shop.key, "checkout", "purchase")
    assert seen["id"] != left["id"], "the visitor's id must not be the staff's"


def test_an_answer_that_names_the_first_question_is_the_rating(shop, ada):
    left = shop.leave(rating=None, answers={"rating": 3})
    assert seen_by_staff(ada, left)["rating"]["value"] == 3
    assert shop.send(shop.entry(rating=3, answers={"rating": 3})).status_code == 201
    assert shop.send(shop.entry(rating=3, answers={"rating": 4})).status_code == 422


@pytest.mark.parametrize(
    "said",
    [{"rating": 1}, {"comment": "Vain sanoja"}, {"answers": {"recommend": 10}}, {"answers": {"why": "Muuten vain"}}],
    ids=["rating", "comment", "answer", "text answer"],
)
def test_one_thing_said_is_enough(shop, said):
    assert shop.send(shop.entry(**{"rating": None, **said})).status_code == 201


@pytest.mark.parametrize(
    "said",
    [{}, {"comment": ""}, {"comment": " \n\t"}, {"answers": {}}, {"answers": {"why": "  "}}],
    ids=["nothing", "no words", "white space", "no answers", "blank answer"],
)
def test_nothing_said_is_refused(quiet_shop, said):
    response = quiet_shop.send(quiet_shop.entry(**{"rating": None, **said}))
    assert response.status_code == 422
    assert response.json["invalid_params"][0]["code"] == "required"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"rating": 0}, "rating"),
        ({"rating": 6}, "rating"),
        ({"rating": -1}, "rating"),
        ({"answers": {"recommend": 11}}, "answers.recommend"),
        ({"answers": {"recommend": "9"}}, "answers.recommend"),
        ({"answers": {"why": 9}}, "answers.why"),
        ({"answers": {"price": 1}}, "answers.price"),
        ({"language": "Finnish, I think"}, "language"),
        ({"id": "not-a-uuid"}, "id"),
    ],
    ids=lambda value: json.dumps(value) if isinstance(value, dict) else "",
)
def test_what_does_not_fit_is_named(quiet_shop, said, name):
    response = quiet_shop.send(quiet_shop.entry(**said))
    assert (response.status_code, response.mimetype) == (422, "application/problem+json")
    assert response.json["code"] == "invalid"
    assert [param["name"] for param in response.json["invalid_params"]] == [name]


@pytest.mark.parametrize("member", ["id", "site", "touchpoint"])
def test_what_is_missing_is_named(quiet_shop, member):
    entry = quiet_shop.entry()
    del entry[member]
    response = quiet_shop.send(entry)
    assert response.status_code == 422
    assert response.json["invalid_params"][0]["name"] == member
    assert response.json["invalid_params"][0]["code"] == "required"


@pytest.mark.parametrize("ends", [0, 10])
def test_both_ends_of_a_scale_count(shop, ada, ends):
    left = shop.leave(answers={"recommend": ends})
    assert seen_by_staff(ada, left)["answers"][0]["value"] == ends


@pytest.mark.parametrize("door", [{"site": "pk_nobody"}, {"touchpoint": "nowhere"}], ids=["site", "touchpoint"])
def test_an_unknown_door_is_not_found(quiet_shop, door):
    response = quiet_shop.send(quiet_shop.entry(**door))
    assert (response.status_code, response.json["code"]) == (404, "not_found")


@pytest.mark.parametrize("comment", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_words_are_kept_as_typed(shop, ada, comment):
    left = shop.leave(comment=comment)
    assert seen_by_staff(ada, left)["comment"].encode() == comment.encode()
    thread = shop.client.get(f"/w/v1/threads/{left['thread_key']}")
    assert thread.json["comment"].encode() == comment.encode()


@pytest.mark.parametrize("character", ["a", "ä", "👍", "\u0301"], ids=["ascii", "letter", "emoji", "combining"])
def test_five_thousand_characters_fit_and_one_more_does_not(shop, ada, character):
    left = shop.leave(comment=character * 5000)
    assert seen_by_staff(ada, left)["comment"] == character * 5000
    too_long = shop.send(shop.entry(comment=character * 5001))
    assert too_long.status_code == 422
    assert "5,001 characters; 5,000 fit" in too_long.json["detail"]


def test_a_beacon_needs_no_preflight(shop):
    assert shop.send(content_type="text/plain;charset=UTF-8").status_code == 201


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data", "text/html", ""])
def test_another_kind_of_body_is_refused(quiet_shop, kind):
    response = quiet_shop.send(content_type=kind)
    assert (response.status_code, response.json["code"]) == (415, "unsupported_media_type")


def test_a_body_of_64_kib_fits_and_one_byte_more_does_not(shop):
    body = json.dumps(shop.entry()).encode()
    assert shop.send(body.ljust(MAX_BODY)).status_code == 201
    response = shop.send(body.ljust(MAX_BODY + 1))
    assert (response.status_code, response.json["code"]) == (413, "too_large")


@pytest.mark.parametrize(("size", "status"), [(MAX_BODY, 201), (MAX_BODY + 1, 413), (10 * MAX_BODY, 413)])
def test_a_body_that_does_not_tell_its_length_has_the_same_limit(shop, size, status):
    stream = BytesIO(json.dumps(shop.entry()).encode().ljust(size))
    response = shop.client.post(
        "/w/v1/entries", input_stream=stream, content_type="application/json",
        headers={"Origin": "https://shop.example.fi", "Transfer-Encoding": "chunked"},
        environ_overrides={"CONTENT_LENGTH": "", "wsgi.input_terminated": True},
    )  # fmt: skip
    assert response.status_code == status, response.text
    assert stream.tell() <= MAX_BODY + 1, "what is too much must not be read to its end"


def test_a_long_address_is_cut_and_loses_nobodys_rating(shop, ada):
    address = "https://shop.example.fi/" + "ä" * 3000
    left = shop.leave(page_url=address, page_title="t" * 500)
    seen = seen_by_staff(ada, left)
    assert seen["page_url"] == address[:2000]
    assert seen["page_title"] == "t" * 300


def test_members_of_another_version_of_the_tag_are_ignored(shop, ada):
    left = shop.leave(colour="red", publication="published", case="solved", site_id=str(uuid.uuid4()))
    seen = seen_by_staff(ada, left)
    assert seen["case"] == "new"
    assert shop.send(shop.entry(publication="published", comment="Näkyykö?")).json["state"] == "pending"


def test_the_visitors_id_may_be_written_in_any_way_a_uuid_is(shop):
    plain = uuid.uuid4()
    first = shop.send(shop.entry(id=str(plain)))
    second = shop.send(shop.entry(id=plain.hex.upper()))
    assert first.json == second.json


def test_a_touchpoint_that_is_switched_off_takes_nothing(shop, ada):
    [checkout] = [row for row in ada.get(f"/touchpoints?site={shop.key}").json["items"] if row["key"] == "checkout"]
    assert ada.patch(f"/touchpoints/{checkout['id']}", json={"is_active": False}).status_code == 200
    assert shop.send().status_code == 404
