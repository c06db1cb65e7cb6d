"""Topics by API: what the comments of a site are about, and what its staff say about topics."""

import pytest
from sqlalchemy import select

from backend.accounts.models import Staff
from backend.events.models import Event
from backend.foundation.database import db, writing


@pytest.fixture
def said(shop):
    shop.leave(comment="Toimitus kesti kolme viikkoa, olen pettynyt", rating=1, language="fi")
    shop.leave(comment="Leveransen kom aldrig, dåligt", rating=1, language="sv")
    shop.leave(comment="Loistava palvelu, kiitos!", touchpoint="landing", rating=5, language="fi")
    shop.leave(rating=3)


def topics(person, shop, query=""):
    answer = person.get(f"/topics?site={shop.key}{query}")
    assert answer.status_code == 200, answer.text
    return answer.json


def by_key(told):
    return {item["key"]: item for item in told["items"]}


def test_topics_are_told_across_languages_in_the_readers(ada, shop, said):
    told = topics(ada, shop)
    assert (told["n"], told["is_whole"]) == (3, True)
    delivery = by_key(told)["delivery"]
    assert (delivery["n"], delivery["complaints"]) == (2, 2)
    assert delivery["name"] == "Toimitus"
    assert delivery["examples"][0]["words"] == ["leveransen"]
    assert delivery["weeks"][0]["n"] == 2


def test_a_topics_name_is_in_the_readers_language(app, ada, shop, said):
    with app.app_context(), writing():
        db.session.get_one(Staff, ada.staff_id).locale = "sv"
    assert by_key(topics(ada, shop))["delivery"]["name"] == "Leverans"


def test_the_areas_of_the_complaints_are_told_with_the_words_that_speak_for_them(ada, shop, said):
    [area] = [one for one in topics(ada, shop)["areas"] if one["key"] == "delivery"]
    assert (area["name"], area["n"], area["complaints"], area["share"]) == ("Toimitus ja tilaus", 2, 2, 1.0)
    assert (area["low"], area["high"]) == (0.3424, 1.0)
    assert set(area["words"]) >= {"toimitus", "leveransen"}
    assert "delivery" in area["topics"]
    assert by_key(topics(ada, shop))["delivery"]["area"] == "delivery"


def test_what_the_name_of_the_touchpoint_asked_for_speaks_of_comes_after_the_rest(ada, shop):
    """The touchpoint is called Checkout: that its comments speak of paying is no finding."""
    for comment in (*["Juttu"] * 12, "Huono maksu", "Surkea maksun kulku", "Tyly myyjä, huono"):
        shop.leave(comment=comment, rating=1, language="fi")
    assert topics(ada, shop)["items"][0]["key"] == "payment"
    assert topics(ada, shop, "&touchpoint=checkout")["items"][0]["key"] == "manners"


def test_topics_are_told_of_one_touchpoint_language_and_period(ada, shop, said):
    assert topics(ada, shop, "&touchpoint=landing")["n"] == 1
    assert topics(ada, shop, "&language=sv")["n"] == 1
    assert topics(ada, shop, "&until=2020-01-01T00:00:00Z")["n"] == 0
    assert topics(ada, shop, "&since=2020-01-01T00:00:00Z")["n"] == 3


def test_spam_and_what_was_withdrawn_are_in_no_topic(ada, shop, said):
    left = shop.leave(comment="toimitus toimitus", language="fi")
    ada.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": "spam"})
    other = shop.leave(comment="toimitus hukassa", language="fi")
    assert shop.client.put(f"/w/v1/threads/{other['thread_key']}/withdrawal").status_code == 200
    assert by_key(topics(ada, shop))["delivery"]["n"] == 2


def test_the_comments_behind_a_topic_are_listed(ada, shop, said):
    told = ada.get(f"/topics/comments?site={shop.key}&topic=delivery").json["items"]
    assert [item["words"] for item in told] == [["leveransen"], ["toimitus"]]
    assert len(ada.get(f"/topics/comments?site={shop.key}").json["items"]) == 3


def put(person, shop, key, **members):
    return person.call("PUT", f"/sites/{shop.id}/topics", json={"key": key, **members})


def test_staff_name_merge_mute_and_take_it_back(ada, shop, said):
    assert put(ada, shop, "delivery", name="Kuljetukset", words=["kolme"]).status_code == 200
    assert by_key(topics(ada, shop))["delivery"]["name"] == "Kuljetukset"
    assert put(ada, shop, "delivery", into="waiting").status_code == 200
    assert "delivery" not in by_key(topics(ada, shop))
    assert put(ada, shop, "waiting", is_muted=True).status_code == 200
    assert "waiting" not in by_key(topics(ada, shop))
    rules = ada.get(f"/sites/{shop.id}/topics").json["items"]
    assert [(rule["key"], rule["into"], rule["is_muted"]) for rule in rules] == [
        ("delivery", "waiting", False),
        ("waiting", None, True),
    ]
    for key in ("delivery", "waiting"):
        assert put(ada, shop, key).status_code == 200
    assert {"delivery", "waiting"} <= set(by_key(topics(ada, shop)))
    assert ada.get(f"/sites/{shop.id}/topics").json["items"] == []


def test_a_topic_of_the_sites_own_is_found_by_its_words(ada, shop, said):
    assert put(ada, shop, "kiitokset", name="Kiitokset", words=["kiit*"]).status_code == 200
    assert by_key(topics(ada, shop))["kiitokset"]["praises"] == 1


@pytest.mark.parametrize(
    ("key", "members", "name"),
    [
        ("delivery", {"into": "delivery"}, "into"),
        ("delivery", {"words": ["kaksi sanaa"]}, "words.0"),
        ("Delivery", {"name": "x"}, "key"),
        ("delivery", {"name": ""}, "name"),
    ],
)
def test_what_cannot_be_is_refused_by_name(ada, shop, key, members, name):
    answer = put(ada, shop, key, **members)
    assert answer.status_code == 422
    assert answer.json["invalid_params"][0]["name"] == name


def test_a_circle_through_others_is_refused(ada, shop):
    assert put(ada, shop, "parcel", into="delivery").status_code == 200
    assert put(ada, shop, "delivery", into="parcel").status_code == 422


def test_whoever_may_only_read_changes_no_topic(person, shop, said):
    assert put(person("agent"), shop, "delivery", name="x").status_code == 403
    assert put(person("viewer"), shop, "delivery", name="x").status_code == 403


def test_another_sites_topics_are_not_there(mallory, shop):
    assert mallory.get(f"/topics?site={shop.key}").status_code == 404
    assert mallory.get(f"/sites/{shop.id}/topics").status_code == 404


def test_every_change_is_in_the_trail_without_a_visitors_words(app, ada, shop):
    put(ada, shop, "delivery", name="Kuljetukset")
    with app.app_context():
        event = db.session.scalars(select(Event).where(Event.site_id == shop.id, Event.kind == "topic.changed")).one()
    assert event.data == {"topic": "delivery", "into": None, "is_muted": False}
