"""The day counts of a shop, and the same counted anew from every answer on record, of no spam and nothing withdrawn."""

from collections import Counter

from sqlalchemy import select

from backend.feedback.counts import day_of
from backend.feedback.models import ANSWERED, DayCount, Feedback, Rating
from backend.foundation.database import db


def counted(app, shop):
    """What is kept, without the zeros that a correction leaves."""
    with app.app_context():
        rows = db.session.scalars(select(DayCount).where(DayCount.site_id == shop.id)).all()
        return {(row.touchpoint_id, row.question_id, row.day, row.value, row.label): row.n for row in rows if row.n}


def recounted(app, shop):
    with app.app_context():
        its = (Feedback.site_id == Rating.site_id) & (Feedback.id == Rating.feedback_id)
        both = select(Rating, Feedback).join(Feedback, its)
        found = Counter()
        counting = (Feedback.publication != "spam", Feedback.withdrawn_at.is_(None))
        for rating, feedback in db.session.execute(both.where(Rating.site_id == shop.id, *counting)).unique():
            found[_key(feedback, rating.question_id, rating.value)] += 1
        for feedback in db.session.scalars(select(Feedback).where(Feedback.site_id == shop.id, *counting)).unique():
            for question in feedback.touchpoint.questions:
                if (feedback.choices or {}).get(question.key):
                    found[_key(feedback, question.id, ANSWERED)] += 1
                for option in question.options or ():
                    if option["key"] in (feedback.choices or {}).get(question.key, ()):
                        found[_key(feedback, question.id, option["number"])] += 1
        return dict(found)


def _key(feedback, question_id, value):
    day = day_of(feedback.created_at, feedback.touchpoint.site.timezone)
    return feedback.touchpoint_id, question_id, day, value, feedback.sentiment_label or ""
