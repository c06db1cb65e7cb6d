"""Two references, one person: let one customer speak for both, and undo it.

Nothing is rewritten, so undoing brings back exactly what was.
"""

from uuid import UUID

from backend.accounts.credentials import Credential
from backend.customers.models import Customer
from backend.customers.queries import find_customer, merged_into
from backend.events.record import record
from backend.foundation.database import db
from backend.foundation.errors import Conflict, NotFound, invalid_param


class Merged(Conflict):
    code, title = "merged", "This customer has been merged into another"


def merge(customer: Customer, into_id: UUID, actor: Credential) -> Customer:
    """Let the customer with the id `into_id` speak for this one, too. The caller read this one to change her."""
    if customer.merged_into_id == into_id:
        return customer
    if customer.merged_into_id is not None:
        raise Merged("She has been merged into another already. Undo that first.")
    try:
        into = find_customer([customer.site_id], into_id, to_change=True)
    except NotFound:
        raise invalid_param("into", "invalid", "there is no such customer on this site") from None
    if into.id == customer.id or into.id in {row.id for row in merged_into(customer)}:
        raise invalid_param("into", "invalid", "a customer cannot be merged into herself or into one merged into her")
    if into.merged_into_id is not None:
        raise Merged("The other has been merged into a third. Merge into that one.")
    customer.merged_into_id = into.id
    record("customer.merged", customer.site_id, customer.id, actor, into=str(into.id))
    db.session.flush()
    return customer


def part(customer: Customer, actor: Credential) -> Customer:
    """Undo the merger: she speaks for herself again, and for those who were merged into her."""
    if customer.merged_into_id is not None:
        record("customer.parted", customer.site_id, customer.id, actor, **{"from": str(customer.merged_into_id)})
        customer.merged_into_id = None
        db.session.flush()
    return customer
