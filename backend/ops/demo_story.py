"""Two years of a shop whose truth is known: what was planted must be found, what was not must not. Pure."""

import random
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

DAYS = 730
EFFECT = 0.4  # stars: how much the planted changes move
WEEKEND = -0.5
LANGUAGES, HOW_OFTEN = ("fi", "sv", "en"), (70, 14, 16)
SEGMENTS, HOW_MANY = (None, "new", "returning"), (40, 35, 25)
WRITES = 0.35  # of all who answer
REASONS = ("price", "payment", "delivery", "site", "other")


@dataclass(frozen=True, slots=True)
class Place:
    """A touchpoint: how often something is said there, and the mean of its grades from 1 to 5."""

    key: str
    weight: int
    mean: float
    weekend: float = 0.0


@dataclass(frozen=True, slots=True)
class Planted:
    """A change so many days before the end, and what it truly did to the mean."""

    title: str
    kind: str
    touchpoint: str
    days_ago: int
    moves: float


PLACES = (
    Place("first-visit", 20, 3.9),
    Place("product", 20, 3.7),
    Place("checkout", 25, 3.0),
    Place("delivery", 20, 3.5, WEEKEND),
    Place("help", 15, 3.6),
)
IMPROVEMENT = Planted("Uusi kassa", "release", "checkout", 300, EFFECT)
NOTHING = Planted("Uudet värit etusivulle", "content", "first-visit", 230, 0.0)
DECLINE = Planted("Ohjeet siirrettiin toiseen paikkaan", "content", "help", 120, -EFFECT)
CHANGES = (IMPROVEMENT, NOTHING, DECLINE)


@dataclass(frozen=True, slots=True)
class Said:
    """What one visitor said."""

    moment: datetime
    touchpoint: str
    value: int
    language: str
    segment: str | None
    recommend: int | None
    expectation: int | None
    reason: str | None
    writes: bool
    mood: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "mood", "cross" if self.value < 3 else "so" if self.value == 3 else "glad")


def story(seed: int, entries: int, last: date, only: Container[int] | None = None) -> Iterator[Said]:
    """About so many entries over DAYS days that end with `last`, in order of time. The same seed tells the same.

    With `only`, days that long before the last are told and no others, as they would be in a whole story.
    """
    chance = random.Random(seed)
    for ago in range(DAYS - 1, -1, -1):
        if only is not None and ago not in only:
            continue
        day = last - timedelta(days=ago)
        how_many = max(0, round(chance.gauss(entries / DAYS, (entries / DAYS) ** 0.5)))
        seconds = sorted(chance.randrange(6 * 3600, 21 * 3600) for _ in range(how_many))
        for second in seconds:
            yield _said(chance, day, datetime.combine(day, time.min, UTC) + timedelta(seconds=second), ago)


def _said(chance: random.Random, day: date, moment: datetime, ago: int) -> Said:
    [place] = chance.choices(PLACES, [place.weight for place in PLACES])
    value = _grade(chance, mean_at(place, day, ago))
    at_checkout = place.key == "checkout"
    return Said(
        moment=moment,
        touchpoint=place.key,
        value=value,
        language=chance.choices(LANGUAGES, HOW_OFTEN)[0],
        segment=chance.choices(SEGMENTS, HOW_MANY)[0],
        recommend=_clamped(chance.gauss(2 * value, 1.8), 0, 10) if at_checkout and chance.random() < 0.6 else None,
        expectation=_clamped(chance.gauss(value - 3.2, 0.8), -2, 2) if place.key == "delivery" else None,
        reason=chance.choices(REASONS, (15, 20, 40, 15, 10))[0] if at_checkout and value <= 3 else None,
        writes=chance.random() < WRITES,
    )


def mean_at(place: Place, day: date, ago: int) -> float:
    """The truth: the mean there on this day, so many days before the end."""
    moved = sum(one.moves for one in CHANGES if one.touchpoint == place.key and ago <= one.days_ago)
    return place.mean + moved + (place.weekend if day.weekday() >= 5 else 0)


def _grade(chance: random.Random, mean: float) -> int:
    """From 1 to 5 with this mean exactly: four coins of one chance, so the spread is that of real grades' middle."""
    heads = (mean - 1) / 4
    return 1 + sum(chance.random() < heads for _ in range(4))


def _clamped(value: float, least: int, most: int) -> int:
    return max(least, min(most, round(value)))


def planted_at(change: Planted, last: date) -> datetime:
    return datetime.combine(last - timedelta(days=change.days_ago), time(4), UTC)
