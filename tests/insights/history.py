"""What was said at a shop over time, written at once through the verb that every door leads to."""

import random
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from flask import Flask

from backend.customers.identity import Identity, Person
from backend.feedback.record import Answer, NewFeedback, insert_feedback, rows_of
from backend.foundation.clock import now
from backend.foundation.database import db, writing
from backend.foundation.ids import new_id
from backend.foundation.statements import driver_cursor
from backend.touchpoints.catalog import catalog
from backend.touchpoints.scales import SCALES

# As a shop's people live it: when UTC has an hour or two of its day left, theirs has begun anew.
TODAY = now().astimezone(ZoneInfo("Europe/Helsinki")).date()


class Told(Protocol):
    """A site whose history is told, and the app that holds it."""

    @property
    def app(self) -> Flask: ...
    @property
    def id(self) -> uuid.UUID: ...
    @property
    def key(self) -> str: ...


def days_ago(days: int) -> Any:
    return TODAY - timedelta(days=days)


def say(shop: Told, ratings: dict[int, int], ago: int = 1, touchpoint: str = "checkout", **further: Any) -> None:
    """So many gave each of these values to the touchpoint's first question so many days ago.

    `answers` to its other questions by their keys, and the `customer` by her reference, may stand beside what else an
    entry has.
    """
    say_each(shop, [(value, ago, touchpoint, further) for value, n in ratings.items() for _ in range(n)])


def say_each(shop: Told, many: Iterable[tuple[int, int, str, dict[str, Any]]]) -> None:
    """The same of many at once: each a value, how many days ago, the touchpoint's key and what else it has."""
    with shop.app.app_context():
        catalog().refresh(at_once=True)
        known = catalog().site(shop.key).touchpoints
        told = [_new(shop, known[touchpoint], value, ago, further) for value, ago, touchpoint, further in many]
        with writing():
            cursor = driver_cursor(db.session().connection())
            insert_feedback(cursor, [rows_of(cursor.dialect, one) for one in told])


def say_daily(shop: Told, ratings: dict[int, int], ago: range, **options: Any) -> None:
    for day in ago:
        say(shop, ratings, day, **options)


def _new(shop: Told, touchpoint: Any, value: int, ago: int, further: dict[str, Any]) -> NewFeedback:
    moment = datetime.combine(days_ago(ago), time(12), UTC)
    first, *others = touchpoint.questions
    told = dict(further)
    answers, reference = told.pop("answers", {}), told.pop("customer", None)
    options = {
        "language": "fi", "sentiment": None, "publication": "published", "comment": None, "email": None,
        "further": [_answer(one, answers[one.key]) for one in others if one.key in answers],
        "identity": reference and Identity(Person(reference)), **told,
    }  # fmt: skip
    return NewFeedback(
        site_id=shop.id, id=new_id(moment), entry_id=uuid.uuid4(), touchpoint_id=touchpoint.id,
        timezone="Europe/Helsinki", thread_digest=random.randbytes(32), fingerprint=random.randbytes(32),
        reasons=(), created_at=moment, first=_answer(first, value),
        texts={}, page_url=None, page_title=None, **options,
    )  # fmt: skip


def _answer(question: Any, value: int) -> Answer:
    return Answer(question.id, value, SCALES[question.kind].score(value))
