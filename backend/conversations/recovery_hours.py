"""Working time: when an answer is due, and how much working time lies between two moments. Pure.

A span stands on the clock on the wall, moments are counted on one that never jumps: on the night the clocks are turned
a shift from 22 to 6 has seven or nine hours, as it has for those who work it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MINUTES_A_DAY = 24 * 60
# No due time lies further away: a week without an open hour must not be searched for ever.
MOST_DAYS = 3 * 366
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Open from `start` to `end`, in minutes from midnight; 1440 is the midnight that ends the day."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """A week's spans (seven lists, Monday first, each in order and without overlap) and the days that are closed."""

    timezone: str
    week: Sequence[Sequence[Span]]
    is_closed: Callable[[date], bool]


def after_working(start: datetime, work: timedelta, hours: WorkingHours) -> datetime:
    """The moment in UTC by which so much working time has passed since `start`: at closing time rather than at opening
    time where both would do. Where MOST_DAYS hold less work, their last closing time."""
    left, reached = work, start.astimezone(UTC)
    for begin, end in _open_times(start, hours):
        if end - begin >= left:
            return begin + left
        left, reached = left - (end - begin), end
    return reached


def working_time(start: datetime, end: datetime, hours: WorkingHours) -> timedelta:
    """How much working time lies between the two moments."""
    worked = timedelta()
    for begin, close in _open_times(start, hours):
        if begin >= end:
            break
        worked += min(close, end) - begin
    return worked


def _open_times(since: datetime, hours: WorkingHours) -> Iterator[tuple[datetime, datetime]]:
    """From this moment on, when it is open: pairs in UTC, in order."""
    zone, reached = ZoneInfo(hours.timezone), since.astimezone(UTC)
    day = since.astimezone(zone).date() - ONE_DAY
    for _ in range(MOST_DAYS):
        for span in () if hours.is_closed(day) else hours.week[day.weekday()]:
            begin = max(reached, _moment(day, span.start, zone, late=False))
            end = _moment(day, span.end, zone, late=span.end < MINUTES_A_DAY)
            if begin < end:
                yield begin, end
                reached = end
        day += ONE_DAY


def _moment(day: date, minute: int, zone: ZoneInfo, late: bool) -> datetime:
    """The moment at which the clock on the wall shows this minute of the day.

    Of a time that comes twice in autumn the first, or the second if `late`; of one that spring leaves out, the jump.
    """
    wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first > second:
        return _jump(second, first, zone)
    return second if late else first


def _jump(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The second in between at which the clock is put forward."""
    offset = after.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if middle.astimezone(zone).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after
