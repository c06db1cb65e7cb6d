"""Recovery cases as staff look for them: lists by state in the order in which they want something, and counts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, FromClause, and_, func, join, select, tuple_
from sqlalchemy.orm import contains_eager, joinedload, lazyload, load_only

from backend.accounts.models import Staff
from backend.conversations.recovery_models import ANSWERED, CANCELLED, CLOSED, OPEN, RecoveryCase
from backend.feedback.models import UNCOUNTED, Feedback
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.foundation.errors import invalid_param
from backend.foundation.pages import Page, decode_cursor, page_of
from backend.sites.models import Membership
from backend.touchpoints.models import Touchpoint


def case_of(feedback: Feedback) -> RecoveryCase | None:
    """The feedback's recovery case, unless its visitor's correction has made it pointless."""
    case = any_case_of(feedback.site_id, feedback.id)
    return None if case is None or case.state == CANCELLED else case


def any_case_of(site_id: UUID, feedback_id: UUID) -> RecoveryCase | None:
    mine = (RecoveryCase.site_id == site_id, RecoveryCase.feedback_id == feedback_id)
    return db.session.scalar(select(RecoveryCase).where(*mine))


def in_view() -> ColumnElement[bool]:
    """Joined to its feedback: what was withdrawn or set aside as spam asks nobody for anything."""
    return and_(Feedback.withdrawn_at.is_(None), Feedback.publication != UNCOUNTED)


def case_page(site_ids: Sequence[UUID], asked: Mapping[str, Any]) -> Page:
    """Cases of one state: open ones by due time, so what is overdue comes first; answered ones by how long they have
    waited; closed ones the latest first. `asked` is a loaded CaseQuery."""
    newest_first = asked["state"] == CLOSED
    key = tuple_(RecoveryCase.moment, RecoveryCase.id)
    wanted = select(RecoveryCase).join(RecoveryCase.feedback).options(_WHAT_A_LIST_SHOWS)
    wanted = wanted.where(*_conditions(site_ids, asked))
    if (after := _read_cursor(asked["cursor"])) is not None:
        wanted = wanted.where(key < after if newest_first else key > after)
    order = [RecoveryCase.moment, RecoveryCase.id]
    wanted = wanted.order_by(*(column.desc() if newest_first else column.asc() for column in order))
    rows = db.session.scalars(wanted.limit(asked["limit"] + 1)).all()
    return page_of(rows, asked["limit"], key=lambda case: f"{case.moment.isoformat()} {case.id.hex}")


_WHAT_A_LIST_SHOWS = contains_eager(RecoveryCase.feedback).options(
    load_only(
        Feedback.comment, Feedback.language, Feedback.first_question_id, Feedback.second_value,
        Feedback.created_at, Feedback.touchpoint_id, Feedback.assignee_id,
    ),
    lazyload(Feedback.correction),
    joinedload(Feedback.touchpoint).options(load_only(Touchpoint.key, Touchpoint.name), lazyload(Touchpoint.stage)),
)  # fmt: skip


def _conditions(site_ids: Sequence[UUID], asked: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    conditions = [RecoveryCase.site_id.in_(site_ids), RecoveryCase.state == asked["state"], in_view()]
    if asked.get("owner"):
        conditions.append(Feedback.assignee_id == asked["owner"])
    if asked.get("unowned"):
        conditions.append(Feedback.assignee_id.is_(None))
    if asked.get("overdue") is not None:
        late = RecoveryCase.due_at < now()
        conditions.append(late if asked["overdue"] else ~late)
    if asked.get("outcome"):
        conditions.append(RecoveryCase.outcome.in_(asked["outcome"]))
    if asked.get("touchpoint"):
        here = select(Touchpoint.id).where(Touchpoint.site_id.in_(site_ids), Touchpoint.key.in_(asked["touchpoint"]))
        conditions.append(Feedback.touchpoint_id.in_(here))
    return conditions


def _read_cursor(cursor: str | None) -> tuple[datetime, UUID] | None:
    text = decode_cursor(cursor)
    if text is None:
        return None
    moment, _, last = text.rpartition(" ")
    try:
        return datetime.fromisoformat(moment), UUID(hex=last)
    except ValueError:
        raise invalid_param("cursor", "invalid", "use next_cursor of the page before, unchanged") from None


def case_counts(site_ids: Sequence[UUID], staff_id: UUID) -> dict[str, Any]:
    """How many wait for staff, of these how many too long, and how many are the caller's; and how cases ended."""
    waiting, feedback = _cases_with_feedback(site_ids, [OPEN])
    late, mine = waiting.c.due_at < now(), Feedback.assignee_id == staff_id
    of = func.count().filter
    counts = select(func.count(), of(late), of(mine), of(and_(late, mine)), of(Feedback.assignee_id.is_(None)))
    row = db.session.execute(counts.select_from(feedback).where(in_view())).one()
    names = ("open", "overdue", "mine", "mine_overdue", "unowned")
    return {**dict(zip(names, row, strict=True)), **_ended(site_ids)}


def _ended(site_ids: Sequence[UUID]) -> dict[str, Any]:
    ended, feedback = _cases_with_feedback(site_ids, [ANSWERED, CLOSED])
    by = select(ended.c.state, ended.c.outcome, func.count()).select_from(feedback).where(in_view())
    rows = db.session.execute(by.group_by(ended.c.state, ended.c.outcome)).all()
    outcomes = {outcome: n for state, outcome, n in rows if state == CLOSED and outcome}
    return {"answered": sum(n for state, _, n in rows if state == ANSWERED), "outcomes": outcomes}


def _cases_with_feedback(site_ids: Sequence[UUID], states: Sequence[str]) -> tuple[CTE, FromClause]:
    """The cases of these states, and their join with what they are about.

    The cases are found first: a planner that thinks them many walks through all feedback, looking for its case.
    """
    columns = (RecoveryCase.site_id, RecoveryCase.feedback_id, RecoveryCase.state)
    found = select(*columns, RecoveryCase.due_at, RecoveryCase.outcome)
    found = found.where(RecoveryCase.site_id.in_(site_ids), RecoveryCase.state.in_(states))
    cases = found.cte("cases").prefix_with("MATERIALIZED")
    its = (Feedback.site_id == cases.c.site_id) & (Feedback.id == cases.c.feedback_id)
    return cases, join(cases, Feedback, its)


def manager_ids(site_id: UUID) -> Sequence[UUID]:
    """Those who are told when nobody answers in time."""
    leads = select(Membership.staff_id).join(Staff, Staff.id == Membership.staff_id)
    leads = leads.where(Membership.site_id == site_id, Membership.role.in_(("owner", "manager")), Staff.is_active)
    return db.session.scalars(leads.order_by(Membership.staff_id)).all()
