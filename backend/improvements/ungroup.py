"""Take back a deed of grouping as a whole: what it brought goes out again, and what it made for that goes too."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select

from backend.events.models import Event
from backend.events.queries import events_about
from backend.events.record import Actor, record
from backend.foundation.database import db
from backend.foundation.errors import NotFound
from backend.improvements.group import GROUPED, UNGROUPED
from backend.improvements.group_models import Improvement, ImprovementMember
from backend.improvements.plan import PLANNED_NOW, delete_improvement
from backend.sites.manage import touch


def undo_grouping(improvement: Improvement, grouping_id: UUID, actor: Actor, may_manage: bool) -> Mapping[str, Any]:
    """Take out what this grouping brought; who was told meanwhile stays, for that cannot be taken back.

    An improvement that was made in the same deed goes with it, if nothing else has been done to it and the caller may
    take it away. The caller read it to change it. Done twice, the second time removes nothing.
    """
    deed = db.session.get(Event, (improvement.site_id, grouping_id))
    if deed is None or (deed.kind, deed.subject_id) != (GROUPED, improvement.id):
        raise NotFound("There is no such grouping of this improvement.")
    brought = (
        ImprovementMember.site_id == improvement.site_id,
        ImprovementMember.improvement_id == improvement.id,
        ImprovementMember.grouping_id == grouping_id,
    )
    gone = db.session.execute(delete(ImprovementMember).where(*brought, ImprovementMember.told_as.is_(None)))
    removed: int = gone.rowcount  # type: ignore[attr-defined]
    kept = db.session.scalar(select(func.count()).select_from(ImprovementMember).where(*brought)) or 0
    if removed:
        told = {"grouping_id": str(grouping_id), "removed": removed}
        record(UNGROUPED, improvement.site_id, improvement.id, actor, **told)
        touch(improvement.site_id)
    goes = may_manage and kept == 0 and _was_made_for_it(improvement, deed)
    if goes:
        delete_improvement(improvement, actor)
    return {"removed": removed, "kept": kept, "is_deleted": goes}


def _was_made_for_it(improvement: Improvement, deed: Event) -> bool:
    """Whether it was planned by this very deed, and nothing but that has been done to it since."""
    others = [event.kind for event in events_about(improvement.site_id, improvement.id) if event.id != deed.id]
    return bool(deed.data.get("planned")) and set(others) <= {PLANNED_NOW, UNGROUPED}
