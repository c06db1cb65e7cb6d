"""How sure a mean is: its 95 % interval by Student's t. Pure."""

import math

# The 97.5 % point of Student's t by degrees of freedom, from 1.
_T = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
    2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
    2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip


def mean_interval(n: int, total: float, squares: float, least: float, most: float) -> tuple[float, float] | None:
    """Where the mean lies with 95 % confidence, on the scale from `least` to `most`, from n values' sum and squares.

    None of fewer than two values: one says nothing about how far they lie apart.
    """
    if n < 2:
        return None
    mean = total / n
    variance = max(0.0, squares - total * mean) / (n - 1)
    reach = _quantile(n - 1) * math.sqrt(variance / n)
    return max(least, mean - reach), min(most, mean + reach)


def _quantile(freedom: int) -> float:
    """Beyond the table by the first terms of its expansion, right to three decimals."""
    return _T[freedom - 1] if freedom <= len(_T) else 1.95996 + 2.3723 / freedom + 2.8225 / freedom**2
