"""What people expected against what they met: asked outright, and as the same person's two answers. Pure.

Meyer and Schwager (2007); the two answers after the disconfirmation of expectations (Oliver 1980).
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from uuid import UUID

from backend.insights.distributions import t_reach
from backend.insights.figures import LEAST, Figure, figures_of, nothing
from backend.insights.tally import Tally, moments_of
from backend.insights.voices import Person, Said

Gaps = Mapping[UUID, Mapping[Person, float]]
FURTHEST = 100.0  # points: from the worst that can be expected to the best that can be met


def asked_gap(tallies: Iterable[Tally]) -> Sequence[Figure]:
    """Of answers from −2 (much worse than expected) to +2: shares worse and better, and their mean."""
    total: Counter[int] = Counter()
    for tally in tallies:
        total.update(tally)
    return figures_of("expectation", total)


def later_gaps(
    said: Sequence[Said], expected: Collection[UUID], grades: Collection[UUID], score: Callable[[Said], float]
) -> Gaps:
    """By touchpoint and person: her last grade there less what she had expected before, in points of 0–100.

    `said` comes oldest first; what was expected in the same entry as the grade is no expectation of it.
    """
    hoped: dict[Person, Said] = {}
    found: dict[UUID, dict[Person, float]] = {}
    for one in said:
        before = hoped.get(one.person)
        if one.question_id in grades and before is not None and before.entry_id != one.entry_id:
            found.setdefault(one.touchpoint_id, {})[one.person] = score(one) - score(before)
        if one.question_id in expected:
            hoped[one.person] = one
    return found


def mean_gap(gaps: Iterable[float]) -> Figure:
    """The mean of the gaps, from −100 to 100, with Student's t interval of paired answers."""
    sample = moments_of(Counter(gaps), -FURTHEST, FURTHEST)
    if sample is None:
        return nothing("later_gap")
    if sample.n < 2:
        return Figure("later_gap", sample.mean, None, None, sample.n)
    reach = t_reach(sample.n - 1) * sample.error
    low, high = max(-FURTHEST, sample.mean - reach), min(FURTHEST, sample.mean + reach)
    return Figure("later_gap", sample.mean, low, high, sample.n)


def verdict(gap: Figure) -> str:
    """`better` or `worse` than expected, `cannot_tell` or `too_few`."""
    if gap.n < LEAST or gap.low is None or gap.high is None:
        return "too_few"
    return "better" if gap.low > 0 else "worse" if gap.high < 0 else "cannot_tell"
