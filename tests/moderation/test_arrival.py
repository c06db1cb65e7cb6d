"""How an entry came: a field nobody sees, a form sent at once, the same words again, many from one network."""

import re
from datetime import timedelta

import pytest

from backend.foundation.clock import travel
from backend.moderation.recent import KEPT_SECONDS, Recent, network_of

WORDS = "Tämä on lähetetty jo monta kertaa, aina samoin sanoin ja ilman eroja"


def row(ada, **query):
    return ada.get("/feedback", query_string=query).json["items"][0]


@pytest.fixture
def strict(shop, ada):
    ada.patch(f"/sites/{shop.id}", json={"publish_policy": "hold_suspicious"})
    return shop


def test_a_program_that_fills_in_every_field_is_answered_as_anybody_and_set_aside(strict, ada):
    response = strict.send(strict.entry(comment="Nice, thanks for this", website="http://x.example"))
    assert (response.status_code, response.json["state"]) == (201, "pending")
    found = row(ada, publication="spam")
    assert found["signals"] == [{"name": "honeypot", "found": "http://x.example"}]


def test_a_later_step_can_fall_into_the_trap_too(strict, ada):
    left = strict.leave()
    strict.step(left["id"], left["thread_key"], comment="Nice, thanks for this", website="x")
    assert row(ada)["reasons"] == ["honeypot"]


def test_the_hosted_form_has_a_field_that_people_neither_see_nor_reach(strict):
    page = strict.client.get(f"/w/p/{strict.key}/checkout").text
    [field] = re.findall(r'<input id="website"[^>]*>', page)
    assert 'tabindex="-1"' in field
    assert re.search(r'<div class="spoken" aria-hidden="true">[^<]*<label for="website">', page)


def post_form(shop, wait, **fields):
    page = shop.client.get(f"/w/p/{shop.key}/checkout").text
    hidden = dict(re.findall(r'name="(id|at|lang)" value="([^"]*)"', page))
    with travel(timedelta(seconds=wait)):
        return shop.client.post(f"/w/p/{shop.key}/checkout", data={**hidden, "comment": WORDS, **fields})


@pytest.mark.parametrize(
    ("wait", "fields", "publication", "reasons"),
    [
        (0, {}, "pending", ["too_fast"]),
        (9, {}, "published", []),
        (9, {"website": "http://x.example"}, "spam", ["honeypot"]),
        (0, {"website": "x"}, "spam", ["honeypot", "too_fast"]),
        (0, {"at": "1.forged"}, "published", []),
        (0, {"at": ""}, "published", []),
        (0, {"comment": "", "a.rating": "5"}, "published", []),
    ],
    ids=["at once", "in time", "trap", "both", "forged", "none", "rating alone"],
)
def test_the_hosted_form_tells_how_long_it_was_shown(strict, ada, wait, fields, publication, reasons):
    assert post_form(strict, wait, **fields).status_code == 303
    found = row(ada)
    assert (found["publication"], found["reasons"]) == (publication, reasons)


def test_who_mends_a_form_has_looked_at_it_since_it_was_first_shown(strict, ada):
    page = strict.client.get(f"/w/p/{strict.key}/checkout").text
    shown = dict(re.findall(r'name="(id|at)" value="([^"]*)"', page))
    with travel(timedelta(seconds=20)):
        again = strict.client.post(f"/w/p/{strict.key}/checkout", data={**shown, "comment": " "}).text
        mended = dict(re.findall(r'name="(id|at)" value="([^"]*)"', again))
        assert mended["at"] == shown["at"]
        strict.client.post(f"/w/p/{strict.key}/checkout", data={**mended, "comment": WORDS})
    assert row(ada)["publication"] == "published"


def test_the_same_words_from_a_third_are_held(strict, ada):
    states = [strict.send(strict.entry(comment=f"{WORDS} {number}")).json["state"] for number in range(4)]
    assert states == ["published", "published", "pending", "pending"]
    assert row(ada)["signals"] == [{"name": "same_text", "found": "4"}]


def test_the_same_words_on_another_site_or_in_the_same_entry_do_not_count(strict, other_shop, ada):
    for _ in range(3):
        other_shop.send(other_shop.entry(comment=WORDS))
    left = strict.leave()
    for number in range(4):
        strict.step(left["id"], left["thread_key"], comment=f"{WORDS} {number}")
    assert row(ada)["publication"] == "published"


def test_short_words_may_be_said_by_everybody(strict):
    states = {strict.send(strict.entry(comment="Kaikki toimi hyvin, kiitos!")).json["state"] for _ in range(5)}
    assert states == {"published"}


def test_many_from_one_network_alone_are_no_reason_but_count_with_another(strict, ada):
    texts = [f"Kävijän numero {number} oma ja erilainen mielipide: {'abcdefghij'[number]}" for number in range(10)]
    assert {strict.send(strict.entry(comment=text)).json["state"] for text in texts} == {"published"}
    strict.send(strict.entry(comment="Halpoja matkoja tarjolla www.posti.fi/matkat kaikille"))
    assert row(ada)["reasons"] == ["same_network", "link"]


def test_no_address_is_kept_and_what_is_kept_is_forgotten():
    moment = [0.0]
    recent = Recent(lambda: moment[0])
    for number in range(3):
        assert recent.note_network(b"s", "192.0.2.7", bytes([number])) == number
    assert b"192.0.2" not in repr(vars(recent)).encode()
    moment[0] += KEPT_SECONDS["network"] + 1
    assert recent.note_network(b"s", "192.0.2.7", b"9") == 0
    recent.note_text(b"s", WORDS, b"1")
    moment[0] += 24 * 3600 + 1
    assert recent.note_text(b"s", WORDS, b"2") == 0


def test_what_is_kept_has_a_bound():
    recent = Recent()
    for number in range(25_000):
        recent.note_network(b"s", f"10.{number // 250}.{number % 250}.1", b"e")
    assert len(recent._seen["network"]) <= 20_000


@pytest.mark.parametrize(
    ("address", "network"), [("192.0.2.7", "192.0.2"), ("2001:db8:1:2::/64", "2001:db8:1"), ("unknown", "unknown")]
)
def test_an_address_stands_for_its_network(address, network):
    assert network_of(address) == network
