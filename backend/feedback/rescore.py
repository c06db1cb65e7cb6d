"""Score anew what another version scored, in steps: after an upgrade, after learning, after another choice of scorer.

Nothing has to be remembered to go on after an interruption: what bears the present version is passed over.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.orm import lazyload, selectinload

from backend.feedback.models import Feedback, Rating
from backend.feedback.revise import rejudge
from backend.feedback.scorer import Scorer
from backend.foundation.database import db, writing
from backend.sentiment.result import Sentiment

STEP = 200
FIRST = UUID(int=0)

Words = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Progress:
    """So many comments looked at of so many, so many scored anew, and of those so many labels changed."""

    seen: int
    total: int
    scored: int
    changed: int


def rescore(site_ids: Sequence[UUID], scorer: Scorer) -> Iterator[Progress]:
    """Score anew the comments of these sites, oldest first; tells its progress after each step.

    Each step is a transaction of its own, and the scoring itself happens before it: visitors wait for the rows' writing
    alone. What is said or changed meanwhile is scored by the server that takes it in.
    """
    total = comments(site_ids)
    seen = scored = changed = 0
    for site_id in site_ids:
        for rows in _steps(site_id):
            stale = [row for row in rows if row.sentiment is None or not scorer.has_scored(row.sentiment["version"])]
            changed += _store(site_id, {row.id: _scored(scorer, row) for row in stale}, scorer) if stale else 0
            seen, scored = seen + len(rows), scored + len(stale)
            yield Progress(seen, max(total, seen), scored, changed)


def comments(site_ids: Sequence[UUID]) -> int:
    """How many feedback of these sites have a comment: those with a label, which an index can count by itself."""
    theirs = Feedback.site_id.in_(site_ids) & Feedback.sentiment_label.is_not(None)
    return db.session.scalar(select(func.count()).select_from(Feedback).where(theirs)) or 0


def _steps(site_id: UUID) -> Iterator[Sequence[Row[Any]]]:
    after = FIRST
    wanted = select(Feedback.id, Feedback.comment, Feedback.language, Feedback.sentiment)
    wanted = wanted.where(Feedback.site_id == site_id, Feedback.comment.is_not(None)).order_by(Feedback.id).limit(STEP)
    while rows := db.session.execute(wanted.where(Feedback.id > after)).all():
        db.session.rollback()  # no read stays open while we score: it would keep the log of writes from shrinking
        after = rows[-1].id
        yield rows


def _scored(scorer: Scorer, row: Any) -> tuple[Words, Sentiment | None]:
    return (row.comment, row.language), scorer.score(row.comment, row.language)


def _store(site_id: UUID, verdicts: Mapping[UUID, tuple[Words, Sentiment | None]], scorer: Scorer) -> int:
    """Write these verdicts down; how many labels changed. What was erased meanwhile is not there any more."""
    with writing():
        found = db.session.scalars(_to_change(site_id, list(verdicts))).all()
        return rejudge(db.session(), [(feedback, _verdict(feedback, verdicts, scorer)) for feedback in found])


def _verdict(
    feedback: Feedback, verdicts: Mapping[UUID, tuple[Words, Sentiment | None]], scorer: Scorer
) -> Sentiment | None:
    words, sentiment = verdicts[feedback.id]
    said = (feedback.comment, feedback.language)
    return sentiment if said == words else scorer.score(*said)  # the visitor wrote anew since it was read


def _to_change(site_id: UUID, ids: Sequence[UUID]) -> Any:
    """These feedback with their ratings and corrections, in one order, kept from other writers until the end."""
    # Whose words were forgotten meanwhile keeps the label that they had.
    worded = (Feedback.site_id == site_id, Feedback.id.in_(ids), Feedback.comment.is_not(None))
    wanted = select(Feedback).where(*worded).order_by(Feedback.id)
    bare = (lazyload(Feedback.touchpoint), lazyload(Feedback.assignee))
    ratings = selectinload(Feedback.ratings).options(lazyload(Rating.question))
    return wanted.options(*bare, ratings).with_for_update(of=Feedback)
