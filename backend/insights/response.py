"""How many of those who saw a question answered it, from the page loads that are counted."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from backend.feedback.seen import SeenCount
from backend.foundation.database import db
from backend.insights.figures import share
from backend.insights.period import Period

# What "shown" means where: the question itself, the button before it, or the dialog that she opened by the page's own.
SHOWN_AS = {"inline": "question", "popover": "question", "floating": "button", "element": "dialog"}


@dataclass(frozen=True, slots=True)
class Seen:
    """On how many of the counted page loads it was shown, opened and answered."""

    shown: int
    opened: int
    answered: int


def seen_in(site_id: UUID, period: Period) -> dict[UUID, Seen]:
    """What was counted on these days, by touchpoint."""
    sums = [func.sum(column) for column in (SeenCount.shown, SeenCount.opened, SeenCount.answered)]
    wanted = select(SeenCount.touchpoint_id, *sums).where(
        SeenCount.site_id == site_id, SeenCount.day.between(period.since, period.until)
    )
    rows = db.session.execute(wanted.group_by(SeenCount.touchpoint_id))
    return {row[0]: Seen(*map(int, row[1:])) for row in rows}


def response(seen: Seen | None, placement: str) -> dict[str, Any] | None:
    """The share who answered, and the share who opened where a button stands before the question; None: not shown.

    Whether a page load is counted is decided by a coin that knows nothing of it, and a counted one tells all its
    steps. So the answered are a binomial sample of the shown, whatever the coin's odds, and the interval is Wilson's
    (1927): it holds all of the sampling error, and is a little too wide for the page loads of these very days. A step
    told on the day after its showing may fall out of the period, so that no share is allowed above one.
    """
    if seen is None or seen.shown == 0:
        return None
    opens = share("opened", min(seen.opened, seen.shown), seen.shown) if placement == "floating" else None
    answers = share("response", min(seen.answered, seen.shown), seen.shown)
    return {"shown_as": SHOWN_AS[placement], "opened": opens, "answered": answers}
