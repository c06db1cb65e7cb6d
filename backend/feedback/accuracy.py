"""How often the scorer said what staff say: of the comments whose label they corrected or confirmed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import sqrt
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, select

from backend.feedback.models import Correction
from backend.foundation.database import db
from backend.touchpoints.models import Touchpoint

Z = 1.959964  # 95 % of a normal distribution lie within so many deviations
NOT_KNOWN = "unknown"


def wilson(right: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share, after Wilson (1927); [0, 1] where there is nothing to go by."""
    if n == 0:
        return 0.0, 1.0
    share, spread = right / n, Z * Z / n
    middle = share + spread / 2
    reach = sqrt(spread * (share * (1 - share) + spread / 4))
    return max(0.0, (middle - reach) / (1 + spread)), min(1.0, (middle + reach) / (1 + spread))


def accuracy(site_ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Shares right on these sites, of all and by language, touchpoint and the scorer's version; empty without any."""
    judged: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for language, touchpoint, version, n, hits in db.session.execute(_judged(site_ids)):
        for group in _groups(language, touchpoint, version):
            judged[group] += n
            right[group] += hits
    order = ("all", "language", "touchpoint", "version")
    groups = sorted(judged, key=lambda group: (order.index(group[0]), -judged[group], group[1]))
    return [_share(by, key, judged[by, key], right[by, key]) for by, key in groups]


def _groups(language: str | None, touchpoint: str, version: str) -> Iterator[tuple[str, str]]:
    yield "all", "all"
    yield "language", language or NOT_KNOWN
    yield "touchpoint", touchpoint
    yield "version", version


def _judged(site_ids: Sequence[UUID]) -> Any:
    hits = func.sum(case((Correction.label == Correction.machine_label, 1), else_=0))
    place = (Touchpoint.site_id == Correction.site_id) & (Touchpoint.id == Correction.touchpoint_id)
    groups = (Correction.language, Touchpoint.key, Correction.version)
    wanted = select(*groups, func.count(), hits).join(Touchpoint, place)
    return wanted.where(Correction.site_id.in_(site_ids)).group_by(*groups)


def _share(by: str, key: str, n: int, right: int) -> dict[str, Any]:
    low, high = wilson(right, n)
    return {
        "by": by, "key": key, "n": n, "right": right,
        "share": round(right / n, 4), "low": round(low, 4), "high": round(high, 4),
    }  # fmt: skip
