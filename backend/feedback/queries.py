"""Reading the record: one feedback, the inbox's pages, the numbers beside its views."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select

from backend.feedback.models import Feedback
from backend.feedback.search import matching
from backend.foundation.database import db
from backend.foundation.errors import NotFound, invalid_param
from backend.foundation.ids import earliest_id
from backend.foundation.pages import Page, decode_cursor, page_of
from backend.foundation.signing import digest
from backend.touchpoints.models import Stage, Touchpoint


def find_feedback(site_ids: Sequence[UUID], feedback_id: UUID) -> Feedback:
    """The feedback with this id on one of these sites; NotFound also when it is another site's."""
    wanted = select(Feedback).where(Feedback.site_id.in_(site_ids), Feedback.id == feedback_id)
    feedback = db.session.scalar(wanted)
    if feedback is None:
        raise NotFound("There is no such feedback on your sites.")
    return feedback


def find_by_thread_key(thread_key: str) -> Feedback:
    feedback = db.session.scalar(select(Feedback).where(Feedback.thread_digest == digest(thread_key)))
    if feedback is None:
        raise NotFound("This conversation does not exist, or it has been erased.")
    return feedback


def inbox_page(site_ids: Sequence[UUID], asked: Mapping[str, Any], languages: Sequence[str]) -> Page:
    """Newest first. `asked` is a loaded FeedbackQuery; `languages` are those whose word forms a search tries."""
    wanted = select(Feedback).where(*_conditions(site_ids, asked, languages))
    wanted = wanted.order_by(Feedback.id.desc()).limit(asked["limit"] + 1)
    return page_of(db.session.scalars(wanted).all(), asked["limit"])


def counts_by_state(site_ids: Sequence[UUID]) -> dict[str, dict[str, int]]:
    """How many feedback stand in each publication and each case. Spam is not counted among the cases."""
    here = Feedback.site_id.in_(site_ids)
    publication = select(Feedback.publication, func.count()).where(here).group_by(Feedback.publication)
    case = select(Feedback.case, func.count()).where(here, Feedback.publication != "spam").group_by(Feedback.case)
    return {"publication": _pairs(publication), "case": _pairs(case)}


def _pairs(statement: Select[str, int]) -> dict[str, int]:
    return {row[0]: row[1] for row in db.session.execute(statement)}


def _conditions(
    site_ids: Sequence[UUID], asked: Mapping[str, Any], languages: Sequence[str]
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [Feedback.site_id.in_(site_ids)]
    for name, column in _ONE_OF.items():
        if asked.get(name):
            conditions.append(column.in_(asked[name]))
    if asked.get("touchpoint") or asked.get("stage"):
        conditions.append(Feedback.touchpoint_id.in_(_touchpoint_ids(site_ids, asked)))
    for name, place in (("rating_min", Feedback.value.__ge__), ("rating_max", Feedback.value.__le__)):
        if asked.get(name) is not None:
            conditions.append(place(asked[name]))
    conditions += _times(asked)
    if asked.get("assignee"):
        conditions.append(Feedback.assignee_id == asked["assignee"])
    if asked.get("q"):
        conditions.append(matching(db.engine.dialect.name, asked["q"], languages, site_ids))
    return conditions


_ONE_OF = {
    "publication": Feedback.publication,
    "case": Feedback.case,
    "sentiment": Feedback.sentiment_label,
    "language": Feedback.language,
}


def _times(asked: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if asked.get("since"):
        conditions.append(Feedback.id >= earliest_id(asked["since"]))
    if asked.get("until"):
        conditions.append(Feedback.id < earliest_id(asked["until"]))
    cursor = decode_cursor(asked.get("cursor"))
    if cursor is not None:
        try:
            conditions.append(Feedback.id < UUID(hex=cursor))
        except ValueError:
            raise invalid_param("cursor", "invalid", "use next_cursor of the page before, unchanged") from None
    return conditions


def _touchpoint_ids(site_ids: Sequence[UUID], asked: Mapping[str, Any]) -> Sequence[UUID]:
    """Looked up first: with plain ids the database can walk the index of a touchpoint instead of joining."""
    wanted = select(Touchpoint.id).where(Touchpoint.site_id.in_(site_ids))
    if asked.get("touchpoint"):
        wanted = wanted.where(Touchpoint.key.in_(asked["touchpoint"]))
    if asked.get("stage"):
        stages = select(Stage.id).where(Stage.site_id.in_(site_ids), Stage.key.in_(asked["stage"]))
        wanted = wanted.where(Touchpoint.stage_id.in_(stages))
    return db.session.scalars(wanted).all()
