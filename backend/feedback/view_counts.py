"""How many each saved view holds: counted to a hundred, which is what a badge has room for."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from backend.feedback.inbox import found_by
from backend.feedback.models import PUBLICATIONS, UNCOUNTED
from backend.feedback.schemas import FeedbackQuery
from backend.feedback.view_models import SavedView
from backend.foundation.database import db
from backend.foundation.errors import Problem
from backend.sites.models import Site

MOST = 100
_QUERY = FeedbackQuery(exclude=("site", "limit", "cursor"))


def view_counts(sites: Sequence[Site], views: Sequence[SavedView]) -> Iterator[dict[str, Any]]:
    """For each view its id, how many it holds, MOST at most, and whether there are more."""
    by_id = {site.id: site for site in sites}
    for view in views:
        n = _number(by_id[view.site_id], view.filters)
        yield {"id": view.id, "n": min(n, MOST), "more": n > MOST}


def _number(site: Site, filters: Mapping[str, Any]) -> int:
    try:
        held = found_by([site], asked_by(filters, site.timezone), MOST + 1).order_by(None).subquery()
    except Problem:
        return 0  # what it asks for is no longer there
    return int(db.session.scalar(select(func.count()).select_from(held)) or 0)


def asked_by(filters: Mapping[str, Any], timezone: str) -> dict[str, Any]:
    """A view's filters as a loaded FeedbackQuery, of which days are the site's, and spam is only where it is named."""
    given = {**filters, **{name: _moment(filters[name], name, timezone) for name in _DAYS if name in filters}}
    repeated = {name for name, field in _QUERY.fields.items() if getattr(field, "repeatable", False)}
    given = {name: [value] if name in repeated and isinstance(value, str) else value for name, value in given.items()}
    asked: dict[str, Any] = _QUERY.load(given)
    return {"publication": [state for state in PUBLICATIONS if state != UNCOUNTED], **asked}


_DAYS = {"since": 0, "until": 1}


def _moment(day: str, name: str, timezone: str) -> str:
    """The moment at which a day begins, or ends if it is the last; a moment stays as it is."""
    if len(day) > len("2026-01-01"):
        return day
    begins = date.fromisoformat(day) + timedelta(days=_DAYS[name])
    return datetime(begins.year, begins.month, begins.day, tzinfo=ZoneInfo(timezone)).isoformat()
