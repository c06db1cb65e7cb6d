"""Shaping the journey: stages, touchpoints and the questions they ask."""

import pytest

from tests.applications import make_person, make_site

QUESTION = {"key": "rating", "kind": "stars", "text": {"fi": "Miten meni?"}}


@pytest.fixture(scope="module")
def quiet_shop(app):
    """A shop at which nothing is ever stored: whatever is refused may share it."""
    return make_site(app)


@pytest.fixture(scope="module")
def quiet_ada(app, quiet_shop):
    return make_person(app, quiet_shop, "owner")


def new(key="shelf", **members):
    return {"key": key, "stage": "use", "name": {"fi": "Hylly"}, "questions": [QUESTION], **members}


def listed(ada, shop, kind="touchpoints"):
    return ada.get(f"/{kind}?site={shop.key}").json["items"]


def one(ada, shop, key):
    return next(row for row in listed(ada, shop) if row["key"] == key)


def asked_of_visitors(shop, key="checkout"):
    config = shop.client.get(f"/w/v1/sites/{shop.key}").json
    return next((row for row in config["touchpoints"] if row["key"] == key), None)


def test_a_new_site_begins_with_the_three_stages(ada):
    site = ada.post("/sites", json={"name": "Uusi puoti"})
    assert site.status_code == 201
    stages = ada.get(f"/stages?site={site.json['key']}").json["items"]
    assert [stage["key"] for stage in stages] == ["image", "purchase", "use"]
    assert stages[0]["name"] == {"fi": "Mielikuva", "sv": "Intryck", "en": "Image"}


def test_touchpoints_are_listed_in_the_order_of_the_journey(ada, shop):
    ada.post(f"/touchpoints?site={shop.key}", json=new("help", stage="use"))
    ada.post(f"/touchpoints?site={shop.key}", json=new("ad", stage="image", position=0))
    ada.post(f"/touchpoints?site={shop.key}", json=new("receipt", stage="purchase"))
    assert [row["key"] for row in listed(ada, shop)] == ["landing", "ad", "checkout", "receipt", "help"]
    stages = {row["key"]: row["id"] for row in listed(ada, shop, "stages")}
    ada.patch(f"/stages/{stages['use']}", json={"position": 0})
    ada.patch(f"/stages/{stages['image']}", json={"position": 5})
    assert [row["key"] for row in listed(ada, shop)] == ["help", "checkout", "receipt", "landing", "ad"]


def test_a_touchpoint_is_made_changed_and_removed(ada, shop):
    made = ada.post(f"/touchpoints?site={shop.key}", json=new(revenue_value=5, pages=["/hylly*"]))
    assert made.status_code == 201
    assert (made.json["revenue_value"], made.json["commitment_value"], made.json["is_active"]) == (5, 3, True)
    path = f"/touchpoints/{made.json['id']}"
    changed = ada.patch(path, json={"name": {"fi": "Uusi hylly"}, "stage": "image"})
    assert (changed.json["name"], changed.json["stage"], changed.json["pages"]) == (
        {"fi": "Uusi hylly"}, "image", ["/hylly*"],
    )  # fmt: skip
    assert ada.get(path).json == changed.json
    assert ada.delete(path).status_code == 204
    assert ada.get(path).status_code == 404


@pytest.mark.parametrize(
    ("members", "name"),
    [
        ({"key": "Shelf"}, "key"),
        ({"key": "1st"}, "key"),
        ({"key": "a" * 41}, "key"),
        ({"stage": "nowhere"}, "stage"),
        ({"name": {}}, "name"),
        ({"name": {"fi": " "}}, "name"),
        ({"name": {"<b>": "x"}}, "name"),
        ({"name": "Hylly"}, "name"),
        ({"revenue_value": 6}, "revenue_value"),
        ({"revenue_value": True}, "revenue_value"),
        ({"commitment_value": -1}, "commitment_value"),
        ({"commitment_value": "3"}, "commitment_value"),
        ({"placement": "popup"}, "placement"),
        ({"pages": ["hylly"]}, "pages"),
        ({"is_active": "yes"}, "is_active"),
        ({"is_active": 1}, "is_active"),
        ({"questions": []}, "questions"),
        ({"questions": [QUESTION, QUESTION]}, "questions"),
        ({"questions": [{**QUESTION, "kind": "slider"}]}, "questions.0.kind"),
        ({"questions": [{**QUESTION, "scale": 5}]}, "questions.0.scale"),
        ({"site_id": "x"}, "site_id"),
    ],
    ids=lambda value: str(value)[:50],
)
def test_what_no_touchpoint_can_be_is_named(quiet_ada, quiet_shop, members, name):
    response = quiet_ada.post(f"/touchpoints?site={quiet_shop.key}", json=new(**members))
    assert (response.status_code, response.json["code"]) == (422, "invalid"), response.text
    assert response.json["invalid_params"][0]["name"] == name


def test_a_key_is_used_once_a_site(ada, shop, mallory, other_shop):
    assert ada.post(f"/touchpoints?site={shop.key}", json=new("checkout")).status_code == 409
    assert ada.post(f"/touchpoints?site={shop.key}", json=new()).status_code == 201
    assert mallory.post(f"/touchpoints?site={other_shop.key}", json=new()).status_code == 201
    stage = {"key": "use", "name": {"fi": "Käyttö"}}
    assert ada.post(f"/stages?site={shop.key}", json=stage).status_code == 409


def test_a_question_taken_away_keeps_its_answers(ada, shop):
    left = shop.leave(rating=2, answers={"recommend": 9})
    checkout = one(ada, shop, "checkout")
    kept = [question for question in checkout["questions"] if question["key"] == "recommend"]
    changed = ada.patch(f"/touchpoints/{checkout['id']}", json={"questions": kept})
    assert [question["key"] for question in changed.json["questions"]] == ["recommend"]
    seen = ada.get(f"/feedback/{left['feedback_id']}").json
    assert (seen["rating"]["question"], seen["rating"]["value"]) == ("rating", 2)
    assert [(answer["question"], answer["value"]) for answer in seen["answers"]] == [("recommend", 9)]
    assert shop.send(shop.entry(rating=9)).status_code == 201, "the next question is now the first"
    older = shop.send(shop.entry(rating=None, answers={"rating": 2}))
    assert older.status_code == 201, "a page loaded before still asks it"


def test_questions_in_another_order_leave_earlier_ratings_what_they_were(ada, shop):
    left = shop.leave(rating=2, answers={"recommend": 9})
    checkout = one(ada, shop, "checkout")
    ada.patch(f"/touchpoints/{checkout['id']}", json={"questions": checkout["questions"][::-1]})
    seen = ada.get(f"/feedback/{left['feedback_id']}").json
    assert (seen["rating"]["question"], seen["rating"]["value"]) == ("rating", 2)


def test_a_question_that_comes_back_is_the_same_question(ada, shop):
    shop.leave(rating=2)
    checkout = one(ada, shop, "checkout")
    path = f"/touchpoints/{checkout['id']}"
    ada.patch(path, json={"questions": checkout["questions"][1:]})
    ada.patch(path, json={"questions": checkout["questions"]})
    published = shop.client.get(f"/w/v1/sites/{shop.key}/touchpoints/checkout/published").json
    assert (published["n"], published["mean"]) == (1, 2.0)


def test_a_question_keeps_its_kind(ada, shop):
    checkout = one(ada, shop, "checkout")
    questions = [{**checkout["questions"][0], "kind": "nps"}, *checkout["questions"][1:]]
    response = ada.patch(f"/touchpoints/{checkout['id']}", json={"questions": questions})
    assert response.status_code == 422
    assert response.json["invalid_params"][0]["name"] == "questions.0.kind"
    assert one(ada, shop, "checkout") == checkout, "a refused change leaves all as it was"


def test_where_feedback_was_left_nothing_is_deleted(ada, shop):
    left = shop.leave()
    checkout = one(ada, shop, "checkout")
    response = ada.delete(f"/touchpoints/{checkout['id']}")
    assert (response.status_code, response.json["code"]) == (409, "conflict")
    assert "Switch the touchpoint off" in response.json["detail"]
    assert ada.get(f"/feedback/{left['feedback_id']}").status_code == 200
    assert one(ada, shop, "checkout") == checkout


def test_a_stage_with_touchpoints_is_not_deleted_and_an_empty_one_is(ada, shop):
    stages = {row["key"]: row["id"] for row in listed(ada, shop, "stages")}
    assert ada.delete(f"/stages/{stages['purchase']}").status_code == 409
    assert ada.delete(f"/stages/{stages['use']}").status_code == 204
    assert [row["key"] for row in listed(ada, shop, "stages")] == ["image", "purchase"]


def test_a_change_reaches_visitors_at_once(ada, shop):
    assert asked_of_visitors(shop)["questions"][0]["text"]["fi"] == "Miten tilaaminen sujui?"
    checkout = one(ada, shop, "checkout")
    questions = [{**checkout["questions"][0], "text": {"fi": "Sujuiko?"}}]
    ada.patch(f"/touchpoints/{checkout['id']}", json={"questions": questions})
    assert [question["text"] for question in asked_of_visitors(shop)["questions"]] == [{"fi": "Sujuiko?"}]
    ada.patch(f"/touchpoints/{checkout['id']}", json={"is_active": False})
    assert asked_of_visitors(shop) is None
    ada.post(f"/touchpoints?site={shop.key}", json=new())
    assert asked_of_visitors(shop, "shelf") is not None


def test_a_refused_change_reaches_nobody(ada, shop):
    before = shop.client.get(f"/w/v1/sites/{shop.key}").json
    ada.patch(f"/touchpoints/{one(ada, shop, 'checkout')['id']}", json={"stage": "nowhere", "placement": "floating"})
    assert shop.client.get(f"/w/v1/sites/{shop.key}").json == before
