"""Recovery at 100,000 feedback of one site: the watch's look, the lists and the reaction figures."""

import time
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert, select

from backend.conversations.models import FROM_STAFF, Message
from backend.conversations.recovery_models import CLOSED, OPEN, RecoveryCase
from backend.conversations.recovery_rules import RATING
from backend.conversations.recovery_watch import Watch
from backend.events.models import Event
from backend.events.record import event_row
from backend.feedback.models import Feedback
from backend.foundation.clock import now
from backend.foundation.database import db, writing
from backend.foundation.ids import new_id
from backend.ops.worker import refresh_statistics
from backend.settings import database_url
from tests.applications import Shop, make_app, make_person, make_site
from tests.benchmarks.claims import figure, heading, median
from tests.benchmarks.databases import on_both
from tests.benchmarks.inbox import ROWS, fill, timed

A_SECOND, CASES, STEP = 200, 10_000, 2_000


def run() -> None:
    on_both(_measure)


def _measure(kind: str, url: str, folder: Path) -> None:
    heading(f"Recovery at {ROWS:,} feedback of one site and {CASES:,} cases on {kind}")
    app = make_app(database_url(url), folder / "data")
    shop = make_site(app)
    ada = make_person(app, shop, "owner")
    fill(shop)
    _add_cases(shop)
    site = f"site={shop.key}"
    figure("open cases, first page", timed(ada, f"/recovery/cases?{site}"), "ms", at_most=50)
    figure("counts", timed(ada, f"/recovery/counts?{site}"), "ms", at_most=50)
    figure("reaction figures of 90 days", timed(ada, f"/reaction?{site}&since={_days_ago(90)}", 5), "ms", at_most=1000)
    _watch(shop)


def _days_ago(days: int) -> str:
    return (now() - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _add_cases(shop: Shop) -> None:
    """Cases on the newest feedback, each with an answer; one in ten is open."""
    with shop.app.app_context():
        newest = select(Feedback.id, Feedback.score).where(Feedback.site_id == shop.id).order_by(Feedback.id.desc())
        rows = db.session.execute(newest.limit(CASES)).all()
        for start in range(0, CASES, STEP):
            with writing():
                part = list(enumerate(rows))[start : start + STEP]
                db.session.execute(insert(RecoveryCase), [_case(shop, place, row) for place, row in part])
                db.session.execute(insert(Message), [_message(shop, row) for _, row in part])
        with writing():
            refresh_statistics()


def _case(shop: Shop, place: int, row: object) -> dict[str, object]:
    moment = now() - timedelta(minutes=place)
    ended = {"state": CLOSED, "outcome": "won_back", "outcome_by": "visitor", "closed_at": moment, "second_score": 75.0}
    waits = {"state": OPEN, "outcome": None, "outcome_by": None, "closed_at": None, "second_score": None}
    return {
        "site_id": shop.id, "id": new_id(), "feedback_id": row.id, "reasons": [{"rule": RATING}],  # type: ignore[attr-defined]
        "first_score": 25.0, "opened_at": moment, "due_at": moment, "moment": moment, "answered_at": None,
        "escalated_at": None, "in_time": place % 3 > 0, **(waits if place % 10 == 0 else ended),
    }  # fmt: skip


def _message(shop: Shop, row: object) -> dict[str, object]:
    return {
        "site_id": shop.id, "id": new_id(), "feedback_id": row.id, "author": FROM_STAFF, "staff_id": None,  # type: ignore[attr-defined]
        "visibility": "private", "text": "Pahoittelut!", "sent_at": now(),
    }  # fmt: skip


def _watch(shop: Shop) -> None:
    """Looks while 200 entries a second come in: what is new in two seconds, beside what the overlap holds."""
    with shop.app.app_context():
        newest = select(Feedback.id).where(Feedback.site_id == shop.id).order_by(Feedback.id.desc())
        fresh = list(db.session.scalars(newest.limit(2 * A_SECOND)))  # of the last days: older ones are not read
        watch = Watch(since=now())
        waits = []
        for _ in range(20):
            _arrive(shop, fresh)
            began = time.perf_counter()
            watch.step()
            waits.append((time.perf_counter() - began) * 1000)
        db.session.rollback()
    figure(
        f"a look at {2 * A_SECOND} new entries, {A_SECOND * 2 * 15:,} in the overlap",
        median(waits[5:]),
        "ms",
        at_most=400,
    )


def _arrive(shop: Shop, ids: list[object]) -> None:
    with writing():
        rows = [event_row("feedback.received", shop.id, one) for one in ids]  # type: ignore[arg-type]
        if rows:
            db.session.execute(insert(Event), rows)
