"""Whose an entry is: on record beside it, shown to staff with its proof or its fault, and to others as a mark."""

import uuid
from datetime import timedelta

import pytest

from backend.foundation.clock import travel
from tests.customers.signing import Signer


def seen(ada, left):
    return ada.get(f"/feedback/{left['feedback_id']}").json["customer"]


def test_a_signed_entry_is_its_customers_in_the_inbox_and_in_the_conversation(shop, ada, signer):
    left = signer.leave("c-1", name="Aino Äijä", email="aino@example.fi", account="a-7", account_name="Äiti Oy")
    found = seen(ada, left)
    assert (found["verified"], found["how"], found["fault"]) == (True, "signed_token", None)
    assert (found["reference"], found["name"], found["email"]) == ("c-1", "Aino Äijä", "aino@example.fi")
    assert (found["account"]["reference"], found["account"]["name"]) == ("a-7", "Äiti Oy")
    [row] = ada.get(f"/feedback?site={shop.key}").json["items"]
    assert row["customer"] == found


def test_an_entry_without_a_token_is_nobodys(shop, ada):
    assert seen(ada, shop.leave(comment="Sanoja")) is None


def test_the_words_are_kept_whatever_is_wrong_with_the_token(shop, ada, signer, other_shop, mallory):
    theirs = Signer(other_shop, mallory)
    tokens = {
        "expired": signer.sign(exp=1),
        "wrong_site": signer.sign(aud=other_shop.key),
        "bad_signature": theirs.sign(aud=shop.key),
        "no_token": ["x"],
        "bad_claim": signer.sign(name="x" * 121),
    }
    for fault, token in tokens.items():
        found = seen(ada, shop.leave(comment="Sanoja", identity=token))
        assert (found["verified"], found["fault"], found["id"], found["name"]) == (False, fault, None, None)
    assert ada.get(f"/customers?site={shop.key}").json["items"] == []


def test_before_a_secret_is_made_tokens_prove_nothing(shop, ada):
    assert seen(ada, shop.leave(comment="Sanoja", identity="x.y.z"))["fault"] == "not_set_up"


def test_the_segment_that_is_signed_counts_before_the_pages_own(shop, ada, signer):
    left = shop.leave(comment="Sanoja", segment="bronze", identity=signer.sign(segment="gold"))
    assert ada.get(f"/feedback/{left['feedback_id']}").json["segment"] == "gold"


def test_a_repetition_with_a_newer_token_is_the_same_entry(shop, ada, signer):
    entry = shop.entry(comment="Sanoja")
    first = shop.send({**entry, "identity": signer.sign()})
    again = shop.send({**entry, "identity": signer.sign(name="Aino")})
    without = shop.send(entry)
    assert first.json == again.json == without.json
    assert len(ada.get(f"/feedback?site={shop.key}").json["items"]) == 1


def test_a_server_with_an_api_token_sends_for_its_customers(shop, ada, person, signer):
    till = person("owner", ["submit"])
    entry = shop.entry(comment="Kassalta", identity=signer.sign("c-9"))
    response = shop.send(entry, origin=None, headers={"Authorization": f"Bearer {till.token}"})
    assert response.status_code == 201
    [row] = ada.get(f"/feedback?site={shop.key}").json["items"]
    assert row["customer"]["reference"] == "c-9"


def test_a_later_step_may_say_whose_the_entry_is(shop, ada, signer):
    left = shop.leave(rating=2)
    assert shop.step(left["id"], left["thread_key"], comment="Lisää", identity=signer.sign("c-1")).status_code == 200
    assert seen(ada, left)["reference"] == "c-1"
    assert shop.step(left["id"], left["thread_key"], comment="Toinen", identity=signer.sign("c-2")).status_code == 200
    assert seen(ada, left)["reference"] == "c-1", "it was said by the first"


def test_a_later_token_that_is_good_replaces_one_that_was_not(shop, ada, signer):
    left = shop.leave(comment="Sanoja", identity=signer.sign(exp=1))
    shop.step(left["id"], left["thread_key"], rating=2, identity="x.y.z")
    assert seen(ada, left)["fault"] == "expired"
    shop.step(left["id"], left["thread_key"], rating=1, identity=signer.sign("c-1"))
    assert seen(ada, left)["verified"]


def test_what_the_newest_token_says_counts_and_what_it_leaves_out_stays(shop, ada, signer, known):
    signer.leave("c-1", name="Aino", email="aino@example.fi", account="a-1")
    signer.leave("c-1", name="Aino Äijä", account="a-2")
    customer = known("c-1")
    assert (customer["name"], customer["email"], customer["account"]["reference"]) == (
        "Aino Äijä",
        "aino@example.fi",
        "a-2",
    )
    accounts = {row["reference"]: row["id"] for row in ada.get(f"/accounts?site={shop.key}").json["items"]}
    assert [ada.get(f"/accounts/{accounts[key]}").json["entries"] for key in ("a-1", "a-2")] == [1, 1]


def test_others_see_that_an_author_is_a_customer_and_how_that_is_known(shop, ada, signer):
    for left in (signer.leave("c-1", comment="Asiakas"), shop.leave(comment="Kuka vain")):
        ada.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": "publish"})
    page = shop.client.get(f"/w/v1/sites/{shop.key}/touchpoints/checkout/published").json
    shown = {item["comment"]: (item["verified"], item["verified_by"]) for item in page["items"]}
    assert shown == {"Asiakas": (True, "signed_token"), "Kuka vain": (False, None)}
    assert "c-1" not in str(page)


def test_a_new_secret_leaves_the_old_one_for_as_long_as_it_is_told(shop, ada, signer):
    old = signer.sign("c-1", exp=4_000_000_000)
    Signer(shop, ada, keep_previous_hours=2)
    assert seen(ada, shop.leave(comment="Sanoja", identity=old))["verified"]
    with travel(timedelta(hours=3)):
        assert seen(ada, shop.leave(comment="Sanoja", identity=old))["fault"] == "bad_signature"


def test_a_leaked_secret_is_void_at_once(shop, ada, signer):
    old = signer.sign()
    newest = Signer(shop, ada, keep_previous_hours=0)
    assert seen(ada, shop.leave(comment="Sanoja", identity=old))["fault"] == "bad_signature"
    assert seen(ada, shop.leave(comment="Sanoja", identity=newest.sign()))["verified"]


def test_the_secret_is_shown_once_to_who_manages_the_site(shop, ada, person, signer):
    told = ada.get(f"/sites/{shop.id}/identity")
    assert (told.json["number"], "secret" in told.json) == (1, False)
    assert signer.secret not in ada.get(f"/sites/{shop.id}").text
    path = f"/sites/{shop.id}/identity/secrets"
    again = [ada.post(path, json={}, headers={"Idempotency-Key": str(uuid.uuid4())}).json["secret"] for _ in range(2)]
    assert len({signer.secret, *again}) == 3
    assert person("agent").post(path, json={}).status_code == 403


@pytest.mark.parametrize("count", [40])
def test_many_entries_of_one_customer_at_once_make_her_once(shop, ada, signer, known, count):
    for number in range(count):
        signer.leave("c-1" if number % 2 else "c-2", comment=f"Sana {number}")
    assert ada.get(f"/customers/{known('c-1')['id']}").json["entries"] == count // 2
