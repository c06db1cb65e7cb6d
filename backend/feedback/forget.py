"""Make the words of what was erased unrecoverable, not only unfindable."""

from datetime import timedelta

from sqlalchemy import exists, or_, select, text

from backend.feedback.models import Erasure
from backend.feedback.retention_models import Retention
from backend.foundation.clock import now
from backend.foundation.database import db, is_sqlite

LOOK_BACK = timedelta(hours=3)
PAGES_AT_ONCE = 500


def forget_erased_words() -> bool:
    """One step of rewriting SQLite's word index without what went lately; whether there is more to do.

    FTS5 only marks a removed row: its words stay in older segments until these are merged, which could be years.
    In steps of a few pages, so that no visitor waits for the write lock. PostgreSQL forgets at its own vacuum.
    """
    lately = now() - LOOK_BACK
    went = or_(exists().where(Erasure.erased_at > lately), exists().where(Retention.forgot_at > lately))
    if not is_sqlite() or not db.session.scalar(select(went)):
        return False
    changes = text("SELECT total_changes()")
    before = db.session.scalar(changes) or 0
    merge = text("INSERT INTO feedback_search (feedback_search, rank) VALUES ('merge', :pages)")
    db.session.execute(merge, {"pages": -PAGES_AT_ONCE})  # negative: all segments into one, not only equal ones
    return (db.session.scalar(changes) or 0) - before >= 2
