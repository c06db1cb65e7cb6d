"""Forget a customer: everything she said, what the site told of her, and those who were merged into her."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, update

from backend.accounts.credentials import Credential
from backend.customers.access import own_customer
from backend.customers.models import Account, Customer, Identification
from backend.customers.queries import merged_into
from backend.events.record import record
from backend.feedback.models import Feedback
from backend.feedback.revise import erase
from backend.foundation.database import db, writing
from backend.sites.manage import touch

AT_ONCE = 50


def erase_customer(customer_id: UUID, actor: Credential) -> None:
    """Erase her entries with their conversations, then herself; the counts lose what they stood for.

    In steps, each a transaction of its own, so that no visitor waits for the write lock. The customer goes last: who is
    interrupted asks again, and it goes on where it stopped. Raises NotFound and Forbidden as reading her does.
    """
    done = False
    while not done:
        with writing():
            done = _step(own_customer(customer_id, "manage", to_change=True), actor)


def _step(customer: Customer, actor: Credential) -> bool:
    """Erase some of her entries, or, when none is left, herself; whether all is done."""
    hers = [customer.id, *(row.id for row in merged_into(customer))]
    for feedback in _some(customer.site_id, hers):
        record("feedback.erased", feedback.site_id, feedback.id, actor, by="staff")
        erase(db.session(), feedback)
    is_last = not _some(customer.site_id, hers)
    if is_last:
        _forget(customer, hers, actor)
    touch(customer.site_id)  # last, as every verb does: PostgreSQL's row locks are taken in one order
    return is_last


def _some(site_id: UUID, customer_ids: Sequence[UUID]) -> Sequence[Feedback]:
    theirs = select(Identification.feedback_id).where(
        Identification.site_id == site_id, Identification.customer_id.in_(customer_ids)
    )
    ids = db.session.scalars(theirs.limit(AT_ONCE)).all()
    wanted = select(Feedback).where(Feedback.site_id == site_id, Feedback.id.in_(ids)).with_for_update(of=Feedback)
    return db.session.scalars(wanted).all()


def _forget(customer: Customer, ids: Sequence[UUID], actor: Credential) -> None:
    site_id = customer.site_id
    accounts = set(db.session.scalars(select(Customer.account_id).where(_these(site_id, ids))))
    db.session.execute(update(Customer).where(_these(site_id, ids)).values(merged_into_id=None))
    db.session.execute(delete(Customer).where(_these(site_id, ids)))
    for account_id in accounts - {None}:
        _forget_empty(site_id, account_id)
    record("customer.erased", site_id, customer.id, actor)


def _these(site_id: UUID, ids: Sequence[UUID]) -> ColumnElement[bool]:
    return (Customer.site_id == site_id) & Customer.id.in_(ids)


def _forget_empty(site_id: UUID, account_id: UUID | None) -> None:
    """An account to which nobody belongs and at which nothing was said is no more than a name: it goes, too."""
    for column, site in ((Customer.account_id, Customer.site_id), (Identification.account_id, Identification.site_id)):
        if db.session.scalar(select(column).where(site == site_id, column == account_id).limit(1)):
            return
    db.session.execute(delete(Account).where(Account.site_id == site_id, Account.id == account_id))
