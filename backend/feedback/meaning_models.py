"""What a comment means, as numbers: the optional semantic extra fills this table, and without it the table is empty."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.foundation.database import Model


class Meaning(Model):
    """A comment's embedding by the package and model named in `version`: a signed byte for each dimension.

    `said_at` is the feedback's own when the comment was read: where the two differ, the visitor has reworded it since.
    """

    __tablename__ = "meaning"
    __table_args__ = (
        ForeignKeyConstraint(["site_id", "feedback_id"], ["feedback.site_id", "feedback.id"], ondelete="CASCADE"),
    )
    site_id: Mapped[UUID] = mapped_column(primary_key=True)
    feedback_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(String(40))
    vector: Mapped[bytes] = mapped_column(LargeBinary(384))
    said_at: Mapped[datetime]
