"""Similar feedback on a site with 10,000 vectors: the request whole, and the comparison with and without numpy."""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import insert, select

from backend.feedback import meaning, similar
from backend.feedback.meaning import DIMENSIONS, STEPS, likeness
from backend.feedback.meaning_models import Meaning
from backend.feedback.models import Feedback
from backend.foundation.database import db, writing
from backend.settings import database_url
from tests.applications import Shop, dispose, make_app, make_person, make_site
from tests.benchmarks.claims import figure, heading, median
from tests.benchmarks.inbox import fill

COMPARED = 10_000


def run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        app = make_app(database_url(f"sqlite:///{folder}/kohtaamo.db"), Path(folder) / "data")
        shop = make_site(app)
        ada = make_person(app, shop, "owner")
        fill(shop)
        asked, total = _remember(shop)
        similar.is_installed = lambda: True  # the vectors are made up, so the extra itself is not needed
        heading(f"Similar feedback: {total:,} vectors of one site, {COMPARED:,} compared, on SQLite")
        where = f"/feedback/{asked}/similar"
        assert len(ada.get(where).json["items"]) == similar.MOST
        if meaning.is_fast():
            figure("the whole request, numpy, median of 9", _timed(lambda: ada.get(where)), "ms", at_most=100)
            own, others = _vectors(COMPARED)
            figure(f"comparing {COMPARED:,} with numpy", _timed(lambda: likeness(own, others)), "ms")
        else:
            print("NOT MEASURED: numpy is not installed", file=sys.stderr)
        meaning._numpy = lambda: None
        figure("the whole request, plain Python, 1,000 compared", _timed(lambda: ada.get(where)), "ms", at_most=200)
        dispose(app)


def _vectors(number: int) -> tuple[bytes, list[bytes]]:
    vectors = _random_vectors(64)
    return vectors[0], [vectors[at % 64] for at in range(number)]


def _random_vectors(number: int) -> list[bytes]:
    dice, made = random.Random(1), []
    for _ in range(number):
        step = [dice.gauss(0, 1) for _ in range(DIMENSIONS)]
        length = sum(one * one for one in step) ** 0.5
        made.append(bytes(round(STEPS * one / length) % 256 for one in step))
    return made


def _remember(shop: Shop) -> tuple[str, int]:
    """Give every comment of the site one of 64 vectors, so that each has near ones; the newest's id, and how many."""
    vectors = _random_vectors(64)
    with shop.app.app_context(), writing():
        wanted = select(Feedback.id, Feedback.said_at).where(Feedback.site_id == shop.id, Feedback.comment.is_not(None))
        found = db.session.execute(wanted.order_by(Feedback.id.desc()).limit(2 * COMPARED)).all()
        rows = [
            {"site_id": shop.id, "feedback_id": row.id, "version": "made-up", "vector": vectors[at % 64],
             "said_at": row.said_at} for at, row in enumerate(found)
        ]  # fmt: skip
        db.session.execute(insert(Meaning), rows)
        return str(found[0].id), len(rows)


def _timed(work: Callable[[], object]) -> float:
    times = []
    for _ in range(9):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1e3)
    return median(times)
