"""The worker's look at what came in: opens recovery cases within seconds, outside every request.

It reads events in windows of time. A window begins a little before the last one's end, because an event's id is made
before its transaction commits, and looking twice at the same feedback does nothing twice. How far it has come is kept
in the database, so that it goes on there after a stop.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import lazyload

from backend.conversations.recovery_course import cancel
from backend.conversations.recovery_models import CANCELLED, OPEN, RecoveryCase, RecoveryMark
from backend.conversations.recovery_open import open_case
from backend.conversations.recovery_queries import any_case_of
from backend.conversations.recovery_rules import BY_HAND, Said, reasons_for
from backend.conversations.recovery_settings import Recovery, recovery_of
from backend.events.models import Event
from backend.feedback.models import UNCOUNTED, Feedback
from backend.feedback.queries import find_feedback
from backend.foundation.clock import now
from backend.foundation.database import db, writing
from backend.foundation.errors import NotFound
from backend.foundation.ids import earliest_id
from backend.sites.models import Site

# After the last two something that was set aside as spam may turn out to be a visitor's word.
KINDS = ("feedback.received", "feedback.revised", "feedback.published", "feedback.restored")
OVERLAP = timedelta(seconds=30)
# A window is so long at least; while it holds few events the next one is twice as long.
SHORTEST, LONGEST = timedelta(minutes=2), timedelta(days=1)
FEW, MANY = 500, 5000
# How far back a watch that stood still, or begins, looks; and how old what it finds may be.
FARTHEST, FIRST = timedelta(days=7), timedelta(days=1)
MARK_EVERY, MARK_IDLE = timedelta(minutes=1), timedelta(hours=1)
# So many are read at once, and so many decided in one transaction: visitors write in between.
READ_AT_ONCE, DECIDED_AT_ONCE = 200, 20

Key = tuple[UUID, UUID]


@dataclass
class Watch:
    """Where this process's watch stands. One in a worker."""

    since: datetime | None = None
    window: timedelta = SHORTEST
    marked: datetime | None = None
    seen_since_mark: bool = False
    known: set[UUID] = field(default_factory=set)

    def step(self) -> bool:
        """Look at one window; whether there is another one."""
        moment = now()
        since = self.since or _last_mark(moment)
        until = min(moment, since + self.window)
        events = _events(since - OVERLAP, until)
        subjects = {(site_id, subject_id) for site_id, id_, subject_id in events if id_ not in self.known}
        db.session.rollback()  # no transaction stays open while words are looked at
        self._look_at(sorted(subjects))
        self.window = _next_window(self.window, len(events))
        self.known = {id_ for _, id_, _ in events}
        self.since, self.seen_since_mark = until, self.seen_since_mark or bool(subjects)
        self._mark(moment, until)
        return until < moment

    def _look_at(self, subjects: Sequence[Key]) -> None:
        for some in _parts(subjects, READ_AT_ONCE):
            for wanted in _parts(_wanting(some), DECIDED_AT_ONCE):
                with writing():
                    for key in wanted:
                        decide(*key)

    def _mark(self, moment: datetime, until: datetime) -> None:
        """Nothing is written for an idle server but once an hour."""
        every = MARK_EVERY if self.seen_since_mark else MARK_IDLE
        if self.marked is not None and moment - self.marked < every:
            return
        with writing():
            db.session.execute(update(RecoveryMark).values(looked_until=until))
            new = select(Site.id).where(Site.id.not_in(select(RecoveryMark.site_id)))
            for site_id in db.session.scalars(new).all():
                db.session.add(RecoveryMark(site_id=site_id, looked_until=until))
        self.marked, self.seen_since_mark = moment, False


def _parts(keys: Sequence[Key], size: int) -> Iterator[Sequence[Key]]:
    return (keys[start : start + size] for start in range(0, len(keys), size))


def _next_window(window: timedelta, events: int) -> timedelta:
    """Long where nothing happened, short where much did."""
    if events < FEW:
        return min(window * 2, LONGEST)
    return window if events < MANY else max(window / 2, SHORTEST)


def _last_mark(moment: datetime) -> datetime:
    oldest = db.session.scalar(select(func.min(RecoveryMark.looked_until)))
    # A clock that was put back must not leave it waiting for a moment that it has passed already.
    return min(max(oldest, moment - FARTHEST), moment) if oldest else moment - FIRST


def _events(since: datetime, until: datetime) -> list[tuple[UUID, UUID, UUID]]:
    """Site, id and subject of what may call for a case; each site's events are sought by their key."""
    wanted = select(Event.site_id, Event.id, Event.subject_id).select_from(Site).join(Event, Event.site_id == Site.id)
    between = (Event.id >= earliest_id(since), Event.id < earliest_id(until + timedelta(milliseconds=1)))
    return [(row[0], row[1], row[2]) for row in db.session.execute(wanted.where(*between, Event.kind.in_(KINDS)))]


def _wanting(keys: Sequence[Key]) -> list[Key]:
    """Those of these feedback whose case is to be opened or cancelled, as far as a look without a lock can tell."""
    found = _read(keys)
    rules: dict[UUID, Recovery] = {}
    wanted = []
    for feedback, case in found:
        site = feedback.touchpoint.site
        recovery = rules.get(site.id) or rules.setdefault(site.id, recovery_of(site))
        if _deed(feedback, case, recovery) is not None:
            wanted.append((feedback.site_id, feedback.id))
    db.session.rollback()
    return wanted


def _read(keys: Sequence[Key]) -> Iterable[tuple[Feedback, RecoveryCase | None]]:
    joined = (RecoveryCase.site_id == Feedback.site_id) & (RecoveryCase.feedback_id == Feedback.id)
    # Only words, score and site are looked at: what else hangs on a feedback costs as much again.
    bare = [lazyload(Feedback.ratings), lazyload(Feedback.correction), lazyload(Feedback.assignee)]
    wanted = select(Feedback, RecoveryCase).outerjoin(RecoveryCase, joined).options(*bare)
    # Each column apart: SQLite would read the whole table for a list of pairs.
    here = (Feedback.site_id.in_({site_id for site_id, _ in keys}), Feedback.id.in_([one for _, one in keys]))
    return [(row[0], row[1]) for row in db.session.execute(wanted.where(*here))]


def decide(site_id: UUID, feedback_id: UUID) -> None:
    """Open or cancel the feedback's case as it stands now; in a write transaction."""
    try:
        feedback = find_feedback([site_id], feedback_id, to_change=True)
    except NotFound:  # erased meanwhile
        return
    recovery, case = recovery_of(feedback.touchpoint.site), any_case_of(site_id, feedback_id)
    deed = _deed(feedback, case, recovery)
    if deed == "open":
        open_case(feedback, recovery, reasons_for(said(feedback), recovery.rules), feedback.said_at)
    elif deed == "cancel" and case is not None:
        cancel(case)
    elif deed == "rate" and case is not None:
        case.first_score, case.reasons = feedback.score, reasons_for(said(feedback), recovery.rules)


def _deed(feedback: Feedback, case: RecoveryCase | None, recovery: Recovery) -> str | None:
    """`open`, `cancel`, `rate` (she corrected her rating, and it is still a bad one), or None for nothing."""
    is_wanted = (
        recovery.is_on
        and feedback.withdrawn_at is None
        and feedback.publication != UNCOUNTED
        and feedback.said_at > now() - FARTHEST
    )
    reasons = reasons_for(said(feedback), recovery.rules) if is_wanted else []
    if case is None or case.state == CANCELLED:
        return "open" if reasons else None
    if case.state != OPEN or not is_wanted or any(reason["rule"] == BY_HAND for reason in case.reasons):
        return None
    if not reasons:
        return "cancel"
    return "rate" if (case.first_score, case.reasons) != (feedback.score, reasons) else None


def said(feedback: Feedback) -> Said:
    texts = [feedback.comment or "", *(feedback.texts or {}).values()]
    return Said(feedback.score, feedback.sentiment_label, feedback.sentiment_score, texts)


_watch = Watch()


def open_recovery_cases() -> bool:
    """One step of this process's watch; whether there is more to look at."""
    return _watch.step()
