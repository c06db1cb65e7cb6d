"""Forget the words of what is older than a site wants to keep them: in steps, each fact looked at once.

What is old is told by ids, which tell the time: of entries, and of the events by which words were added to them. So no
step reads what an earlier one has read, however much there is.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, literal_column, or_, select, union_all

from backend.conversations.forget_messages import forget_messages, is_spoken_in, was_spoken_in_since
from backend.customers.forget_contacts import forget_contacts
from backend.events.models import COMMONEST, Event
from backend.events.record import record
from backend.feedback.forget_texts import forget_texts, holds_words, locked
from backend.feedback.models import Feedback
from backend.feedback.retention_models import Retention
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.foundation.ids import earliest_id
from backend.moderation.forget_notices import forget_notices, is_reported, is_under_report
from backend.sites.manage import touch
from backend.sites.models import Site

AT_ONCE = 200  # so many in one transaction: visitors write in between
FIRST = UUID(int=0)
# What adds words to an entry after it came.
ADDED = (
    "feedback.revised", "message.received", "reply.sent", "note.added", "news.sent", "permission.granted",
    "permission.refused", "notice.received", "notice.upheld", "notice.rejected",
)  # fmt: skip
LAST_DAY_EVERYWHERE = 28


def forget_old_texts() -> bool:
    """One step for the first site that has something old, in the caller's transaction; whether there may be more."""
    wanted = select(Site).where(Site.texts_kept_months.is_not(None)).order_by(Site.id)
    sites = db.session.scalars(wanted).all()
    return any(_step(site, months_before(now(), site.texts_kept_months or 0)) for site in sites)


def months_before(moment: datetime, months: int) -> datetime:
    """The same hour so many months earlier; of a day that not every month has, the 28th."""
    years, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    return moment.astimezone(UTC).replace(year=years, month=month + 1, day=min(moment.day, LAST_DAY_EVERYWHERE))


def _step(site: Site, before: datetime) -> bool:
    """Whether something was looked at."""
    kept = db.session.get(Retention, site.id, with_for_update=True)
    if kept is None:
        kept = Retention(site_id=site.id, after=FIRST, untold=0)
        db.session.add(kept)
    facts = _facts(site.id, kept.after, earliest_id(before))
    if facts:
        kept.after = facts[-1][0]
        _forget(kept, {feedback_id for _, feedback_id in facts}, before)
        return True
    if forget_contacts(db.session(), site.id, before, AT_ONCE):
        return True
    _tell(kept, site.texts_kept_months)
    return False


def _facts(site_id: UUID, after: UUID, before: UUID) -> Sequence[tuple[UUID, UUID]]:
    """The next facts between these ids, oldest first, each with the feedback that it is about."""
    # Each kind apart, and the commonest named: so each is read from where it begins in its index, and no further.
    rarer = Event.kind != literal_column(f"'{COMMONEST}'")
    sources: list[tuple[Any, Any, tuple[Any, ...]]] = [(Feedback, Feedback.id, ())]
    sources += [(Event, Event.subject_id, (Event.kind == kind, rarer)) for kind in ADDED]
    each = [
        _next(table, about, (table.site_id == site_id, table.id > after, table.id < before, *also))
        for table, about, also in sources
    ]
    every = union_all(*(select(one.subquery()) for one in each)).subquery()
    rows = db.session.execute(select(every).order_by(every.c.id, every.c.about).limit(AT_ONCE))
    return [(row.id, row.about) for row in rows]


def _next(table: Any, about: Any, conditions: tuple[Any, ...]) -> Select[Any, Any]:
    return select(table.id.label("id"), about.label("about")).where(*conditions).order_by(table.id).limit(AT_ONCE)


def _forget(kept: Retention, ids: set[UUID], before: datetime) -> None:
    """Of these feedback, forget those in which nobody has said anything since: the others come up again."""
    silent = (Feedback.said_at < before, ~was_spoken_in_since(before), ~is_under_report(before))
    is_over = (*silent, or_(holds_words(), is_spoken_in(), is_reported()))
    old = locked(db.session(), Feedback.site_id == kept.site_id, Feedback.id.in_(ids), *is_over)
    if not old:
        return
    old_ids = [feedback.id for feedback in old]
    forget_texts(db.session(), kept.site_id, old)
    forget_messages(db.session(), kept.site_id, old_ids, before)
    forget_notices(db.session(), kept.site_id, old_ids)
    kept.untold, kept.forgot_at = kept.untold + len(old), now()
    db.session.flush()
    touch(kept.site_id)  # last, as every verb does: PostgreSQL's row locks are taken in one order


def _tell(kept: Retention, months: int | None) -> None:
    """One line in the audit trail for a whole round, however many steps it took."""
    if kept.untold:
        record("texts.forgotten", kept.site_id, kept.site_id, entries=kept.untold, months=months)
        kept.untold = 0
