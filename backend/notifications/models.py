"""The post: letters that wait, went or were given up, and who does not want any."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.events.models import Event
from backend.foundation.clock import now
from backend.foundation.database import Model

WAITING, SENT, GIVEN_UP, UNNEEDED = STATES = ("waiting", "sent", "given_up", "unneeded")
_WAITS = text("state = 'waiting'")


class Mail(Model):
    """A letter about one event. Neither its words nor its reader's address stand here: both are looked up when it
    goes, so that what was erased meanwhile goes nowhere."""

    __tablename__ = "mail"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "event_id"], ["event.site_id", "event.id"], ondelete="CASCADE"),
        Index("ix_mail_site_id_about_id_event_id", "site_id", "about_id", "event_id"),
        # Few wait, so only they stand in it.
        Index("ix_mail_due_at_waiting", "due_at", sqlite_where=_WAITS, postgresql_where=_WAITS),
    )
    site_id: Mapped[UUID] = mapped_column(primary_key=True)
    event_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(60))
    about_id: Mapped[UUID]
    state: Mapped[str] = mapped_column(String(12), default=WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(default=now)
    reason: Mapped[str | None] = mapped_column(String(300))
    sent_at: Mapped[datetime | None]
    event: Mapped[Event] = relationship(lazy="joined")


class MailRefusal(Model):
    """That somebody wants no letters of this site. The address is kept as a keyed digest alone."""

    __tablename__ = "mail_refusal"
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    refused_at: Mapped[datetime] = mapped_column(default=now)


class DigestWish(Model):
    """Whether a member of the staff wants the weekly letter of a site. Off keeps its row: who changes her mind twice on
    a Monday gets no second letter."""

    __tablename__ = "digest_wish"
    __table_args__ = (
        # Who leaves the site gets no letters of it.
        ForeignKeyConstraint(
            ["site_id", "staff_id"], ["membership.site_id", "membership.staff_id"], ondelete="CASCADE"
        ),
    )
    site_id: Mapped[UUID] = mapped_column(primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(primary_key=True)
    is_on: Mapped[bool]
    # The Monday of the last letter that was asked for. Raising it is what claims a week: one worker can.
    last_monday: Mapped[date]
