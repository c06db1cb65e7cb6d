"""What the reaction figures are made from: first answers, recovery cases, and what still waits."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from backend.accounts.models import Staff
from backend.conversations.models import FROM_STAFF, Message
from backend.conversations.reaction_figures import CaseFacts, Reaction, reaction_of, waits_of
from backend.conversations.recovery_models import CANCELLED, RecoveryCase
from backend.conversations.recovery_queries import in_view
from backend.conversations.recovery_settings import recovery_of
from backend.feedback.models import Feedback
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.foundation.ids import earliest_id, moment_of
from backend.sites.models import Site
from backend.touchpoints.queries import touchpoints_of

MOST_WAITING = 10_000  # of what waits the oldest so many are looked at: beyond them the ages say nothing new

ALL, TOUCHPOINT, STAFF = "all", "touchpoint", "staff"


class Answered(NamedTuple):
    touchpoint_id: UUID
    staff_id: UUID | None
    seconds: float


class Treated(NamedTuple):
    touchpoint_id: UUID
    staff_id: UUID | None
    facts: CaseFacts


def reaction(site: Site, since: datetime, until: datetime) -> dict[str, Any]:
    """How staff reacted to what was said between the two moments: in all, by touchpoint, and by staff member unless
    the site tells no names. A first answer belongs to who gave it, a recovery case to who owns it."""
    between = _said_between(site.id, since, until)
    answered, treated = _answered(site.id, between), _treated(site.id, between)
    items = [_item(ALL, None, None, reaction_of((one.seconds for one in answered), [one.facts for one in treated]))]
    places = {touchpoint.id: touchpoint for touchpoint in touchpoints_of(site.id)}
    by_place = _grouped(answered, treated, lambda one: one.touchpoint_id)
    items += [
        _item(TOUCHPOINT, place.key, place.name, by_place[place.id])
        for place in places.values()
        if place.id in by_place
    ]
    if recovery_of(site).names_shown:
        items += _by_staff(_grouped(answered, treated, lambda one: one.staff_id))
    return {"since": since, "until": until, "items": items, "backlog": _backlog(site.id)}


def _said_between(site_id: UUID, since: datetime, until: datetime) -> tuple[ColumnElement[bool], ...]:
    """Of feedback: its id tells the time."""
    return Feedback.site_id == site_id, Feedback.id >= earliest_id(since), Feedback.id < earliest_id(until), in_view()


def _answered(site_id: UUID, between: tuple[ColumnElement[bool], ...]) -> Sequence[Answered]:
    """The first answer to each feedback; a note to colleagues is none."""
    firsts = (
        select(func.min(Message.sent_at).label("sent_at"), Message.feedback_id)
        .where(Message.site_id == site_id, Message.author == FROM_STAFF, Message.visibility != "note")
        .group_by(Message.feedback_id)
        .subquery()
    )
    first = (Message.feedback_id == firsts.c.feedback_id) & (Message.sent_at == firsts.c.sent_at)
    wanted = (
        select(Feedback.id, Feedback.touchpoint_id, Message.staff_id, Message.sent_at)
        .join(firsts, firsts.c.feedback_id == Feedback.id)
        .join(Message, (Message.site_id == Feedback.site_id) & first & (Message.author == FROM_STAFF))
    )
    return [
        Answered(row.touchpoint_id, row.staff_id, max(0.0, (row.sent_at - moment_of(row.id)).total_seconds()))
        for row in db.session.execute(wanted.where(*between))
    ]


def _treated(site_id: UUID, between: tuple[ColumnElement[bool], ...]) -> Sequence[Treated]:
    case = RecoveryCase
    wanted = select(
        Feedback.touchpoint_id, Feedback.assignee_id, case.in_time, case.first_score, case.second_score, case.outcome
    ).join(case, (case.site_id == Feedback.site_id) & (case.feedback_id == Feedback.id))
    rows = db.session.execute(wanted.where(*between, case.site_id == site_id, case.state != CANCELLED))
    return [Treated(row[0], row[1], CaseFacts(*row[2:])) for row in rows]


def _grouped(
    answered: Iterable[Answered], treated: Iterable[Treated], key: Callable[[Any], UUID | None]
) -> Mapping[UUID, Reaction]:
    waits: dict[UUID | None, list[float]] = defaultdict(list)
    cases: dict[UUID | None, list[CaseFacts]] = defaultdict(list)
    for one in answered:
        waits[key(one)].append(one.seconds)
    for other in treated:
        cases[key(other)].append(other.facts)
    known = [group for group in {*waits, *cases} if group is not None]
    return {group: reaction_of(waits[group], cases[group]) for group in known}


def _by_staff(groups: Mapping[UUID, Reaction]) -> list[dict[str, Any]]:
    """By name, never by figure: this is no ranking."""
    people = select(Staff.id, Staff.name).where(Staff.id.in_(list(groups))).order_by(Staff.name, Staff.id)
    return [_item(STAFF, str(row.id), row.name, groups[row.id]) for row in db.session.execute(people)]


def _item(by: str, key: str | None, name: Any, figures: Reaction) -> dict[str, Any]:
    return {"by": by, "key": key or ALL, "name": name, **{part: getattr(figures, part) for part in _PARTS}}


_PARTS = ("first_answer", "in_time", "recovered", "lift")


def _backlog(site_id: UUID) -> dict[str, Any]:
    """Comments that nobody has answered or dealt with, and for how long they have waited."""
    ids = sorted(id_ for case in ("new", "open") for id_ in _waiting(site_id, case))[:MOST_WAITING]
    present = now()
    ages = waits_of(max(0.0, (present - moment_of(id_)).total_seconds()) for id_ in ids)
    return {"is_cut": len(ids) == MOST_WAITING, "waits": ages}


def _waiting(site_id: UUID, case: str) -> Sequence[UUID]:
    """Of one case state, so that its index gives them in order."""
    here = (Feedback.site_id == site_id, Feedback.case == case, Feedback.comment.is_not(None), in_view())
    return db.session.scalars(select(Feedback.id).where(*here).order_by(Feedback.id).limit(MOST_WAITING)).all()
