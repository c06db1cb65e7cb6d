"""Stretches of days, both ends inclusive, in the site's time zone. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

DAY, WEEK = timedelta(days=1), 7
LONGEST = 800  # days that can be asked for at once: two years and what leads up to them


@dataclass(frozen=True, slots=True)
class Period:
    since: date
    until: date

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1

    @property
    def before(self) -> "Period":
        """As many days, just before."""
        return Period(self.since - self.days * DAY, self.since - DAY)


def last_days(today: date, days: int) -> Period:
    return Period(today - (days - 1) * DAY, today)


def windows(change: date, today: date, days: int) -> tuple[Period, Period] | None:
    """Equal windows before and after a change: at most so many days, none not over yet, whole weeks where one fits.

    Whole weeks, because weekends differ from working days. The day of the change stands in neither. None: nothing is
    over yet.
    """
    length = min(days, (today - change).days - 1)
    length -= length % WEEK if length > WEEK else 0
    if length < 1:
        return None
    return Period(change - length * DAY, change - DAY), Period(change + DAY, change + length * DAY)


def buckets(period: Period, step: int) -> list[Period]:
    """The period in parts of so many days that end at its end; the first may be shorter."""
    parts = []
    last = period.until
    while last >= period.since:
        first = max(period.since, last - (step - 1) * DAY)
        parts.append(Period(first, last))
        last = first - DAY
    return parts[::-1]
