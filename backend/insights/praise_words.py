"""What visitors praised, for the team to read: published words, and happy ones that wait for a decision."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import lazyload

from backend.conversations.letters import quote
from backend.conversations.praise import is_praise
from backend.feedback.models import Feedback
from backend.feedback.schemas import localised
from backend.foundation.database import db
from backend.foundation.ids import earliest_id
from backend.insights.period import DAY, Period
from backend.moderation.personal_data import masked
from backend.sites.models import Site
from backend.touchpoints.models import Touchpoint

MOST_READ, MOST_SHOWN = 400, 3
SHORTEST = 12  # characters; "Hyvä!" tells the team nothing


class Praise(NamedTuple):
    """Without who said it, and without what would tell who it was."""

    text: str
    place: str


def praise_in(site: Site, period: Period, published_only: bool = False) -> list[Praise]:
    """At most MOST_SHOWN, the published ones first, then the happiest. Who refused publication is not quoted at all."""
    rows = [one for one in _read(site, period) if _may_show(one, published_only)]
    rows.sort(key=lambda one: (one.publication == "published", one.score or 0, one.sentiment_score or 0), reverse=True)
    return list(_different(rows, site))[:MOST_SHOWN]


def _read(site: Site, period: Period) -> Sequence[Feedback]:
    wanted = select(Feedback).where(
        Feedback.site_id == site.id,
        Feedback.id >= earliest_id(datetime.combine(period.since - DAY, time.min, UTC)),
        Feedback.id < earliest_id(datetime.combine(period.until + 2 * DAY, time.min, UTC)),
        Feedback.day.between(period.since, period.until),
        Feedback.comment.is_not(None),
        Feedback.withdrawn_at.is_(None),
        Feedback.publication.in_(("published", "pending")),
    )
    return db.session.scalars(wanted.options(lazyload("*")).order_by(Feedback.id.desc()).limit(MOST_READ)).all()


def _may_show(one: Feedback, published_only: bool) -> bool:
    if one.permission is False or not is_praise(one) or len((one.comment or "").strip()) < SHORTEST:
        return False
    if one.publication == "published":
        # Where she is asked, what others see needs her yes.
        return not published_only or one.permission is True or not one.touchpoint.ask_permission
    return not published_only and not one.reasons


def _different(rows: Sequence[Feedback], site: Site) -> Iterator[Praise]:
    seen: set[str] = set()
    names = {one.id: one.name for one in db.session.scalars(select(Touchpoint).where(Touchpoint.site_id == site.id))}
    for one in rows:
        text = masked(quote(one.comment or ""))
        if text.casefold() not in seen:
            seen.add(text.casefold())
            yield Praise(text, localised(names[one.touchpoint_id], site.default_language))
