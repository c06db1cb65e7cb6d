"""Links by which people without an account read a period's figures."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.foundation.clock import now
from backend.foundation.database import Model
from backend.foundation.ids import new_id
from backend.sites.models import Site

OPEN, EXPIRED, REVOKED = "open", "expired", "revoked"


class ShareLink(Model):
    """Read-only, of one period, until a day. The secret in its address is kept as a digest; `views` says how often it
    was opened and nothing keeps by whom."""

    __tablename__ = "share_link"
    __table_args__ = (
        ForeignKeyConstraint(["staff_id"], ["staff.id"], ondelete="SET NULL"),
        Index("ix_share_link_digest", "digest"),
    )
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    title: Mapped[str] = mapped_column(String(120))
    since: Mapped[date]
    until: Mapped[date]
    language: Mapped[str] = mapped_column(String(35))
    with_comments: Mapped[bool]
    staff_id: Mapped[UUID | None]
    staff_name: Mapped[str | None] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    views: Mapped[int] = mapped_column(default=0)
    site: Mapped[Site] = relationship(lazy="joined", viewonly=True)

    @property
    def state(self) -> str:
        if self.revoked_at is not None:
            return REVOKED
        return OPEN if self.expires_at > now() else EXPIRED
