from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from backend.foundation.database import db
from backend.foundation.errors import invalid_param
from backend.foundation.pages import Page, decode_cursor, page_of
from backend.notifications.models import Mail


def mail_page(site_id: UUID, asked: Mapping[str, Any]) -> Page:
    """A site's letters, the newest first. `asked` is a loaded MailQuery."""
    wanted = select(Mail).where(Mail.site_id == site_id).order_by(Mail.event_id.desc())
    if asked.get("state"):
        wanted = wanted.where(Mail.state == asked["state"])
    if asked.get("about_id"):
        wanted = wanted.where(Mail.about_id == asked["about_id"])
    cursor = decode_cursor(asked["cursor"])
    if cursor is not None:
        wanted = wanted.where(Mail.event_id < _id_of(cursor))
    rows = db.session.scalars(wanted.limit(asked["limit"] + 1)).all()
    return page_of(rows, asked["limit"], key=lambda mail: mail.event_id.hex)


def _id_of(cursor: str) -> UUID:
    try:
        return UUID(hex=cursor)
    except ValueError:
        raise invalid_param("cursor", "invalid", "use next_cursor of the page before, unchanged") from None
