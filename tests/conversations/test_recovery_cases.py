"""A recovery case from the bad rating to its end, on both databases."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from backend.conversations.recovery_watch import FARTHEST, Watch
from backend.events.models import Event
from backend.feedback.models import Feedback
from backend.foundation.clock import now, travel
from backend.foundation.database import db
from tests.conversations.recovery_cast import DAY, HOUR, case, configure, kinds, rate_again, reply, tend, watch


@pytest.fixture
def bad(app, shop, ada):
    """A visitor who rated 1; the worker has seen it."""
    configure(ada, shop)
    left = shop.leave(rating=1, comment="Paketti oli märkä")
    watch(app)
    return left


def test_a_bad_rating_opens_a_case_with_a_due_time_and_a_good_one_does_not(app, shop, ada, bad):
    good = shop.leave(rating=4)
    watch(app)
    opened = case(ada, bad)
    assert opened["state"] == "open"
    assert {"rule": "rating"} in opened["reasons"]
    assert case(ada, good) is None
    created = ada.get(f"/feedback/{bad['feedback_id']}").json["created_at"]
    assert opened["due_at"][:16] == _later(created, HOUR)
    assert kinds(ada, bad) == ["recovery.opened"]


def _later(moment, by):
    return (datetime.fromisoformat(moment) + by).isoformat()[:16]


def test_words_open_a_case_where_the_rating_does_not(app, shop, ada):
    configure(ada, shop, sentiment_line=None, words={"fi": ["irtisanon"]})
    left = shop.leave(rating=3, comment="Taidan irtisanoa sopimuksen", language="fi")
    watch(app)
    assert case(ada, left)["reasons"] == [{"rule": "words", "words": ["irtisanon"]}]


def test_from_answer_to_won_back(app, shop, ada, bad):
    reply(ada, bad)
    answered = case(ada, bad)
    assert (answered["state"], answered["in_time"], answered["outcome"]) == ("answered", True, None)
    rate_again(shop, bad, 4)
    closed = case(ada, bad)
    assert (closed["state"], closed["outcome"], closed["outcome_by"]) == ("closed", "won_back", "visitor")
    assert kinds(ada, bad) == ["recovery.opened", "recovery.answered", "recovery.closed"]
    counts = ada.get(f"/recovery/counts?site={shop.key}").json
    assert counts["outcomes"] == {"won_back": 1}
    assert (counts["open"], counts["answered"]) == (0, 0)


@pytest.mark.parametrize(("first", "second", "outcome"), [(2, 2, "no_change"), (2, 1, "worse"), (1, 5, "won_back")])
def test_her_second_rating_decides(app, shop, ada, first, second, outcome):
    configure(ada, shop)
    left = shop.leave(rating=first)
    watch(app)
    reply(ada, left)
    rate_again(shop, left, second)
    assert case(ada, left)["outcome"] == outcome


def test_she_may_change_her_mind_and_her_word_stands_over_the_staffs(app, shop, ada, bad):
    path = f"/feedback/{bad['feedback_id']}/recovery/outcomes"
    assert ada.post(path, json={"outcome": "won_back"}).json["outcome_by"] == "staff"
    rate_again(shop, bad, 1)
    assert (case(ada, bad)["outcome"], case(ada, bad)["outcome_by"]) == ("no_change", "visitor")
    rate_again(shop, bad, 3)
    assert case(ada, bad)["outcome"] == "won_back"


def test_a_note_is_no_answer(app, shop, ada, bad):
    reply(ada, bad, "note")
    assert case(ada, bad)["state"] == "open"


def test_she_who_corrects_a_slip_is_no_case(app, shop, ada):
    configure(ada, shop)
    left = shop.leave(rating=1)
    watch(app)
    assert shop.step(left["id"], left["thread_key"], rating=5).status_code == 200
    watch(app)
    assert case(ada, left) is None
    assert ada.get(f"/recovery/cases?site={shop.key}").json["items"] == []
    shop.step(left["id"], left["thread_key"], rating=2)
    watch(app)
    assert case(ada, left)["state"] == "open"
    assert kinds(ada, left) == ["recovery.opened", "recovery.cancelled", "recovery.opened"]


def test_a_slip_from_two_to_one_changes_what_the_second_rating_is_held_against(app, shop, ada):
    configure(ada, shop)
    left = shop.leave(rating=2)
    watch(app)
    shop.step(left["id"], left["thread_key"], rating=1)
    watch(app)
    rate_again(shop, left, 2)
    assert case(ada, left)["outcome"] == "won_back"


def test_looking_twice_opens_one_case(app, shop, ada, bad):
    watch(app)
    watch(app)
    assert kinds(ada, bad) == ["recovery.opened"]
    assert len(ada.get(f"/recovery/cases?site={shop.key}").json["items"]) == 1


def test_a_watch_that_stood_still_goes_on_where_it_was(app, shop, ada):
    configure(ada, shop)
    watch(app)
    left = shop.leave(rating=1)
    with travel(timedelta(hours=30)):
        watch(app)
        assert case(ada, left)["state"] == "open"
        assert case(ada, left)["is_overdue"], "due from when she said it, not from when the worker woke up"


def test_a_watch_looks_on_in_windows_and_forgets_what_it_knows(app, shop, ada):
    configure(ada, shop)
    with app.app_context():
        one = Watch(since=now() - timedelta(minutes=15))
        steps = 1
        while one.step():
            steps += 1
        assert steps == 4, "of two minutes, four, eight, and the rest"
        left = shop.leave(rating=1)
        one.step()
        assert len(one.known) >= 1
        with travel(timedelta(minutes=2)):
            one.step(), one.step()
            assert one.known == set()
    assert case(ada, left)["state"] == "open"


def test_what_is_old_news_opens_nothing(app, shop, ada):
    configure(ada, shop)
    left = shop.leave(rating=1)
    with travel(FARTHEST + HOUR):
        shop.step(left["id"], left["thread_key"], email="asiakas@example.fi")
        watch(app)
        assert case(ada, left) is None


def test_spam_and_what_was_withdrawn_ask_nobody_for_anything(app, shop, ada, bad):
    spam = shop.leave(rating=1, comment="[url=http://a.example]osta[/url]")
    watch(app)
    assert case(ada, spam) is None
    ada.post(f"/feedback/{spam['feedback_id']}/decisions", json={"verdict": "restore"})
    watch(app)
    assert case(ada, spam)["state"] == "open"
    shop.client.put(f"/w/v1/threads/{bad['thread_key']}/withdrawal")
    listed = ada.get(f"/recovery/cases?site={shop.key}").json["items"]
    assert [row["feedback"]["id"] for row in listed] == [spam["feedback_id"]]
    assert ada.get(f"/recovery/counts?site={shop.key}").json["open"] == 1


def test_switched_off_no_rule_opens_a_case_but_a_person_does(app, shop, ada):
    configure(ada, shop, is_on=False)
    left = shop.leave(rating=1)
    watch(app)
    assert case(ada, left) is None
    opened = ada.post(f"/feedback/{left['feedback_id']}/recovery")
    assert opened.status_code == 201
    assert opened.json["reasons"] == [{"rule": "by_hand"}]
    assert ada.post(f"/feedback/{left['feedback_id']}/recovery").status_code == 409
    watch(app)
    assert case(ada, left)["state"] == "open"


def test_a_closed_case_is_opened_again_with_a_new_due_time(app, shop, ada, bad):
    path = f"/feedback/{bad['feedback_id']}/recovery"
    first = case(ada, bad)["due_at"]
    with travel(DAY):
        tend(app)
        assert ada.post(f"{path}/outcomes", json={"outcome": "no_change"}).status_code == 201
        assert ada.post(f"{path}/outcomes", json={"outcome": "worse"}).status_code == 409
        again = ada.post(path)
    assert again.status_code == 201
    assert (again.json["state"], again.json["outcome"]) == ("open", None)
    assert again.json["due_at"] > first
    assert again.json["in_time"] is False, "that nobody answered in time the first time stays true"


def test_without_a_case_there_is_no_outcome(shop, ada):
    left = shop.leave(rating=5)
    response = ada.post(f"/feedback/{left['feedback_id']}/recovery/outcomes", json={"outcome": "worse"})
    assert (response.status_code, response.json["code"]) == (409, "not_in_recovery")


def test_nobody_answers_in_time_and_the_managers_are_told_once(app, shop, ada, person, bad):
    agent, manager = person("agent", name="Grace"), person("manager", name="Mary")
    tend(app)
    assert case(ada, bad)["escalated_at"] is None, "not before it is due"
    with travel(HOUR + timedelta(minutes=1)):
        tend(app)
        tend(app)
        late = case(ada, bad)
    assert late["escalated_at"] is not None
    assert (late["state"], late["in_time"]) == ("open", False)
    [event] = events(app, shop, "recovery.escalated")
    assert set(event.data["managers"]) == {str(ada.staff_id), str(manager.staff_id)}
    assert str(agent.staff_id) not in event.data["managers"]


def events(app, shop, kind):
    with app.app_context():
        return db.session.scalars(select(Event).where(Event.site_id == shop.id, Event.kind == kind)).all()


def test_who_says_nothing_more_is_no_answer_after_so_many_days(app, shop, ada, bad):
    reply(ada, bad)
    with travel(13 * DAY):
        tend(app)
        assert case(ada, bad)["state"] == "answered"
    with travel(14 * DAY + HOUR):
        tend(app)
        closed = case(ada, bad)
    assert (closed["outcome"], closed["outcome_by"]) == ("no_answer", "time")


def test_erasing_takes_the_case_too(app, shop, ada, bad):
    assert shop.client.delete(f"/w/v1/threads/{bad['thread_key']}").status_code == 204
    assert ada.get(f"/recovery/cases?site={shop.key}").json["items"] == []


def test_another_sites_cases_are_not_seen(app, shop, ada, mallory, bad):
    assert mallory.get("/recovery/cases").json["items"] == []
    assert mallory.get(f"/recovery/cases?site={shop.key}").status_code == 404
    assert mallory.get("/recovery/counts").json["open"] == 0


def test_the_request_that_brings_an_entry_opens_nothing(app, shop, ada):
    """The hot path stays as it was: the worker does it."""
    configure(ada, shop)
    left = shop.leave(rating=1)
    assert case(ada, left) is None
    with app.app_context():
        assert db.session.query(Feedback).filter_by(site_id=shop.id).count() == 1
