"""Decisions: may others see this feedback."""

from concurrent.futures import ThreadPoolExecutor

import pytest


def decide(ada, left, verdict, **more):
    return ada.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": verdict, **more})


def publication(ada, left):
    return ada.get(f"/feedback/{left['feedback_id']}").json["publication"]


@pytest.fixture
def left(shop):
    return shop.leave(comment="Sanoja")


@pytest.mark.parametrize(("verdict", "result"), [("publish", "published"), ("hide", "hidden"), ("spam", "spam")])
def test_a_decision_moves_it_and_restore_moves_it_back(ada, left, verdict, result):
    response = decide(ada, left, verdict)
    assert response.status_code == 201
    assert set(response.json) == {"id", "verdict", "reason", "decided_at", "publication"}
    assert (response.json["verdict"], response.json["publication"]) == (verdict, result)
    assert publication(ada, left) == result
    assert decide(ada, left, "restore").json["publication"] == "pending"
    assert publication(ada, left) == "pending"


def test_a_decision_that_would_change_nothing_is_a_conflict(ada, left):
    assert decide(ada, left, "restore").json["code"] == "already_decided"
    decide(ada, left, "hide")
    again = decide(ada, left, "hide")
    assert (again.status_code, again.json["code"]) == (409, "already_decided")


def test_a_decision_is_on_record_with_who_and_why(ada, left):
    decide(ada, left, "hide", reason="Henkilötietoja")
    history = ada.get(f"/feedback/{left['feedback_id']}").json["history"]
    assert [event["kind"] for event in history] == ["feedback.received", "feedback.hidden"]
    assert (history[1]["actor"], history[1]["reason"]) == ("Ada", "Henkilötietoja")


def test_a_decision_does_not_touch_the_case(ada, left):
    ada.patch(f"/feedback/{left['feedback_id']}", json={"case": "waiting"})
    decide(ada, left, "publish")
    assert ada.get(f"/feedback/{left['feedback_id']}").json["case"] == "waiting"


@pytest.mark.parametrize(
    "body",
    [{}, {"verdict": "delete"}, {"verdict": None}, {"verdict": ["hide"]}, {"verdict": "hide", "reason": "r" * 501},
     {"verdict": "hide", "actor": "x"}],
    ids=["none", "unknown", "null", "list", "long reason", "unknown member"],
)  # fmt: skip
def test_what_is_no_decision_is_refused(ada, left, body):
    assert ada.post(f"/feedback/{left['feedback_id']}/decisions", json=body).status_code == 422
    assert publication(ada, left) == "pending"


def test_of_two_at_once_one_wins(app, ada, left):
    headers = {"Authorization": f"Bearer {ada.token}"}

    def publish(_):
        path = f"/api/v1/feedback/{left['feedback_id']}/decisions"
        return app.test_client().post(path, json={"verdict": "publish"}, headers=headers).status_code

    with ThreadPoolExecutor(8) as moderators:
        assert sorted(moderators.map(publish, range(8))) == [201] + [409] * 7
    history = ada.get(f"/feedback/{left['feedback_id']}").json["history"]
    assert [event["kind"] for event in history].count("feedback.published") == 1


def test_spam_is_set_aside_with_its_reasons_and_the_visitor_is_not_told(shop, ada):
    response = shop.send(shop.entry(comment="<a href='https://a.example'>x</a> https://b.example"))
    assert (response.status_code, response.json["state"]) == (201, "pending")
    [row] = ada.get("/feedback?publication=spam").json["items"]
    assert "markup_links" in row["reasons"]


def test_a_sites_own_rules_are_applied_at_once(shop, ada):
    ada.patch(f"/sites/{shop.id}", json={"publish_policy": "publish_at_once", "blocked_words": {"fi": ["typerä"]}})
    assert shop.send(shop.entry(comment="Hyvä")).json["state"] == "published"
    assert shop.send(shop.entry(comment="Typerää")).json["state"] == "pending"


def seen(ada, left):
    return ada.get(f"/feedback/{left['feedback_id']}").json


@pytest.mark.parametrize("step", [{"comment": "Osta halpaa"}, {"answers": {"why": "Osta halpaa"}}, {"rating": 1}])
def test_nobody_publishes_words_that_changed_since_she_read_them(shop, ada, left, step):
    shown = seen(ada, left)["said_at"]
    shop.step(left["id"], left["thread_key"], **step)
    refused = decide(ada, left, "publish", seen_at=shown)
    assert (refused.status_code, refused.json["code"]) == (409, "text_changed")
    assert publication(ada, left) == "pending"
    assert decide(ada, left, "publish", seen_at=seen(ada, left)["said_at"]).status_code == 201


def test_two_changes_within_one_millisecond_are_told_apart(shop, ada, left):
    moments = [seen(ada, left)["said_at"]]
    for number in range(5):
        shop.step(left["id"], left["thread_key"], comment=f"Sanoja {number}")
        moments.append(seen(ada, left)["said_at"])
    assert moments == sorted(set(moments))


def test_messages_and_the_case_do_not_make_the_words_other_words(shop, ada, left):
    shown = seen(ada, left)["said_at"]
    ada.post(f"/feedback/{left['feedback_id']}/messages", json={"text": "Moi", "visibility": "private"})
    ada.patch(f"/feedback/{left['feedback_id']}", json={"case": "solved"})
    shop.step(left["id"], left["thread_key"], comment="Sanoja")
    assert decide(ada, left, "publish", seen_at=shown).status_code == 201
    assert seen(ada, left)["said_at"] == shown


def test_list_and_conversation_tell_the_same_moment(shop, ada, left):
    [row] = ada.get(f"/feedback?site={shop.key}").json["items"]
    assert row["said_at"] == seen(ada, left)["said_at"] == row["created_at"]


@pytest.mark.parametrize("moment", ["yesterday", 5, "2026-11-22T10:00:00"], ids=["word", "number", "no zone"])
def test_a_moment_that_is_none_is_refused(ada, left, moment):
    assert decide(ada, left, "publish", seen_at=moment).status_code == 422
    assert publication(ada, left) == "pending"
