"""Which improvements a topic was gathered into: read from the trail, as long as something of it is in their group."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from backend.events.models import Event
from backend.foundation.database import db
from backend.improvements.group import GROUPED
from backend.improvements.group_models import Improvement, ImprovementMember
from backend.insights.topics import final

MOST_READ = 300  # the newest deeds: what was gathered long before is seldom asked for


def gathered_into(site_id: UUID, into: Mapping[str, str]) -> Mapping[str, Sequence[Improvement]]:
    """By topic the improvements that hold what was said about it, the newest deed first.

    `into` are the topics that were merged into others: what was gathered of one counts for the other, too.
    """
    deeds = _deeds(site_id)
    holding = _holding(site_id, deeds)
    found: dict[str, list[Improvement]] = {}
    for deed in deeds:
        its = found.setdefault(final(deed.data["topic"], into), [])
        improvement = holding.get(deed.id)
        if improvement and improvement not in its:
            its.append(improvement)
    return found


def _deeds(site_id: UUID) -> Sequence[Any]:
    """The newest deeds of grouping that were of a topic."""
    newest = select(Event.id, Event.subject_id, Event.data).where(Event.site_id == site_id, Event.kind == GROUPED)
    rows = db.session.execute(newest.order_by(Event.id.desc()).limit(MOST_READ))
    return [row for row in rows if "topic" in row.data]


def _holding(site_id: UUID, deeds: Sequence[Any]) -> Mapping[UUID, Improvement]:
    """By deed the improvement in whose group there is something that it brought."""
    member, subjects = ImprovementMember, {deed.subject_id for deed in deeds}
    held = select(member.grouping_id, member.improvement_id).distinct()
    held = held.where(member.site_id == site_id, member.improvement_id.in_(subjects))
    its = select(Improvement).where(Improvement.site_id == site_id, Improvement.id.in_(subjects))
    known = {one.id: one for one in db.session.scalars(its)}
    return {grouping_id: known[improvement_id] for grouping_id, improvement_id in db.session.execute(held)}
