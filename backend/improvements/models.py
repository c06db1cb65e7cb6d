"""What the owner did: changes, marked on every trend; and the time that everything after is measured against."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.foundation.clock import now
from backend.foundation.database import Model
from backend.foundation.ids import new_id
from backend.sites.models import Site
from backend.touchpoints.models import Touchpoint

KINDS = ("release", "price", "campaign", "content", "service", "other")


class Change(Model):
    """Something done at a time. It may concern some touchpoints; with none named, the whole journey."""

    __tablename__ = "change"
    __table_args__ = (
        ForeignKeyConstraint(["staff_id"], ["staff.id"], ondelete="SET NULL"),
        Index("ix_change_site_id_at_id", "site_id", "at", "id"),
    )
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    title: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    link: Mapped[str | None] = mapped_column(Text)
    staff_id: Mapped[UUID | None]
    staff_name: Mapped[str | None] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(default=now)
    site: Mapped[Site] = relationship(lazy="joined", viewonly=True)
    places: Mapped[list["ChangePlace"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def touchpoints(self) -> list[str] | None:
        """The keys of the touchpoints that it concerns; None: all of them."""
        return sorted(place.touchpoint.key for place in self.places) or None

    @property
    def touchpoint_ids(self) -> frozenset[UUID]:
        return frozenset(place.touchpoint_id for place in self.places)

    def concerns(self, touchpoint_id: UUID) -> bool:
        return not self.places or touchpoint_id in self.touchpoint_ids


class ChangePlace(Model):
    __tablename__ = "change_place"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "change_id"], ["change.site_id", "change.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["site_id", "touchpoint_id"], ["touchpoint.site_id", "touchpoint.id"], ondelete="CASCADE"),
    )
    site_id: Mapped[UUID] = mapped_column(primary_key=True)
    change_id: Mapped[UUID] = mapped_column(primary_key=True)
    touchpoint_id: Mapped[UUID] = mapped_column(primary_key=True)
    touchpoint: Mapped[Touchpoint] = relationship(lazy="joined", viewonly=True)


class Baseline(Model):
    """The days, both inclusive, to which the journey is compared ever after."""

    __tablename__ = "baseline"
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    since: Mapped[date]
    until: Mapped[date]
    set_at: Mapped[datetime] = mapped_column(default=now)
