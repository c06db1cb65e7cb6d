"""Which index to walk, so that a page costs the same however rare what is asked for is among a million.

A planner that knows averages walks back in time through everything, hoping to meet the rare soon, or sorts all that is
common. Here it is counted how many meet each condition, up to a bound; the walk goes along the index of the rarest,
newest first, in stretches of one site and one value, in which the index has the order of the page.
"""

from collections.abc import Sequence
from itertools import product
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, false, func, literal, select, true, union_all

from backend.feedback.conditions import Condition
from backend.feedback.models import Feedback
from backend.foundation.database import db, is_sqlite

# So many are not counted on: 0.5 ms on SQLite; PostgreSQL looks up for each row whether it is visible, 2 to 3 ms.
COMMON, COMMON_ON_POSTGRESQL = 20_000, 8_000
MOST_STRETCHES = 60


def walked(
    wanted: Select[Any], site_ids: Sequence[UUID], conditions: Sequence[Condition],
    between: Sequence[ColumnElement[bool]], limit: int,
) -> Select[Any]:  # fmt: skip
    """The newest `limit` of those that meet all conditions, newest first. `between` bounds the ids."""
    way = _way(site_ids, conditions, between)
    rest = [condition.apart for condition in conditions if condition is not way]
    stretches: Sequence[ColumnElement[bool]] = way.stretches if way else [true()]
    places = list(product(site_ids, stretches))
    if len(places) > MOST_STRETCHES:  # of so many sites; each has few then
        holds = [Feedback.site_id.in_(site_ids), *[one.holds for one in conditions], *between]
        return wanted.where(*holds).order_by(Feedback.id.desc()).limit(limit)
    if len(places) <= 1:
        here = [Feedback.site_id == places[0][0], places[0][1]] if places else [false()]
        found = wanted.where(*here, *between, *rest)
        return found.order_by(Feedback.id.desc()).limit(limit)
    ids = _newest_of(places, [*between, *rest], limit)
    joined = (Feedback.site_id == ids.c.site_id) & (Feedback.id == ids.c.id)
    return wanted.select_from(ids).join(Feedback, joined).order_by(ids.c.id.desc()).limit(limit)


def _newest_of(places: Sequence[tuple[UUID, ColumnElement[bool]]], rest: list[ColumnElement[bool]], limit: int) -> Any:
    """The newest ids of each stretch, and of those the newest."""
    stretches = []
    for site_id, stretch in places:
        along = select(Feedback.site_id, Feedback.id).where(Feedback.site_id == site_id, stretch, *rest)
        newest = along.order_by(Feedback.id.desc()).limit(limit).subquery()
        stretches.append(select(newest.c.site_id, newest.c.id))
    every = union_all(*stretches).subquery()
    return select(every.c.site_id, every.c.id).order_by(every.c.id.desc()).limit(limit).subquery("ids")


def _way(
    site_ids: Sequence[UUID], conditions: Sequence[Condition], between: Sequence[ColumnElement[bool]]
) -> Condition | None:
    """The condition along whose index to walk; None: back in time through all."""
    usable = [one for one in conditions if one.stretches and len(one.stretches) * len(site_ids) <= MOST_STRETCHES]
    if len(usable) < 2:
        return usable[0] if usable else None
    most = COMMON if is_sqlite() else COMMON_ON_POSTGRESQL
    counted = dict(zip(usable, numbers(site_ids, usable, between, most), strict=True))
    rarest = min(usable, key=lambda one: (counted[one], len(one.stretches) > 1))
    # Of what is common in several stretches, one may hold none of the rest, and would be walked to its end.
    return None if counted[rarest] == most and len(rarest.stretches) > 1 else rarest


def the_few(
    site_ids: Sequence[UUID], conditions: Sequence[Condition], between: Sequence[ColumnElement[bool]], most: int
) -> Sequence[UUID] | None:
    """The ids of those that meet all conditions, if at most so many meet the rarest of them."""
    usable = [one for one in conditions if one.stretches]
    if not usable or min(numbers(site_ids, usable, between, most + 1)) > most:
        return None
    holds = [Feedback.site_id.in_(site_ids), *[one.holds for one in conditions], *between]
    return db.session.scalars(select(Feedback.id).where(*holds)).all()


def numbers(
    site_ids: Sequence[UUID], conditions: Sequence[Condition], between: Sequence[ColumnElement[bool]], most: int
) -> list[int]:
    """How many meet each condition, counted to `most`."""
    counts = [_counted(most, [Feedback.site_id.in_(site_ids), one.holds, *between]) for one in conditions]
    return list(db.session.execute(select(*counts)).one())


def _counted(most: int, holds: Sequence[ColumnElement[bool]]) -> ScalarSelect[int]:
    some = select(literal(1)).select_from(Feedback).where(*holds).limit(most).subquery()
    return select(func.count()).select_from(some).scalar_subquery()
