"""The scorer learns from this installation: from what staff corrected, and from ratings that speak for their comments.

A model is kept only if it judges rows better that it has not learnt from. Nothing leaves the machine.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID
from zlib import crc32

from sqlalchemy import Select, and_, select

from backend.feedback.contradiction import HIGH, LOW
from backend.feedback.models import UNCOUNTED, Correction, Feedback
from backend.foundation.database import db
from backend.sentiment.adapt import Example, adapt
from backend.sentiment.model import Model, released
from backend.sentiment.rows import COVERED
from backend.sentiment.score import score

LEAST = 250
# The newest of each kind; learning from as many takes some minutes.
MOST = 5000
CORRECTED, RATED = 1.0, 0.3
APART = 5
# What a kind may lose, as a share of its rows held apart, if the other gains by it.
LOSS = 0.01


class OwnRow(NamedTuple):
    """A comment, the label it should get, and what that weighs: CORRECTED by staff or RATED by the visitor."""

    id: UUID
    text: str
    language: str | None
    label: str
    weight: float

    @property
    def is_apart(self) -> bool:
        """Whether it judges models and teaches none. Its id decides, so it stays on its side for ever."""
        return crc32(self.id.bytes) % APART == 0


@dataclass(frozen=True, slots=True)
class Judged:
    """Rows of one kind held apart, and how many of them the model in use and the new one judge right."""

    n: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Learnt:
    """A new model with its figures on rows held apart: those that staff corrected, and those with a clear rating."""

    model: Model
    taught: int
    corrected: Judged
    rated: Judged

    @property
    def is_better(self) -> bool:
        """More right, a correction counting for more than a rating, and neither kind notably worse.

        Staff correct what is wrong: of such rows alone any other model would look better.
        """
        kinds = ((self.corrected, CORRECTED), (self.rated, RATED))
        gain = sum(weight * (kind.after - kind.before) for kind, weight in kinds)
        return gain > 0 and all(kind.before - kind.after <= LOSS * kind.n for kind, _ in kinds)


def own_rows(site_ids: Sequence[UUID]) -> list[OwnRow]:
    """What these sites can teach: the newest comments that staff judged, and others whose rating is clear."""
    judged = [OwnRow(*row, CORRECTED) for row in _covered(_corrected(site_ids))]
    rated = [
        OwnRow(feedback_id, text, language, "negative" if rating <= LOW else "positive", RATED)
        for feedback_id, text, language, rating in _covered(_clearly_rated(site_ids))
    ]
    return [*judged, *rated]


def learn(rows: Sequence[OwnRow], in_use: Model) -> Learnt:
    """The released model moved towards these rows, held against the one in use on the rows it has not seen.

    From the released one each time, so that what was learnt wrongly can be unlearnt.
    """
    taught = [row for row in rows if not row.is_apart]
    model = Model(adapt(released(), [Example(row.text, row.label, row.weight) for row in taught]))
    apart = [row for row in rows if row.is_apart]
    corrected = _judge([row for row in apart if row.weight == CORRECTED], in_use, model)
    rated = _judge([row for row in apart if row.weight == RATED], in_use, model)
    return Learnt(model, len(taught), corrected, rated)


def _judge(rows: Sequence[OwnRow], before: Model, after: Model) -> Judged:
    return Judged(len(rows), sum(_is_right(row, before) for row in rows), sum(_is_right(row, after) for row in rows))


def _is_right(row: OwnRow, model: Model) -> bool:
    """The very label for a correction; for a rating, which is no label, the side it is on."""
    told = score(row.text, row.language, model=model)
    if told is None or told.score is None:
        return False
    if row.weight == CORRECTED:
        return told.label == row.label
    return told.score > 0 if row.label == "positive" else told.score < 0


def _covered(wanted: Select[Any]) -> Iterator[tuple[UUID, str, str | None, Any]]:
    """Those of a statement's newest rows (id, comment, language, what it should be, verdict) that a model can read."""
    newest = wanted.order_by(Feedback.id.desc()).limit(MOST)
    for feedback_id, text, language, right, told in db.session.execute(newest):
        if told and told["language"] in COVERED:
            yield feedback_id, text, language, right


def _corrected(site_ids: Sequence[UUID]) -> Select[Any]:
    its = and_(Correction.site_id == Feedback.site_id, Correction.feedback_id == Feedback.id)
    return _words(site_ids, Correction.label).join(Correction, its)


def _clearly_rated(site_ids: Sequence[UUID]) -> Select[Any]:
    """No spam, and nothing that staff judged: their word counts there."""
    its = and_(Correction.site_id == Feedback.site_id, Correction.feedback_id == Feedback.id)
    wanted = _words(site_ids, Feedback.score).outerjoin(Correction, its).where(Correction.feedback_id.is_(None))
    clear = (Feedback.score <= LOW) | (Feedback.score >= HIGH)
    return wanted.where(clear, Feedback.publication != UNCOUNTED)


def _words(site_ids: Sequence[UUID], right: Any) -> Select[Any]:
    wanted = select(Feedback.id, Feedback.comment, Feedback.language, right, Feedback.sentiment)
    given = (Feedback.comment.is_not(None), Feedback.withdrawn_at.is_(None))
    return wanted.where(Feedback.site_id.in_(site_ids), *given)
