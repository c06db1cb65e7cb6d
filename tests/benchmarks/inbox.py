"""The inbox at 100,000 feedback of one site: first page, filters, deep pages and search, through the API."""

import random
import time
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from backend.feedback.record import Answer, NewFeedback, insert_feedback, rows_of
from backend.foundation.clock import now
from backend.foundation.database import db, writing
from backend.foundation.ids import new_id
from backend.foundation.statements import driver_cursor
from backend.ops.worker import refresh_statistics
from backend.sentiment.result import Sentiment
from backend.settings import database_url
from backend.touchpoints.catalog import KnownTouchpoint, catalog
from tests.applications import Person, Shop, make_app, make_person, make_site
from tests.benchmarks.claims import figure, heading, median
from tests.benchmarks.databases import on_both
from tests.benchmarks.traffic import WORDS

ROWS, STEP = 100_000, 2_000


def run() -> None:
    on_both(_measure)


def _measure(kind: str, url: str, folder: Path) -> None:
    heading(f"The inbox at {ROWS:,} feedback of one site on {kind}")
    app = make_app(database_url(url), folder / "data")
    shop = make_site(app)
    ada = make_person(app, shop, "owner")
    began = time.perf_counter()
    fill(shop)
    figure("rows written while filling", ROWS / (time.perf_counter() - began), "/s")
    for name, query in QUERIES.items():
        figure(name, timed(ada, f"/feedback?site={shop.key}{query}"), "ms", at_most=50)
    figure(
        "a page 90 % down", timed(ada, f"/feedback?site={shop.key}&cursor={deep_cursor(ada, shop)}"), "ms", at_most=50
    )
    figure("counts by state", timed(ada, f"/feedback/counts?site={shop.key}"), "ms", at_most=50)


QUERIES = {
    "newest 50": "",
    "case=new": "&case=new",
    "publication=pending, touchpoint=checkout": "&publication=pending&touchpoint=checkout",
    "sentiment=negative": "&sentiment=negative",
    "stage=image, language=sv": "&stage=image&language=sv",
    "rating 1 to 2": "&rating_min=1&rating_max=2",
    "search, a common word": "&q=toimituksen",
    "search, three words": "&q=toimitus+hidas+kassa",
    "search, a rare word": "&q=sananjalka",
}


def timed(person: Person, path: str, times: int = 30) -> float:
    """Median milliseconds of an API call, with everything that it does."""
    waits = []
    for _ in range(times):
        began = time.perf_counter()
        response = person.get(path)
        waits.append((time.perf_counter() - began) * 1000)
        assert response.status_code == 200, response.text
    return median(waits)


def deep_cursor(person: Person, shop: Shop) -> str:
    """A cursor far down, made as the API makes it: the id of a row that the clock leads to."""
    until = (now() - timedelta(days=650)).isoformat().replace("+00:00", "Z")
    cursor = person.get(f"/feedback?site={shop.key}&limit=1&until={until}").json["next_cursor"]
    assert cursor
    return str(cursor)


def fill(shop: Shop) -> None:
    """Two years of feedback, in random order of time as an import would bring it."""
    with shop.app.app_context():
        site = catalog().site(shop.key)
        assert site is not None
        touchpoints = list(site.touchpoints.values())
        for start in range(0, ROWS, STEP):
            rows = list(_rows(shop, touchpoints, random.Random(start)))
            with writing():
                cursor = driver_cursor(db.session().connection())
                insert_feedback(cursor, [rows_of(cursor.dialect, row) for row in rows])
            if start % 20_000 == 0:
                print(f"  filling: {start:,} of {ROWS:,}", flush=True)
        with writing():
            db.session.execute(_SPREAD)
            refresh_statistics()


_SPREAD = text(
    "UPDATE feedback SET \"case\" = CASE message_count WHEN 0 THEN 'solved' ELSE 'new' END WHERE value IN (4, 5)"
)


def _rows(shop: Shop, touchpoints: list[KnownTouchpoint], chance: random.Random) -> Iterator[NewFeedback]:
    for _ in range(STEP):
        touchpoint = chance.choice(touchpoints)
        value = chance.randint(1, 5)
        moment = now() - timedelta(days=chance.random() * 730)
        label = "negative" if value < 3 else "positive"
        yield NewFeedback(
            site_id=shop.id, id=new_id(moment), entry_id=uuid.uuid4(), touchpoint_id=touchpoint.id,
            timezone="Europe/Helsinki", thread_digest=chance.randbytes(32), fingerprint=chance.randbytes(32),
            publication=chance.choices(["pending", "published", "spam"], [2, 90, 8])[0], reasons=(), created_at=moment,
            first=Answer(touchpoint.questions[0].id, value, 25.0 * (value - 1)), further=(), texts={},
            comment=" ".join(chance.choice(WORDS) for _ in range(chance.randint(6, 24))),
            language=chance.choice(["fi", "fi", "fi", "sv", "en"]), email=None, page_url="https://shop.example.fi/kassa",
            page_title="Kassa", sentiment=Sentiment(0.5, label, 0.7, "fi", None, (), "benchmark"),
        )  # fmt: skip
