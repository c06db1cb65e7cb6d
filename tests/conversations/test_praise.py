"""Praise: thanked, asked about, shown once she has said yes, gone when she takes it back."""

import pytest

from backend.touchpoints.catalog import catalog
from tests.conversations.recovery_cast import kinds


@pytest.fixture
def happy(shop):
    return shop.leave(rating=5, comment="Ihana huopa, kiitos!", touchpoint="checkout")


def thank(ada, left, **more):
    return ada.post(
        f"/feedback/{left['feedback_id']}/thanks", json={"text": "Kiitos! Saammeko julkaista tämän?", **more}
    )


def thread(shop, left):
    return shop.client.get(f"/w/v1/threads/{left['thread_key']}").json


def grant(shop, left, granted=True, name="Maija"):
    path = f"/w/v1/threads/{left['thread_key']}/permission"
    response = shop.client.put(path, json={"granted": granted, "shown_name": name if granted else None})
    assert response.status_code == 200, response.text


def published(shop):
    return shop.client.get(f"/w/v1/sites/{shop.key}/touchpoints/checkout/published").json["items"]


def seen(ada, left):
    return ada.get(f"/feedback/{left['feedback_id']}").json


def test_from_thanks_to_the_page_and_back(shop, ada, happy):
    assert seen(ada, happy)["praise"] == {"is_praise": True, "asked_at": None, "publishes": False}
    assert thread(shop, happy)["asks_permission"] is False
    sent = thank(ada, happy)
    assert (sent.status_code, sent.json["visibility"]) == (201, "private")
    asked = thread(shop, happy)
    assert asked["asks_permission"] is True
    assert "Saammeko" in asked["messages"][0]["text"]
    assert published(shop) == [], "not before she has said"
    grant(shop, happy)
    assert seen(ada, happy)["publication"] == "published"
    assert thread(shop, happy)["asks_permission"] is False
    history = [event["kind"] for event in seen(ada, happy)["history"]]
    assert history[-4:] == ["reply.sent", "permission.asked", "permission.granted", "feedback.published"]
    [shown] = wait_published(shop)
    assert (shown["comment"], shown["shown_name"]) == ("Ihana huopa, kiitos!", "Maija")
    grant(shop, happy, granted=False)
    assert wait_published(shop) == []


def wait_published(shop):
    with shop.app.app_context():
        catalog().refresh(at_once=True)
    return published(shop)


def test_staff_may_ask_first_and_decide_later(shop, ada, happy):
    thank(ada, happy, publishes=False)
    grant(shop, happy)
    assert seen(ada, happy)["publication"] == "pending"


def test_what_was_hidden_meanwhile_stays_hidden(shop, ada, happy):
    thank(ada, happy)
    ada.post(f"/feedback/{happy['feedback_id']}/decisions", json={"verdict": "hide"})
    grant(shop, happy)
    assert seen(ada, happy)["publication"] == "hidden"


def test_who_has_said_is_not_asked_again(shop, ada, happy):
    grant(shop, happy, granted=False)
    refused = thank(ada, happy)
    assert (refused.status_code, refused.json["code"]) == (409, "nothing_to_ask")
    assert "refused" in refused.json["detail"]
    silent = shop.leave(rating=5)
    assert thank(ada, silent).status_code == 409
    assert seen(ada, silent)["praise"]["is_praise"] is False


@pytest.mark.parametrize(("entry", "is_praise"), [({"rating": 4}, True), ({"rating": 3}, False)])
def test_praise_is_four_stars_and_words(shop, ada, entry, is_praise):
    left = shop.leave(comment="Kiitos, oikein hyvä palvelu!", **entry)
    assert seen(ada, left)["praise"]["is_praise"] is is_praise


def test_a_visitor_who_erases_her_words_takes_the_question_with_them(shop, ada, happy):
    thank(ada, happy)
    assert shop.client.delete(f"/w/v1/threads/{happy['thread_key']}").status_code == 204
    assert published(shop) == []
    assert kinds(ada, shop.leave(rating=4)) == []
