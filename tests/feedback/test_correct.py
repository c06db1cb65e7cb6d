"""Staff correct what the scorer said, or confirm it: their label counts, and the scorer's stays beside it."""

from datetime import datetime
from uuid import UUID

import pytest
from sqlalchemy import func, select

from backend.accounts.models import Staff
from backend.events.models import Event
from backend.feedback.models import Correction
from backend.foundation.clock import now
from backend.foundation.database import db, writing
from tests.applications import make_person
from tests.feedback.counting import counted, recounted

PRAISE = "Excellent service, I love it, wonderful and helpful staff, thank you!"


@pytest.fixture
def left(shop):
    return shop.leave(rating=4, answers={"recommend": 9}, comment=PRAISE, language="en")


def correct(person, left, label="negative"):
    return person.call("PUT", f"/feedback/{left['feedback_id']}/sentiment", json={"label": label})


def take_back(person, left):
    return person.delete(f"/feedback/{left['feedback_id']}/sentiment")


def both_forms(ada, left):
    """The sentiment that the conversation and the inbox tell, which must agree."""
    one = ada.get(f"/feedback/{left['feedback_id']}").json["sentiment"]
    [listed] = [row for row in ada.get("/feedback").json["items"] if row["id"] == left["feedback_id"]]
    assert listed["sentiment"] == one
    return one


def corrections(app, left):
    with app.app_context():
        its = Correction.feedback_id == UUID(left["feedback_id"])
        return list(db.session.scalars(select(Correction).where(its)))


def kinds(app, left):
    with app.app_context():
        mine = select(Event).where(Event.subject_id == UUID(left["feedback_id"]), Event.kind.like("sentiment.%"))
        return [(event.kind, event.actor_name, event.data) for event in db.session.scalars(mine.order_by(Event.id))]


def test_the_label_of_staff_counts_and_what_the_scorer_said_stays_beside_it(ada, left):
    before = both_forms(ada, left)
    assert (before["label"], before["machine_label"], before["corrected"]) == ("positive", "positive", None)
    answer = correct(ada, left)
    assert answer.status_code == 200, answer.text
    told = both_forms(ada, left)
    assert answer.json["sentiment"] == told
    assert (told["label"], told["machine_label"]) == ("negative", "positive")
    assert (told["corrected"]["label"], told["corrected"]["by"]) == ("negative", "Ada")
    assert abs((datetime.fromisoformat(told["corrected"]["at"]) - now()).total_seconds()) < 60
    for name in ("score", "confidence", "language", "evidence", "version"):
        assert told[name] == before[name], "the scorer's own verdict"


def test_the_inbox_filters_by_the_label_that_counts(ada, shop, left):
    correct(ada, left)
    assert len(ada.get(f"/feedback?site={shop.key}&sentiment=negative").json["items"]) == 1
    assert ada.get(f"/feedback?site={shop.key}&sentiment=positive").json["items"] == []


def test_day_counts_move_with_the_label_and_back(app, shop, ada, left):
    before = counted(app, shop)
    correct(ada, left)
    assert {key[-1] for key in counted(app, shop)} == {"negative"}
    assert counted(app, shop) == recounted(app, shop)
    take_back(ada, left)
    assert counted(app, shop) == before


def test_what_is_set_aside_as_spam_is_corrected_without_being_counted(app, shop, ada, left):
    ada.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": "spam"})
    assert correct(ada, left).status_code == 200
    assert counted(app, shop) == {}
    ada.post(f"/feedback/{left['feedback_id']}/decisions", json={"verdict": "restore"})
    assert {key[-1] for key in counted(app, shop)} == {"negative"}


def test_the_scorers_own_label_given_again_is_kept_as_a_confirmation(app, ada, left):
    assert correct(ada, left, "positive").json["sentiment"]["corrected"]["label"] == "positive"
    [row] = corrections(app, left)
    assert (row.label, row.machine_label, row.language, row.staff_name) == ("positive", "positive", "en", "Ada")
    assert row.machine_score > 0
    assert 0 < row.machine_confidence <= 1
    assert row.version == both_forms(ada, left)["version"]


def test_the_trail_says_who_corrected_what_and_repetition_adds_nothing(app, ada, left):
    for label in ("negative", "negative", "mixed"):
        correct(ada, left, label)
    take_back(ada, left)
    take_back(ada, left)
    assert kinds(app, left) == [
        ("sentiment.corrected", "Ada", {"label": "negative", "machine_label": "positive"}),
        ("sentiment.corrected", "Ada", {"label": "mixed", "machine_label": "positive"}),
        ("sentiment.restored", "Ada", {}),
    ]


def test_taken_back_the_scorers_label_counts_again(app, ada, left):
    before = both_forms(ada, left)
    correct(ada, left)
    assert take_back(ada, left).json["sentiment"] == before
    assert corrections(app, left) == []
    assert take_back(ada, left).status_code == 200


def test_new_words_drop_the_correction_and_a_new_rating_does_not(app, shop, ada, left):
    correct(ada, left, "mixed")
    shop.step(left["id"], left["thread_key"], rating=1)
    assert both_forms(ada, left)["corrected"]["label"] == "mixed"
    assert both_forms(ada, left)["label"] == "mixed"
    shop.step(left["id"], left["thread_key"], comment="Terrible service, nobody answered, a waste of money")
    told = both_forms(ada, left)
    assert (told["label"], told["machine_label"], told["corrected"]) == ("negative", "negative", None)
    assert corrections(app, left) == []
    assert counted(app, shop) == recounted(app, shop)


def test_the_same_words_sent_again_keep_the_correction(shop, ada, left):
    correct(ada, left, "mixed")
    shop.step(left["id"], left["thread_key"], comment=PRAISE, rating=2)
    assert both_forms(ada, left)["label"] == "mixed"


def test_erasing_takes_the_correction_with_it(app, shop, ada, left):
    correct(ada, left)
    assert shop.client.delete(f"/w/v1/threads/{left['thread_key']}").status_code == 204
    assert corrections(app, left) == []
    assert counted(app, shop) == {}


def test_a_correction_outlives_the_account_of_who_made_it(app, ada, left, shop):
    grace = make_person(app, shop, "agent", name="Grace")
    correct(grace, left)
    with app.app_context(), writing():
        db.session.delete(db.session.get_one(Staff, grace.staff_id))
    assert both_forms(ada, left)["corrected"]["by"] == "Grace"
    assert corrections(app, left)[0].staff_id is None


def test_without_words_there_is_nothing_to_judge(shop, ada):
    silent = shop.leave(rating=1)
    answer = correct(ada, silent)
    assert (answer.status_code, answer.json["code"]) == (409, "nothing_to_judge")
    assert take_back(ada, silent).status_code == 200


@pytest.mark.parametrize("body", [{}, {"label": "unknown"}, {"label": None}, {"label": "happy"}, {"label": ["mixed"]},
                                  {"label": "mixed", "by": "Ada"}])  # fmt: skip
def test_another_label_is_refused(ada, left, body):
    answer = ada.call("PUT", f"/feedback/{left['feedback_id']}/sentiment", json=body)
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")


@pytest.mark.parametrize("deed", [correct, take_back])
def test_who_may_not_moderate_may_not_correct(person, mallory, left, deed):
    assert deed(person("viewer"), left).status_code == 403
    assert deed(person("owner", ["read", "reply"]), left).status_code == 403
    assert deed(mallory, left).status_code == 404
    assert deed(person("agent"), left).status_code == 200


def test_two_corrections_and_a_new_comment_at_once_leave_one_truth(app, shop, ada, left):
    from concurrent.futures import ThreadPoolExecutor

    headers = {"Authorization": f"Bearer {ada.token}"}

    def deed(number):
        client = app.test_client()
        path = f"/api/v1/feedback/{left['feedback_id']}/sentiment"
        if number % 4 == 3:
            step = {"thread_key": left["thread_key"], "comment": f"Terrible and awful, {number} times"}
            return client.patch(f"/w/v1/entries/{left['id']}", json=step).status_code
        if number % 4 == 2:
            return client.delete(path, headers=headers).status_code
        return client.put(path, json={"label": ["mixed", "neutral"][number % 4]}, headers=headers).status_code

    with ThreadPoolExecutor(8) as people:
        assert set(people.map(deed, range(24))) == {200}
    told, rows = both_forms(ada, left), corrections(app, left)
    assert told["label"] == (rows[0].label if rows else told["machine_label"])
    assert counted(app, shop) == recounted(app, shop)
    with app.app_context():
        theirs = select(func.count()).where(Correction.feedback_id == UUID(left["feedback_id"]))
        assert db.session.scalar(theirs) == len(rows) <= 1
