"""Put feedback on record: many at once, in the caller's transaction, with their ratings, counts and search words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Dialect, bindparam, insert

from backend.customers.identity import Identity
from backend.customers.recognise import Recognition, recognise
from backend.feedback.contradiction import contradicts
from backend.feedback.counts import CountKey, add_counts, day_of
from backend.feedback.models import ANSWERED, NO_LABEL, UNCOUNTED, Feedback, Rating
from backend.feedback.returning import note_returning
from backend.feedback.search import index_rows, word_row
from backend.feedback.stems import stems_of
from backend.foundation.statements import DriverCursor, DriverStatement, Values
from backend.sentiment.result import Sentiment

EntryKey = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Answer:
    """One numeric answer, already checked against its question's scale."""

    question_id: UUID
    value: int
    score: float


@dataclass(frozen=True, slots=True)
class Choice:
    """The options chosen at one question: their keys, which are kept, and their numbers, which are counted.

    One of none is only for a later step, which takes back what was chosen.
    """

    question_id: UUID
    question: str
    options: tuple[str, ...]
    numbers: tuple[int, ...]


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
    reasons: Sequence[Mapping[str, Any]]  # each a name, and what was found
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
    choices: Sequence[Choice] = ()
    subject: str | None = None
    segment: str | None = None
    device: str | None = None
    is_returning: bool | None = None
    attributes: Mapping[str, Any] | None = None
    element: Mapping[str, Any] | None = None
    identity: Identity | None = None
    answers: Sequence[Answer] = field(init=False, default=())
    day: date = field(init=False)

    def __post_init__(self) -> None:
        answers = (self.first, *self.further) if self.first else tuple(self.further)
        object.__setattr__(self, "answers", answers)
        object.__setattr__(self, "day", day_of(self.created_at, self.timezone))


@dataclass(frozen=True, slots=True)
class FeedbackRows:
    """One feedback as the rows it becomes, in the driver's values: made before anybody waits for the database."""

    feedback: Values
    ratings: Sequence[Values]
    counts: Sequence[CountKey]
    words: Values | None
    recognition: Recognition | None


def rows_of(dialect: Dialect, new: NewFeedback) -> FeedbackRows:
    ratings = [_INSERT_RATING.values(dialect, _rating_row(new.site_id, new.id, answer)) for answer in new.answers]
    words = word_row(dialect, new.site_id, new.id, searchable(new.comment, new.texts, new.language))
    whose = Recognition(new.site_id, new.id, new.identity, new.created_at) if new.identity else None
    return FeedbackRows(_INSERT_FEEDBACK.values(dialect, _row(new)), ratings, count_keys(new), words, whose)


def insert_feedback(cursor: DriverCursor, many: Sequence[FeedbackRows]) -> None:
    """Store new feedback. Raises the driver's IntegrityError, and stores none, if one of them cannot be kept."""
    _INSERT_FEEDBACK.write(cursor, [rows.feedback for rows in many])
    _INSERT_RATING.write(cursor, [rating for rows in many for rating in rows.ratings])
    add_counts(cursor, [(key, 1) for rows in many for key in rows.counts])
    index_rows(cursor, [rows.words for rows in many if rows.words])
    identified = [rows.recognition for rows in many if rows.recognition]
    recognise(cursor, identified)
    note_returning(cursor, identified)


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """What is on record of an entry: with no fingerprint, only that it was erased."""

    fingerprint: bytes | None
    publication: str | None


def stored_entries(cursor: DriverCursor, keys: Sequence[EntryKey]) -> dict[EntryKey, StoredEntry]:
    """Those of these (site, entry) pairs that are on record or were erased."""
    if cursor.dialect.name == "sqlite":
        pairs = ", ".join(["(?, ?)"] * len(keys))
        found = cursor.rows(_STORED.format(pairs), [part.hex for key in keys for part in key])
    else:
        sites, entries = ("{" + ",".join([key[at].hex for key in keys]) + "}" for at in (0, 1))
        found = cursor.rows(_STORED_POSTGRESQL, [sites, entries])
    return {(_uuid(row[0]), _uuid(row[1])): StoredEntry(row[2] and bytes(row[2]), row[3]) for row in found}


# CROSS JOIN keeps SQLite to this order: `(site_id, entry_id) IN (VALUES …)` of several rows reads the whole table.
_STORED = (
    "WITH wanted(site, entry) AS (VALUES {}) "
    "SELECT site_id, entry_id, fingerprint, publication FROM wanted "
    "CROSS JOIN feedback WHERE site_id = site AND entry_id = entry UNION ALL "
    "SELECT site_id, entry_id, NULL, NULL FROM wanted CROSS JOIN erasure WHERE site_id = site AND entry_id = entry"
)
# LIMIT does the same for PostgreSQL; the text is the same for any number of entries, so that it is prepared once.
_STORED_POSTGRESQL = (
    "WITH wanted AS MATERIALIZED (SELECT * FROM unnest(%s::uuid[], %s::uuid[]) AS given (site, entry)) "
    "SELECT site, entry, fingerprint, publication FROM wanted CROSS JOIN LATERAL "
    "(SELECT fingerprint, publication FROM feedback WHERE site_id = site AND entry_id = entry LIMIT 1) AS known "
    "UNION ALL SELECT site, entry, NULL, NULL FROM wanted CROSS JOIN LATERAL "
    "(SELECT 1 FROM erasure WHERE site_id = site AND entry_id = entry LIMIT 1) AS erased"
)


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(hex=value)


def count_keys(new: NewFeedback) -> list[CountKey]:
    if new.publication == UNCOUNTED:
        return []
    label = new.sentiment.label if new.sentiment else NO_LABEL
    counted = [(answer.question_id, answer.value) for answer in new.answers]
    counted += [(choice.question_id, number) for choice in new.choices for number in (ANSWERED, *choice.numbers)]
    return [CountKey(new.site_id, new.touchpoint_id, asked, new.day, value, label) for asked, value in counted]


def searchable(comment: str | None, texts: Mapping[str, str] | None, language: str | None) -> str:
    parts = [comment, *(texts or {}).values()]
    return " ".join(stems_of(part, language) for part in parts if part)


def sentiment_columns(sentiment: Sentiment | None) -> dict[str, Any]:
    """The sentiment as the feedback's columns: label and score apart for filters, the whole verdict as one document.

    The document keeps the scorer's label when staff put another beside it.
    """
    if sentiment is None:
        return {"sentiment_label": None, "sentiment_score": None, "sentiment": None}
    return {
        "sentiment_label": sentiment.label,
        "sentiment_score": sentiment.score,
        "sentiment": {
            "label": sentiment.label,
            "confidence": sentiment.confidence,
            "language": sentiment.language,
            "subjectivity": sentiment.subjectivity,
            "evidence": [[part.start, part.end, part.weight] for part in sentiment.evidence],
            "version": sentiment.version,
        },
    }


def _row(new: NewFeedback) -> dict[str, Any]:
    told = sentiment_columns(new.sentiment)
    score = new.first.score if new.first else None
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
        "score": score,
        "first_question_id": new.first.question_id if new.first else None,
        "language": new.language,
        "email": new.email,
        "page_url": new.page_url,
        "page_title": new.page_title,
        "choices": {choice.question: list(choice.options) for choice in new.choices} or None,
        "subject": new.subject,
        "segment": new.segment,
        "device": new.device,
        "is_returning": new.is_returning,
        "attributes": new.attributes,
        "element": new.element,
        "reasons": list(new.reasons) or None,
        "day": new.day,
        "created_at": new.created_at,
        "updated_at": new.created_at,
        "said_at": new.created_at,
        "contradicts": contradicts(score, told["sentiment_label"], told["sentiment"]),
        **told,
    }


def _rating_row(site_id: UUID, feedback_id: UUID, answer: Answer) -> dict[str, Any]:
    return {
        "site_id": site_id,
        "feedback_id": feedback_id,
        "question_id": answer.question_id,
        "value": answer.value,
        "score": answer.score,
    }


# What nobody can have said or done yet is not named: it would make every entry's row of values longer.
_LATER = {
    "assignee_id",
    "message_count",
    "answered_at",
    "permission",
    "shown_name",
    "second_value",
    "withdrawn_at",
    "read_at",
    "forgotten_at",
    "duplicate_of_id",
    "reported_at",
    "statement",
}
_FIRST = [column for column in Feedback.__table__.columns if column.name not in _LATER]
_INSERT_FEEDBACK = DriverStatement(
    insert(Feedback.__table__).values({column: bindparam(column.name, type_=column.type) for column in _FIRST})
)
_INSERT_RATING = DriverStatement(insert(Rating.__table__))
