"""New or returning: of signed customers the server knows, of others their browser does."""

import pytest

from tests.customers.signing import Signer


@pytest.fixture
def signer(shop, ada):
    return Signer(shop, ada)


def returning(ada, shop, asked=""):
    """Of all, the newest first."""
    return [row["returning"] for row in ada.get(f"/feedback?site={shop.key}{asked}").json["items"]]


def test_a_page_tells_what_its_browser_knows_and_staff_see_it(shop, ada):
    told = {False: shop.leave(returning=False), True: shop.leave(returning=True), None: shop.leave()}
    for value, left in told.items():
        assert ada.get(f"/feedback/{left['feedback_id']}").json["returning"] is value
        assert "returning" not in shop.client.get(f"/w/v1/threads/{left['thread_key']}").json
    assert returning(ada, shop) == [None, True, False]


@pytest.mark.parametrize("odd", ["true", 1, 0, [], {"a": True}], ids=repr)
def test_what_is_no_yes_or_no_loses_nobodys_rating(shop, ada, odd):
    shop.leave(returning=odd)
    assert returning(ada, shop) == [None]


@pytest.mark.parametrize("header", ["Sec-GPC", "DNT"])
def test_who_asks_not_to_be_followed_is_neither_new_nor_returning(shop, ada, header):
    assert shop.send(shop.entry(returning=True), headers={header: "1"}).status_code == 201
    assert returning(ada, shop) == [None]


def test_of_a_customer_the_server_knows_whatever_the_page_says(shop, ada, signer):
    shop.leave(identity=signer.sign("c-1"), returning=True)
    shop.leave(identity=signer.sign("c-2"))
    shop.leave(identity=signer.sign("c-1"), returning=False)
    assert returning(ada, shop) == [True, False, False]


def test_at_another_site_she_is_new(shop, ada, signer, other_shop, mallory):
    signer.leave("c-1")
    Signer(other_shop, mallory).leave("c-1")
    assert returning(mallory, other_shop) == [False]


def test_what_a_customer_has_erased_is_not_known_any_more(shop, ada, signer):
    first = signer.leave("c-1")
    assert shop.client.delete(f"/w/v1/threads/{first['thread_key']}").status_code in {200, 204}
    signer.leave("c-1")
    assert returning(ada, shop) == [False]


def test_a_token_that_proves_nothing_leaves_the_pages_word(shop, ada, signer):
    shop.leave(returning=True, identity="x.y.z")
    assert returning(ada, shop) == [True]


def test_who_signs_in_only_after_the_first_click_is_known_from_then(shop, ada, signer):
    signer.leave("c-1")
    left = shop.leave(returning=False)
    assert shop.step(left["id"], left["thread_key"], comment="Moi", identity=signer.sign("c-1")).status_code == 200
    assert returning(ada, shop) == [True, False]


def test_two_references_that_were_merged_are_one_customer(shop, ada, signer):
    signer.leave("c-1")
    signer.leave("c-2")
    people = {one["reference"]: one["id"] for one in ada.get(f"/customers?site={shop.key}").json["items"]}
    merged = ada.call("PUT", f"/customers/{people['c-1']}/merger", json={"into": people["c-2"]})
    assert merged.status_code == 200, merged.text
    signer.leave("c-1")
    signer.leave("c-2")
    signer.leave("c-3")
    assert returning(ada, shop) == [False, True, True, False, False]


def test_sent_twice_it_is_still_her_first(shop, ada, signer):
    entry = shop.entry(identity=signer.sign("c-1"))
    first, again = shop.send(entry), shop.send(entry)
    assert first.json == again.json
    assert returning(ada, shop) == [False]


def test_the_inbox_can_be_narrowed_to_new_or_returning_visitors(shop, ada):
    for value in (True, False, False, None):
        shop.leave(returning=value)
    assert returning(ada, shop, "&returning=true") == [True]
    assert returning(ada, shop, "&returning=false") == [False, False]
    assert ada.get(f"/feedback?site={shop.key}&returning=maybe").status_code == 422
