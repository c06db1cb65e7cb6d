"""What was said about a topic goes into an improvement in one deed: found, bounded, told and taken back."""

from threading import Thread
from uuid import UUID

import pytest
from sqlalchemy import select

from backend.events.models import Event
from backend.foundation.database import db
from backend.insights import gather
from backend.insights.topics import COMPLAINTS
from tests.applications import make_person
from tests.improvements.grouping import TITLE, improve

COMPLAINED = "&" + "&".join(f"sentiment={label}" for label in sorted(COMPLAINTS))


@pytest.fixture
def said(shop):
    left = {
        "slow": shop.leave(comment="Toimitus kesti kolme viikkoa, olen pettynyt", rating=1, language="fi"),
        "never": shop.leave(comment="Leveransen kom aldrig, dåligt", rating=1, language="sv"),
        "fast": shop.leave(comment="Loistava toimitus, kiitos!", touchpoint="landing", rating=5, language="fi"),
        "price": shop.leave(comment="Hinta oli järkyttävä", rating=1, language="fi"),
    }
    shop.leave(rating=3)
    return left


def looked(person, shop, query=""):
    answer = person.get(f"/topics/gatherings?site={shop.key}&topic=delivery{query}")
    assert answer.status_code == 200, answer.text
    return answer.json


def gathered(person, shop, status=201, headers=None, **wish):
    body = {"topic": "delivery", **wish}
    answer = person.post(f"/topics/gatherings?site={shop.key}", json=body, headers=headers or {})
    assert answer.status_code == status, answer.text
    return answer.json


def members(person, improvement):
    return {one["feedback_id"] for one in person.get(f"/improvements/{improvement}/members").json["items"]}


def ids(*left):
    return {one["feedback_id"] for one in left}


def test_a_topic_becomes_an_improvement_with_all_that_was_said_about_it(ada, shop, said):
    told = gathered(ada, shop, title=TITLE)
    assert (told["added"], told["already"], told["has_more"]) == (3, 0, False)
    assert members(ada, told["improvement_id"]) == ids(said["slow"], said["never"], said["fast"])
    made = ada.get(f"/improvements/{told['improvement_id']}").json
    assert (made["title"], made["state"], made["is_public"], made["by"]) == (TITLE, "planned", False, "Ada")


def test_it_goes_into_an_improvement_that_there_is_and_nothing_twice(ada, shop, said):
    improvement = improve(ada, shop)
    wish = {"improvement_id": improvement}
    assert gathered(ada, shop, sentiment=sorted(COMPLAINTS), **wish)["added"] == 2
    assert looked(ada, shop, f"&improvement={improvement}")["already"] == 2
    again = gathered(ada, shop, **wish)
    assert (again["added"], again["already"]) == (1, 2)
    more = gathered(ada, shop, **wish)
    assert (more["id"], more["added"], more["already"]) == (None, 0, 3)


@pytest.mark.parametrize(
    ("query", "wish", "which"),
    [
        ("&touchpoint=checkout", {"touchpoint": ["checkout"]}, ("slow", "never")),
        ("&language=sv", {"language": ["sv"]}, ("never",)),
        (COMPLAINED, {"sentiment": sorted(COMPLAINTS)}, ("slow", "never")),
        ("&since=2020-01-01T00:00:00Z", {"since": "2020-01-01T00:00:00Z"}, ("slow", "never", "fast")),
    ],
    ids=["touchpoint", "language", "sentiment", "period"],
)
def test_the_number_shown_before_is_the_number_taken_under_every_filter(ada, shop, said, query, wish, which):
    assert looked(ada, shop, query)["n"] == len(which)
    told = gathered(ada, shop, title=TITLE, **wish)
    assert told["added"] == len(which)
    assert members(ada, told["improvement_id"]) == ids(*(said[name] for name in which))


def test_every_topic_of_the_page_is_gathered_in_the_number_that_stands_there(ada, shop, said):
    for topic in ada.get(f"/topics?site={shop.key}").json["items"]:
        for counted, query in (("n", ""), ("complaints", COMPLAINED)):
            found = ada.get(f"/topics/gatherings?site={shop.key}&topic={topic['key']}{query}").json
            assert (found["found"], found["n"]) == (topic[counted], topic[counted]), topic["key"]
            listed = ada.get(f"/topics/comments?site={shop.key}&topic={topic['key']}{query}").json["items"]
            assert len(listed) == topic[counted]


def test_a_merged_topic_is_gathered_with_what_was_merged_into_it(ada, shop, said):
    assert ada.call("PUT", f"/sites/{shop.id}/topics", json={"key": "price", "into": "delivery"}).status_code == 200
    assert gathered(ada, shop, title=TITLE)["added"] == 4


def test_what_comes_after_it_was_looked_at_is_not_taken(ada, shop, said):
    shown = looked(ada, shop)
    shop.leave(comment="Toimitus hukassa", rating=1, language="fi")
    assert gathered(ada, shop, title=TITLE, until=shown["until"])["added"] == shown["n"] == 3


def test_hidden_spam_withdrawn_and_erased_are_not_taken(ada, shop, said):
    for verdict in ("hide", "spam"):
        left = shop.leave(comment="toimitus toimitus", language="fi")
        ada.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": verdict})
    back, gone = (shop.leave(comment="toimitus hukassa", language="fi") for _ in range(2))
    assert shop.client.put(f"/w/v1/threads/{back['thread_key']}/withdrawal").status_code == 200
    assert shop.client.delete(f"/w/v1/threads/{gone['thread_key']}").status_code == 204
    shown = looked(ada, shop)
    assert (shown["found"], shown["left_out"], shown["n"]) == (4, 1, 3)
    assert gathered(ada, shop, title=TITLE)["added"] == 3


def test_what_is_hidden_between_looking_and_writing_is_not_taken(app, ada, shop, said, monkeypatch):
    read = gather.comments_of

    def read_and_hide(site, asked):
        found = read(site, asked)
        meanwhile = Thread(target=hide_and_erase)
        meanwhile.start()
        meanwhile.join()
        return found

    def hide_and_erase():
        ada.post(f"/feedback/{said['slow']['feedback_id']}/decisions", json={"verdict": "hide"})
        shop.client.delete(f"/w/v1/threads/{said['never']['thread_key']}")

    monkeypatch.setattr("backend.insights.gather.comments_of", read_and_hide)
    told = gathered(ada, shop, title=TITLE)
    assert members(ada, told["improvement_id"]) == ids(said["fast"])


def test_nobody_waits_to_write_while_comments_are_read(ada, shop, said, monkeypatch):
    read, writes = gather.comments_of, []

    def watched(site, asked):
        writes.append(bool(db.session().info.get("writing")))
        return read(site, asked)

    monkeypatch.setattr("backend.insights.gather.comments_of", watched)
    gathered(ada, shop, title=TITLE)
    assert writes == [False]


def test_what_was_merged_into_one_of_them_comes_with_it(ada, shop, said):
    follower = shop.leave(comment="Sama juttu", rating=1, language="fi")
    main = {"feedback_id": said["slow"]["feedback_id"]}
    assert ada.call("PUT", f"/feedback/{follower['feedback_id']}/duplicate-of", json=main).status_code == 200
    shown = looked(ada, shop)
    assert (shown["found"], shown["n"]) == (3, 4)
    assert gathered(ada, shop, title=TITLE)["added"] == 4


def test_of_a_period_too_long_to_read_the_newest_are_taken_and_that_is_told(ada, shop, said, monkeypatch):
    monkeypatch.setattr("backend.insights.topic_queries.MOST_COMMENTS", 2)
    monkeypatch.setattr("backend.insights.gather.MOST_COMMENTS", 2)
    shown = looked(ada, shop)
    assert (shown["n"], shown["is_whole"]) == (1, False)
    told = gathered(ada, shop, title=TITLE)
    assert (told["added"], told["has_more"]) == (1, True)


def test_where_nothing_was_said_nothing_is_made(ada, shop, said):
    assert looked(ada, shop, "&until=2020-01-01T00:00:00Z")["n"] == 0
    refused = gathered(ada, shop, 409, title=TITLE, until="2020-01-01T00:00:00Z")
    assert refused["code"] == "nothing_to_gather"
    assert gathered(ada, shop, 409, title=TITLE, topic="raketit")["code"] == "nothing_to_gather"
    assert ada.get(f"/improvements?site={shop.key}").json["items"] == []


def test_the_same_key_makes_one_improvement(ada, shop, said):
    key = {"Idempotency-Key": "kerran"}
    first, second = (gathered(ada, shop, title=TITLE, headers=key) for _ in range(2))
    assert first == second
    assert len(ada.get(f"/improvements?site={shop.key}").json["items"]) == 1
    other = {"topic": "price", "title": TITLE}
    assert ada.post(f"/topics/gatherings?site={shop.key}", json=other, headers=key).status_code == 422


@pytest.mark.parametrize(
    ("wish", "name"),
    [
        ({"topic": "delivery"}, "improvement_id"),
        ({"topic": "delivery", "title": TITLE, "improvement_id": str(UUID(int=0))}, "improvement_id"),
        ({"topic": "Delivery", "title": TITLE}, "topic"),
        ({"title": TITLE}, "topic"),
        ({"topic": "delivery", "title": TITLE, "sentiment": ["angry"]}, "sentiment.0"),
        ({"topic": "delivery", "title": {"fi": " "}}, "title"),
    ],
)
def test_what_cannot_be_is_refused_by_name(ada, shop, said, wish, name):
    answer = ada.post(f"/topics/gatherings?site={shop.key}", json=wish)
    assert answer.status_code == 422
    assert answer.json["invalid_params"][0]["name"] == name


def test_an_agent_adds_to_what_there_is_and_only_a_manager_plans(app, ada, shop, said, person):
    improvement, agent = improve(ada, shop), person("agent")
    assert gathered(agent, shop, improvement_id=improvement)["added"] == 3
    assert gathered(agent, shop, 403, title=TITLE)["code"] == "forbidden"
    assert gathered(person("viewer"), shop, 403, improvement_id=improvement)["code"] == "forbidden"
    replying = make_person(app, shop, "owner", ["read", "reply"])
    assert gathered(replying, shop, 403, title=TITLE)["code"] == "forbidden"


def test_another_sites_improvement_is_not_there(ada, mallory, shop, other_shop, said):
    foreign = improve(mallory, other_shop)
    assert gathered(ada, shop, 404, improvement_id=foreign)["code"] == "not_found"
    assert gathered(mallory, shop, 404, title=TITLE)["code"] == "not_found"
    query = f"?site={shop.key}&topic=delivery&improvement={foreign}"
    assert ada.get(f"/topics/gatherings{query}").status_code == 404


def test_the_trail_tells_which_topic_was_gathered_with_which_filters(app, ada, shop, said):
    told = gathered(ada, shop, title=TITLE, touchpoint=["checkout"], since="2020-01-01T00:00:00Z")
    with app.app_context():
        event = db.session.get_one(Event, (shop.id, UUID(told["id"])))
        kinds = db.session.scalars(select(Event.kind).where(Event.subject_id == event.subject_id)).all()
    assert sorted(kinds) == ["improvement.grouped", "improvement.planned"]
    assert event.data == {
        "added": 2, "topic": "delivery", "touchpoint": ["checkout"], "since": "2020-01-01T00:00:00.000Z",
        "planned": True,
    }  # fmt: skip
    assert event.actor_name == "Ada"


def into(person, shop, key="delivery"):
    """The ids of the improvements that the page names beside a topic."""
    items = person.get(f"/topics?site={shop.key}").json["items"]
    return [one["id"] for item in items if item["key"] == key for one in item["improvements"]]


def test_the_page_tells_into_which_improvements_a_topic_was_gathered(ada, shop, said):
    assert into(ada, shop) == []
    first, second = (gathered(ada, shop, title=TITLE) for _ in range(2))
    gathered(ada, shop, improvement_id=first["improvement_id"])
    assert into(ada, shop) == [second["improvement_id"], first["improvement_id"]]
    assert into(ada, shop, "price") == []
    ada.delete(f"/improvements/{first['improvement_id']}/groupings/{first['id']}")
    assert into(ada, shop) == [second["improvement_id"]]
    ada.delete(f"/improvements/{second['improvement_id']}")
    assert into(ada, shop) == []


def test_what_was_gathered_of_a_topic_is_told_of_the_one_it_was_merged_into(ada, shop, said):
    told = gathered(ada, shop, title=TITLE, topic="price")
    ada.call("PUT", f"/sites/{shop.id}/topics", json={"key": "price", "into": "delivery"})
    assert into(ada, shop) == [told["improvement_id"]]
