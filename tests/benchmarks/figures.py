"""Figures: what was planted is found and nothing else, over many seeds; and 5,000,000 feedback cost as 50,000 do."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from backend.feedback.counts import CountKey, add_counts
from backend.feedback.models import NO_LABEL
from backend.feedback.pack_counts import pack_counts
from backend.foundation.clock import now
from backend.foundation.database import db, writing
from backend.foundation.statements import driver_cursor
from backend.insights.compare import difference
from backend.insights.effect import CONFIDENCE
from backend.insights.period import Period, windows
from backend.insights.tally import moments
from backend.ops.demo_story import CHANGES, PLACES, Planted, Said, story
from backend.ops.worker import refresh_statistics
from backend.settings import database_url
from backend.touchpoints.journey import create_touchpoint
from backend.touchpoints.queries import touchpoints_of
from backend.touchpoints.scales import SCALES
from tests.applications import Person, Shop, make_app, make_person, make_site
from tests.benchmarks.claims import figure, heading
from tests.benchmarks.databases import on_both
from tests.benchmarks.inbox import timed
from tests.insights.history import say

SEEDS, ENTRIES = 100, 60_000
SMALL, LARGE = 50_000, 5_000_000
DAYS, PLACES_OF_SITE = 730, 10
STARS = (0.08, 0.12, 0.2, 0.35, 0.25)
NPS = (0.03, 0.02, 0.03, 0.04, 0.05, 0.08, 0.1, 0.15, 0.2, 0.15, 0.15)
LABELS = ((NO_LABEL, 0.65), ("positive", 0.18), ("negative", 0.09), ("neutral", 0.05), ("mixed", 0.03))


def run() -> None:
    _truth()
    on_both(_compare)


def _truth() -> None:
    """The page's own comparison of four weeks before and after each planted change."""
    heading(f"What is found in {SEEDS} stories of {ENTRIES:,} entries whose truth is known")
    last = now().date()
    verdicts: Counter[tuple[str, str]] = Counter()
    right = 0
    near = {ago for change in CHANGES for ago in range(change.days_ago - 30, change.days_ago + 31)}
    for seed in range(SEEDS):
        told = list(story(seed, ENTRIES, last, near))
        found = {change.title: _verdict(told, change, last) for change in CHANGES}
        verdicts.update(found.items())
        right += all(_is_right(change, found[change.title]) for change in CHANGES)
    for change in CHANGES:
        said = {verdict: n for (title, verdict), n in verdicts.items() if title == change.title}
        print(f"  {change.title} ({change.moves:+.1f}): {said}", flush=True)
    figure("seeds in which both were found and nothing else was claimed", right, f"of {SEEDS}", at_least=0.95 * SEEDS)


def _verdict(told: list[Said], change: Planted, last: date) -> str:
    found = windows(last - timedelta(days=change.days_ago), last, 28)
    assert found is not None
    old, new = (moments(_tally(told, change.touchpoint, window), SCALES["stars"]) for window in found)
    compared = difference(old, new, CONFIDENCE)
    return compared.verdict if compared else "cannot_tell"


def _tally(told: list[Said], touchpoint: str, window: Period) -> Counter[int]:
    assert any(place.key == touchpoint for place in PLACES)
    return Counter(
        one.value for one in told if one.touchpoint == touchpoint and window.since <= one.moment.date() <= window.until
    )


def _is_right(change: Planted, verdict: str) -> bool:
    if change.moves == 0:
        return verdict in {"same", "cannot_tell"}
    return verdict == ("better" if change.moves > 0 else "worse")


def _compare(kind: str, url: str, folder: Path) -> None:
    """Both sites in one database. Their counts are those of so many feedback; of the feedback themselves, which no
    figure reads but for at most 3,000 cases and 2,000 visitors near a change, 12,000 each are there."""
    heading(
        f"Figures at {SMALL:,} and {LARGE:,} feedback of one site on {kind} (counts of them all, 12,000 of the rows)"
    )
    app = make_app(database_url(url), folder / "data")
    waits: dict[str, list[float]] = {}
    for entries in (SMALL, LARGE):
        shop = make_site(app)
        rows = _fill(shop, entries)
        print(f"  {entries:,} feedback: {rows:,} rows of counts", flush=True)
        ada = make_person(app, shop, "owner")
        for name, path in _paths(ada, shop).items():
            waits.setdefault(name, []).append(timed(ada, path, 30))
    for name, (small, large) in waits.items():
        figure(f"{name} at {LARGE:,}", large, "ms", at_most=100)
        figure(f"{name}: {LARGE:,} / {SMALL:,}", large / small, "", at_most=1.3)


def _paths(ada: Person, shop: Shop) -> dict[str, str]:
    since = now().date() - timedelta(days=DAYS - 2)
    at = f"{now().date() - timedelta(days=60)}T12:00:00Z"
    changes = {
        where: ada.post(f"/changes?site={shop.key}", json={"title": "x", "at": at, "touchpoints": keys}).json["id"]
        for where, keys in (("one touchpoint", ["place-0"]), ("the whole journey", None))
    }
    [place] = [one for one in ada.get(f"/touchpoints?site={shop.key}").json["items"] if one["key"] == "place-0"]
    trend = f"/touchpoints/{place['id']}/trend?since={since}"
    return {
        "journey map, 13 weeks": f"/journey?site={shop.key}",
        "journey map, a year": f"/journey?site={shop.key}&since={now().date() - timedelta(days=363)}",
        "two-year trend by week": trend,
        "two-year trend by day": f"{trend}&step=day",
        "two-year trend of NPS by week": f"{trend}&question=recommend",
        "before and after, one touchpoint": f"/changes/{changes['one touchpoint']}/effect",
        "before and after, the whole journey": f"/changes/{changes['the whole journey']}/effect",
    }


def _fill(shop: Shop, entries: int) -> int:
    """The counts of so many feedback in two years; how many rows they are."""
    rows = 0
    with shop.app.app_context():
        with writing():
            for number in range(PLACES_OF_SITE):
                create_touchpoint(_site(shop), _place(number))
        chance = random.Random(entries)
        questions = [
            (touchpoint.id, question.id, NPS if question.kind == "nps" else STARS)
            for touchpoint in touchpoints_of(shop.id)
            if touchpoint.key.startswith("place")
            for question in touchpoint.questions
        ]
        for touchpoint_id, question_id, shares in questions:
            steps = list(_steps(shop.id, touchpoint_id, question_id, shares, entries / DAYS / PLACES_OF_SITE, chance))
            rows += len(steps)
            with writing():
                add_counts(driver_cursor(db.session().connection()), steps)
    for day in range(40, 100, 3):
        for number in (0, 1, 2):
            say(shop, dict.fromkeys(range(1, 6), 40), day, f"place-{number}")
    with shop.app.app_context():
        with writing():
            refresh_statistics()
        _pack()
    return rows


def _pack() -> None:
    """As the worker does once a minute of what is over."""
    began = time.perf_counter()
    longest = steps = 0.0
    more = True
    while more:
        step = time.perf_counter()
        with writing():
            more = pack_counts()
        longest, steps = max(longest, time.perf_counter() - step), steps + 1
    took = time.perf_counter() - began
    print(f"  packed in {steps:.0f} steps and {took:.1f} s, the longest {longest * 1000:.0f} ms", flush=True)


def _site(shop: Shop) -> Any:
    from backend.sites.models import Site

    return db.session.get_one(Site, shop.id)


def _place(number: int) -> dict[str, Any]:
    return {
        "key": f"place-{number}",
        "stage": ("image", "purchase", "use")[number % 3],
        "name": {"fi": f"Paikka {number}"},
        "questions": [
            {"key": "rating", "kind": "stars", "text": {"fi": "Miten sujui?"}},
            {"key": "recommend", "kind": "nps", "text": {"fi": "Suosittelisitko?"}},
        ],
    }


def _steps(
    site_id: UUID,
    touchpoint_id: UUID,
    asked: UUID,
    shares: tuple[float, ...],
    a_day: float,
    chance: random.Random,
) -> Iterator[tuple[CountKey, int]]:
    """Each cell by Poisson's distribution about its share of the day's answers."""
    first = 1 if len(shares) == 5 else 0
    for ago in range(DAYS):
        day = now().date() - timedelta(days=ago)
        for value, share in enumerate(shares, first):
            for label, part in LABELS:
                n = _poisson(a_day * share * part, chance)
                if n:
                    yield CountKey(site_id, touchpoint_id, asked, day, value, label), n


def _poisson(mean: float, chance: random.Random) -> int:
    if mean > 30:
        return max(0, round(chance.gauss(mean, mean**0.5)))
    n, left = 0, chance.expovariate(1)
    while left < mean:
        n, left = n + 1, left + chance.expovariate(1)
    return n
