"""Figures from counts, each with its interval, how many it rests on and the name of its formula. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from backend.feedback.accuracy import wilson
from backend.insights.distributions import Z, t_reach
from backend.insights.tally import Moments, Tally, count_where, moments, n_of
from backend.touchpoints.scales import SCALES, Scale

LEAST = 20  # fewer answers are too few to tell: the figure is given, but nothing is concluded from it
PROMOTERS, DETRACTORS = range(9, 11), range(7)
TOP_TWO, EASY = range(4, 6), range(5, 8)
MEAN_KINDS = ("stars", "faces", "csat", "ces", "expectation")


@dataclass(frozen=True, slots=True)
class Figure:
    """`low` and `high` are the ends of the 95 % interval; None where n is too small to have one.

    `formula` names the formula: `score`, `mean`, `nps`, `csat`, `ces`, `thumbs`, `worse`, `better`, `weighted`, …
    """

    formula: str
    value: float | None
    low: float | None
    high: float | None
    n: int

    @property
    def too_few(self) -> bool:
        """Whether it rests on fewer than LEAST answers."""
        return self.n < LEAST


def nothing(formula: str) -> Figure:
    return Figure(formula, None, None, None, 0)


def score(tally: Tally, scale: Scale) -> Figure:
    """Mean on 0–100 with Student's t interval, cut at the ends of the scale."""
    return score_of(moments(tally, scale))


def score_of(sample: Moments | None) -> Figure:
    if sample is None:
        return nothing("score")
    if sample.n < 2:
        return Figure("score", sample.mean, None, None, sample.n)
    reach = t_reach(sample.n - 1) * sample.error
    return Figure("score", sample.mean, max(0.0, sample.mean - reach), min(100.0, sample.mean + reach), sample.n)


def mean(tally: Tally, scale: Scale) -> Figure:
    """The mean on the question's own scale, with Student's t interval."""
    return on_scale(score(tally, scale), scale)


def on_scale(figure: Figure, scale: Scale) -> Figure:
    """A score as the mean on its question's own scale."""

    def own(value: float | None) -> float | None:
        return None if value is None else scale.least + value * (scale.most - scale.least) / 100

    return Figure("mean", own(figure.value), own(figure.low), own(figure.high), figure.n)


def share(formula: str, hits: int, n: int) -> Figure:
    """A share from 0 to 1 with Wilson's interval (1927)."""
    return Figure(formula, hits / n, *wilson(hits, n), n) if n else nothing(formula)


def nps(tally: Tally) -> Figure:
    """100 · (promoters 9–10 − detractors 0–6) / n (Reichheld 2003), from −100 to 100.

    The interval is ± 1.96 · 100 · √((p + d − (p − d)²) / n); where all are of one kind, that of `moments`.
    """
    n = n_of(tally)
    if n == 0:
        return nothing("nps")
    p, d = count_where(tally, PROMOTERS) / n, count_where(tally, DETRACTORS) / n
    variance = p + d - (p - d) ** 2
    if variance < 1e-12:  # all of one kind
        spread = moments({0: round(d * n), 1: round((1 - p - d) * n), 2: round(p * n)}, Scale(0, 2))
        variance = spread.variance / 2500 if spread else 0.0  # of −1…1, where the sample's was of 0…100
    reach = Z * sqrt(variance / n)
    return Figure("nps", 100 * (p - d), 100 * max(-1.0, p - d - reach), 100 * min(1.0, p - d + reach), n)


def figures_of(kind: str, tally: Tally) -> Sequence[Figure]:
    """What is told of a question of this kind, the first first; empty for one whose answers are no numbers."""
    if kind not in SCALES:
        return ()
    return (*_OWN.get(kind, lambda _: ())(tally), *_means(kind, tally))


def _means(kind: str, tally: Tally) -> Sequence[Figure]:
    return (mean(tally, SCALES[kind]),) if kind in MEAN_KINDS else ()


def _satisfied(tally: Tally) -> Sequence[Figure]:
    """CSAT: the share of 4 and 5 of 1–5."""
    return (share("csat", count_where(tally, TOP_TWO), n_of(tally)),)


def _effort(tally: Tally) -> Sequence[Figure]:
    """CES: the share of 5–7 of 1–7 (Dixon, Freeman, Toman 2010)."""
    return (share("ces", count_where(tally, EASY), n_of(tally)),)


def _expectation(tally: Tally) -> Sequence[Figure]:
    """How many found it worse, and how many better, than they had expected (Meyer and Schwager 2007)."""
    n = n_of(tally)
    return (share("worse", count_where(tally, (-2, -1)), n), share("better", count_where(tally, (1, 2)), n))


_OWN = {
    "stars": _satisfied,
    "faces": _satisfied,
    "csat": _satisfied,
    "ces": _effort,
    "nps": lambda tally: (nps(tally),),
    "thumbs": lambda tally: (share("thumbs", tally.get(1, 0), n_of(tally)),),
    "expectation": _expectation,
}
