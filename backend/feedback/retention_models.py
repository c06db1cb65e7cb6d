"""Where the forgetting of old texts stands, site by site."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from backend.foundation.database import Model


class Retention(Model):
    """`after`: the id of the newest fact that was looked at, so that each is looked at once. `untold`: how many entries
    were forgotten since the audit trail last told it."""

    __tablename__ = "retention"
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id", ondelete="CASCADE"), primary_key=True)
    after: Mapped[UUID]
    untold: Mapped[int] = mapped_column(default=0)
    forgot_at: Mapped[datetime | None]
