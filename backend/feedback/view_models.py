"""Views of the inbox that staff keep: filters under a name."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.foundation.clock import now
from backend.foundation.database import Model
from backend.foundation.ids import new_id


class SavedView(Model):
    """`filters` are query members of the inbox's list. It is its maker's own, or everyone's on the site if shared."""

    __tablename__ = "saved_view"
    __table_args__ = (
        ForeignKeyConstraint(["staff_id"], ["staff.id"], ondelete="CASCADE"),
        Index("ix_saved_view_site_id_staff_id", "site_id", "staff_id"),
    )
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    staff_id: Mapped[UUID]
    name: Mapped[str] = mapped_column(String(60))
    filters: Mapped[dict[str, Any]]
    is_shared: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)
