"""How many gave each value: what every figure is made from. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from backend.insights.distributions import Z
from backend.touchpoints.scales import Scale

Tally = Mapping[int, int]

# Agresti and Coull (1998): as if so many more had answered, half of them at either end of the scale.
_ADDED = Z * Z


@dataclass(frozen=True, slots=True)
class Moments:
    """A sample on 0–100: how many, their mean and their variance."""

    n: int
    mean: float
    variance: float

    @property
    def error(self) -> float:
        """The standard error of the mean."""
        return sqrt(self.variance / self.n)


def n_of(tally: Tally) -> int:
    return sum(tally.values())


def count_where(tally: Tally, values: Iterable[int]) -> int:
    return sum(tally.get(value, 0) for value in values)


def moments(tally: Tally, scale: Scale) -> Moments | None:
    """Mean and sample variance (n − 1) of the answers as scores from 0 to 100; None where nobody answered.

    Where all gave one and the same answer the sample says nothing about how far answers lie apart. Then the variance
    is that of a share after Agresti and Coull, the largest that the scale allows: no interval shrinks to a point.
    """
    return moments_of({scale.score(value): count for value, count in tally.items()})


def moments_of(scores: Mapping[float, int], least: float = 0.0, most: float = 100.0) -> Moments | None:
    """The same of how many have each score; scores lie between `least` and `most`."""
    n = sum(scores.values())
    if n == 0:
        return None
    mean = sum(score * count for score, count in scores.items()) / n
    if sum(map(bool, scores.values())) > 1:
        return Moments(n, mean, sum((score - mean) ** 2 * count for score, count in scores.items()) / (n - 1))
    width = most - least
    share = ((mean - least) / width * n + _ADDED / 2) / (n + _ADDED)
    return Moments(n, mean, width * width * share * (1 - share))
