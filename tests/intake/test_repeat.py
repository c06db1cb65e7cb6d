"""An entry's own id makes sending it again harmless, whatever came between."""

import hashlib
import json
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.feedback.queries import entry_on_record
from tests.applications import ORIGIN, make_app, make_site


def inbox(ada, shop):
    return ada.get(f"/feedback?site={shop.key}").json["items"]


def test_the_same_entry_twice_gets_the_same_answer_and_is_stored_once(shop, ada):
    entry = shop.entry(comment="Kerran riittää")
    first, second = shop.send(entry), shop.send(entry)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json == second.json
    assert len(inbox(ada, shop)) == 1


def test_order_and_spacing_of_members_do_not_make_another_entry(shop):
    entry = shop.entry(answers={"recommend": 9, "why": "Nopea"})
    turned = {**dict(reversed(entry.items())), "answers": {"why": "Nopea", "recommend": 9}}
    assert shop.send(entry).json == shop.send(json.dumps(turned, indent=4)).json


@pytest.mark.parametrize(
    "other",
    [
        {"rating": 1},
        {"comment": "Toinen"},
        {"answers": {"recommend": 1}},
        {"touchpoint": "landing"},
        {"language": "sv"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_the_same_id_with_other_content_is_refused(shop, ada, other):
    entry = shop.entry(comment="Ensin")
    assert shop.send(entry).status_code == 201
    response = shop.send({**entry, **other})
    assert (response.status_code, response.json["code"]) == (422, "idempotency_mismatch")
    [kept] = inbox(ada, shop)
    assert (kept["comment"], kept["rating"]["value"]) == ("Ensin", 4)


def test_a_repetition_after_a_step_gets_the_first_receipt_and_undoes_nothing(shop, ada):
    entry = shop.entry(rating=4)
    receipt = shop.send(entry).json
    shop.step(entry["id"], receipt["thread_key"], rating=1)
    again = shop.send(entry)
    assert (again.status_code, again.json["thread_key"]) == (201, receipt["thread_key"])
    assert inbox(ada, shop)[0]["rating"]["value"] == 1


def test_an_erased_entry_does_not_come_back(shop, ada):
    entry = shop.entry(comment="Poista tämä")
    key = shop.send(entry).json["thread_key"]
    assert shop.client.delete(f"/w/v1/threads/{key}").status_code == 204
    again = shop.send(entry)
    assert (again.status_code, again.json["code"]) == (409, "erased")
    assert inbox(ada, shop) == []


def test_ids_of_two_sites_are_independent(shop, other_shop, ada, mallory):
    entry = shop.entry(comment="Täällä")
    here = shop.send(entry)
    there = other_shop.send({**entry, "site": other_shop.key, "comment": "Tuolla"})
    assert (here.status_code, there.status_code) == (201, 201)
    assert here.json["thread_key"] != there.json["thread_key"]
    assert [row["comment"] for row in inbox(ada, shop)] == ["Täällä"]
    assert [row["comment"] for row in inbox(mallory, other_shop)] == ["Tuolla"]


def send_from_a_page_of_its_own(shop, entry):
    return shop.app.test_client().post("/w/v1/entries", json=entry, headers={"Origin": ORIGIN})


def test_fifty_at_once_with_one_id_are_one_entry(shop, ada):
    entry = shop.entry(comment="Viisikymmentä kertaa")
    with ThreadPoolExecutor(50) as pages:
        answers = list(pages.map(lambda _: send_from_a_page_of_its_own(shop, entry), range(50)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert len(inbox(ada, shop)) == 1


def test_of_fifty_at_once_with_one_id_and_their_own_words_one_wins(shop, ada):
    identifier = str(uuid.uuid4())
    entries = [shop.entry(id=identifier, comment=f"Sanat {number}") for number in range(50)]
    with ThreadPoolExecutor(50) as pages:
        answers = list(pages.map(lambda entry: send_from_a_page_of_its_own(shop, entry), entries))
    assert sorted(answer.status_code for answer in answers) == [201] + [422] * 49
    assert len(inbox(ada, shop)) == 1


def test_fifty_different_entries_at_once_all_arrive(shop, ada):
    entries = [shop.entry(rating=1 + number % 5) for number in range(50)]
    with ThreadPoolExecutor(50) as pages:
        answers = list(pages.map(lambda entry: send_from_a_page_of_its_own(shop, entry), entries))
    assert {answer.status_code for answer in answers} == {201}
    assert len(inbox(ada, shop)) == 50


def test_without_group_commit_the_promise_is_the_same(database, tmp_path):
    from backend.settings import database_url
    from tests.applications import dispose

    app = make_app(database_url(database), tmp_path, group_commit=False)
    shop = make_site(app)
    entry = shop.entry()
    with ThreadPoolExecutor(10) as pages:
        answers = list(pages.map(lambda _: send_from_a_page_of_its_own(shop, entry), range(10)))
    assert {answer.status_code for answer in answers} == {201}
    assert shop.send({**entry, "rating": 1}).json["code"] == "idempotency_mismatch"
    dispose(app)


def switch_off(ada, shop):
    change_checkout(ada, shop, is_active=False)


def drop_the_first_question(ada, shop):
    asked = checkout_of(ada, shop)["questions"]
    change_checkout(ada, shop, questions=[question for question in asked if question["key"] != "rating"])


def close_the_origin(ada, shop):
    assert ada.patch(f"/sites/{shop.id}", json={"allowed_origins": ["https://new.example"]}).status_code == 200


def checkout_of(ada, shop):
    return next(row for row in ada.get(f"/touchpoints?site={shop.key}").json["items"] if row["key"] == "checkout")


def change_checkout(ada, shop, **changes):
    assert ada.patch(f"/touchpoints/{checkout_of(ada, shop)['id']}", json=changes).status_code == 200


@pytest.mark.parametrize(
    ("change", "refusal"), [(switch_off, 404), (drop_the_first_question, 422), (close_the_origin, 403)]
)
def test_a_repetition_is_answered_as_at_first_whatever_the_owner_changed_since(shop, ada, change, refusal):
    entry = shop.entry(rating=3, answers={"recommend": 7}, comment="Kuitti hukkui matkalla")
    first = shop.send(entry)
    change(ada, shop)
    again = shop.send(entry)
    assert (again.status_code, again.json) == (201, first.json)
    assert shop.send({**entry, "comment": "Toinen"}).status_code == refusal
    assert shop.send({**entry, "id": str(uuid.uuid4())}).status_code == refusal
    assert [row["comment"] for row in inbox(ada, shop)] == ["Kuitti hukkui matkalla"]


def test_an_erased_entry_is_refused_like_any_other_once_the_door_is_closed(shop, ada):
    entry = shop.entry(comment="Poista tämä")
    shop.client.delete(f"/w/v1/threads/{shop.send(entry).json['thread_key']}")
    switch_off(ada, shop)
    assert shop.send(entry).status_code == 404


def test_an_entry_stored_before_pages_told_more_is_still_the_same(app, shop):
    """Its fingerprint was made of the members there were then."""
    entry = shop.entry(comment="Vanha")
    first = shop.send(entry)
    members = "answers comment email id language page_title page_url rating site touchpoint"
    told = {name: entry.get(name) for name in members.split()}
    with app.app_context():
        stored = entry_on_record(shop.id, uuid.UUID(entry["id"]))
        assert stored.fingerprint == hashlib.sha256(json.dumps(told, sort_keys=True).encode()).digest()
    nothing_more = {"subject": None, "segment": None, "attributes": None, "element": None}
    assert shop.send({**entry, **nothing_more}).json == first.json


@pytest.mark.parametrize(
    "more",
    [
        *({"subject": "1"}, {"segment": "a"}, {"returning": True}),
        *({"attributes": {"plan": "a"}}, {"element": {"selector": "a"}}),
    ],
    ids=str,
)
def test_what_the_page_tells_beside_is_part_of_the_entry(shop, more):
    entry = shop.entry(**more)
    first = shop.send(entry)
    assert shop.send(entry).json == first.json
    [member] = more
    assert shop.send({**entry, member: None}).json["code"] == "idempotency_mismatch"
