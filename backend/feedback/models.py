"""The record: what one visitor said at one touchpoint at one time."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.accounts.models import Staff
from backend.customers.models import Identification
from backend.foundation.database import Model
from backend.touchpoints.models import Question, Touchpoint

PUBLICATIONS = ("pending", "published", "hidden", "spam")
CASES = ("new", "open", "waiting", "solved")
DEVICES = ("phone", "tablet", "computer")
NO_LABEL = ""
ANSWERED = 0  # the value under which a choice counts who answered it; options count from 1
UNCOUNTED = "spam"  # this publication: what is set aside as spam stands in no figure
REFERENCE_LENGTH = 8
SHOWN = "publication = 'published' AND comment IS NOT NULL"


def _where_given(name: str) -> Index:
    """An index for a filter by what most pages do not tell: an entry without it costs no write."""
    given = text(f"{name} IS NOT NULL")
    columns = ("site_id", name, "id")
    return Index(f"ix_feedback_site_id_{name}_id", *columns, sqlite_where=given, postgresql_where=given)


def _those_with(name: str) -> Index:
    """An index of the few of which this is known, whatever it is."""
    given = text(f"{name} IS NOT NULL")
    return Index(f"ix_feedback_site_id_id_{name}", "site_id", "id", sqlite_where=given, postgresql_where=given)


class Feedback(Model):
    """`id` is ours (UUIDv7, so it tells the time and sorts by it); `entry_id` was made by the visitor's browser and
    makes a repeated submission harmless. The thread key's digest is kept, not the key."""

    __tablename__ = "feedback"
    __table_args__ = (
        UniqueConstraint("site_id", "entry_id"),
        # No cascade: a touchpoint at which something was said cannot be deleted.
        ForeignKeyConstraint(["site_id", "touchpoint_id"], ["touchpoint.site_id", "touchpoint.id"]),
        ForeignKeyConstraint(["assignee_id"], ["staff.id"], ondelete="SET NULL"),
        Index("ix_feedback_site_id_publication_id", "site_id", "publication", "id"),
        Index("ix_feedback_site_id_case_id", "site_id", "case", "id"),
        # All that the inbox's counts ask for: they are read from it alone.
        Index("ix_feedback_site_id_case_publication_withdrawn_at", "site_id", "case", "publication", "withdrawn_at"),
        Index("ix_feedback_site_id_touchpoint_id_id", "site_id", "touchpoint_id", "id"),
        Index("ix_feedback_site_id_sentiment_label_id", "site_id", "sentiment_label", "id"),
        # Few contradict, so only they stand in it.
        Index(
            "ix_feedback_site_id_contradicts_id",
            "site_id",
            "id",
            sqlite_where=text("contradicts = 1"),
            postgresql_where=text("contradicts"),
        ),
        # Few are withdrawn, so only they stand in it.
        Index(
            "ix_feedback_site_id_id_withdrawn",
            "site_id",
            "id",
            sqlite_where=text("withdrawn_at IS NOT NULL"),
            postgresql_where=text("withdrawn_at IS NOT NULL"),
        ),
        # What visitors' pages show of a touchpoint, the newest first, however much else was said there.
        Index(
            "ix_feedback_site_id_touchpoint_id_id_published",
            "site_id",
            "touchpoint_id",
            "id",
            sqlite_where=text(SHOWN),
            postgresql_where=text(SHOWN),
        ),
        _where_given("segment"),
        _where_given("device"),
        _where_given("is_returning"),
        # Few are reported, so only they stand in it.
        Index(
            "ix_feedback_site_id_id_reported",
            "site_id",
            "id",
            sqlite_where=text("reported_at IS NOT NULL"),
            postgresql_where=text("reported_at IS NOT NULL"),
        ),
        _where_given("subject"),
        _where_given("duplicate_of_id"),
        _where_given("language"),
        _where_given("value"),
        _where_given("assignee_id"),
        _where_given("email"),
        _those_with("email"),
        _those_with("answered_at"),
        Index("ix_feedback_thread_digest", "thread_digest"),
    )
    site_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[UUID]
    touchpoint_id: Mapped[UUID]
    thread_digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary(32))
    publication: Mapped[str] = mapped_column(String(12))
    case: Mapped[str] = mapped_column(String(12), default="new")
    assignee_id: Mapped[UUID | None]
    comment: Mapped[str | None] = mapped_column(Text)
    texts: Mapped[dict[str, Any] | None]
    value: Mapped[int | None] = mapped_column(SmallInteger)
    score: Mapped[float | None]
    # The question that was the touchpoint's first when `value` was given: the order may change, or the question go.
    first_question_id: Mapped[UUID | None]
    language: Mapped[str | None] = mapped_column(String(35))
    email: Mapped[str | None] = mapped_column(String(254))
    page_url: Mapped[str | None] = mapped_column(Text)
    page_title: Mapped[str | None] = mapped_column(String(300))
    # By the question's key: the keys of the options that were chosen.
    choices: Mapped[dict[str, Any] | None]
    # What the page tells: which order, what kind of customer, the owner's own attributes, what was pointed at.
    subject: Mapped[str | None] = mapped_column(String(100))
    segment: Mapped[str | None] = mapped_column(String(60))
    # The class of it alone, one of DEVICES; what the browser says of itself is not kept.
    device: Mapped[str | None] = mapped_column(String(8))
    # Whether she had said something on this site before; None: nobody knows.
    is_returning: Mapped[bool | None]
    attributes: Mapped[dict[str, Any] | None]
    element: Mapped[dict[str, Any] | None]
    # Whether the author lets others see it, and under which name; None: she was not asked.
    permission: Mapped[bool | None]
    shown_name: Mapped[str | None] = mapped_column(String(60))
    # The rating after what was done about the first; it never replaces that.
    second_value: Mapped[int | None] = mapped_column(SmallInteger)
    # Taken back by its author: staff still see it, nobody else does, and no figure counts it.
    withdrawn_at: Mapped[datetime | None]
    # Says what this one says, which is dealt with for both; it always names one that follows no other.
    duplicate_of_id: Mapped[UUID | None]
    read_at: Mapped[datetime | None]
    # When its words were forgotten because they were old: what it counts for stays.
    forgotten_at: Mapped[datetime | None]
    # Since when a report of a visitor on it waits for a decision.
    reported_at: Mapped[datetime | None]
    # Why staff took it away, as its author is told: the words, the ground and the moment.
    statement: Mapped[dict[str, Any] | None]
    # What the house rules found: each a name, and what in the text it was.
    reasons: Mapped[list[Any] | None]
    # The label that counts, which is the staff's where they gave one; score and document are the scorer's own.
    sentiment_label: Mapped[str | None] = mapped_column(String(12))
    sentiment_score: Mapped[float | None]
    sentiment: Mapped[dict[str, Any] | None]
    contradicts: Mapped[bool] = mapped_column(default=False)
    message_count: Mapped[int] = mapped_column(server_default="0")
    # When staff first answered her, in public or in private.
    answered_at: Mapped[datetime | None]
    # The day it is counted on. Kept, because a site may change its time zone while its counts stay.
    day: Mapped[date]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    # When words or ratings last changed. Moves forward only, by a millisecond at least: that is what answers show.
    said_at: Mapped[datetime]

    @property
    def is_counted(self) -> bool:
        """Whether it stands in the figures."""
        return self.publication != UNCOUNTED and self.withdrawn_at is None

    @property
    def reason_names(self) -> list[str]:
        return [reason["name"] for reason in self.reasons or ()]

    @property
    def reference(self) -> str:
        """The code on the visitor's receipt. Too short to ask for the receipt again with it."""
        return self.entry_id.hex[:REFERENCE_LENGTH]

    touchpoint: Mapped[Touchpoint] = relationship(lazy="joined", viewonly=True)
    assignee: Mapped[Staff | None] = relationship(lazy="joined", viewonly=True)
    ratings: Mapped[list["Rating"]] = relationship(lazy="selectin", viewonly=True)
    # By a query of its own: joined to a row that is waited for, it could be as it was before the waiting.
    correction: Mapped["Correction | None"] = relationship(lazy="selectin", viewonly=True)
    # Looked up when it is asked for: most entries have none, and most readers do not ask.
    identification: Mapped[Identification | None] = relationship(viewonly=True)


class Rating(Model):
    """One numeric answer; `score` is the same answer on 0–100."""

    __tablename__ = "rating"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "feedback_id"], ["feedback.site_id", "feedback.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["site_id", "question_id"], ["question.site_id", "question.id"]),
    )
    site_id: Mapped[UUID] = mapped_column(primary_key=True)
    feedback_id: Mapped[UUID] = mapped_column(primary_key=True)
    question_id: Mapped[UUID] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(SmallInteger)
    score: Mapped[float]
    question: Mapped[Question] = relationship(lazy="joined", viewonly=True)


class Correction(Model):
    """The label that staff gave a comment, and what the scorer of that time had said: a confirmation if it is the same.

    The scorer's part never changes after: reports judge the version that spoke, not one that learnt from this row.
    """

    __tablename__ = "sentiment_correction"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "feedback_id"], ["feedback.site_id", "feedback.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["staff_id"], ["staff.id"], ondelete="SET NULL"),
    )
    site_id: Mapped[UUID] = mapped_column(primary_key=True)
    feedback_id: Mapped[UUID] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(String(12))
    machine_label: Mapped[str] = mapped_column(String(12))
    machine_score: Mapped[float | None]
    machine_confidence: Mapped[float]
    language: Mapped[str | None] = mapped_column(String(35))
    version: Mapped[str] = mapped_column(String(60))
    touchpoint_id: Mapped[UUID]
    staff_id: Mapped[UUID | None]
    staff_name: Mapped[str] = mapped_column(String(120))
    corrected_at: Mapped[datetime]


class DayCount(Model):
    """How many gave this value to this question on this day (in the site's time zone), by sentiment label.

    No spam stands in it and nothing withdrawn. At a choice the value is an option's number: who chose several counts
    once under each, so ANSWERED says how many answered.

    Every figure is made from these rows, so they are kept exact in the transaction that changes what they count.
    """

    __tablename__ = "day_count"
    # The rows lie in the key's order, so that a stretch of days is read in one go and a count is kept in one place.
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's form
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    touchpoint_id: Mapped[UUID] = mapped_column(primary_key=True)
    question_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    label: Mapped[str] = mapped_column(String(12), primary_key=True)
    n: Mapped[int]


class Erasure(Model):
    """That an entry was erased: a late repetition of the same submission must not bring it back."""

    __tablename__ = "erasure"
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(primary_key=True)
    erased_at: Mapped[datetime]
