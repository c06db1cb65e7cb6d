"""A day's counts as one long number, with a lane of 32 bits for each value and label: days are added as numbers.

Half a million rows of counts, two years of a site with five million feedback, took 1.8 s to add up; as 15,000 numbers
they take some hundredths of that, most of it for fetching them, and therefore a month of them stands in one row. The
rows of counts stay the truth: what they say of days that are over is packed by the worker (`pack_counts.py`), and
whoever changes one of those days spoils what was packed of it, in the same transaction.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from math import ceil
from struct import pack, unpack
from uuid import UUID

from sqlalchemy import bindparam
from sqlalchemy.dialects import postgresql, sqlite

from backend.feedback.models import NO_LABEL
from backend.feedback.packed_models import SpoiltDay
from backend.foundation.clock import now
from backend.foundation.statements import DriverCursor, DriverStatement

Packed = int
DayKey = tuple[UUID, UUID, UUID, date]  # site, touchpoint, question, day

LANE = 32
MOST_DAYS = 31  # so many a month is stored with, however long it is
_TOTALS = f"<{MOST_DAYS}I"
LEAST = -4  # no scale goes further down
# In this order they are stored: who adds a label must spoil all that is packed.
_LABELS = (NO_LABEL, "positive", "neutral", "negative", "mixed", "unknown")
_PLACE = {label: place for place, label in enumerate(_LABELS)}
# A day is over everywhere on earth when UTC has left it behind by two; a day more for clocks that differ.
_OVER, _SURELY_OVER = timedelta(days=2), timedelta(days=3)


def packed(counts: Iterable[tuple[int, str, int]]) -> Packed:
    """How many gave each value with each label, as one number."""
    return sum(packed_one(value, label, n) for value, label, n in counts)


def packed_one(value: int, label: str, n: int) -> Packed:
    """So many who gave this value with this label, as a number to be added to others."""
    return n << ((value - LEAST) * len(_LABELS) + _PLACE[label]) * LANE if n > 0 else 0


def unpacked(number: Packed) -> Iterator[tuple[int, str, int]]:
    """The value, the label and how many, of each that anybody gave."""
    for place, n in enumerate(_lanes(number)):
        if n:
            value, label = divmod(place, len(_LABELS))
            yield value + LEAST, _LABELS[label], n


def values(number: Packed) -> Counter[int]:
    """How many gave each value, whatever they wrote."""
    found: Counter[int] = Counter()
    lanes, each = _lanes(number), len(_LABELS)
    for place in range(0, len(lanes), each):
        n = sum(lanes[place : place + each])
        if n:
            found[place // each + LEAST] = n
    return found


def labels(number: Packed) -> dict[str, int]:
    """How many gave any value with each label."""
    lanes = _lanes(number)
    return {label: n for place, label in enumerate(_LABELS) if (n := sum(lanes[place :: len(_LABELS)]))}


def _lanes(number: Packed) -> tuple[int, ...]:
    lanes = ceil(number.bit_length() / LANE)
    return unpack(f"<{lanes}I", number.to_bytes(lanes * LANE // 8, "little"))


def total(number: Packed) -> int:
    """How many in all: what is left of the number by 2³² − 1 is the sum of its lanes, as nines are cast out."""
    return number % ((1 << LANE) - 1)


def as_bytes(number: Packed) -> bytes:
    return number.to_bytes(ceil(number.bit_length() / 8), "little")


from_bytes = partial(int.from_bytes, byteorder="little")  # called for thousands of days: no function of ours between


def month_of(day: date) -> date:
    return day.replace(day=1)


def days_as_bytes(numbers: Sequence[Packed]) -> bytes:
    """A month's days, one after the other and all as wide as the widest."""
    width = max(ceil(number.bit_length() / 8) for number in numbers)
    return b"".join(number.to_bytes(width, "little") for number in numbers)


def days_from(given: bytes) -> list[Packed]:
    width = len(given) // MOST_DAYS
    return [from_bytes(given[place : place + width]) for place in range(0, len(given), width or 1)] or [0] * MOST_DAYS


def totals_as_bytes(numbers: Sequence[Packed]) -> bytes:
    """How many answered on each day of a month."""
    return pack(_TOTALS, *map(total, numbers))


def totals_from(given: bytes) -> tuple[int, ...]:
    return unpack(_TOTALS, given)


def may_be_packed(day: date) -> bool:
    """Whether a change of this day must look for what is packed of it: no entry that comes in now has such a day."""
    return day <= now().date() - _OVER


def last_to_pack() -> date:
    return now().date() - _SURELY_OVER


def spoil(cursor: DriverCursor, days: Iterable[DayKey]) -> None:
    """What is packed of these days holds no longer. Before their counts are changed, in the same transaction."""
    keys = sorted(set(days), key=lambda key: tuple(map(str, key)))
    if cursor.dialect.name == "postgresql":
        for site_id in sorted({key[0] for key in keys}):
            cursor.driver.execute("SELECT pg_advisory_xact_lock_shared(%s)", [lock_of(site_id)])
    _SPOIL.run(cursor, [dict(zip(_KEY, key, strict=True)) for key in keys])


def lock_of(site_id: UUID) -> int:
    """The number under which PostgreSQL keeps those who change a site's old days apart from who packs them."""
    return int.from_bytes(site_id.bytes[8:], "big", signed=True)


_KEY = ("site_id", "touchpoint_id", "question_id", "day")


def _spoil(insert_into: type[sqlite.Insert] | type[postgresql.Insert]) -> sqlite.Insert | postgresql.Insert:
    statement = insert_into(SpoiltDay.__table__).values({name: bindparam(name) for name in _KEY})
    return statement.on_conflict_do_nothing(index_elements=_KEY)


_SPOIL = DriverStatement({"sqlite": _spoil(sqlite.Insert), "postgresql": _spoil(postgresql.Insert)})
