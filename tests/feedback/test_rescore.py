"""`flask sentiment rescore`: what another version scored is scored anew, exactly, and beside a running server."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from sqlalchemy import select, update

import backend.feedback.rescore as module
from backend.feedback.models import Feedback
from backend.feedback.rescore import rescore
from backend.feedback.scorer import scorer
from backend.foundation.database import db, writing
from backend.sentiment.model import released
from tests.choosing import add_delivery
from tests.feedback.counting import counted, recounted

PRAISE, BLAME = "Great, wonderful", "Terrible service, nobody answered, still waiting for my refund after three weeks"


def run(app, shop, *more):
    result = app.test_cli_runner().invoke(args=["sentiment", "rescore", "--site", shop.key, *more])
    assert result.exit_code == 0, result.output
    return result.output.splitlines()


def of_old(app, shop, label="neutral", version="kohtaamo-old"):
    """As if an earlier version had called everything neutral: rows and counts, by the deed that keeps both."""
    from backend.feedback.revise import rejudge
    from backend.sentiment.result import Sentiment

    with app.app_context(), writing():
        said = select(Feedback).where(Feedback.site_id == shop.id, Feedback.comment.is_not(None))
        verdict = Sentiment(0.0, label, 0.4, "en", None, (), version)
        rejudge(db.session(), [(feedback, verdict) for feedback in db.session.scalars(said)])


def sentiments(app, shop):
    with app.app_context():
        columns = (Feedback.comment, Feedback.sentiment_label, Feedback.sentiment, Feedback.contradicts)
        return db.session.execute(select(*columns).where(Feedback.site_id == shop.id).order_by(Feedback.id)).all()


@pytest.fixture
def three(shop):
    return [
        shop.leave(rating=1, answers={"recommend": 3}, comment=PRAISE, language="en"),
        shop.leave(rating=2),
        shop.leave(rating=5, comment=BLAME, language="en"),
    ]


def test_every_comment_gets_the_present_verdict_and_counts_stay_exact(app, shop, three):
    before = sentiments(app, shop), counted(app, shop)
    of_old(app, shop)
    assert [row.sentiment_label for row in sentiments(app, shop)] == ["neutral", None, "neutral"]
    assert counted(app, shop) == recounted(app, shop)
    assert run(app, shop)[-1] == "2 scored anew; 2 labels changed."
    assert (sentiments(app, shop), counted(app, shop)) == before
    assert [row.contradicts for row in sentiments(app, shop)] == [True, False, True]


def test_what_was_chosen_is_counted_under_the_present_verdict(app, shop, ada):
    add_delivery(ada, shop)
    answers = {"tags": ["price", "help"], "place": "search"}
    shop.leave(touchpoint="delivery", rating=None, answers=answers, comment=PRAISE, language="en")
    before = counted(app, shop)
    of_old(app, shop)
    assert before != counted(app, shop) == recounted(app, shop)
    run(app, shop)
    assert counted(app, shop) == before == recounted(app, shop)


def test_what_bears_the_present_version_is_passed_over(app, shop, three):
    assert run(app, shop)[-1] == "0 scored anew; 0 labels changed."
    of_old(app, shop, version=f"{released().version}+e5")  # a second look after the present first one
    assert run(app, shop)[-1] == "0 scored anew; 0 labels changed."


def test_the_label_of_staff_stays_and_the_scorers_part_is_renewed(app, shop, ada, three):
    of_old(app, shop)
    about = f"/feedback/{three[0]['feedback_id']}"
    ada.call("PUT", f"{about}/sentiment", json={"label": "mixed"})
    assert run(app, shop)[-1] == "2 scored anew; 1 labels changed."
    told = ada.get(about).json["sentiment"]
    assert (told["label"], told["machine_label"], told["version"]) == ("mixed", "positive", released().version)
    assert counted(app, shop) == recounted(app, shop)
    [share] = [row for row in ada.get("/sentiment/accuracy").json["items"] if row["by"] == "version"]
    assert share["key"] == "kohtaamo-old", "staff judged what that version said"
    assert ada.delete(f"{about}/sentiment").json["sentiment"]["label"] == "positive"
    assert counted(app, shop) == recounted(app, shop)


def test_it_goes_in_steps_and_tells_how_far_it_is(app, shop, three, monkeypatch):
    monkeypatch.setattr(module, "STEP", 1)
    of_old(app, shop)
    lines = run(app, shop)
    assert [line.partition(",")[0] for line in lines[:2]] == ["1 of 2 comments", "2 of 2 comments"]
    assert all(line.endswith(" a second") for line in lines[:2])


def test_interrupted_it_goes_on_where_it_was(app, shop, three, monkeypatch):
    monkeypatch.setattr(module, "STEP", 1)
    of_old(app, shop)
    with app.app_context():
        next(rescore([shop.id], scorer()))  # then the power goes
    assert counted(app, shop) == recounted(app, shop)
    assert [row.sentiment["version"] for row in sentiments(app, shop) if row.sentiment] == [
        released().version, "kohtaamo-old",
    ]  # fmt: skip
    assert run(app, shop)[-1] == "1 scored anew; 1 labels changed."


def test_what_is_rewritten_erased_or_corrected_meanwhile_is_not_overwritten(app, shop, ada, monkeypatch):
    left = [shop.leave(rating=3, comment=PRAISE, language="en") for _ in range(4)]
    of_old(app, shop)
    once = module._store

    def others():
        shop.step(left[0]["id"], left[0]["thread_key"], comment=BLAME)
        shop.client.delete(f"/w/v1/threads/{left[1]['thread_key']}")
        ada.call("PUT", f"/feedback/{left[2]['feedback_id']}/sentiment", json={"label": "mixed"})
        shop.step(left[3]["id"], left[3]["thread_key"], rating=5)

    def meanwhile(site_id, verdicts, scorer):
        with ThreadPoolExecutor(1) as elsewhere:  # in a thread of their own, as in a server
            elsewhere.submit(others).result()
        return once(site_id, verdicts, scorer)

    monkeypatch.setattr(module, "_store", meanwhile)
    run(app, shop)
    assert [row.sentiment_label for row in sentiments(app, shop)] == ["negative", "mixed", "positive"]
    assert counted(app, shop) == recounted(app, shop)


def test_spam_is_scored_anew_and_not_counted(app, shop, ada, three):
    ada.post(f"/feedback/{three[0]['feedback_id']}/decisions", json={"verdict": "spam"})
    of_old(app, shop)
    run(app, shop)
    assert counted(app, shop) == recounted(app, shop)


def test_what_was_never_scored_is_scored(app, shop, three):
    with app.app_context(), writing():
        its = Feedback.id == UUID(three[0]["feedback_id"])
        db.session.execute(update(Feedback).where(its).values(sentiment=None, sentiment_label=None))
    with app.app_context():
        last = list(rescore([shop.id], scorer()))[-1]
    assert (last.seen, last.scored, last.changed) == (2, 1, 1)


def test_moments_stay_as_they_were(app, shop, three):
    def moments():
        with app.app_context():
            wanted = select(Feedback.said_at, Feedback.updated_at).where(Feedback.site_id == shop.id)
            return db.session.execute(wanted.order_by(Feedback.id)).all()

    before = moments()
    of_old(app, shop)
    run(app, shop)
    assert moments() == before


def test_another_sites_feedback_is_left_alone(app, shop, other_shop, three):
    other_shop.leave(comment=PRAISE, language="en")
    of_old(app, other_shop)
    run(app, shop)
    assert [row.sentiment["version"] for row in sentiments(app, other_shop)] == ["kohtaamo-old"]


def test_a_site_that_is_not_there_is_told_in_plain_words(app):
    result = app.test_cli_runner().invoke(args=["sentiment", "rescore", "--site", "pk_nowhere"])
    assert result.exit_code == 1
    assert "No site has the key pk_nowhere" in result.output
