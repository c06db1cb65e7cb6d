"""What the reaction figures are made from: first answers, recovery cases, and what still waits."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import func, select

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
    # A feedback's id tells its time, and messages and cases name it: all three are sought by it.
    ids = earliest_id(since), earliest_id(until)
    answered, treated = _answered(site.id, *ids), _treated(site.id, *ids)
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


def _answered(site_id: UUID, first: UUID, end: UUID) -> Sequence[Answered]:
    """The first answer to each feedback; a note to colleagues is none."""
    is_answer = (Message.site_id == site_id, Message.author == FROM_STAFF, Message.visibility != "note")
    firsts = (
        select(func.min(Message.sent_at).label("sent_at"), Message.feedback_id)
        .where(*is_answer, Message.feedback_id >= first, Message.feedback_id < end)
        .group_by(Message.feedback_id)
        .subquery()
    )
    is_first = (Message.feedback_id == firsts.c.feedback_id) & (Message.sent_at == firsts.c.sent_at)
    wanted = (
        select(Feedback.id, Feedback.touchpoint_id, Message.staff_id, Message.sent_at)
        .select_from(firsts)
        .join(Message, is_first)
        .join(Feedback, (Feedback.site_id == Message.site_id) & (Feedback.id == Message.feedback_id))
        .where(*is_answer, in_view())
    )
    # Once, though two were sent within one millisecond.
    rows = {row.id: row for row in db.session.execute(wanted)}.values()
    return [Answered(row.touchpoint_id, row.staff_id, _seconds(row.id, row.sent_at)) for row in rows]


def _seconds(since: UUID, until: datetime) -> float:
    return max(0.0, (until - moment_of(since)).total_seconds())


def _treated(site_id: UUID, first: UUID, end: UUID) -> Sequence[Treated]:
    case = RecoveryCase
    between = (case.site_id == site_id, case.feedback_id >= first, case.feedback_id < end)
    wanted = select(
        Feedback.touchpoint_id, Feedback.assignee_id, case.in_time, case.first_score, case.second_score, case.outcome
    ).join(case, (case.site_id == Feedback.site_id) & (case.feedback_id == Feedback.id))
    rows = db.session.execute(wanted.where(*between, case.state != CANCELLED, in_view()))
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
    ages = waits_of(_seconds(id_, present) for id_ in ids)
    return {"is_cut": len(ids) == MOST_WAITING, "waits": ages}


def _waiting(site_id: UUID, case: str) -> Sequence[UUID]:
    """Of one case state, so that its index gives them in order."""
    here = (Feedback.site_id == site_id, Feedback.case == case, Feedback.comment.is_not(None), in_view())
    return db.session.scalars(select(Feedback.id).where(*here).order_by(Feedback.id).limit(MOST_WAITING)).all()
