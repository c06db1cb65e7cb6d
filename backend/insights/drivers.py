"""What goes together with loyalty: which grades and which topics, judged among all that were looked at. Pure.

That two answers go together does not say that one makes the other.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from backend.insights.compare import Difference, difference, stand_out
from backend.insights.correlation import Correlation, spearman
from backend.insights.figures import LEAST
from backend.insights.tally import moments_of

Key = TypeVar("Key", bound=Hashable)
Who = TypeVar("Who", bound=Hashable)
MOST_TOPICS = 12


@dataclass(frozen=True, slots=True)
class Driver(Generic[Key]):
    """A grade or a topic beside loyalty. `found` is None where too little varies to say anything.

    `verdict`: `up` (who grades higher, or speaks of it, is more loyal), `down`, `cannot_tell` or `too_few`.
    """

    key: Key
    n: int
    found: Correlation | Difference | None
    verdict: str


def drivers(
    grades: Mapping[Key, Mapping[Who, float]],
    topics: Mapping[Key, Collection[Who]],
    wrote: Collection[Who],
    loyalty: Mapping[Who, float],
) -> tuple[list[Driver[Key]], list[Driver[Key]]]:
    """Touchpoints by their grades; topics by who of all who `wrote` spoke of them. What stands out comes first.

    `grades` and `loyalty` are scores on 0–100 by person. What is said of any holds among all of them (Benjamini and
    Hochberg 1995), so that who looks at thirty does not take chance for a finding.
    """
    by_grade = [(key, spearman(_pairs(those, loyalty)), _shared(those, loyalty)) for key, those in grades.items()]
    rows = [*by_grade, *_topics(topics, wrote, loyalty)]
    verdicts = _judge([(found, len(those)) for _, found, those in rows])
    told = [
        Driver(key, len(those), found, verdict) for (key, found, those), verdict in zip(rows, verdicts, strict=True)
    ]
    return _ordered(told[: len(by_grade)]), _ordered(told[len(by_grade) :])


def _shared(those: Iterable[Who], loyalty: Mapping[Who, float]) -> list[Who]:
    return [one for one in those if one in loyalty]


def _pairs(grades: Mapping[Who, float], loyalty: Mapping[Who, float]) -> list[tuple[float, float]]:
    return [(grades[one], loyalty[one]) for one in _shared(grades, loyalty)]


def _topics(
    topics: Mapping[Key, Collection[Who]], wrote: Collection[Who], loyalty: Mapping[Who, float]
) -> Iterable[tuple[Key, Difference | None, list[Who]]]:
    """The topics of most people, each against those who wrote of other things."""
    every = set(_shared(wrote, loyalty))
    known = sorted(((key, _shared(those, loyalty)) for key, those in topics.items()), key=lambda row: -len(row[1]))
    for key, those in known[:MOST_TOPICS]:
        with_it, without = (Counter(loyalty[one] for one in some) for some in (those, every.difference(those)))
        yield key, difference(moments_of(without), moments_of(with_it)), those


def _judge(rows: Sequence[tuple[Correlation | Difference | None, int]]) -> list[str]:
    enough = [one for one, _ in rows if one is not None and not one.too_few]
    stands = iter(stand_out([one.p for one in enough]))
    return [_verdict(one, n, stands) for one, n in rows]


def _verdict(one: Correlation | Difference | None, n: int, stands: Iterator[bool]) -> str:
    """`stands` has, in their order, whether each of those with enough people stands out."""
    if one is None:  # all answered alike, or there are too few
        return "too_few" if n < LEAST else "cannot_tell"
    if one.too_few:
        return "too_few"
    return _direction(one) if next(stands) else "cannot_tell"


def _direction(one: Correlation | Difference) -> str:
    return "up" if one.value > 0 else "down"


def _ordered(told: list[Driver[Key]]) -> list[Driver[Key]]:
    """What stands out, the strongest first; then what cannot be told, then what has too few."""
    order = {"up": 0, "down": 0, "cannot_tell": 1, "too_few": 2}
    return sorted(told, key=lambda one: (order[one.verdict], -abs(one.found.value) if one.found else 0.0))
