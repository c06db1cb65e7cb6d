"""What the inbox can be asked for, as conditions on feedback; each knows whether an index can be walked by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, false, select
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.expression import UnaryExpression
from sqlalchemy.sql.operators import custom_op

from backend.feedback.models import Feedback
from backend.feedback.tag import plain
from backend.feedback.tag_models import Tag
from backend.foundation.database import db, is_sqlite
from backend.touchpoints.models import Stage, Touchpoint

# Of all the scales: expectation begins below nothing, recommending ends at ten.
LEAST_VALUE, MOST_VALUE = -2, 10


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """`holds` as the database is asked. `apart`: the same, so written that no index is chosen by it. `stretches`: the
    same as alternatives, each one stretch of an index in the order of ids; none where no index helps."""

    holds: ColumnElement[bool]
    apart: ColumnElement[bool]
    stretches: Sequence[ColumnElement[bool]] = ()


def conditions_of(site_ids: Sequence[UUID], asked: Mapping[str, Any]) -> list[Condition]:
    """The conditions of a loaded FeedbackQuery, those that few meet first. Customers, moments and words are others'."""
    found = [_one_of(Feedback.assignee_id, [asked["assignee"]])] if asked.get("assignee") else []
    for name, column in _SELDOM.items():
        if asked.get(name):
            found.append(_one_of(column, asked[name]))
    if asked.get("tag"):
        found.append(_filed_under(site_ids, asked["tag"]))
    for name, column in _KNOWN.items():
        if asked.get(name) is not None:
            found.append(_is_known(column, asked[name]))
    if asked.get("contradicts") is not None:
        found.append(_contradicts(asked["contradicts"]))
    if asked.get("touchpoint") or asked.get("stage"):
        found.append(_one_of(Feedback.touchpoint_id, _touchpoint_ids(site_ids, asked)))
    if asked.get("rating_min") is not None or asked.get("rating_max") is not None:
        found.append(_one_of(Feedback.value, _values(asked)))
    if asked.get("returning") is not None:
        found.append(_one_of(Feedback.is_returning, [asked["returning"]]))
    for name, column in _OFTEN.items():
        if asked.get(name):
            found.append(_one_of(column, asked[name]))
    return found


_SELDOM: Mapping[str, InstrumentedAttribute[Any]] = {"subject": Feedback.subject, "segment": Feedback.segment}
_KNOWN: Mapping[str, InstrumentedAttribute[Any]] = {
    "reported": Feedback.reported_at,
    "has_email": Feedback.email,
    "answered": Feedback.answered_at,
}
_OFTEN: Mapping[str, InstrumentedAttribute[Any]] = {
    "case": Feedback.case,
    "language": Feedback.language,
    "device": Feedback.device,
    "sentiment": Feedback.sentiment_label,
    "publication": Feedback.publication,
}


def withdrawn(asked: Mapping[str, Any]) -> Condition:
    """Only what was withdrawn, if that is asked for; else all that was not."""
    if asked.get("withdrawn"):
        return _is_known(Feedback.withdrawn_at, True)
    return _is_known(Feedback.withdrawn_at, False)


def _filed_under(site_ids: Sequence[UUID], words: Sequence[str]) -> Condition:
    """Under one word or another; what stands under a word is found by its own index, and sorted."""
    filed = select(Tag.feedback_id).where(Tag.site_id.in_(site_ids), Tag.word.in_([plain(word) for word in words]))
    holds = Feedback.id.in_(filed)
    return Condition(holds, holds, [holds])


def _one_of(column: InstrumentedAttribute[Any], values: Sequence[Any]) -> Condition:
    values = list(dict.fromkeys(values))
    if not values:
        return Condition(false(), false())
    return Condition(column.in_(values), _apart(column).in_(values), [column == value for value in values])


def _is_known(column: InstrumentedAttribute[Any], known: bool) -> Condition:
    if not known:
        return Condition(column.is_(None), _apart(column).is_(None))
    return Condition(column.is_not(None), _apart(column).is_not(None), [column.is_not(None)])


def _contradicts(does: bool) -> Condition:
    # Not compared with a value: the small index is walked only for the very condition that made it.
    column: ColumnElement[bool] = Feedback.contradicts.expression
    return Condition(column, _apart(Feedback.contradicts), [column]) if does else Condition(~column, ~column)


def _values(asked: Mapping[str, Any]) -> range:
    least, most = asked.get("rating_min"), asked.get("rating_max")
    least = LEAST_VALUE if least is None else max(least, LEAST_VALUE)
    most = MOST_VALUE if most is None else min(most, MOST_VALUE)
    return range(least, most + 1)


def _apart(column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    """The column as an expression. PostgreSQL needs no such hint: it knows how often each value comes."""
    expression: ColumnElement[Any] = column.expression
    return UnaryExpression(expression, operator=custom_op("+"), type_=column.type) if is_sqlite() else expression


def _touchpoint_ids(site_ids: Sequence[UUID], asked: Mapping[str, Any]) -> Sequence[UUID]:
    """Looked up first: with plain ids the database can walk the index of a touchpoint instead of joining."""
    wanted = select(Touchpoint.id).where(Touchpoint.site_id.in_(site_ids))
    if asked.get("touchpoint"):
        wanted = wanted.where(Touchpoint.key.in_(asked["touchpoint"]))
    if asked.get("stage"):
        stages = select(Stage.id).where(Stage.site_id.in_(site_ids), Stage.key.in_(asked["stage"]))
        wanted = wanted.where(Touchpoint.stage_id.in_(stages))
    return db.session.scalars(wanted).all()
