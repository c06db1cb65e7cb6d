"""How fast and how well staff react: figures from plain values. Pure.

Times are in seconds by the clock, because that is how long the visitor waited; whether an answer came in time is judged
by working hours (recovery_hours). Shares carry Wilson's 95 % interval, mean lift Student's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from backend.feedback.accuracy import wilson
from backend.foundation.interval import mean_interval

MOST_LIFT = 100.0


@dataclass(frozen=True, slots=True)
class Waits:
    """Of n waits in seconds: half were at most the median, nine in ten at most `p90`. None of none."""

    n: int
    median: float | None
    p90: float | None
    longest: float | None


@dataclass(frozen=True, slots=True)
class Share:
    """k of n, with the interval in which the share lies; None of none."""

    k: int
    n: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Lift:
    """The mean of second minus first rating, on 0–100, of the n who gave both. No interval of fewer than two."""

    n: int
    mean: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """`in_time` is None while it is neither answered nor overdue; ratings are on 0–100."""

    in_time: bool | None
    first: float | None
    second: float | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class Reaction:
    first_answer: Waits
    in_time: Share
    recovered: Share
    lift: Lift


def reaction_of(waits: Iterable[float], cases: Sequence[CaseFacts]) -> Reaction:
    """All figures of one group: how long its first answers took, and what became of its recovery cases."""
    judged = [case.in_time for case in cases if case.in_time is not None]
    ended = [case.outcome for case in cases if case.outcome is not None]
    return Reaction(waits_of(waits), share_of(sum(judged), len(judged)), recovered_of(ended), lift_of(cases))


def waits_of(seconds: Iterable[float]) -> Waits:
    ordered = sorted(seconds)
    longest = ordered[-1] if ordered else None
    return Waits(len(ordered), quantile(ordered, 0.5), quantile(ordered, 0.9), longest)


def quantile(ordered: Sequence[float], part: float) -> float | None:
    """Linear between the two nearest (Hyndman and Fan's type 7, as spreadsheets have it)."""
    if not ordered:
        return None
    place = part * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def share_of(k: int, n: int) -> Share:
    low, high = wilson(k, n)
    return Share(k, n, k / n, low, high) if n else Share(0, 0, None, None, None)


def recovered_of(outcomes: Sequence[str]) -> Share:
    """Won back, of all cases that ended: who never answered was not won back."""
    return share_of(sum(outcome == "won_back" for outcome in outcomes), len(outcomes))


def lift_of(cases: Iterable[CaseFacts]) -> Lift:
    lifts = [case.second - case.first for case in cases if case.first is not None and case.second is not None]
    n, total = len(lifts), sum(lifts)
    reach = mean_interval(n, total, sum(lift * lift for lift in lifts), -MOST_LIFT, MOST_LIFT)
    low, high = reach or (None, None)
    return Lift(n, total / n if n else None, low, high)
