"""Answers to choices: kept by their keys, counted by their numbers, at the first step and later."""

import pytest

from tests.choosing import DELIVERY, PLACE, TAGS, add_delivery
from tests.feedback.counting import counted, recounted


@pytest.fixture(autouse=True)
def delivery(shop, ada):
    return add_delivery(ada, shop)


def leave(shop, **members):
    return shop.leave(**{"touchpoint": "delivery", "rating": None, **members})


def choices(ada, left):
    return ada.get(f"/feedback/{left['feedback_id']}").json["choices"]


def values(app, shop):
    return sorted((value, n) for (*_, value, _), n in counted(app, shop).items())


def test_staff_see_what_was_chosen(shop, ada):
    left = leave(shop, rating=2, answers={"place": "search", "tags": ["price", "help"]})
    assert choices(ada, left) == {"place": ["search"], "tags": ["price", "help"]}
    [row] = ada.get(f"/feedback?site={shop.key}").json["items"]
    assert row["choices"] == choices(ada, left)
    assert (row["rating"]["value"], row["answers"]) == (2, []), "a choice has no score"


def test_one_choice_is_enough_to_be_an_entry_and_none_is_not(shop):
    assert shop.send(shop.entry(touchpoint="delivery", rating=None, answers={"place": "other"})).status_code == 201
    nothing = shop.send(shop.entry(touchpoint="delivery", rating=None, answers={"tags": []}))
    assert (nothing.status_code, nothing.json["invalid_params"][0]["code"]) == (422, "required")


def test_a_question_hidden_by_its_rule_may_be_answered(shop, ada):
    assert choices(ada, leave(shop, rating=7, answers={"tags": ["speed"]})) == {"tags": ["speed"]}


@pytest.mark.parametrize(
    ("answers", "kept"),
    [
        ({"tags": ["help", "price", "help"]}, ["price", "help"]),
        ({"tags": "speed"}, ["speed"]),
        ({"place": ["friend"]}, ["friend"]),
        ({"place": ["search", "friend"]}, ["search"]),
    ],
    ids=["twice and turned", "one where several may be", "a list of one where one may be", "two where one may be"],
)
def test_what_means_the_same_is_kept_in_one_form(shop, ada, answers, kept):
    assert list(choices(ada, leave(shop, answers=answers)).values()) == [kept]


@pytest.mark.parametrize(
    ("answers", "name"),
    [
        ({"place": "nowhere"}, "answers.place"),
        ({"place": ""}, "answers.place"),
        ({"place": 1}, "answers.place"),
        ({"place": ["friend", "nowhere"]}, "answers.place"),
        ({"tags": ["price", "colour"]}, "answers.tags"),
        ({"tags": 0}, "answers.tags"),
        ({"effort": ["price"]}, "answers.effort"),
        ({"effort": "7"}, "answers.effort"),
        ({"tags": [1]}, "answers"),
        ({"tags": [["price"]]}, "answers"),
        ({"tags": [None]}, "answers"),
        ({"tags": ["Price"]}, "answers"),
        ({"tags": ["price"] * 21}, "answers"),
    ],
    ids=str,
)
def test_what_is_no_option_is_named(shop, answers, name):
    response = shop.send(shop.entry(touchpoint="delivery", rating=None, answers=answers))
    assert (response.status_code, response.json["code"]) == (422, "invalid")
    assert response.json["invalid_params"][0]["name"] == name


def test_a_list_answers_no_text(shop):
    assert shop.send(shop.entry(answers={"why": ["a"]})).json["invalid_params"][0]["name"] == "answers.why"


def test_a_rating_is_no_choice(shop, ada):
    add_delivery(ada, shop, key="visit", questions=[PLACE])
    response = shop.send(shop.entry(touchpoint="visit", rating=1))
    assert (response.status_code, response.json["invalid_params"][0]["name"]) == (422, "rating")


def test_each_option_chosen_counts_once_under_its_number_and_each_answer_once_under_zero(app, shop):
    leave(shop, answers={"tags": ["price", "help"]})
    leave(shop, answers={"tags": ["help"], "place": "search"})
    assert values(app, shop) == [(0, 1), (0, 2), (1, 1), (2, 1), (3, 2)], "one told the place, two gave tags"
    assert counted(app, shop) == recounted(app, shop)


def test_who_answered_leaves_the_counts_with_the_answer_and_comes_back_with_it(app, shop, ada):
    left = leave(shop, answers={"tags": ["price", "help"], "place": "search"})
    before = values(app, shop)
    withdrawal, decisions = (
        f"/w/v1/threads/{left['thread_key']}/withdrawal",
        f"/feedback/{left['feedback_id']}/decisions",
    )
    shop.client.put(withdrawal)
    assert values(app, shop) == []
    shop.client.delete(withdrawal)
    assert values(app, shop) == before == [(0, 1), (0, 1), (1, 1), (2, 1), (3, 1)]
    for verdict, expected in (("spam", []), ("restore", before)):
        ada.post(decisions, json={"verdict": verdict})
        assert values(app, shop) == expected
    shop.client.delete(f"/w/v1/threads/{left['thread_key']}")
    assert values(app, shop) == []


def test_a_later_step_chooses_anew_and_takes_back(app, shop, ada):
    left = leave(shop, rating=2, answers={"tags": ["price"]})
    shop.step(left["id"], left["thread_key"], answers={"tags": ["speed", "help"]})
    assert choices(ada, left) == {"tags": ["speed", "help"]}
    shop.step(left["id"], left["thread_key"], answers={"place": "friend"})
    assert choices(ada, left) == {"place": ["friend"], "tags": ["speed", "help"]}
    assert shop.step(left["id"], left["thread_key"], answers={"tags": []}).status_code == 200
    assert choices(ada, left) == {"place": ["friend"]}
    assert counted(app, shop) == recounted(app, shop)
    assert values(app, shop) == [(0, 1), (1, 1), (2, 1)], "the place and the rating"


def test_the_same_choice_twice_leaves_no_second_event(shop, ada):
    left = leave(shop, rating=2)
    for _ in range(2):
        shop.step(left["id"], left["thread_key"], answers={"tags": ["help", "price"]})
    kinds = [event["kind"] for event in ada.get(f"/feedback/{left['feedback_id']}").json["history"]]
    assert kinds == ["feedback.received", "feedback.revised"]


def test_an_option_taken_away_is_still_taken_from_older_pages_and_counted(app, shop, ada, delivery):
    left = leave(shop, answers={"place": "search"})
    place = {**PLACE, "options": [PLACE["options"][0], {"key": "advert", "text": {"fi": "Mainos"}}]}
    ada.patch(f"/touchpoints/{delivery['id']}", json={"questions": [DELIVERY["questions"][0], place, TAGS]})
    leave(shop, answers={"place": "search"})
    leave(shop, answers={"place": "advert"})
    assert values(app, shop) == [(0, 3), (2, 2), (4, 1)]
    shop.client.delete(f"/w/v1/threads/{left['thread_key']}")
    assert values(app, shop) == [(0, 2), (2, 1), (4, 1)]
    assert counted(app, shop) == recounted(app, shop)


def test_what_was_chosen_at_a_retired_question_is_taken_from_the_counts_when_erased(app, shop, ada, delivery):
    left = leave(shop, answers={"tags": ["price", "help"]})
    ada.patch(f"/touchpoints/{delivery['id']}", json={"questions": DELIVERY["questions"][:1]})
    assert choices(ada, left) == {"tags": ["price", "help"]}
    shop.client.delete(f"/w/v1/threads/{left['thread_key']}")
    assert counted(app, shop) == {}


def test_choices_follow_the_label_of_the_words(app, shop, ada):
    left = leave(shop, answers={"tags": ["price"]}, comment="Great, wonderful", language="en")
    assert sorted(key[-2:] for key in counted(app, shop)) == [(0, "positive"), (1, "positive")]
    ada.call("PUT", f"/feedback/{left['feedback_id']}/sentiment", json={"label": "negative"})
    assert sorted(key[-2:] for key in counted(app, shop)) == [(0, "negative"), (1, "negative")]
    ada.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": "spam"})
    assert counted(app, shop) == {}


def test_an_expectation_is_answered_below_zero_too(shop, ada):
    asked = {"key": "gap", "kind": "expectation", "text": {"fi": "Odotuksiin nähden?"}}
    add_delivery(ada, shop, key="visit", questions=[asked])
    left = shop.leave(touchpoint="visit", rating=-2)
    assert ada.get(f"/feedback/{left['feedback_id']}").json["rating"]["score"] == 0.0
    assert shop.send(shop.entry(touchpoint="visit", rating=-3)).status_code == 422
    assert len(ada.get(f"/feedback?site={shop.key}&rating_max=-1").json["items"]) == 1
