"""What people did after they spoke, and how many who bought bought again or left: from the deeds of customers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from backend.customers.deeds import LEFT, RETURNED, any_deed, deeds_of, did_before, first_deeds
from backend.foundation.ids import moment_of
from backend.insights.loyalty import After, Deed, after, shares_of
from backend.insights.period import DAY, Period
from backend.insights.trend import day_begins
from backend.insights.voices import Said


@dataclass(frozen=True)
class Watch:
    """Whose deeds are looked at: of who spoke or bought in `period`, during `within` days after."""

    site_id: UUID
    timezone: str
    period: Period
    within: timedelta
    returned: frozenset[str] = frozenset(RETURNED)
    left: frozenset[str] = frozenset(LEFT)

    @property
    def kinds(self) -> frozenset[str]:
        return self.returned | self.left

    @property
    def begins(self) -> Any:
        return day_begins(self.period.since, self.timezone)

    @property
    def ends(self) -> Any:
        return day_begins(self.period.until + DAY, self.timezone)

    def is_told(self) -> bool:
        """Whether the site told of any such deed in all that time."""
        return any_deed(self.site_id, self.kinds, self.begins, self.ends + self.within)

    def deeds(self, customers: Collection[UUID]) -> Mapping[UUID, Sequence[Deed]]:
        found = deeds_of(self.site_id, customers, self.kinds, self.begins, self.ends + self.within + DAY)
        return {
            customer: [Deed(moment, kind in self.returned) for moment, kind in deeds]
            for customer, deeds in found.items()
        }


def watched(period: Period, today: date, within: timedelta) -> Period:
    """As many days as the period has, moved back so far that everyone's days after are over."""
    until = min(period.until, today - within - DAY)
    return Period(until - (period.days - 1) * DAY, until)


class Afterwards:
    """What each customer did after she spoke; asks once for all who did."""

    def __init__(self, watch: Watch, said: Sequence[Said]) -> None:
        self._watch = watch
        self._deeds = watch.deeds({one.person[1] for one in said})

    def of(self, one: Said) -> After:
        return after(self._deeds.get(one.person[1], ()), moment_of(one.entry_id), self._watch.within)


def customer_shares(watch: Watch) -> dict[str, Any]:
    """Who bought or renewed in the watched days: how many did so again within the days after, and how many left.

    `new` are those of whom nothing of the kind was told before, `returning` the others. A day at least lies between
    two purchases that count as two.
    """
    firsts = first_deeds(watch.site_id, watch.returned, watch.begins, watch.ends)
    deeds = watch.deeds(firsts.moments)
    known = did_before(watch.site_id, firsts.moments, watch.returned, firsts.since)
    outcomes = {
        customer: after(deeds.get(customer, ()), moment, watch.within) for customer, moment in firsts.moments.items()
    }
    return {
        **_part(list(outcomes.values())),
        "new": _part([one for customer, one in outcomes.items() if customer not in known]),
        "returning": _part([one for customer, one in outcomes.items() if customer in known]),
        "is_whole": firsts.is_whole,
    }


def _part(those: Sequence[After]) -> dict[str, Any]:
    return {"n": len(those), **shares_of(those)}
