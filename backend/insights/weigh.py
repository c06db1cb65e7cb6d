"""From encounters to stages and the journey: weighted scores, what they hide, and what to mend first. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Generic, TypeVar

from backend.insights.distributions import t_reach
from backend.insights.figures import LEAST, Figure, nothing
from backend.insights.tally import Moments

Name = TypeVar("Name")
HIGHEST_WEIGHT = 5


@dataclass(frozen=True, slots=True)
class Encounter(Generic[Name]):
    """One touchpoint in the weighing: its two values (0–5) and its answers on 0–100."""

    name: Name
    revenue: int
    commitment: int
    sample: Moments | None

    @property
    def tells(self) -> bool:
        """Whether it has answers enough to weigh in."""
        return self.sample is not None and self.sample.n >= LEAST


def weighted_score(encounters: Sequence[Encounter[Name]]) -> Figure:
    """Σ wᵢ · scoreᵢ / Σ wᵢ with w = revenue value + commitment value, over the encounters that have answers enough.

    The interval follows from √Σ (wᵢ / Σw)² · errorᵢ², with Welch and Satterthwaite's degrees of freedom. Encounters
    that are all worth nothing weigh the same.
    """
    telling = [(weight, encounter.sample) for weight, encounter in _weights(encounters) if encounter.sample]
    if not telling:
        return nothing("weighted")
    value = sum(weight * sample.mean for weight, sample in telling)
    parts = [((weight * sample.error) ** 2, sample.n - 1) for weight, sample in telling if weight]
    variance = sum(part for part, _ in parts)
    reach = t_reach(variance**2 / sum(part**2 / freedom for part, freedom in parts)) * sqrt(variance)
    n = sum(sample.n for _, sample in telling)
    return Figure("weighted", value, max(0.0, value - reach), min(100.0, value + reach), n)


def weighted_sample(encounters: Sequence[Encounter[Name]]) -> Moments | None:
    """The weighted score as a sample that can be compared: its variance is such that its error is the score's."""
    telling = [(weight, encounter.sample) for weight, encounter in _weights(encounters) if encounter.sample]
    if not telling:
        return None
    n = sum(sample.n for _, sample in telling)
    error = sum((weight * sample.error) ** 2 for weight, sample in telling)
    return Moments(n, sum(weight * sample.mean for weight, sample in telling), error * n)


def _weights(encounters: Sequence[Encounter[Name]]) -> list[tuple[float, Encounter[Name]]]:
    """Each encounter that tells something with its share of the weight."""
    telling = [encounter for encounter in encounters if encounter.tells]
    total = sum(encounter.revenue + encounter.commitment for encounter in telling)
    if not total:
        return [(1 / len(telling), encounter) for encounter in telling]
    return [((encounter.revenue + encounter.commitment) / total, encounter) for encounter in telling]


@dataclass(frozen=True, slots=True)
class Spread(Generic[Name]):
    """What an overall score hides: from the weakest encounter to the strongest, and how far each pulls it.

    `pulls` is wᵢ / Σw · (scoreᵢ − overall) in points: who drags the score down, and who lifts it.
    """

    least: float
    most: float
    pulls: Mapping[Name, float]


def spread(encounters: Sequence[Encounter[Name]]) -> Spread[Name] | None:
    """None where fewer than two encounters have answers enough."""
    telling = [(weight, one, one.sample.mean) for weight, one in _weights(encounters) if one.sample]
    if len(telling) < 2:
        return None
    overall = sum(weight * score for weight, _, score in telling)
    pulls = {one.name: weight * (score - overall) for weight, one, score in telling}
    scores = [score for *_, score in telling]
    return Spread(min(scores), max(scores), pulls)


def value_at_stake(weight: int, score: Figure, reach: float) -> Figure:
    """weight / 5 · (100 − score) · reach: from 0 to 100, the points the journey loses here.

    `reach` is the encounter's share of all that was answered on the journey; it is taken as known, so the interval is
    the score's.
    """
    if score.value is None or score.low is None or score.high is None:
        return nothing("at_stake")
    factor = weight / HIGHEST_WEIGHT * reach
    return Figure(
        "at_stake", factor * (100 - score.value), factor * (100 - score.high), factor * (100 - score.low), score.n
    )


def ranking(stakes: Iterable[tuple[Name, Figure]]) -> list[Name]:
    """What to mend first: by value at stake, the largest first. What has too few answers is left out."""
    known = [(figure.value, name) for name, figure in stakes if figure.value and not figure.too_few]
    return [name for _, name in sorted(known, key=lambda pair: -pair[0])]
