"""Read what customers did: the newest of a stretch of time, or of certain customers. A merged one's are her speaker's.

Bounded: no question reads more than MOST_DEEDS deeds of one kind of answer, however many a site has told.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from backend.customers.models import CustomerEvent
from backend.customers.queries import spoken_for
from backend.foundation.database import db
from backend.foundation.ids import earliest_id

RETURNED, LEFT = ("purchase", "renewal"), ("cancellation",)
MOST_DEEDS, AT_ONCE = 10_000, 500
Deeds = Sequence[tuple[datetime, str]]  # when, and its kind; in the order of time


@dataclass(frozen=True, slots=True)
class Firsts:
    """By customer the first deed in a stretch of time that begins at `since`. `is_whole`: all of it was read."""

    moments: Mapping[UUID, datetime]
    since: datetime
    is_whole: bool


def first_deeds(site_id: UUID, kinds: Collection[str], since: datetime, until: datetime) -> Firsts:
    """Who did something of these kinds from `since` until before `until`, and when first.

    Where there is more than MOST_DEEDS of it, the stretch begins later.
    """
    newest = sorted((row for kind in kinds for row in _newest(site_id, kind, since, until)), reverse=True)
    read, speaker = newest[:MOST_DEEDS], spoken_for(site_id)
    found = {speaker.get(customer, customer): moment for moment, customer in read}  # the earliest comes last, and stays
    is_whole = len(newest) <= MOST_DEEDS
    return Firsts(found, since if is_whole else read[-1][0], is_whole)


def _newest(site_id: UUID, kind: str, since: datetime, until: datetime) -> Iterator[tuple[datetime, UUID]]:
    """One kind at a time: its index gives the newest without sorting the rest."""
    wanted = select(CustomerEvent.occurred_at, CustomerEvent.customer_id).where(
        CustomerEvent.site_id == site_id,
        CustomerEvent.kind == kind,
        CustomerEvent.occurred_at >= since,
        CustomerEvent.occurred_at < until,
    )
    rows = db.session.execute(wanted.order_by(CustomerEvent.occurred_at.desc()).limit(MOST_DEEDS + 1))
    return ((row[0], row[1]) for row in rows)


def any_deed(site_id: UUID, kinds: Collection[str], since: datetime, until: datetime) -> bool:
    """Whether anything of these kinds was told from `since` until before `until`."""
    wanted = select(CustomerEvent.id).where(
        CustomerEvent.site_id == site_id,
        CustomerEvent.kind.in_(sorted(kinds)),
        CustomerEvent.occurred_at.between(since, until),
    )
    return db.session.scalar(wanted.limit(1)) is not None


def deeds_of(
    site_id: UUID, customers: Collection[UUID], kinds: Collection[str], since: datetime, until: datetime
) -> dict[UUID, Deeds]:
    """What each of these customers did of these kinds from `since` until before `until`; who did nothing is absent."""
    found: dict[UUID, list[tuple[datetime, str]]] = defaultdict(list)
    for some, speaker in _with_merged(site_id, customers):
        wanted = select(CustomerEvent.customer_id, CustomerEvent.occurred_at, CustomerEvent.kind).where(
            CustomerEvent.site_id == site_id,
            CustomerEvent.customer_id.in_(some),
            CustomerEvent.id >= earliest_id(since),
            CustomerEvent.id < earliest_id(until),
            CustomerEvent.kind.in_(sorted(kinds)),
        )
        for customer_id, moment, kind in db.session.execute(wanted):
            found[speaker.get(customer_id, customer_id)].append((moment, kind))
    return {customer: sorted(deeds) for customer, deeds in found.items()}


def did_before(site_id: UUID, customers: Collection[UUID], kinds: Collection[str], moment: datetime) -> set[UUID]:
    """Which of these customers did something of these kinds earlier than that."""
    found: set[UUID] = set()
    for some, speaker in _with_merged(site_id, customers):
        wanted = select(CustomerEvent.customer_id).where(
            CustomerEvent.site_id == site_id,
            CustomerEvent.customer_id.in_(some),
            CustomerEvent.id < earliest_id(moment),
            CustomerEvent.kind.in_(sorted(kinds)),
        )
        found.update(speaker.get(one, one) for one in db.session.scalars(wanted.distinct()))
    return found


def _with_merged(site_id: UUID, customers: Collection[UUID]) -> Iterator[tuple[Sequence[UUID], Mapping[UUID, UUID]]]:
    """These customers and those for whom they speak, some at a time; and who speaks for whom."""
    speaker, wanted = spoken_for(site_id), set(customers)
    every = sorted(wanted | {one for one, into in speaker.items() if into in wanted}, key=str)
    for start in range(0, len(every), AT_ONCE):
        yield every[start : start + AT_ONCE], speaker
