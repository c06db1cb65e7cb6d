from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, func, select

from backend.feedback.models import UNCOUNTED, Feedback
from backend.foundation.database import db
from backend.foundation.errors import NotFound, invalid_param
from backend.foundation.pages import Page, decode_cursor, page_of
from backend.improvements.group_models import DECLINED, DONE, IN_PROGRESS, PLANNED, Improvement, ImprovementMember
from backend.improvements.tell import untold_of

MOST_SHOWN = 100  # to visitors
SHOWN_FIRST = (DONE, IN_PROGRESS, PLANNED, DECLINED)


def find_improvement(site_ids: Sequence[UUID], improvement_id: UUID, to_change: bool = False) -> Improvement:
    """`to_change` keeps every other writer off it until this transaction ends."""
    wanted = select(Improvement).where(Improvement.site_id.in_(site_ids), Improvement.id == improvement_id)
    found = db.session.scalar(wanted.with_for_update(of=Improvement) if to_change else wanted)
    if found is None:
        raise NotFound("There is no such improvement on your sites.")
    return found


def improvements_page(site_id: UUID, asked: Mapping[str, Any]) -> Page:
    """The newest first, each with how many are in its group and how many of them were told of its state."""
    wanted = select(Improvement).where(Improvement.site_id == site_id)
    if asked.get("state"):
        wanted = wanted.where(Improvement.state.in_(asked["state"]))
    if asked.get("feedback"):
        mine = select(ImprovementMember.improvement_id).where(
            ImprovementMember.site_id == site_id, ImprovementMember.feedback_id == asked["feedback"]
        )
        wanted = wanted.where(Improvement.id.in_(mine))
    cursor = decode_cursor(asked["cursor"])
    if cursor is not None:
        wanted = wanted.where(Improvement.id < _id_of(cursor))
    rows = db.session.scalars(wanted.order_by(Improvement.id.desc()).limit(asked["limit"] + 1)).all()
    page = page_of(rows, asked["limit"])
    counts = _counts(site_id, [row.id for row in page.items])
    return Page([Counted(row, *counts.get(row.id, (0, 0))) for row in page.items], page.next_cursor)


class Counted:
    """An improvement with figures of its group; every other attribute is the improvement's."""

    def __init__(self, improvement: Improvement, members: int, told: int) -> None:
        self._improvement, self.members, self.told = improvement, members, told
        self.is_telling = improvement.telling is not None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._improvement, name)


def _counts(site_id: UUID, ids: Sequence[UUID]) -> Mapping[UUID, tuple[int, int]]:
    of, told = ImprovementMember.improvement_id, ImprovementMember.told_as == Improvement.state
    same = (Improvement.site_id == ImprovementMember.site_id) & (Improvement.id == of)
    wanted = select(of, func.count(), func.sum(case((told, 1), else_=0))).join(Improvement, same)
    wanted = wanted.where(ImprovementMember.site_id == site_id, of.in_(ids)).group_by(of)
    return {row[0]: (int(row[1]), int(row[2])) for row in db.session.execute(wanted)}


def members_page(improvement: Improvement, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was said, the newest first, and how far the telling has come."""
    wanted = _members(improvement).order_by(ImprovementMember.feedback_id.desc())
    cursor = decode_cursor(asked["cursor"])
    if cursor is not None:
        wanted = wanted.where(ImprovementMember.feedback_id < _id_of(cursor))
    rows = db.session.execute(wanted.limit(asked["limit"] + 1)).unique().all()
    page = page_of(rows, asked["limit"], key=lambda row: row[1].id.hex)
    members, told = _counts(improvement.site_id, [improvement.id]).get(improvement.id, (0, 0))
    untold = _members(improvement).with_only_columns(func.count()).where(*untold_of(improvement))
    return {
        "items": [_member(member, feedback) for member, feedback in page.items],
        "next_cursor": page.next_cursor,
        "members": members,
        "told": told,
        "to_tell": db.session.scalar(untold) or 0,
        "is_telling": improvement.telling is not None,
    }


def _members(improvement: Improvement) -> Select[ImprovementMember, Feedback]:
    same = (Feedback.site_id == ImprovementMember.site_id) & (Feedback.id == ImprovementMember.feedback_id)
    return (
        select(ImprovementMember, Feedback)
        .join(Feedback, same)
        .where(ImprovementMember.site_id == improvement.site_id, ImprovementMember.improvement_id == improvement.id)
    )


def _member(member: ImprovementMember, feedback: Feedback) -> Mapping[str, Any]:
    return {
        "feedback_id": feedback.id,
        "reference": feedback.reference,
        "touchpoint": feedback.touchpoint.key,
        "rating": feedback.value,
        "comment": feedback.comment,
        "language": feedback.language,
        "created_at": feedback.created_at,
        "told_as": member.told_as,
        "told_at": member.told_at,
        "is_left_out": feedback.publication == UNCOUNTED or feedback.withdrawn_at is not None,
    }


def improvements_shown(site_id: UUID) -> Sequence[Any]:
    """What visitors may see: in the order of SHOWN_FIRST, the newest first, each with how many said it.

    These count nothing that is spam or was withdrawn.
    """
    same = (Feedback.site_id == ImprovementMember.site_id) & (Feedback.id == ImprovementMember.feedback_id)
    said = (
        select(func.count())
        .select_from(ImprovementMember)
        .join(Feedback, same)
        .where(
            ImprovementMember.site_id == Improvement.site_id,
            ImprovementMember.improvement_id == Improvement.id,
            Feedback.publication != UNCOUNTED,
            Feedback.withdrawn_at.is_(None),
        )
        .scalar_subquery()
    )
    rank = case({state: place for place, state in enumerate(SHOWN_FIRST)}, value=Improvement.state)
    columns = (Improvement.title, Improvement.text, Improvement.state, Improvement.state_since, said.label("said_by"))
    wanted = select(*columns).where(Improvement.site_id == site_id, Improvement.is_public)
    ordered = wanted.order_by(rank, Improvement.state_since.desc(), Improvement.id.desc())
    return db.session.execute(ordered.limit(MOST_SHOWN)).all()


def _id_of(cursor: str) -> UUID:
    try:
        return UUID(hex=cursor)
    except ValueError:
        raise invalid_param("cursor", "invalid", "use next_cursor of the page before, unchanged") from None
