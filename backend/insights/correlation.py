"""Whether two answers of the same people go together. Pure. Tested against scipy."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import atanh, sqrt, tanh

from backend.insights.distributions import Z, t_tail
from backend.insights.figures import LEAST

SMALLEST = 4  # fewer pairs have no interval at all
_CLOSEST = 1 - 1e-9  # two answers that are always alike


@dataclass(frozen=True, slots=True)
class Correlation:
    """Spearman's ρ from −1 to 1 of n people, its 95 % interval and the probability of one as far from 0 by chance."""

    value: float
    low: float
    high: float
    n: int
    p: float
    formula: str = "spearman"

    @property
    def too_few(self) -> bool:
        return self.n < LEAST


def spearman(pairs: Sequence[tuple[float, float]]) -> Correlation | None:
    """Spearman's rank correlation with mean ranks for equal answers; None where either never varies, or n < 4.

    The interval is tanh(artanh ρ ± 1.96 · √((1 + ρ²/2) / (n − 3))) (Bonett and Wright 2000), p from Student's t with
    n − 2 degrees of freedom.
    """
    n = len(pairs)
    if n < SMALLEST or any(len({pair[side] for pair in pairs}) < 2 for side in (0, 1)):
        return None
    value = _pearson(*(ranks([pair[side] for pair in pairs]) for side in (0, 1)))
    close = max(-_CLOSEST, min(_CLOSEST, value))
    reach = Z * sqrt((1 + close * close / 2) / (n - 3))
    p = t_tail(close * sqrt((n - 2) / (1 - close * close)), n - 2)
    return Correlation(value, tanh(atanh(close) - reach), tanh(atanh(close) + reach), n, p)


def ranks(values: Sequence[float]) -> list[float]:
    """Each value's place in their order, from 1; equal ones share the mean of their places."""
    counted = Counter(values)
    rank, before = dict[float, float](), 0
    for value in sorted(counted):
        rank[value] = before + (counted[value] + 1) / 2
        before += counted[value]
    return [rank[value] for value in values]


def _pearson(one: Sequence[float], other: Sequence[float]) -> float:
    middle = (len(one) + 1) / 2  # of any ranks
    both = sum((a - middle) * (b - middle) for a, b in zip(one, other, strict=True))
    return both / sqrt(sum((a - middle) ** 2 for a in one) * sum((b - middle) ** 2 for b in other))
