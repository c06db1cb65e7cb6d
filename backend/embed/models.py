"""Where a site's tag runs: which pages' origins asked for its config."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.foundation.database import Model

LONGEST_ORIGIN = 300


class TagSighting(Model):
    """That pages of this origin carry the tag. No visitor and no page: the origin alone."""

    __tablename__ = "tag_sighting"
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    origin: Mapped[str] = mapped_column(String(LONGEST_ORIGIN), primary_key=True)
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
