"""Whether two samples differ, by how much, and what may be said of it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, inf, sqrt
from statistics import NormalDist

from backend.feedback.accuracy import wilson
from backend.insights.distributions import CONFIDENCE, t_reach, t_tail, z_reach
from backend.insights.figures import LEAST
from backend.insights.tally import Moments

MATTERS = 3.0  # points of 100: a difference that is surely smaller than this is called none
POWER = 0.8  # with which the answers still needed would show a difference as large as it looks now
FALSE_ALARMS = 0.01  # the share of what is called a difference that may be chance (Benjamini and Hochberg 1995)
_MOST_NEEDED = 100_000
_POWER_REACH = NormalDist().inv_cdf(POWER)


@dataclass(frozen=True, slots=True)
class Difference:
    """`after` less `before` with its interval, in points of 0–100, and the probability of one as large by chance.

    `n` is of the smaller sample. `needed` is how many more answers each sample needs; None where that says nothing.
    """

    formula: str
    value: float
    low: float
    high: float
    n_before: int
    n_after: int
    p: float
    needed: int | None = None
    confidence: float = CONFIDENCE

    @property
    def too_few(self) -> bool:
        return min(self.n_before, self.n_after) < LEAST

    @property
    def verdict(self) -> str:
        """`better`, `worse`, `same` (surely no difference that matters) or `cannot_tell`."""
        if self.too_few:
            return "cannot_tell"
        if self.low > 0 or self.high < 0:
            return "better" if self.low > 0 else "worse"
        return "same" if max(-self.low, self.high) <= MATTERS else "cannot_tell"


def difference(before: Moments | None, after: Moments | None, confidence: float = CONFIDENCE) -> Difference | None:
    """The difference of two means after Welch (1947), with the interval that holds it with this confidence.

    None where either sample has fewer than two answers.
    """
    if before is None or after is None or min(before.n, after.n) < 2:
        return None
    value = after.mean - before.mean
    error = sqrt(before.error**2 + after.error**2)
    freedom = error**4 / (before.error**4 / (before.n - 1) + after.error**4 / (after.n - 1))
    reach = t_reach(freedom, confidence) * error
    p = t_tail(value / error, freedom)
    needed = answers_needed(before, after, confidence)
    return Difference("welch", value, value - reach, value + reach, before.n, after.n, p, needed, confidence)


def answers_needed(before: Moments, after: Moments, confidence: float = CONFIDENCE) -> int | None:
    """How many more answers each window needs to tell a difference as large as it looks now (at least MATTERS).

    n = (z + z₀.₈)² · (s₁² + s₂²) / δ², less what the smaller window has; None beyond all reach. z is 1.96 for 95 %.
    """
    delta = max(abs(after.mean - before.mean), MATTERS)
    wanted = (z_reach(confidence) + _POWER_REACH) ** 2 * (before.variance + after.variance) / delta**2
    needed = ceil(max(wanted, LEAST) - min(before.n, after.n))
    return None if needed > _MOST_NEEDED else max(0, needed)


@dataclass(frozen=True, slots=True)
class ShareDifference:
    """A difference of two shares (`after` less `before`, −1…1) with Newcombe's interval."""

    value: float
    low: float
    high: float
    p: float


def difference_of_shares(before: int, n_before: int, after: int, n_after: int) -> ShareDifference:
    """After Newcombe (1998), method 10, from Wilson's intervals; p by the pooled normal approximation.

    Both n are at least 1.
    """
    old, new = before / n_before, after / n_after
    (old_low, old_high), (new_low, new_high) = wilson(before, n_before), wilson(after, n_after)
    value = new - old
    below = sqrt((new - new_low) ** 2 + (old_high - old) ** 2)
    above = sqrt((new_high - new) ** 2 + (old - old_low) ** 2)
    return ShareDifference(value, value - below, value + above, _pooled_p(before, n_before, after, n_after))


def _pooled_p(before: int, n_before: int, after: int, n_after: int) -> float:
    pooled = (before + after) / (n_before + n_after)
    error = sqrt(pooled * (1 - pooled) * (1 / n_before + 1 / n_after))
    distance = abs(after / n_after - before / n_before) / error if error else 0.0
    return 2 * NormalDist().cdf(-distance)


def stand_out(chances: Sequence[float], rate: float = FALSE_ALARMS) -> list[bool]:
    """Which of many differences count, by their p, so that at most `rate` of them are chance.

    After Benjamini and Hochberg (1995): who looks at a hundred touchpoints sees some move by chance alone.
    """
    ordered = sorted(chances)
    kept = [p for place, p in enumerate(ordered, 1) if p <= rate * place / len(ordered)]
    limit = max(kept, default=-inf)
    return [p <= limit for p in chances]
