"""Texts to begin an answer with: filled from the feedback, in the visitor's language, the likeliest first."""

import pytest

from backend.conversations.fill import fill, unknown_places

THANKS = {
    "name": "Kiitos",
    "texts": {
        "fi": "Hei {name}! Kiitos palautteesta ({touchpoint}). {staff}, {site}",
        "en": "Hello {name}, thank you!",
    },
}


def make(person, shop, **members):
    response = person.post(f"/templates?site={shop.key}", json={**THANKS, **members})
    assert response.status_code == 201, response.text
    return response.json


def suggested(person, left):
    return person.get(f"/feedback/{left['feedback_id']}/templates").json["items"]


@pytest.mark.parametrize(
    ("text", "known", "filled", "missing"),
    [
        ("Hei {name}!", {"name": "Aino"}, "Hei Aino!", ()),
        ("Hei {name}!", {}, "Hei!", ()),
        ("{name}, hei", {}, ", hei", ()),
        ("Tilaus {order} ja {order}", {}, "Tilaus {order} ja {order}", ("order",)),
        ("{name}", {"name": "{order}", "order": "7"}, "{order}", ()),
        ("100 % {} { name }", {"name": "Aino"}, "100 % {} { name }", ()),
    ],
    ids=["known", "nameless", "first", "missing", "not twice", "no place"],
)
def test_places_are_filled_once_with_what_is_known(text, known, filled, missing):
    assert (fill(text, known).text, fill(text, known).missing) == (filled, missing)


def test_a_place_that_nothing_is_ever_known_for_is_found():
    assert unknown_places("{name} {nmae} {order} {nmae} {x}") == ["nmae", "x"]


def test_a_template_is_filled_from_the_feedback_in_the_visitors_language(shop, ada):
    make(ada, shop)
    finnish = shop.leave(language="fi-FI", comment="Hyvä", permission=None)
    [filled] = suggested(ada, finnish)
    assert (filled["language"], filled["missing"]) == ("fi", [])
    assert filled["text"] == "Hei! Kiitos palautteesta (Kassa). Ada, Puoti"
    [filled] = suggested(ada, shop.leave(language="en"))
    assert filled["text"] == "Hello, thank you!"
    [filled] = suggested(ada, shop.leave(language="de"))
    assert filled["language"] == "fi", "the site's own language where hers is not there"


def test_what_the_page_told_and_what_is_missing(shop, ada):
    make(ada, shop, texts={"fi": "Tilaus {order}, tunnus {reference}, sivu {page}"})
    left = shop.leave(subject="1001", language="fi")
    [filled] = suggested(ada, left)
    assert filled["text"] == f"Tilaus 1001, tunnus {left['id'][:8]}, sivu {{page}}"
    assert filled["missing"] == ["page"]


def test_those_made_for_this_place_or_mood_come_first_then_the_often_used(shop, ada):
    make(ada, shop, name="Muualle", touchpoints=["landing"])
    make(ada, shop, name="Yleinen")
    often = make(ada, shop, name="Usein")
    make(ada, shop, name="Kassalle", touchpoints=["checkout"])
    make(ada, shop, name="Moitteeseen", sentiments=["negative", "mixed"])
    left = shop.leave(comment="Aivan surkea palvelu, en osta enää.", language="fi")
    json = {"text": "Kiitos!", "visibility": "private", "template_id": often["id"]}
    assert ada.post(f"/feedback/{left['feedback_id']}/messages", json=json).status_code == 201
    told = [(one["name"], one["is_suggested"]) for one in suggested(ada, left)]
    assert told == [
        ("Kassalle", True), ("Moitteeseen", True), ("Usein", False), ("Yleinen", False), ("Muualle", False),
    ]  # fmt: skip


def test_each_answer_that_began_with_it_is_counted_once(shop, ada):
    template = make(ada, shop)
    path = f"/feedback/{shop.leave()['feedback_id']}/messages"
    json = {"text": "Kiitos!", "visibility": "public", "template_id": template["id"]}
    for _ in range(2):
        assert ada.post(path, json=json, headers={"Idempotency-Key": "same"}).status_code == 201
    [kept] = ada.get(f"/templates?site={shop.key}").json["items"]
    assert kept["use_count"] == 1
    assert kept["last_used_at"]


def test_a_template_removed_meanwhile_does_not_hold_up_the_answer(shop, ada):
    template = make(ada, shop)
    assert ada.delete(f"/templates/{template['id']}").status_code == 204
    json = {"text": "Kiitos!", "visibility": "public", "template_id": template["id"]}
    assert ada.post(f"/feedback/{shop.leave()['feedback_id']}/messages", json=json).status_code == 201
    assert ada.get(f"/templates?site={shop.key}").json["items"] == []


def test_another_sites_template_counts_nothing_here(app, shop, other_shop, ada, mallory):
    theirs = make(mallory, other_shop)
    json = {"text": "Kiitos!", "visibility": "public", "template_id": theirs["id"]}
    assert ada.post(f"/feedback/{shop.leave()['feedback_id']}/messages", json=json).status_code == 201
    assert mallory.get(f"/templates?site={other_shop.key}").json["items"][0]["use_count"] == 0


def test_a_template_is_changed(shop, ada):
    template = make(ada, shop)
    changed = ada.patch(f"/templates/{template['id']}", json={"name": "Kiitokset", "sentiments": ["positive"]}).json
    assert (changed["name"], changed["sentiments"], changed["texts"]) == ("Kiitokset", ["positive"], THANKS["texts"])


@pytest.mark.parametrize(
    ("members", "at"),
    [
        ({"texts": {"fi": "Hei {nmae}!"}}, "texts"),
        ({"texts": {}}, "texts"),
        ({"texts": {"fi": " "}}, "texts"),
        ({"texts": {"fi": "x" * 4001}}, "texts"),
        ({"name": ""}, "name"),
        ({"sentiments": ["angry"]}, "sentiments.0"),
        ({"touchpoints": ["Ei avain"]}, "touchpoints.0"),
        ({"use_count": 99}, "use_count"),
    ],
    ids=["unknown place", "no text", "blank", "long", "no name", "no sentiment", "no key", "not to be set"],
)
def test_what_is_no_template_is_refused_by_name(shop, ada, members, at):
    refused = ada.post(f"/templates?site={shop.key}", json={**THANKS, **members})
    assert refused.status_code == 422
    assert refused.json["invalid_params"][0]["name"] == at
    assert ada.get(f"/templates?site={shop.key}").json["items"] == []
