"""Taking it back and giving it again: nobody else sees it and no figure counts it meanwhile; nothing is lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.conversations.test_threads import case, follow_up, reply, thread
from tests.feedback.counting import counted, recounted


@pytest.fixture
def left(shop):
    return shop.leave(rating=2, comment="Maksu jumittui", answers={"recommend": 3})


def withdraw(shop, left, method="PUT"):
    return shop.client.open(f"/w/v1/threads/{left['thread_key']}/withdrawal", method=method)


def seen_by_staff(ada, left):
    return ada.get(f"/feedback/{left['feedback_id']}").json


def test_what_is_withdrawn_counts_nowhere_and_what_is_given_again_does(app, shop, left):
    before = counted(app, shop)
    assert withdraw(shop, left).json["status"] == "withdrawn"
    assert counted(app, shop) == {}
    assert withdraw(shop, left, "DELETE").json["status"] == "received"
    assert counted(app, shop) == before == recounted(app, shop)


def test_staff_still_see_it_marked_and_solved(shop, ada, left):
    withdraw(shop, left)
    [row] = ada.get(f"/feedback?site={shop.key}&withdrawn=true").json["items"]
    for seen in (row, seen_by_staff(ada, left)):
        assert (seen["case"], seen["comment"]) == ("solved", "Maksu jumittui")
        assert seen["withdrawn_at"].endswith("Z")
    assert [event["kind"] for event in seen_by_staff(ada, left)["history"]][-1] == "feedback.withdrawn"


@pytest.mark.parametrize("before", ["new", "open", "waiting", "solved"])
def test_given_again_the_case_is_what_it_was(shop, ada, left, before):
    ada.patch(f"/feedback/{left['feedback_id']}", json={"case": before})
    withdraw(shop, left)
    withdraw(shop, left, "DELETE")
    seen = seen_by_staff(ada, left)
    assert (seen["case"], seen["withdrawn_at"]) == (before, None)
    assert seen["history"][-1]["kind"] == "feedback.returned"


def test_what_staff_did_to_the_case_meanwhile_stays(shop, ada, left):
    withdraw(shop, left)
    ada.patch(f"/feedback/{left['feedback_id']}", json={"case": "open"})
    withdraw(shop, left, "DELETE")
    assert case(ada, left) == "open"


def test_what_staff_opened_and_solved_meanwhile_is_solved(shop, ada, left):
    withdraw(shop, left)
    for state in ("open", "solved"):
        ada.patch(f"/feedback/{left['feedback_id']}", json={"case": state})
    withdraw(shop, left, "DELETE")
    assert case(ada, left) == "solved", "and not new, as it was before"


@pytest.mark.parametrize(("before", "after"), [("new", "new"), ("waiting", "open"), ("solved", "open")])
def test_what_she_said_meanwhile_is_looked_at_once_given_again(shop, ada, left, before, after):
    ada.patch(f"/feedback/{left['feedback_id']}", json={"case": before})
    withdraw(shop, left)
    shop.step(left["id"], left["thread_key"], comment="Vielä yksi asia")
    assert case(ada, left) == "solved"
    withdraw(shop, left, "DELETE")
    assert case(ada, left) == after


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_twice_is_as_good_as_once(app, shop, ada, left, method):
    withdraw(shop, left)
    first = withdraw(shop, left, method)
    seen, counts = seen_by_staff(ada, left), counted(app, shop)
    again = withdraw(shop, left, method)
    assert (again.status_code, again.json) == (200, first.json)
    assert (seen_by_staff(ada, left), counted(app, shop)) == (seen, counts)


def test_erasing_what_is_withdrawn_takes_nothing_away_twice(app, shop, left):
    stays = shop.leave(rating=2, comment="Maksu jumittui", answers={"recommend": 3})
    withdraw(shop, left)
    shop.client.delete(f"/w/v1/threads/{left['thread_key']}")
    assert counted(app, shop) == recounted(app, shop)
    assert set(counted(app, shop).values()) == {1}
    withdraw(shop, stays)
    assert counted(app, shop) == {}


def test_a_step_to_what_is_withdrawn_is_kept_and_counted_once_given_again(app, shop, ada, left):
    withdraw(shop, left)
    assert shop.step(left["id"], left["thread_key"], rating=5, comment="Kuitenkin hyvä").status_code == 200
    assert (counted(app, shop), case(ada, left)) == ({}, "solved")
    withdraw(shop, left, "DELETE")
    assert counted(app, shop) == recounted(app, shop) != {}
    assert seen_by_staff(ada, left)["comment"] == "Kuitenkin hyvä"


def test_what_is_withdrawn_may_be_decided_on_without_a_trace_in_the_counts(app, shop, ada, left):
    withdraw(shop, left)
    for verdict in ("spam", "restore", "spam"):
        ada.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": verdict})
        assert counted(app, shop) == {}
    withdraw(shop, left, "DELETE")
    assert counted(app, shop) == {}, "it is spam"
    ada.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": "publish"})
    assert counted(app, shop) == recounted(app, shop) != {}


def test_repeating_the_entry_does_not_bring_it_back(app, shop):
    entry = shop.entry(rating=1)
    first = shop.send(entry)
    withdraw(shop, first.json)
    assert (shop.send(entry).status_code, shop.send(entry).json) == (201, first.json)
    assert counted(app, shop) == {}


def test_a_message_after_it_opens_the_case(shop, ada, left):
    withdraw(shop, left)
    follow_up(shop, left, "Voitteko silti vastata?")
    assert case(ada, left) == "open"


def test_withdrawing_stepping_and_deciding_at_once_are_counted_right(app, shop, ada, left):
    headers = {"Authorization": f"Bearer {ada.token}"}
    thread_path = f"/w/v1/threads/{left['thread_key']}/withdrawal"

    def deed(number):
        client = app.test_client()
        if number % 4 == 0:
            return client.put(thread_path).status_code
        if number % 4 == 1:
            return client.delete(thread_path).status_code
        if number % 4 == 2:
            step = {"thread_key": left["thread_key"], "rating": 1 + number % 5}
            return client.patch(f"/w/v1/entries/{left['id']}", json=step).status_code
        verdict = {"verdict": ("spam", "restore")[number // 4 % 2]}
        path = f"/api/v1/feedback/{left['feedback_id']}/decisions"
        return client.post(path, json=verdict, headers=headers).status_code

    with ThreadPoolExecutor(8) as people:
        assert set(people.map(deed, range(32))) <= {200, 201, 409}
    assert counted(app, shop) == recounted(app, shop)


def test_the_status_says_how_far_it_has_come(shop, ada, left):
    def status():
        return thread(shop, left).json["status"]

    assert status() == "received"
    ada.call("PUT", f"/feedback/{left['feedback_id']}/read")
    assert status() == "read"
    reply(ada, left, "Vain meille", "note")
    assert status() == "read"
    reply(ada, left, "Pahoittelut", "private")
    assert status() == "answered"
    follow_up(shop, left, "Kiitos")
    assert status() == "answered"
    ada.patch(f"/feedback/{left['feedback_id']}", json={"case": "solved"})
    assert status() == "solved"
    withdraw(shop, left)
    assert status() == "withdrawn"


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
@pytest.mark.parametrize("key", ["tk_" + "a" * 43, "x", "%00", "ä"])
def test_a_key_that_is_none_withdraws_nothing(shop, key, method):
    response = shop.client.open(f"/w/v1/threads/{key}/withdrawal", method=method)
    assert (response.status_code, response.mimetype) == (404, "application/problem+json")


def test_another_origin_may_ask_before_it_puts(shop, left):
    asked = shop.client.options(f"/w/v1/threads/{left['thread_key']}/withdrawal", headers={"Origin": "https://a.fi"})
    assert "PUT" in asked.headers["Access-Control-Allow-Methods"]
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
