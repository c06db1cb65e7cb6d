"""What a site's staff say about its topics: names, words of their own, what belongs together, what is not shown."""

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.foundation.database import Model


class TopicRule(Model):
    """One topic as this site wants it. `key` is a known topic's, a word's (`fi:haalar`), or the site's own.

    `words` are further words for it, whole or a beginning and `*`; comments about it count for `into`, if that is set.
    """

    __tablename__ = "topic_rule"
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[str | None] = mapped_column(String(60))
    words: Mapped[list[Any]] = mapped_column(default=list)
    into: Mapped[str | None] = mapped_column(String(60))
    is_muted: Mapped[bool] = mapped_column(default=False)
