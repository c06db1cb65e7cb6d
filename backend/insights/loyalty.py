"""Satisfied is not loyal: the map of both, from answers and from what people did. Pure.

After Jones and Sasser (1995): loyalists, mercenaries, hostages, defectors.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from backend.insights.compare import ShareDifference, difference_of_shares
from backend.insights.figures import DETRACTORS, LEAST, PROMOTERS, Figure, share

FIELDS = ("loyal", "free", "stuck", "leaving")
FAVOURABLE = 75.0  # on 0–100: 4 and 5 of 1–5, and a thumb up
GROUPS = ("promoters", "passives", "detractors")
# What is done on the day of the answer may be what the answer is about: a purchase is no repeat of itself.
SAME_VISIT = timedelta(days=1)


def field_of(satisfied: bool, loyal: bool) -> str:
    """`loyal`, `free` (satisfied, yet not bound), `stuck` (bound, yet not satisfied) or `leaving`."""
    if satisfied:
        return "loyal" if loyal else "free"
    return "stuck" if loyal else "leaving"


def fields_of(people: Iterable[tuple[bool, bool]]) -> dict[str, Any]:
    """Of people who are satisfied or not and loyal or not: how many stand in each field, as share with its interval.

    `n` counts all of them, `shares` has a `count` and a `share` for each of FIELDS.
    """
    counted = Counter(field_of(*one) for one in people)
    n = counted.total()
    told = {name: {"count": counted[name], "share": share("share", counted[name], n)} for name in FIELDS}
    return {"n": n, "too_few": n < LEAST, "shares": told}


@dataclass(frozen=True, slots=True)
class Deed:
    """What a customer did: came back (bought or renewed), or left."""

    at: datetime
    returned: bool


@dataclass(frozen=True, slots=True)
class After:
    """What was done in the days after a moment. Who came back and left as the last thing is not loyal."""

    returned: bool
    left: bool
    loyal: bool


def after(deeds: Sequence[Deed], moment: datetime, within: timedelta) -> After:
    """Of deeds in the order of time those from a day after the moment until `within` after it."""
    then = [deed for deed in deeds if moment + SAME_VISIT <= deed.at <= moment + within]
    returned, left = any(deed.returned for deed in then), any(not deed.returned for deed in then)
    return After(returned, left, returned and then[-1].returned)


def group_of(value: int) -> str:
    """Who answered so to a recommendation question (Reichheld 2003)."""
    return "promoters" if value in PROMOTERS else "detractors" if value in DETRACTORS else "passives"


def shares_of(those: Sequence[After]) -> dict[str, Figure]:
    """How many came back (`repeat`), and how many left (`churn`)."""
    n = len(those)
    return {
        "repeat": share("share", sum(one.returned for one in those), n),
        "churn": share("share", sum(one.left for one in those), n),
    }


def foretold(answers: Iterable[tuple[int, After]]) -> dict[str, Any]:
    """What those who would recommend, and those who would not, did then; and whether that differs.

    `repeat` and `churn` each have a `difference` (promoters less detractors) and a `verdict`: `more` or `fewer` of the
    promoters, `cannot_tell`, or `too_few`.
    """
    groups: dict[str, list[After]] = {name: [] for name in GROUPS}
    for value, one in answers:
        groups[group_of(value)].append(one)
    return {
        "groups": [{"group": name, "n": len(those), **shares_of(those)} for name, those in groups.items()],
        **{name: _compared(groups, taken) for name, taken in (("repeat", "returned"), ("churn", "left"))},
    }


def _compared(groups: Mapping[str, Sequence[After]], taken: str) -> dict[str, Any]:
    low, high = groups["detractors"], groups["promoters"]
    if min(len(low), len(high)) < LEAST:
        return {"difference": None, "verdict": "too_few"}
    hits = [sum(getattr(one, taken) for one in those) for those in (low, high)]
    found = difference_of_shares(hits[0], len(low), hits[1], len(high))
    return {"difference": found, "verdict": _verdict(found)}


def _verdict(found: ShareDifference) -> str:
    return "more" if found.low > 0 else "fewer" if found.high < 0 else "cannot_tell"
