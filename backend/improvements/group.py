"""Put feedback into an improvement's group, and take it out."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from backend.events.record import Actor, record
from backend.feedback.inbox import matching_ids
from backend.feedback.models import Feedback
from backend.foundation.database import db
from backend.foundation.errors import NotFound, invalid_param
from backend.improvements.group_models import Improvement, ImprovementMember
from backend.sites.manage import touch

MOST = 5_000  # at once
GROUPED, UNGROUPED = "improvement.grouped", "improvement.ungrouped"


def add_members(
    improvement: Improvement, wish: Mapping[str, Any], asked: Mapping[str, Any], actor: Actor
) -> Mapping[str, Any]:
    """Group what a loaded NewMembers names, or all that its filters `asked` find: at most MOST, the newest.

    What was merged into one of them comes with it. Ids of other sites are as if they were not there. The caller read
    the improvement to change it.
    """
    found = _wanted(improvement, wish, asked)
    ids = with_merged(improvement.site_id, found[:MOST])
    if not ids:
        raise invalid_param("ids" if wish["ids"] else "all", "invalid", "no feedback of this site is meant by it")
    return {**put_in(improvement, ids, actor), "has_more": len(found) > MOST}


def put_in(improvement: Improvement, ids: Sequence[UUID], actor: Actor, **told: Any) -> dict[str, Any]:
    """Make these, which are of the improvement's site, its members; `told` goes into the trail with the deed.

    What is in the group already stays as it is, and counts as such. `id` is the deed's, None when it changed nothing.
    """
    new = sorted(set(ids) - already_in(improvement))
    counts = {"added": len(new), "already": len(set(ids)) - len(new)}
    if not new:
        return {"id": None, **counts}
    deed = record(GROUPED, improvement.site_id, improvement.id, actor, added=len(new), **told)
    place = {"site_id": improvement.site_id, "improvement_id": improvement.id, "grouping_id": deed.id}
    db.session.execute(insert(ImprovementMember), [{**place, "feedback_id": one} for one in new])
    touch(improvement.site_id)
    return {"id": deed.id, **counts}


def remove_member(improvement: Improvement, feedback_id: UUID, actor: Actor) -> None:
    member = db.session.get(ImprovementMember, (improvement.site_id, improvement.id, feedback_id))
    if member is None:
        raise NotFound("This feedback is not in the group of this improvement.")
    db.session.delete(member)
    record(UNGROUPED, improvement.site_id, improvement.id, actor, feedback_id=str(feedback_id))
    db.session.flush()
    touch(improvement.site_id)


def with_merged(site_id: UUID, ids: Sequence[UUID]) -> Sequence[UUID]:
    """These and what was merged into one of them. Few are merged, so those are read and not the many."""
    merged = select(Feedback.id, Feedback.duplicate_of_id).where(
        Feedback.site_id == site_id, Feedback.duplicate_of_id.is_not(None)
    )
    named = set(ids)
    return [*ids, *(row.id for row in db.session.execute(merged) if row.duplicate_of_id in named)]


def already_in(improvement: Improvement) -> set[UUID]:
    its = (ImprovementMember.site_id == improvement.site_id, ImprovementMember.improvement_id == improvement.id)
    return set(db.session.scalars(select(ImprovementMember.feedback_id).where(*its)))


def _wanted(improvement: Improvement, wish: Mapping[str, Any], asked: Mapping[str, Any]) -> Sequence[UUID]:
    if not wish["ids"]:
        return matching_ids([improvement.site], asked, MOST + 1)
    known = select(Feedback.id).where(Feedback.site_id == improvement.site_id, Feedback.id.in_(wish["ids"]))
    return db.session.scalars(known).all()
