"""Rating and words that disagree strongly are flagged, at once and after every change."""

import pytest
from sqlalchemy import select

from backend.feedback.contradiction import contradict
from backend.feedback.models import Feedback
from backend.foundation.database import db

# So plain that any scorer worth its name agrees, and is sure of it.
PRAISE = "Excellent service, I love it, wonderful and helpful staff, thank you!"
BLAME = "Terrible service, nobody answered, still waiting for my refund after three weeks"


@pytest.mark.parametrize(
    ("rating", "label", "confidence", "expected"),
    [
        (0, "positive", 0.9, True),
        (25, "positive", 0.6, True),
        (25.1, "positive", 0.9, False),
        (50, "positive", 1.0, False),
        (100, "negative", 0.9, True),
        (75, "negative", 0.6, True),
        (74.9, "negative", 0.9, False),
        (0, "positive", 0.59, False),
        (100, "negative", 0.59, False),
        (0, "negative", 1.0, False),
        (100, "positive", 1.0, False),
        (0, "mixed", 1.0, False),
        (100, "neutral", 1.0, False),
        (100, "unknown", 1.0, False),
        (None, "negative", 1.0, False),
        (0, None, 0.0, False),
    ],
    ids=str,
)
def test_only_the_opposite_said_with_confidence_contradicts(rating, label, confidence, expected):
    assert contradict(rating, label, confidence) is expected


def shown(ada, left):
    """What both forms of a feedback say, which must agree: of the conversation and of the inbox."""
    one = ada.get(f"/feedback/{left['feedback_id']}").json
    [listed] = [row for row in ada.get("/feedback").json["items"] if row["id"] == left["feedback_id"]]
    assert listed["contradicts"] == one["contradicts"]
    return one["contradicts"]


def found(ada, shop, contradicts):
    rows = ada.get(f"/feedback?site={shop.key}&contradicts={contradicts}").json["items"]
    return [row["id"] for row in rows]


def test_low_stars_with_praise_and_high_stars_with_blame_are_flagged_and_found(shop, ada):
    low = shop.leave(rating=2, comment=PRAISE, language="en")
    high = shop.leave(rating=5, comment=BLAME, language="en")
    fine = shop.leave(rating=5, comment=PRAISE, language="en")
    silent = shop.leave(rating=1)
    words = shop.leave(rating=None, comment=BLAME, language="en")
    assert [shown(ada, left) for left in (low, high, fine, silent, words)] == [True, True, False, False, False]
    assert found(ada, shop, "true") == [high["feedback_id"], low["feedback_id"]]
    assert found(ada, shop, "false") == [left["feedback_id"] for left in (words, silent, fine)]


def test_a_later_step_sets_and_lifts_the_flag(shop, ada):
    left = shop.leave(rating=5)
    shop.step(left["id"], left["thread_key"], comment=BLAME)
    assert shown(ada, left) is True
    shop.step(left["id"], left["thread_key"], rating=1)
    assert shown(ada, left) is False


def test_a_correction_sets_and_lifts_the_flag_and_counts_as_certain(shop, ada):
    left = shop.leave(rating=5, comment="Tilasin kolme, tuli kaksi", language="fi")
    about = f"/feedback/{left['feedback_id']}/sentiment"
    assert ada.call("PUT", about, json={"label": "negative"}).json["contradicts"] is True
    assert shown(ada, left) is True
    assert ada.call("PUT", about, json={"label": "positive"}).json["contradicts"] is False
    assert found(ada, shop, "true") == []


def test_taking_a_correction_back_gives_the_scorers_flag_again(shop, ada):
    left = shop.leave(rating=5, comment=BLAME, language="en")
    about = f"/feedback/{left['feedback_id']}/sentiment"
    assert ada.call("PUT", about, json={"label": "neutral"}).json["contradicts"] is False
    assert ada.delete(about).json["contradicts"] is True


def test_only_the_first_answer_counts(shop, app):
    left = shop.leave(rating=3, answers={"recommend": 0}, comment=PRAISE, language="en")
    with app.app_context():
        assert db.session.scalar(select(Feedback.contradicts).where(Feedback.site_id == shop.id)) is False, left
