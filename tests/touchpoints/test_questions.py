"""The kinds of questions: what each may have, when it is shown, and the numbers that its options keep."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.touchpoints.options import MOST_EVER, current_options, numbered, numbers_of
from backend.touchpoints.scales import KINDS, SCALES
from tests.applications import make_person, make_site
from tests.choosing import DELIVERY, PLACE, TAGS, add_delivery


@pytest.fixture(scope="module")
def quiet_shop(app):
    """A shop at which nothing is ever stored: whatever is refused may share it."""
    return make_site(app)


@pytest.fixture(scope="module")
def quiet_ada(app, quiet_shop):
    return make_person(app, quiet_shop, "owner")


def options(*keys):
    return [{"key": key, "text": {"fi": key}} for key in keys]


def asked(kind="stars", key="rating", **members):
    return {"key": key, "kind": kind, "text": {"fi": "?"}, **members}


def ask(ada, shop, *questions):
    """Try to make a touchpoint with these questions."""
    json = {"key": "try", "stage": "use", "name": {"fi": "Koe"}, "questions": list(questions)}
    return ada.post(f"/touchpoints?site={shop.key}", json=json)


def test_every_kind_can_be_asked_and_is_told_to_the_page(ada, shop):
    questions = [asked(kind, f"q-{kind}") for kind in KINDS if kind != "choice"]
    chosen = {**PLACE, "key": "q-choice"}
    made = ask(ada, shop, *questions, chosen)
    assert made.status_code == 201, made.text
    assert [question["kind"] for question in made.json["questions"]] == [*(q["kind"] for q in questions), "choice"]
    config = shop.client.get(f"/w/v1/sites/{shop.key}").json
    told = next(row for row in config["touchpoints"] if row["key"] == "try")
    assert {question["kind"] for question in told["questions"]} == set(KINDS)


def test_staff_read_a_question_as_they_wrote_it(ada, shop):
    made = add_delivery(ada, shop)
    [effort, place, tags] = made["questions"]
    assert (effort["options"], effort["several"], effort["show_if"]) == (None, False, None)
    assert place["options"] == PLACE["options"]
    assert (tags["several"], tags["shuffle"]) == (True, False)
    assert tags["show_if"] == {"question": "effort", "at_least": None, "at_most": 3, "any_of": None}
    changed = ada.patch(f"/touchpoints/{made['id']}", json={"questions": made["questions"]})
    assert changed.json == made, "what was read can be written back"


WRONG = {
    "a choice without options": (asked("choice"), "questions.0.options"),
    "options null": (asked("choice", options=None), "questions.0.options"),
    "one option": (asked("choice", options=options("a")), "questions.0.options"),
    "twenty-one options": (asked("choice", options=options(*(f"o{n}" for n in range(21)))), "questions.0.options"),
    "the same option twice": (asked("choice", options=options("a", "a")), "questions.0.options"),
    "an option without a text": (asked("choice", options=[{"key": "a"}, {"key": "b"}]), "questions.0.options.0.text"),
    "an option's own number": (
        asked("choice", options=[{**option, "number": 7} for option in options("a", "b")]),
        "questions.0.options.0.number",
    ),
    "options of a scale": (asked("nps", options=options("a", "b")), "questions.0.options"),
    "several of a text": (asked("text", several=True), "questions.0.several"),
    "shuffled stars": (asked(shuffle=True), "questions.0.shuffle"),
    "a rule as a text": (asked(show_if="rating"), "questions.0.show_if"),
    "a rule about nothing": (asked(show_if={}), "questions.0.show_if.question"),
    "a rule with more": (asked(show_if={"question": "a", "equals": 1}), "questions.0.show_if.equals"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_no_question_can_be_is_named(quiet_ada, quiet_shop, case):
    question, name = WRONG[case]
    response = ask(quiet_ada, quiet_shop, question)
    assert (response.status_code, response.json["code"]) == (422, "invalid"), response.text
    assert response.json["invalid_params"][0]["name"] == name


RULES = {
    "itself": {"question": "later"},
    "a question that is not there": {"question": "nowhere"},
    "a question that comes later": {"question": "last"},
    "below the scale": {"question": "stars", "at_least": 0},
    "above the scale": {"question": "stars", "at_most": 6},
    "nothing between": {"question": "stars", "at_least": 4, "at_most": 3},
    "options of a scale": {"question": "stars", "any_of": ["friend"]},
    "a number of a choice": {"question": "place", "at_least": 1},
    "an option that is not there": {"question": "place", "any_of": ["friend", "nobody"]},
    "options of a text": {"question": "why", "any_of": ["friend"]},
    "a number of a text": {"question": "why", "at_most": 1},
}


@pytest.mark.parametrize("case", RULES)
def test_a_rule_about_what_is_not_asked_before_is_refused_at_its_place(quiet_ada, quiet_shop, case):
    before = [asked("stars", "stars"), PLACE, asked("text", "why")]
    rule = RULES[case]
    response = ask(quiet_ada, quiet_shop, *before, asked("text", "later", show_if=rule), asked("nps", "last"))
    assert response.status_code == 422, response.text
    assert [param["name"] for param in response.json["invalid_params"]] == ["questions.3.show_if"]


@pytest.mark.parametrize(
    "rule",
    [
        {"question": "stars"},
        {"question": "stars", "at_least": 1, "at_most": 5},
        {"question": "gap", "at_most": -1},
        {"question": "place", "any_of": ["other"]},
        {"question": "why"},
    ],
    ids=str,
)
def test_a_rule_about_an_earlier_answer_is_kept(ada, shop, rule):
    before = [asked("stars", "stars"), asked("expectation", "gap"), PLACE, asked("text", "why")]
    made = ask(ada, shop, *before, asked("text", "more", show_if=rule))
    assert made.status_code == 201, made.text
    assert {**dict.fromkeys(("at_least", "at_most", "any_of")), **rule} == made.json["questions"][4]["show_if"]


def test_every_scale_goes_from_0_to_100():
    assert {(scale.score(scale.least), scale.score(scale.most)) for scale in SCALES.values()} == {(0, 100)}


def test_an_option_keeps_its_number_whatever_is_done_to_the_question():
    first = numbered(None, options("a", "b"))
    turned = numbered(first, options("c", "b"))
    assert numbers_of(turned) == {"c": 3, "b": 2, "a": 1}
    assert [option["key"] for option in current_options(turned)] == ["c", "b"]
    back = numbered(turned, options("a", "d", "b"))
    assert numbers_of(back) == {"a": 1, "d": 4, "b": 2, "c": 3}
    assert current_options(back) == options("a", "d", "b")


def test_options_do_not_heap_up_without_end():
    known = None
    for number in range(MOST_EVER // 2):
        known = numbered(known, options(f"a{number}", f"b{number}"))
    assert len(known) == MOST_EVER
    with pytest.raises(ValueError, match="use a new key"):
        numbered(known, options("a", "b"))


def test_a_changed_text_changes_no_option(ada, shop):
    made = add_delivery(ada, shop)
    left = shop.leave(touchpoint="delivery", rating=None, answers={"place": "search"})
    place = {**PLACE, "options": [{**option, "text": {"fi": "Uusi"}} for option in PLACE["options"]][::-1]}
    ada.patch(f"/touchpoints/{made['id']}", json={"questions": [DELIVERY["questions"][0], place, TAGS]})
    assert ada.get(f"/feedback/{left['feedback_id']}").json["choices"] == {"place": ["search"]}


def test_two_who_add_options_at_once_give_no_number_twice(app, ada, shop):
    made = add_delivery(ada, shop)

    def add(number):
        place = {**PLACE, "options": [*PLACE["options"], *options(f"new{number}")]}
        client = app.test_client()
        headers = {"Authorization": f"Bearer {ada.token}"}
        questions = [DELIVERY["questions"][0], place, TAGS]
        return client.patch(f"/api/v1/touchpoints/{made['id']}", json={"questions": questions}, headers=headers)

    with ThreadPoolExecutor(6) as people:
        assert {response.status_code for response in people.map(add, range(12))} == {200}
    numbers = numbers_in(app, shop)
    assert len(numbers) == 15
    assert len(set(numbers.values())) == len(numbers)


def numbers_in(app, shop):
    from sqlalchemy import select

    from backend.foundation.database import db
    from backend.touchpoints.models import Question

    with app.app_context():
        of_place = select(Question.options).where(Question.site_id == shop.id, Question.key == "place")
        return numbers_of(db.session.scalar(of_place))
