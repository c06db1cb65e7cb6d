"""A site's customers and accounts: found, read whole, merged and parted again."""

import pytest

from backend.foundation.database import db
from tests.feedback.test_indexes import plans


def references(response):
    return [row["reference"] for row in response.json["items"]]


def comments(response):
    return [row["comment"] for row in response.json["items"]]


def test_whoever_was_heard_last_comes_first_page_by_page(shop, ada, signer):
    for reference in ("c-1", "c-2", "c-3", "c-1"):
        signer.leave(reference)
    first = ada.get(f"/customers?site={shop.key}&limit=2")
    assert references(first) == ["c-1", "c-3"]
    rest = ada.get(f"/customers?site={shop.key}&limit=2&cursor={first.json['next_cursor']}")
    assert (references(rest), rest.json["next_cursor"]) == (["c-2"], None)


def test_a_search_finds_small_and_capital_letters_alike(shop, ada, signer):
    signer.leave("C-1", name="Äijälä Öökö", email="Aino@Example.fi", account="a-1", account_name="Ässä Oy")
    signer.leave("c-2", name="Bo_Berg")
    for words in ("äijälä", "ÖÖKÖ äij", "aino@example", "c-1", "kö"):
        assert references(ada.get("/customers", query_string={"site": shop.key, "q": words})) == ["C-1"], words
    for words in ("%", "x_b", "bo%berg"):
        assert references(ada.get("/customers", query_string={"site": shop.key, "q": words})) == [], words
    assert references(ada.get("/accounts", query_string={"site": shop.key, "q": "ÄSSÄ"})) == ["a-1"]


def test_all_that_a_customer_or_an_account_said_is_a_filter_of_the_inbox(shop, ada, signer, known):
    signer.leave("c-1", comment="Yksi", account="a-1")
    signer.leave("c-2", comment="Kaksi", account="a-1")
    signer.leave("c-3", comment="Kolme")
    shop.leave(comment="Kuka vain")
    customer = known("c-1")
    assert comments(ada.get(f"/feedback?customer={customer['id']}")) == ["Yksi"]
    assert comments(ada.get(f"/feedback?account={customer['account']['id']}")) == ["Kaksi", "Yksi"]
    first = ada.get(f"/feedback?account={customer['account']['id']}&limit=1").json
    rest = ada.get(f"/feedback?account={customer['account']['id']}&limit=1&cursor={first['next_cursor']}")
    assert comments(rest) == ["Yksi"]
    card = ada.get(f"/accounts/{customer['account']['id']}").json
    assert (card["customers"], card["entries"]) == (2, 2)
    assert references(ada.get(f"/customers?site={shop.key}&account={card['id']}")) == ["c-2", "c-1"]


def test_words_are_searched_in_what_a_customer_said(shop, ada, signer, known):
    signer.leave("c-1", comment="toimitus viipyi", language="fi")
    signer.leave("c-2", comment="toimitus tuli", language="fi")
    found = ada.get(f"/feedback?site={shop.key}&q=toimitus&customer={known('c-1')['id']}")
    assert [item["comment"] for item in found.json["items"]] == ["toimitus viipyi"]


def test_nobody_elses_customers_are_found(shop, ada, mallory, signer, known):
    signer.leave("c-1", comment="Salainen")
    customer = known("c-1")
    assert mallory.get(f"/customers/{customer['id']}").status_code == 404
    assert mallory.get(f"/customers?site={shop.key}").status_code == 404
    assert mallory.get(f"/feedback?customer={customer['id']}").json["items"] == []


def test_two_references_of_one_person_are_merged_and_speak_as_one(shop, ada, signer, known):
    signer.leave("shop-1", comment="Kaupassa")
    signer.leave("app-1", comment="Sovelluksessa")
    shop_one, app_one = known("shop-1"), known("app-1")
    merged = ada.call("PUT", f"/customers/{app_one['id']}/merger", json={"into": shop_one["id"]})
    assert (merged.status_code, merged.json["merged_into_id"]) == (200, shop_one["id"])
    card = ada.get(f"/customers/{shop_one['id']}").json
    assert (card["entries"], [row["reference"] for row in card["merged"]]) == (2, ["app-1"])
    assert comments(ada.get(f"/feedback?customer={shop_one['id']}")) == ["Sovelluksessa", "Kaupassa"]
    assert references(ada.get(f"/customers?site={shop.key}")) == ["shop-1"]
    signer.leave("app-1", comment="Lisää")
    assert ada.get(f"/customers/{shop_one['id']}").json["entries"] == 3


def test_undoing_a_merger_brings_back_what_was(shop, ada, signer, known):
    for reference in ("a", "b", "c"):
        signer.leave(reference, comment=reference)
    a, b, c = (known(reference)["id"] for reference in "abc")
    before = [ada.get(f"/customers/{customer}").json for customer in (a, b, c)]
    ada.call("PUT", f"/customers/{a}/merger", json={"into": b})
    ada.call("PUT", f"/customers/{b}/merger", json={"into": c})
    assert comments(ada.get(f"/feedback?customer={c}")) == ["c", "b", "a"]
    assert ada.delete(f"/customers/{b}/merger").status_code == 200
    assert comments(ada.get(f"/feedback?customer={b}")) == ["b", "a"]
    assert ada.delete(f"/customers/{a}/merger").status_code == 200
    assert [ada.get(f"/customers/{customer}").json for customer in (a, b, c)] == before


def test_a_merger_goes_round_in_no_circle(shop, ada, mallory, other_shop, signer, known):
    for reference in ("a", "b", "c"):
        signer.leave(reference)
    a, b, c = (known(reference)["id"] for reference in "abc")

    def merge(one, other):
        return ada.call("PUT", f"/customers/{one}/merger", json={"into": other}).status_code

    assert merge(a, a) == 422
    assert merge(a, b) == 200
    assert merge(a, b) == 200, "twice is as good as once"
    assert merge(b, a) == 422
    assert (merge(a, c), merge(c, a)) == (409, 409)
    from tests.customers.signing import Signer

    Signer(other_shop, mallory).leave("x")
    [theirs] = mallory.get(f"/customers?site={other_shop.key}").json["items"]
    assert merge(c, theirs["id"]) == 422


@pytest.mark.parametrize("whose", ["customer", "account"])
def test_their_entries_are_walked_newest_first_in_an_index_of_their_own(app, shop, ada, signer, known, whose):
    signer.leave("c-1", account="a-1")
    with app.app_context():
        if db.engine.dialect.name != "sqlite":
            pytest.skip("PostgreSQL reads a small table whole, whatever indexes there are")
    customer = known("c-1")
    asked = customer["id"] if whose == "customer" else customer["account"]["id"]
    [plan, *_] = plans(app, lambda: ada.get(f"/feedback?site={shop.key}&{whose}={asked}"))
    assert f"ix_identification_site_id_{whose}_id_feedback_id (site_id=? AND {whose}_id=?)" in plan
    assert "TEMP B-TREE" not in plan
