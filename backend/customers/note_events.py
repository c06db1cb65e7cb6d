"""Write down what customers did: many at once, each once, all or none."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.dialects import postgresql, sqlite

from backend.accounts.credentials import Credential
from backend.customers.models import Customer, CustomerEvent
from backend.events.record import record
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.foundation.errors import Invalid
from backend.foundation.ids import new_id

AT_ONCE, MOST_TOLD = 300, 100
MEMBERS = ("kind", "occurred_at", "amount", "currency")
Item = TypeVar("Item")
Told = Sequence[tuple[str, Mapping[str, Any]]]


def note_events(site_id: UUID, told: Told, actor: Credential) -> dict[str, int]:
    """Store loaded NewCustomerEvents, each with the place at which it was told; how many are new and how many known.

    A customer of whom nothing was heard before is made. Raises Invalid, naming the places, when a key came before with
    other content; then none is stored.
    """
    customers = _customers(site_id, {str(event["customer"]) for _, event in told})
    known = _known(site_id, [str(event["key"]) for _, event in told])
    fresh: dict[str, dict[str, Any]] = {}
    faults = []
    for place, event in told:
        row = _row(site_id, customers[event["customer"]], event)
        before = known.get(event["key"]) or fresh.setdefault(event["key"], row)
        if before is not row and not _is_same(before, row):
            faults.append({"name": place, "code": "conflict", "reason": "this key came before with other content"})
    if faults:
        raise Invalid(f"{len(faults)} told otherwise than before; nothing was stored.", faults[:MOST_TOLD])
    for some in _parts(list(fresh.values())):
        db.session.execute(insert(CustomerEvent), some)
    if fresh:
        record("customer_events.noted", site_id, site_id, actor, new=len(fresh))
    return {"new": len(fresh), "known": len(told) - len(fresh)}


def _row(site_id: UUID, customer_id: UUID, event: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: event[name] for name in MEMBERS}
    return {"site_id": site_id, "id": new_id(event["occurred_at"]), "customer_id": customer_id, "key": event["key"]} | {
        **told,
        "told_at": now(),
    }


def _is_same(before: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    return all(before[name] == row[name] for name in ("customer_id", *MEMBERS))


def _customers(site_id: UUID, references: set[str]) -> dict[str, UUID]:
    """Ids by reference; who was not known is made. In order, so that two transactions never wait crosswise."""
    kind = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    found: dict[str, UUID] = {}
    for some in _parts(sorted(references)):
        rows = [_customer(site_id, reference) for reference in some]
        db.session.execute(kind(Customer.__table__).on_conflict_do_nothing(), rows)
        wanted = select(Customer.reference, Customer.id).where(Customer.site_id == site_id)
        found.update({row.reference: row.id for row in db.session.execute(wanted.where(Customer.reference.in_(some)))})
    return found


def _customer(site_id: UUID, reference: str) -> dict[str, Any]:
    moment = now()
    return {"site_id": site_id, "id": new_id(), "reference": reference} | dict.fromkeys(
        ("first_seen_at", "last_seen_at"), moment
    )


def _known(site_id: UUID, keys: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    columns = [getattr(CustomerEvent, name) for name in ("key", "customer_id", *MEMBERS)]
    found: dict[str, Mapping[str, Any]] = {}
    for some in _parts(keys):
        wanted = select(*columns).where(CustomerEvent.site_id == site_id, CustomerEvent.key.in_(some))
        found.update({row.key: row._mapping for row in db.session.execute(wanted)})
    return found


def _parts(items: Sequence[Item]) -> Iterator[list[Item]]:
    rest = iter(items)
    while part := list(islice(rest, AT_ONCE)):
        yield part
