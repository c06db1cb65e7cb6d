"""The day counts of a shop, and the same counted anew from every rating on record that is no spam."""

from collections import Counter

from sqlalchemy import select

from backend.feedback.counts import day_of
from backend.feedback.models import DayCount, Feedback, Rating
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
        theirs = both.where(Rating.site_id == shop.id, Feedback.publication != "spam")
        for rating, feedback in db.session.execute(theirs).unique():
            day = day_of(feedback.created_at, feedback.touchpoint.site.timezone)
            label = feedback.sentiment_label or ""
            found[feedback.touchpoint_id, rating.question_id, day, rating.value, label] += 1
        return dict(found)
