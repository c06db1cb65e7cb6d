"""Customers and accounts of a site: lists, one of them, and which entries are theirs."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, func, literal, or_, select, tuple_

from backend.customers.models import Account, Customer, CustomerEvent, Identification
from backend.foundation.among import among
from backend.foundation.database import Moment, db
from backend.foundation.errors import NotFound, invalid_param
from backend.foundation.pages import Page, decode_cursor, page_of

MOST_WORDS = 6


def find_customer(site_ids: Sequence[UUID], customer_id: UUID, to_change: bool = False) -> Customer:
    """The customer with this id on one of these sites; NotFound also when she is another site's."""
    wanted = select(Customer).where(Customer.site_id.in_(site_ids), Customer.id == customer_id)
    if to_change:
        wanted = wanted.with_for_update(of=Customer)
    customer = db.session.scalar(wanted)
    if customer is None:
        raise NotFound("There is no such customer on your sites.")
    return customer


def find_account(site_ids: Sequence[UUID], account_id: UUID) -> Account:
    account = db.session.scalar(select(Account).where(Account.site_id.in_(site_ids), Account.id == account_id))
    if account is None:
        raise NotFound("There is no such account on your sites.")
    return account


def customers_page(site_id: UUID, asked: Mapping[str, Any]) -> Page:
    """Whoever was heard last comes first. A merged customer is left out, unless she is asked for by her reference."""
    wanted = select(Customer).where(Customer.site_id == site_id)
    if asked.get("reference"):
        wanted = wanted.where(Customer.reference == asked["reference"])
    else:
        wanted = wanted.where(Customer.merged_into_id.is_(None))
    if asked.get("account"):
        wanted = wanted.where(Customer.account_id == asked["account"])
    wanted = wanted.where(*_holding(asked.get("q"), Customer.name_folded, Customer.email, Customer.reference))
    cursor = decode_cursor(asked["cursor"])
    if cursor is not None:
        wanted = wanted.where(tuple_(Customer.last_seen_at, Customer.id) < tuple_(*_place_after(cursor)))
    wanted = wanted.order_by(Customer.last_seen_at.desc(), Customer.id.desc()).limit(asked["limit"] + 1)
    return page_of(db.session.scalars(wanted).all(), asked["limit"], key=_place)


def accounts_page(site_id: UUID, asked: Mapping[str, Any]) -> Page:
    """The newest account first."""
    wanted = select(Account).where(Account.site_id == site_id)
    wanted = wanted.where(*_holding(asked.get("q"), Account.name_folded, Account.reference))
    cursor = decode_cursor(asked["cursor"])
    if cursor is not None:
        wanted = wanted.where(Account.id < _id_of(cursor))
    wanted = wanted.order_by(Account.id.desc()).limit(asked["limit"] + 1)
    return page_of(db.session.scalars(wanted).all(), asked["limit"])


def merged_into(customer: Customer) -> list[Customer]:
    """The customers for whom she speaks, near and far."""
    found, nearest = list[Customer](), [customer.id]
    while nearest:
        wanted = select(Customer).where(Customer.site_id == customer.site_id, Customer.merged_into_id.in_(nearest))
        below = db.session.scalars(wanted.order_by(Customer.id)).all()
        found, nearest = [*found, *below], [row.id for row in below]
    return found


def spoken_for(site_id: UUID) -> dict[UUID, UUID]:
    """By merged customer the one who speaks for her at last."""
    wanted = select(Customer.id, Customer.merged_into_id)
    rows = db.session.execute(wanted.where(Customer.site_id == site_id, Customer.merged_into_id.is_not(None)))
    into = {row[0]: row[1] for row in rows if row[1]}
    return {one: _last_of(one, into) for one in into}


def _last_of(one: UUID, into: Mapping[UUID, UUID]) -> UUID:
    while one in into:
        one = into[one]
    return one


def customer_card(customer: Customer) -> dict[str, Any]:
    """The customer, those merged into her, and how much they have said."""
    merged = merged_into(customer)
    theirs = Identification.customer_id.in_([customer.id, *(row.id for row in merged)])
    return {**_plain(customer), "merged": merged, "entries": _count(customer.site_id, theirs)}


def account_card(account: Account) -> dict[str, Any]:
    belongs = (Customer.site_id == account.site_id, Customer.account_id == account.id)
    customers = db.session.scalar(select(func.count()).select_from(Customer).where(*belongs))
    entries = _count(account.site_id, Identification.account_id == account.id)
    return {**_plain(account), "customers": customers, "entries": entries}


def customer_events_page(customer: Customer, asked: Mapping[str, Any]) -> Page:
    """What she did, and those merged into her, the latest first."""
    hers = [customer.id, *(row.id for row in merged_into(customer))]
    wanted = select(CustomerEvent).where(CustomerEvent.site_id == customer.site_id, CustomerEvent.customer_id.in_(hers))
    if asked.get("kind"):
        wanted = wanted.where(CustomerEvent.kind == asked["kind"])
    cursor = decode_cursor(asked["cursor"])
    if cursor is not None:
        wanted = wanted.where(CustomerEvent.id < _id_of(cursor))
    wanted = wanted.order_by(CustomerEvent.id.desc()).limit(asked["limit"] + 1)
    return page_of(db.session.scalars(wanted).all(), asked["limit"])


def customer_with_merged(site_ids: Sequence[UUID], customer_id: UUID) -> list[UUID]:
    """The ids under which this customer's entries stand: her own and those merged into her; none where she is not."""
    wanted = select(Customer).where(Customer.site_id.in_(site_ids), Customer.id == customer_id)
    customer = db.session.scalar(wanted)
    return [customer.id, *(row.id for row in merged_into(customer))] if customer else []


def identifications_of(site_ids: Sequence[UUID], feedback_ids: Sequence[UUID]) -> dict[UUID, Identification]:
    """By entry: what its token came to, for those that came with one."""
    found = db.session.scalars(_IDENTIFICATIONS, {"site_ids": site_ids, "ids": feedback_ids})
    return {row.feedback_id: row for row in found}


_IDENTIFICATIONS = select(Identification).where(
    among(Identification.site_id, "site_ids"), among(Identification.feedback_id, "ids")
)


def _count(site_id: UUID, condition: ColumnElement[bool]) -> int:
    counted = select(func.count()).select_from(Identification).where(Identification.site_id == site_id, condition)
    return db.session.scalar(counted) or 0


def _plain(row: Any) -> dict[str, Any]:
    names = [*row.__table__.columns.keys(), "account"]
    return {name: getattr(row, name) for name in names if hasattr(row, name)}


def _holding(words: str | None, *columns: Any) -> list[ColumnElement[bool]]:
    """The conditions that each of the words stands in one of the columns; a folded name is its own small letters."""
    parts = (words or "").casefold().split()[:MOST_WORDS]
    return [or_(*(func.lower(column).contains(part, autoescape=True) for column in columns)) for part in parts]


def _place(row: Customer) -> str:
    return f"{row.last_seen_at.isoformat()} {row.id.hex}"


def _place_after(cursor: str) -> tuple[Any, Any]:
    moment, _, hexadecimal = cursor.partition(" ")
    try:
        return literal(datetime.fromisoformat(moment), Moment()), literal(UUID(hex=hexadecimal), Uuid())
    except ValueError:
        raise _strange_cursor() from None


def _id_of(cursor: str) -> UUID:
    try:
        return UUID(hex=cursor)
    except ValueError:
        raise _strange_cursor() from None


def _strange_cursor() -> Exception:
    return invalid_param("cursor", "invalid", "use next_cursor of the page before, unchanged")
