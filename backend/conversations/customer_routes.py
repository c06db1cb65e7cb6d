"""Everything that one customer said, taken along or forgotten."""

from uuid import UUID

from flask import Blueprint, Response, stream_with_context

from backend.accounts.credentials import current_credential
from backend.accounts.guards import staff
from backend.conversations.erase_customer import erase_customer
from backend.conversations.export_customer import export_customer
from backend.conversations.schemas import CustomerExport
from backend.customers.access import own_customer
from backend.foundation.requests import answer, contract

blueprint = Blueprint("customer_words", __name__, url_prefix="/api/v1")


@blueprint.get("/customers/<uuid:customer_id>/export")
@staff("manage")
@answer(CustomerExport())
def get_customer_export(customer_id: UUID) -> Response:
    customer = own_customer(customer_id, "manage")
    name = f"customer-{customer.id}.json"
    response = Response(stream_with_context(export_customer(customer)), content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# Not a @transaction: it goes in steps, so that no visitor waits.
@blueprint.delete("/customers/<uuid:customer_id>")
@staff("manage")
@answer(None, 204)
def delete_customer(customer_id: UUID) -> None:
    erase_customer(customer_id, current_credential())


contract(delete_customer).problems |= {503}
