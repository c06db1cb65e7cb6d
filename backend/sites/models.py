"""Who embeds: a site is the tenant, and its members are the staff who may work on it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.accounts.models import Staff
from backend.foundation.clock import now
from backend.foundation.database import Model
from backend.foundation.ids import new_id

DEFAULT_LOOK: Mapping[str, Any] = {
    "accent": "#0b5d4e",
    "position": "right",
    "scheme": "auto",
    "radius": 14,
    "font": "system",
}
# For how many days a visitor is left alone on the whole site after an answer, and after closing without one.
DEFAULT_QUIET: Mapping[str, int] = {"answered_days": 30, "dismissed_days": 7}
PUBLISH_POLICIES = ("hold_all", "hold_suspicious", "publish_at_once")


class Site(Model):
    __tablename__ = "site"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    key: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    allowed_origins: Mapped[list[Any]] = mapped_column(default=list)
    languages: Mapped[list[Any]] = mapped_column(default=lambda: ["fi", "sv", "en"])
    default_language: Mapped[str] = mapped_column(String(35), default="fi")
    look: Mapped[dict[str, Any]] = mapped_column(default=lambda: dict(DEFAULT_LOOK))
    quiet: Mapped[dict[str, Any]] = mapped_column(default=lambda: dict(DEFAULT_QUIET))
    # Search engines punish ratings that a page shows of itself: the owner turns them on knowingly.
    structured_data: Mapped[bool] = mapped_column(default=False)
    # Whether visitors may read what became of what they said: the improvements that are public.
    shows_improvements: Mapped[bool] = mapped_column(default=False)
    timezone: Mapped[str] = mapped_column(String(60), default="Europe/Helsinki")
    publish_policy: Mapped[str] = mapped_column(String(20), default="hold_all")
    # By language, `*` for whatever language: every form of a word is held back.
    blocked_words: Mapped[dict[str, Any]] = mapped_column(default=dict)
    # For how many months after the last word of it what visitors wrote is kept; None: for ever.
    texts_kept_months: Mapped[int | None] = mapped_column(SmallInteger)
    # Which of its secrets signs customers' tokens now (0: none yet), and how long the one before it counts beside it.
    identity_generation: Mapped[int] = mapped_column(default=0)
    previous_identity_until: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    # Raised by every change that visitors' pages can see: processes compare it to know that what they keep is old.
    version: Mapped[int] = mapped_column(default=1)


class Membership(Model):
    """What one staff member may do on one site."""

    __tablename__ = "membership"
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True, index=True)
    role: Mapped[str] = mapped_column(String(20))
    staff: Mapped[Staff] = relationship(lazy="joined")
    site: Mapped[Site] = relationship(lazy="joined")
