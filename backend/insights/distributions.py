"""Student's t and the normal distribution, so that figures need no library that weighs a hundred times the server.

Pure. Tested against scipy.
"""

from functools import lru_cache
from math import exp, lgamma, log, log1p, pi
from statistics import NormalDist

CONFIDENCE = 0.95
_TINY, _CLOSE_ENOUGH, _MOST_STEPS = 1e-300, 1e-13, 500


def z_reach(confidence: float) -> float:
    """Within so many standard errors of 0 lies this much of the normal distribution."""
    return NormalDist().inv_cdf((1 + confidence) / 2)


Z = z_reach(CONFIDENCE)


def t_tail(t: float, freedom: float) -> float:
    """The probability that Student's t lies further from 0 than this, on either side."""
    return _incomplete_beta(freedom / (freedom + t * t), freedom / 2, 0.5)


@lru_cache(maxsize=4096)
def t_reach(freedom: float, confidence: float = CONFIDENCE) -> float:
    """Within so many standard errors of 0 lies this much of Student's t.

    By Newton's method from the normal distribution's reach: the tail is convex, so no step goes too far.
    """
    reach, wanted = z_reach(confidence), 1 - confidence
    for _ in range(_MOST_STEPS):
        step = (t_tail(reach, freedom) - wanted) / (2 * _t_density(reach, freedom))
        reach += step
        if abs(step) < 1e-10 * reach:
            break
    return reach


def _t_density(t: float, freedom: float) -> float:
    whole = lgamma((freedom + 1) / 2) - lgamma(freedom / 2) - log(freedom * pi) / 2
    return exp(whole - (freedom + 1) / 2 * log1p(t * t / freedom))


def _incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function (Abramowitz and Stegun 26.5.8, by Lentz's method)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    return front * _continued_fraction(x, a, b)


def _continued_fraction(x: float, a: float, b: float) -> float:
    above, below = 1.0, _away_from_zero(1 - (a + b) * x / (a + 1))
    below = 1 / below
    result = below
    for m in range(1, _MOST_STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for part in (even, odd):
            below = 1 / _away_from_zero(1 + part * below)
            above = _away_from_zero(1 + part / above)
            result *= above * below
        if abs(above * below - 1) < _CLOSE_ENOUGH:
            break
    return result


def _away_from_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
