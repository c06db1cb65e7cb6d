"""Who said it, where the site tells: customers, their accounts (companies), what they did, which entries are theirs."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.foundation.database import Model
from backend.foundation.ids import new_id

LONGEST_REFERENCE, LONGEST_NAME, LONGEST_SEGMENT, LONGEST_KEY = 200, 120, 60, 100
BY_SIGNED_TOKEN = "signed_token"  # noqa: S105 - the name of a way, not a secret


class Account(Model):
    """The company or household that customers belong to, by the reference that the site's own system gives it."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("site_id", "reference"),)
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    reference: Mapped[str] = mapped_column(String(LONGEST_REFERENCE))
    name: Mapped[str | None] = mapped_column(String(LONGEST_NAME))
    name_folded: Mapped[str | None] = mapped_column(String(3 * LONGEST_NAME))
    created_at: Mapped[datetime]


class Customer(Model):
    """A person by the reference that the site's own system gives her. What her newest token says of her counts.

    Merged into another, she keeps her row and all that is hers: that other one speaks for both until it is undone.
    """

    __tablename__ = "customer"
    __table_args__ = (
        UniqueConstraint("site_id", "reference"),
        ForeignKeyConstraint(["site_id", "account_id"], ["account.site_id", "account.id"]),
        ForeignKeyConstraint(["site_id", "merged_into_id"], ["customer.site_id", "customer.id"]),
        Index("ix_customer_site_id_last_seen_at_id", "site_id", "last_seen_at", "id"),
        Index("ix_customer_site_id_account_id", "site_id", "account_id"),
        Index("ix_customer_site_id_merged_into_id", "site_id", "merged_into_id"),
    )
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    reference: Mapped[str] = mapped_column(String(LONGEST_REFERENCE))
    name: Mapped[str | None] = mapped_column(String(LONGEST_NAME))
    email: Mapped[str | None] = mapped_column(String(254))
    segment: Mapped[str | None] = mapped_column(String(LONGEST_SEGMENT))
    account_id: Mapped[UUID | None]
    merged_into_id: Mapped[UUID | None]
    # For searches: SQLite's own `lower` leaves Ä and Ö as they are. Some letters become two when they are folded.
    name_folded: Mapped[str | None] = mapped_column(String(3 * LONGEST_NAME))
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    account: Mapped[Account | None] = relationship(lazy="joined", viewonly=True)


class Identification(Model):
    """What came of the token that came with an entry: whose it is (`customer_id`), or why that is not known (`fault`).

    The account is the one of that time: a customer may change companies, what she said before stays said there.
    """

    __tablename__ = "identification"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "feedback_id"], ["feedback.site_id", "feedback.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["site_id", "customer_id"], ["customer.site_id", "customer.id"]),
        ForeignKeyConstraint(["site_id", "account_id"], ["account.site_id", "account.id"]),
        Index("ix_identification_site_id_customer_id_feedback_id", "site_id", "customer_id", "feedback_id"),
        Index("ix_identification_site_id_account_id_feedback_id", "site_id", "account_id", "feedback_id"),
    )
    site_id: Mapped[UUID] = mapped_column(primary_key=True)
    feedback_id: Mapped[UUID] = mapped_column(primary_key=True)
    customer_id: Mapped[UUID | None]
    account_id: Mapped[UUID | None]
    how: Mapped[str] = mapped_column(String(20))
    fault: Mapped[str | None] = mapped_column(String(30))
    identified_at: Mapped[datetime]
    customer: Mapped[Customer | None] = relationship(lazy="joined", viewonly=True)


class CustomerEvent(Model):
    """What a customer did, as the site's own systems tell: a purchase, a renewal, a cancellation, or a kind of its own.

    `key` is the site's own name for it (an order's number, a line of its ledger): told twice, it is one event.
    """

    __tablename__ = "customer_event"
    __table_args__ = (
        UniqueConstraint("site_id", "key"),
        ForeignKeyConstraint(["site_id", "customer_id"], ["customer.site_id", "customer.id"], ondelete="CASCADE"),
        Index("ix_customer_event_site_id_customer_id_id", "site_id", "customer_id", "id"),
        Index("ix_customer_event_site_id_kind_occurred_at", "site_id", "kind", "occurred_at"),
    )
    site_id: Mapped[UUID] = mapped_column(primary_key=True)
    # Of the moment at which it happened, so that it sorts by that; two of one moment in any order.
    id: Mapped[UUID] = mapped_column(primary_key=True)
    customer_id: Mapped[UUID]
    key: Mapped[str] = mapped_column(String(LONGEST_KEY))
    kind: Mapped[str] = mapped_column(String(40))
    occurred_at: Mapped[datetime]
    amount: Mapped[float | None]
    currency: Mapped[str | None] = mapped_column(String(3))
    told_at: Mapped[datetime]
