from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select

from backend.foundation.database import db
from backend.foundation.errors import NotFound, invalid_param
from backend.foundation.fields import utc_text
from backend.foundation.pages import Page, decode_cursor, page_of
from backend.improvements.models import Baseline, Change, ChangePlace
from backend.touchpoints.queries import touchpoint_by_key

MOST_MARKS = 200  # on one chart


def find_change(site_ids: Sequence[UUID], change_id: UUID) -> Change:
    found = db.session.scalar(select(Change).where(Change.site_id.in_(site_ids), Change.id == change_id))
    if found is None:
        raise NotFound("There is no such change on your sites.")
    return found


def changes_page(site_id: UUID, asked: Mapping[str, Any]) -> Page:
    """The newest first."""
    wanted = select(Change).where(Change.site_id == site_id)
    if asked.get("touchpoint"):
        touchpoint = touchpoint_by_key(site_id, asked["touchpoint"])
        if touchpoint is None:
            raise NotFound(f"This site has no touchpoint with the key {asked['touchpoint']}.")
        wanted = wanted.where(_concerns(touchpoint.id))
    cursor = decode_cursor(asked.get("cursor"))
    if cursor is not None:
        at, change_id = _place(cursor)
        wanted = wanted.where(or_(Change.at < at, and_(Change.at == at, Change.id < change_id)))
    newest = wanted.order_by(Change.at.desc(), Change.id.desc()).limit(asked["limit"] + 1)
    return page_of(db.session.scalars(newest).all(), asked["limit"], key=_cursor_of)


def changes_between(
    site_id: UUID, since: datetime, until: datetime, touchpoint_id: UUID | None = None
) -> Sequence[Change]:
    """What was done from `since` to before `until`, the oldest first; at most the newest MOST_MARKS."""
    wanted = select(Change).where(Change.site_id == site_id, Change.at >= since, Change.at < until)
    if touchpoint_id is not None:
        wanted = wanted.where(_concerns(touchpoint_id))
    return db.session.scalars(wanted.order_by(Change.at.desc(), Change.id.desc()).limit(MOST_MARKS)).all()[::-1]


def baseline_of(site_id: UUID) -> Baseline | None:
    return db.session.get(Baseline, site_id)


def _concerns(touchpoint_id: UUID) -> ColumnElement[bool]:
    its = (ChangePlace.site_id == Change.site_id) & (ChangePlace.change_id == Change.id)
    return or_(
        ~exists().where(its),
        exists().where(its, ChangePlace.touchpoint_id == touchpoint_id),
    )


def _cursor_of(change: Change) -> str:
    return f"{change.at.isoformat()} {change.id.hex}"


def _place(cursor: str) -> tuple[datetime, UUID]:
    at, _, change_id = cursor.partition(" ")
    try:
        moment, place = datetime.fromisoformat(at), UUID(hex=change_id)
        utc_text(moment)
    except ValueError:
        raise invalid_param("cursor", "invalid", "use next_cursor of the page before, unchanged") from None
    if moment.tzinfo is None:
        raise invalid_param("cursor", "invalid", "use next_cursor of the page before, unchanged")
    return moment, place
