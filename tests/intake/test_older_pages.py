"""A page loaded before the owner's last change loses nothing: what is no longer asked is taken as it was asked."""

import pytest

from tests.choosing import DELIVERY, PLACE, TAGS, add_delivery
from tests.feedback.counting import counted, recounted

EFFORT = DELIVERY["questions"][0]
WHY = {"key": "why", "kind": "text", "text": {"fi": "Miksi?"}}


@pytest.fixture
def delivery(shop, ada):
    return add_delivery(ada, shop, questions=[EFFORT, PLACE, TAGS, WHY])


def ask(ada, delivery, *questions):
    """What the owner lets the touchpoint ask from now on."""
    response = ada.patch(f"/touchpoints/{delivery['id']}", json={"questions": list(questions)})
    assert response.status_code == 200, response.text


def seen_by_staff(ada, left):
    return ada.get(f"/feedback/{left['feedback_id']}").json


SAID = {"rating": 2, "answers": {"place": "search", "tags": ["price", "help"], "why": "Myöhässä"}, "comment": "Moi"}


def expect_all(ada, left):
    seen = seen_by_staff(ada, left)
    assert (seen["rating"]["question"], seen["rating"]["value"], seen["answers"]) == ("effort", 2, [])
    assert seen["choices"] == {"place": ["search"], "tags": ["price", "help"]}
    assert (seen["texts"], seen["comment"]) == ({"why": "Myöhässä"}, "Moi")


@pytest.mark.parametrize(
    "asked_now", [[PLACE], [{**WHY, "key": "other"}], [EFFORT]], ids=["a choice", "a text", "the first"]
)
def test_answers_to_retired_questions_are_kept_each_as_its_kind_is(app, shop, ada, delivery, asked_now):
    ask(ada, delivery, *asked_now)
    expect_all(ada, shop.leave(touchpoint="delivery", **SAID))
    assert counted(app, shop) == recounted(app, shop) != {}


def test_a_step_keeps_answers_to_retired_questions_too(app, shop, ada, delivery):
    left = shop.leave(touchpoint="delivery", rating=6)
    ask(ada, delivery, {"key": "again", "kind": "nps", "text": {"fi": "Uudestaan?"}})
    assert shop.step(left["id"], left["thread_key"], **SAID).status_code == 200
    expect_all(ada, left)
    assert counted(app, shop) == recounted(app, shop)


def test_a_rating_in_a_step_corrects_the_rating_that_the_entry_began_with(shop, ada, delivery):
    left = shop.leave(touchpoint="delivery", rating=6)
    ask(ada, delivery, {"key": "again", "kind": "nps", "text": {"fi": "Uudestaan?"}}, EFFORT)
    shop.step(left["id"], left["thread_key"], rating=3)
    seen = seen_by_staff(ada, left)
    assert (seen["rating"]["question"], seen["rating"]["value"], seen["answers"]) == ("effort", 3, [])


@pytest.mark.parametrize(
    ("members", "name"),
    [
        ({"answers": {"never": 1}}, "answers.never"),
        ({"answers": {"effort": 8}}, "answers.effort"),
        ({"answers": {"place": "nowhere"}}, "answers.place"),
        ({"answers": {"why": 5}}, "answers.why"),
        ({"rating": 8}, "rating"),
    ],
    ids=str,
)
def test_what_never_was_asked_or_never_fitted_is_still_named(shop, ada, delivery, members, name):
    ask(ada, delivery, {**WHY, "key": "other"})
    response = shop.send(shop.entry(**{"touchpoint": "delivery", "rating": None, **members}))
    assert (response.status_code, response.json["invalid_params"][0]["name"]) == (422, name)


@pytest.mark.parametrize("door", ["entry", "step"])
def test_of_several_chosen_where_one_may_be_now_the_first_is_kept_with_all_the_rest(app, shop, ada, delivery, door):
    left = shop.leave(touchpoint="delivery", rating=6)
    ask(ada, delivery, EFFORT, {**TAGS, "several": False})
    said = {"answers": {"tags": ["help", "price"]}, "comment": "Moi"}
    if door == "entry":
        left = shop.leave(touchpoint="delivery", **said)
    else:
        assert shop.step(left["id"], left["thread_key"], **said).status_code == 200
    seen = seen_by_staff(ada, left)
    assert (seen["choices"], seen["comment"]) == ({"tags": ["help"]}, "Moi")
    assert counted(app, shop) == recounted(app, shop)


def test_pages_are_not_told_of_what_is_retired(shop, ada, delivery):
    ask(ada, delivery, PLACE)
    told = shop.client.get(f"/w/v1/sites/{shop.key}?now").json["touchpoints"]
    [place] = [touchpoint for touchpoint in told if touchpoint["key"] == "delivery"]
    assert [question["key"] for question in place["questions"]] == ["place"]
