"""The weekly letter: who wants it, and asking for it on Monday morning, once a week whatever worker is up."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from backend.events.record import record
from backend.foundation.clock import now
from backend.foundation.database import db, writing
from backend.foundation.ids import new_id
from backend.notifications.models import DigestWish
from backend.notifications.postbox import postbox
from backend.sites.models import Site

DIGEST = "digest.queued"
SENT_AT = time(7)  # on Monday, on the clock of the site
ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


def last_monday(timezone: str, moment: datetime) -> date:
    """The Monday of the newest letter that is due by this moment; it tells of the seven days before. Pure."""
    local = moment.astimezone(ZoneInfo(timezone))
    monday = local.date() - local.weekday() * ONE_DAY
    is_due = local.replace(tzinfo=None) >= datetime.combine(monday, SENT_AT)
    return monday if is_due else monday - ONE_WEEK


def next_digest(timezone: str, moment: datetime) -> datetime:
    """When the next letter goes, in the site's time. Pure."""
    day = last_monday(timezone, moment) + ONE_WEEK
    return datetime.combine(day, SENT_AT, ZoneInfo(timezone))


def wish_of(site: Site, staff_id: UUID) -> dict[str, Any]:
    """The setting as its owner sees it."""
    return {
        "is_on": wants_digest(site.id, staff_id),
        "is_set_up": postbox().settings.sends_mail,
        "next_at": next_digest(site.timezone, now()),
    }


def wants_digest(site_id: UUID, staff_id: UUID) -> bool:
    wish = db.session.get(DigestWish, (site_id, staff_id))
    return wish is not None and wish.is_on


def set_wish(site: Site, staff_id: UUID, is_on: bool) -> None:
    """The first letter comes on the next Monday, not at once."""
    wish = db.session.get(DigestWish, (site.id, staff_id))
    if wish is None:
        day = last_monday(site.timezone, now())
        db.session.add(DigestWish(site_id=site.id, staff_id=staff_id, is_on=is_on, last_monday=day))
    elif wish.is_on != is_on:
        wish.is_on = is_on
        wish.last_monday = max(wish.last_monday, last_monday(site.timezone, now()))


def ask_for_digests() -> None:
    """Put the letters that are due into the queue; a worker that stood still does it when it is back."""
    if not postbox().takes(DIGEST):
        return
    due = _due(now())
    db.session.rollback()  # looked at without the write lock, since nearly always nothing is
    for site_id, staff_id, monday in due:
        with writing():
            if _claim(site_id, staff_id, monday):
                record(DIGEST, site_id, new_id(), staff_id=str(staff_id), until=str(monday - ONE_DAY))


def _due(moment: datetime) -> list[tuple[UUID, UUID, date]]:
    wanted = select(DigestWish.site_id, DigestWish.staff_id, DigestWish.last_monday, Site.timezone)
    rows = db.session.execute(wanted.join(Site, Site.id == DigestWish.site_id).where(DigestWish.is_on)).all()
    found = [(site_id, staff_id, last, last_monday(zone, moment)) for site_id, staff_id, last, zone in rows]
    return [(site_id, staff_id, monday) for site_id, staff_id, last, monday in found if last < monday]


def _claim(site_id: UUID, staff_id: UUID, monday: date) -> bool:
    """Of two workers that ask at once, the row count says whose the week is."""
    its = (DigestWish.site_id == site_id, DigestWish.staff_id == staff_id)
    still = (DigestWish.is_on, DigestWish.last_monday < monday)
    done = db.session.execute(update(DigestWish).where(*its, *still).values(last_monday=monday))
    return bool(done.rowcount == 1)  # type: ignore[attr-defined]
