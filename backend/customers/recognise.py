"""Write down whose entries are: customer and account by their references, in the transaction that stores the entries.

On the driver's own cursor, because the writer stores many at once; an entry without a token costs nothing here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, insert, text
from sqlalchemy.types import TypeEngine

from backend.customers.identity import Identity, Person
from backend.customers.models import BY_SIGNED_TOKEN, Identification
from backend.foundation.database import Moment
from backend.foundation.ids import new_id
from backend.foundation.statements import DriverCursor, DriverStatement


@dataclass(frozen=True, slots=True)
class Recognition:
    """An entry and what its token came to."""

    site_id: UUID
    feedback_id: UUID
    identity: Identity
    at: datetime


def recognise(cursor: DriverCursor, many: Sequence[Recognition]) -> None:
    """Store what these entries' tokens said. The entries themselves stand already."""
    named = [(one, one.identity.person) for one in many if one.identity.person]
    keep_people(cursor, [(one.site_id, person, one.at) for one, person in named])
    _INSERT_NAMED.run(cursor, [_named(one, person) for one, person in named])
    _INSERT_UNKNOWN.run(cursor, [_unknown(one) for one in many if one.identity.fault])


def keep_people(cursor: DriverCursor, people: Iterable[tuple[UUID, Person, datetime]]) -> None:
    """Make or renew these customers and their accounts; what a person does not tell stays as it was.

    In the order of their references, so that two transactions on PostgreSQL never wait for each other crosswise.
    """
    rows = [_customer(site_id, person, at) for site_id, person, at in people]
    accounts = {(row["site_id"], row["account"]): row for row in rows if row["account"]}
    _KEEP_ACCOUNT.run(cursor, [accounts[key] for key in sorted(accounts, key=str)])
    _KEEP_CUSTOMER.run(cursor, sorted(rows, key=lambda row: (str(row["site_id"]), row["reference"])))


def _customer(site_id: UUID, person: Person, at: datetime) -> dict[str, Any]:
    return {
        "site_id": site_id,
        "id": new_id(),
        "account_id": new_id(),
        "reference": person.reference,
        "name": person.name,
        "email": person.email,
        "segment": person.segment,
        "account": person.account,
        "account_name": person.account_name,
        "name_folded": _folded(person.name),
        "account_folded": _folded(person.account_name),
        "at": at,
    }


def _folded(name: str | None) -> str | None:
    return name.casefold() if name else None


def _named(one: Recognition, person: Person) -> dict[str, Any]:
    return {"site_id": one.site_id, "feedback_id": one.feedback_id, "at": one.at} | {
        "reference": person.reference,
        "account": person.account,
        "how": BY_SIGNED_TOKEN,
    }


def _unknown(one: Recognition) -> dict[str, Any]:
    return {"site_id": one.site_id, "feedback_id": one.feedback_id, "how": BY_SIGNED_TOKEN} | {
        "fault": one.identity.fault,
        "identified_at": one.at,
    }


def _typed(sql: str, *names: str) -> Any:
    """The statement, with the ids and moments among its values known as such."""
    kinds: dict[str, TypeEngine[Any]] = {
        "site_id": Uuid(),
        "feedback_id": Uuid(),
        "id": Uuid(),
        "account_id": Uuid(),
        "at": Moment(),
    }
    return text(sql).bindparams(*[bindparam(name, type_=kinds[name]) for name in names])


_KEEP_ACCOUNT = DriverStatement(
    _typed(
        "INSERT INTO account (site_id, id, reference, name, name_folded, created_at) "
        "VALUES (:site_id, :account_id, :account, :account_name, :account_folded, :at) "
        "ON CONFLICT (site_id, reference) DO UPDATE SET name = coalesce(excluded.name, account.name), "
        "name_folded = coalesce(excluded.name_folded, account.name_folded)",
        "site_id", "account_id", "at",
    )
)  # fmt: skip
_KEEP_CUSTOMER = DriverStatement(
    _typed(
        "INSERT INTO customer "
        "(site_id, id, reference, name, email, segment, account_id, name_folded, first_seen_at, last_seen_at) "
        "VALUES (:site_id, :id, :reference, :name, :email, :segment, "
        "(SELECT id FROM account WHERE site_id = :site_id AND reference = :account), :name_folded, :at, :at) "
        "ON CONFLICT (site_id, reference) DO UPDATE SET name = coalesce(excluded.name, customer.name), "
        "email = coalesce(excluded.email, customer.email), segment = coalesce(excluded.segment, customer.segment), "
        "account_id = coalesce(excluded.account_id, customer.account_id), "
        "name_folded = coalesce(excluded.name_folded, customer.name_folded), last_seen_at = excluded.last_seen_at",
        "site_id", "id", "at",
    )
)  # fmt: skip
_INSERT_NAMED = DriverStatement(
    _typed(
        "INSERT INTO identification (site_id, feedback_id, customer_id, account_id, how, identified_at) "
        "SELECT customer.site_id, :feedback_id, customer.id, account.id, :how, :at FROM customer "
        "LEFT JOIN account ON account.site_id = customer.site_id AND account.reference = :account "
        "WHERE customer.site_id = :site_id AND customer.reference = :reference",
        "feedback_id", "at", "site_id",
    )
)  # fmt: skip
_INSERT_UNKNOWN = DriverStatement(
    insert(Identification.__table__).values(
        {
            name: bindparam(name, type_=Identification.__table__.c[name].type)
            for name in ("site_id", "feedback_id", "how", "fault", "identified_at")
        }
    )
)
