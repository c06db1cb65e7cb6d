"""What a page tells beside an entry: subject, segment, attributes, and what the visitor pointed at."""

import pytest

from backend.intake.page_facts import GREATEST, fit_attributes
from tests.choosing import add_delivery

ELEMENT = {
    "selector": "main > form #pay", "role": "button", "text": "Maksa", "x": 12, "y": 3400, "width": 120, "height": 44,
}  # fmt: skip
KINDS = {"plan": "text", "items": "number", "member": "boolean"}


def seen_by_staff(ada, left):
    return ada.get(f"/feedback/{left['feedback_id']}").json


def test_staff_see_the_subject_and_the_segment_in_list_and_conversation(shop, ada):
    left = shop.leave(subject="Tilaus 1001", segment="kanta-asiakas")
    [row] = ada.get(f"/feedback?site={shop.key}").json["items"]
    for seen in (row, seen_by_staff(ada, left)):
        assert (seen["subject"], seen["segment"], seen["attributes"]) == ("Tilaus 1001", "kanta-asiakas", {})


@pytest.mark.parametrize("blank", ["", "  ", "\t\n"], ids=repr)
def test_a_long_or_blank_one_loses_nobodys_rating(shop, ada, blank):
    seen = seen_by_staff(ada, shop.leave(subject="s" * 300, segment=blank))
    assert (seen["subject"], seen["segment"]) == ("s" * 100, None)


@pytest.mark.parametrize("member", ["subject", "segment"])
@pytest.mark.parametrize("value", [5, True, ["a"], {"a": 1}], ids=str)
def test_what_is_no_text_is_named(shop, member, value):
    response = shop.send(shop.entry(**{member: value}))
    assert (response.status_code, response.json["invalid_params"][0]["name"]) == (422, member)


def test_the_inbox_can_be_narrowed_to_a_subject_or_segments(shop, ada):
    shop.leave(subject="1001", segment="new", comment="Yksi")
    shop.leave(subject="1002", segment="regular", comment="Kaksi")
    shop.leave(comment="Kolme")

    def found(asked):
        return [row["comment"] for row in ada.get(f"/feedback?site={shop.key}&{asked}").json["items"]]

    assert found("subject=1001") == ["Yksi"]
    assert found("segment=new&segment=regular") == ["Kaksi", "Yksi"]
    assert found("segment=new&subject=1002") == []
    assert ada.get(f"/feedback?subject={'s' * 101}").status_code == 422


def test_attributes_are_kept_as_the_touchpoint_names_them(shop, ada):
    add_delivery(ada, shop)
    given = {"plan": "pro", "items": 3, "member": True, "colour": "red"}
    left = shop.leave(touchpoint="delivery", rating=5, attributes=given)
    assert seen_by_staff(ada, left)["attributes"] == {"plan": "pro", "items": 3, "member": True}


@pytest.mark.parametrize(
    "attributes",
    [
        None, [], "plan", 7, {}, {"__proto__": {"plan": "pro"}}, {"plan": ["pro"]}, {"plan": {"a": 1}}, {"plan": " "},
        {"items": "3"}, {"items": True}, {"items": 10**400}, {"member": 1}, {"member": "true"}, {"colour": "red"},
        {f"a{n}": n for n in range(500)},
    ],
    ids=lambda value: str(value)[:30],
)  # fmt: skip
def test_attributes_that_do_not_fit_are_dropped_and_lose_nobodys_rating(shop, ada, attributes):
    add_delivery(ada, shop)
    left = shop.leave(touchpoint="delivery", rating=5, attributes=attributes)
    assert seen_by_staff(ada, left)["attributes"] == {}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"plan": "p" * 500}, {"plan": "p" * 200}),
        ({"items": 2.0}, {"items": 2}),
        ({"items": -0.0}, {"items": 0}),
        ({"items": 2.5}, {"items": 2.5}),
        ({"items": GREATEST}, {"items": GREATEST}),
        ({"items": GREATEST * 2}, None),
        ({"member": False}, {"member": False}),
        ({"plan": 5, "member": True}, {"member": True}),
    ],
    ids=lambda value: str(value)[:40],
)
def test_an_attribute_has_the_form_that_was_named(given, kept):
    assert fit_attributes(KINDS, given) == kept


def test_staff_see_what_was_pointed_at(shop, ada):
    left = shop.leave(element={**ELEMENT, "text": "a" * 100, "value": "secret"})
    [row] = ada.get(f"/feedback?site={shop.key}").json["items"]
    for seen in (row, seen_by_staff(ada, left)):
        assert seen["element"] == {**ELEMENT, "text": "a" * 80}


def test_pointing_may_come_later_and_again(shop, ada):
    left = shop.leave()
    said_at = seen_by_staff(ada, left)["said_at"]
    for element in ({"selector": "#a"}, ELEMENT, ELEMENT):
        assert shop.step(left["id"], left["thread_key"], element=element).status_code == 200
    seen = seen_by_staff(ada, left)
    assert seen["element"] == ELEMENT
    assert [event["kind"] for event in seen["history"]] == ["feedback.received"] + ["feedback.revised"] * 2
    assert seen["said_at"] == said_at, "neither word nor rating changed"


NO_ELEMENTS = {
    "text": "main",
    "list": [],
    "number": 5,
    "nothing": {},
    "empty selector": {"selector": ""},
    "long selector": {"selector": "a" * 501},
    "selector null": {"selector": None},
    "selector list": {"selector": ["a"]},
    "long role": {"selector": "a", "role": "r" * 41},
    "text a number": {"selector": "a", "text": 5},
    "between pixels": {"selector": "a", "x": 1.5},
    "true for a place": {"selector": "a", "x": True},
    "text for a place": {"selector": "a", "y": "3"},
    "too far": {"selector": "a", "y": 10**7},
    "less than nothing wide": {"selector": "a", "width": -1},
    "null high": {"selector": "a", "height": None},
}


@pytest.mark.parametrize("element", NO_ELEMENTS.values(), ids=NO_ELEMENTS.keys())
@pytest.mark.parametrize("door", ["entry", "step"])
def test_what_is_no_element_is_dropped_and_loses_nothing(shop, ada, element, door):
    left = shop.leave(**({"element": element, "comment": "Moi"} if door == "entry" else {"element": ELEMENT}))
    if door == "step":
        assert shop.step(left["id"], left["thread_key"], element=element, comment="Moi").status_code == 200
    seen = seen_by_staff(ada, left)
    assert (seen["comment"], seen["element"]) == ("Moi", None if door == "entry" else ELEMENT)


def test_a_step_of_nothing_but_such_an_element_changes_nothing_and_is_no_fault(shop, ada):
    left = shop.leave()
    seen = seen_by_staff(ada, left)
    assert shop.step(left["id"], left["thread_key"], element={"selector": ""}).status_code == 200
    assert seen_by_staff(ada, left) == seen


NO_ADDRESSES = [
    "",
    " ",
    "nobody",
    "a@b",
    "a@example.fi\nBcc: b@example.fi",
    "a" * 250 + "@example.fi",
    5,
    True,
    ["a"],
    {},
]


@pytest.mark.parametrize("email", NO_ADDRESSES, ids=lambda value: str(value)[:20])
def test_what_a_page_takes_for_an_address_loses_nobodys_rating(shop, ada, email):
    entry = shop.entry(email=email)
    first = shop.send(entry)
    assert first.status_code == 201
    assert shop.send(entry).json == first.json, "sent again it is the same entry"
    [row] = ada.get(f"/feedback?site={shop.key}").json["items"]
    assert (row["rating"]["value"], row["email"]) == (4, None)


@pytest.mark.parametrize("email", NO_ADDRESSES, ids=lambda value: str(value)[:20])
def test_a_program_is_told_that_its_address_is_none(shop, ada, email):
    response = shop.send(shop.entry(email=email), origin=None, headers={"Authorization": f"Bearer {ada.token}"})
    assert (response.status_code, response.json["invalid_params"][0]["name"]) == (422, "email")


def test_an_address_may_come_later(shop, ada):
    left = shop.leave()
    assert shop.step(left["id"], left["thread_key"], email="aino@example.fi").status_code == 200
    assert seen_by_staff(ada, left)["email"] == "aino@example.fi"
    shop.step(left["id"], left["thread_key"], comment="Moi", email=None)
    assert seen_by_staff(ada, left)["email"] == "aino@example.fi"
    refused = shop.step(left["id"], left["thread_key"], email="nobody")
    assert (refused.status_code, refused.json["invalid_params"][0]["name"]) == (422, "email"), "she typed it herself"
