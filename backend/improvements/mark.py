"""Mark what was done on the site's trends, correct the mark, take it away; set the baseline."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, select, update

from backend.events.record import Actor, record
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.foundation.errors import invalid_param
from backend.improvements.group_models import Improvement
from backend.improvements.models import Baseline, Change, ChangePlace
from backend.sites.models import Site
from backend.touchpoints.models import Touchpoint


def mark_change(site: Site, values: dict[str, Any], actor: Actor | None = None) -> Change:
    """`values` are a loaded NewChange: what is not said happened now, as a release, and concerns every touchpoint."""
    rest = {"kind": "release", "at": now(), **values}
    keys = rest.pop("touchpoints", None)
    by = {"staff_id": actor.staff_id, "staff_name": actor.name} if actor else {}
    change = Change(site_id=site.id, **rest, **by)
    db.session.add(change)
    db.session.flush()
    change.places = _places(change, keys)
    return _kept(change, "change.marked", actor)


def change_mark(change: Change, values: dict[str, Any], actor: Actor) -> Change:
    rest = dict(values)
    if "touchpoints" in rest:
        change.places = _places(change, rest.pop("touchpoints"))
    for name, value in rest.items():
        setattr(change, name, value)
    return _kept(change, "change.changed", actor)


def delete_change(change: Change, actor: Actor) -> None:
    """An improvement that was tied to it stays, tied to none."""
    record("change.deleted", change.site_id, change.id, actor, title=change.title)
    tied = (Improvement.site_id == change.site_id, Improvement.change_id == change.id)
    db.session.execute(update(Improvement).where(*tied).values(change_id=None))
    db.session.delete(change)


def set_baseline(site: Site, since: date, until: date, actor: Actor) -> Baseline:
    record("baseline.set", site.id, site.id, actor, since=since.isoformat(), until=until.isoformat())
    return db.session.merge(Baseline(site_id=site.id, since=since, until=until, set_at=now()))


def drop_baseline(site: Site, actor: Actor) -> None:
    record("baseline.dropped", site.id, site.id, actor)
    db.session.execute(delete(Baseline).where(Baseline.site_id == site.id))


def _places(change: Change, keys: Sequence[str] | None) -> list[ChangePlace]:
    """The touchpoints it concerns; an unknown key is refused, so that a typing error marks nothing."""
    if keys is None:
        return []
    wanted = select(Touchpoint.key, Touchpoint.id).where(Touchpoint.site_id == change.site_id, Touchpoint.key.in_(keys))
    known = {row.key: row.id for row in db.session.execute(wanted)}
    missing = sorted(set(keys) - set(known))
    if missing:
        raise invalid_param("touchpoints", "invalid", f"this site has no touchpoint with the key {missing[0]}")
    before = {place.touchpoint_id: place for place in change.places}
    return [
        before.get(touchpoint_id) or ChangePlace(site_id=change.site_id, touchpoint_id=touchpoint_id)
        for touchpoint_id in known.values()
    ]


def _kept(change: Change, kind: str, actor: Actor | None) -> Change:
    db.session.flush()
    db.session.expire(change)  # read back what relationships now say
    record(kind, change.site_id, change.id, actor, title=change.title)
    return change
