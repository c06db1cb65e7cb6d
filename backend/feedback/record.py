"""Put feedback on record: many at once, in the caller's transaction, with their ratings, counts and search words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select, tuple_

from backend.feedback.counts import CountKey, add_counts, day_of
from backend.feedback.models import NO_LABEL, Erasure, Feedback, Rating
from backend.feedback.search import index_rows
from backend.feedback.stems import stems_of
from backend.foundation.database import insert_many
from backend.sentiment.result import Sentiment


@dataclass(frozen=True, slots=True)
class Answer:
    """One numeric answer, already checked against its question's scale."""

    question_id: UUID
    value: int
    score: float


@dataclass(frozen=True, slots=True)
class NewFeedback:
    """Everything of one submission, ready to be stored."""

    site_id: UUID
    id: UUID
    entry_id: UUID
    touchpoint_id: UUID
    timezone: str
    thread_digest: bytes
    fingerprint: bytes
    publication: str
    reasons: Sequence[str]
    created_at: datetime
    first: Answer | None
    further: Sequence[Answer]
    texts: Mapping[str, str]
    comment: str | None
    language: str | None
    email: str | None
    page_url: str | None
    page_title: str | None
    sentiment: Sentiment | None
    answers: Sequence[Answer] = field(init=False, default=())

    def __post_init__(self) -> None:
        answers = (self.first, *self.further) if self.first else tuple(self.further)
        object.__setattr__(self, "answers", answers)


def insert_feedback(connection: Connection, many: Sequence[NewFeedback]) -> None:
    """Store new feedback. Raises IntegrityError, and stores none, if one of them cannot be kept."""
    insert_many(connection, _INSERT_FEEDBACK, [_row(new) for new in many])
    ratings = [_rating_row(new.site_id, new.id, answer) for new in many for answer in new.answers]
    insert_many(connection, _INSERT_RATING, ratings)
    add_counts(connection, [(key, 1) for new in many for key in count_keys(new)])
    index_rows(connection, [(new.site_id, new.id, searchable(new.comment, new.texts, new.language)) for new in many])


def stored_entries(connection: Connection, keys: Sequence[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], Any]:
    """Of these (site, entry) pairs, those that are on record, as rows; an erased one has `id` None."""
    wanted = select(Feedback.site_id, Feedback.entry_id, Feedback.id, Feedback.fingerprint, Feedback.publication)
    rows = connection.execute(wanted.where(tuple_(Feedback.site_id, Feedback.entry_id).in_(keys)))
    found = {(row.site_id, row.entry_id): row for row in rows}
    if len(found) < len(keys):
        gone = select(Erasure.site_id, Erasure.entry_id).where(tuple_(Erasure.site_id, Erasure.entry_id).in_(keys))
        found.update({(row.site_id, row.entry_id): None for row in connection.execute(gone)})
    return found


def count_keys(new: NewFeedback) -> list[CountKey]:
    day, label = day_of(new.created_at, new.timezone), new.sentiment.label if new.sentiment else NO_LABEL
    return [
        CountKey(new.site_id, new.touchpoint_id, answer.question_id, day, answer.value, label) for answer in new.answers
    ]


def searchable(comment: str | None, texts: Mapping[str, str] | None, language: str | None) -> str:
    parts = [comment, *(texts or {}).values()]
    return " ".join(stems_of(part, language) for part in parts if part)


def sentiment_columns(sentiment: Sentiment | None) -> dict[str, Any]:
    """The sentiment as the feedback's columns: label and score apart for filters, the rest as one document."""
    if sentiment is None:
        return {"sentiment_label": None, "sentiment_score": None, "sentiment": None}
    return {
        "sentiment_label": sentiment.label,
        "sentiment_score": sentiment.score,
        "sentiment": {
            "confidence": sentiment.confidence,
            "language": sentiment.language,
            "subjectivity": sentiment.subjectivity,
            "evidence": [[part.start, part.end, part.weight] for part in sentiment.evidence],
            "version": sentiment.version,
        },
    }


def _row(new: NewFeedback) -> dict[str, Any]:
    return {
        "site_id": new.site_id,
        "id": new.id,
        "entry_id": new.entry_id,
        "touchpoint_id": new.touchpoint_id,
        "thread_digest": new.thread_digest,
        "fingerprint": new.fingerprint,
        "publication": new.publication,
        "case": "new",
        "comment": new.comment,
        "texts": dict(new.texts) or None,
        "value": new.first.value if new.first else None,
        "score": new.first.score if new.first else None,
        "language": new.language,
        "email": new.email,
        "page_url": new.page_url,
        "page_title": new.page_title,
        "reasons": list(new.reasons) or None,
        "message_count": 0,
        "created_at": new.created_at,
        "updated_at": new.created_at,
        **sentiment_columns(new.sentiment),
    }


def _rating_row(site_id: UUID, feedback_id: UUID, answer: Answer) -> dict[str, Any]:
    return {
        "site_id": site_id,
        "feedback_id": feedback_id,
        "question_id": answer.question_id,
        "value": answer.value,
        "score": answer.score,
    }


_INSERT_FEEDBACK = insert(Feedback.__table__)
_INSERT_RATING = insert(Rating.__table__)
