from typing import Any
from uuid import UUID

from flask import Blueprint

from backend.accounts.credentials import current_credential
from backend.accounts.guards import staff
from backend.customers.access import own_account, own_customer
from backend.customers.merge import merge, part
from backend.customers.models import Customer
from backend.customers.queries import account_card, accounts_page, customer_card, customers_page
from backend.customers.schemas import (
    AccountCard,
    AccountPage,
    CustomerCard,
    CustomerPage,
    CustomerQuery,
    CustomerView,
    IdentityView,
    Merger,
    NewSecret,
    PeopleQuery,
    ShownSecret,
)
from backend.customers.secret import make_secret
from backend.foundation.database import writing
from backend.foundation.etags import tagged
from backend.foundation.pages import Page
from backend.foundation.requests import answer, body, contract, query, transaction
from backend.sites.access import require_site
from backend.sites.models import Site

blueprint = Blueprint("customers", __name__, url_prefix="/api/v1")


@blueprint.get("/customers")
@staff("read")
@query(CustomerQuery())
@answer(CustomerPage())
def list_customers(asked: dict[str, Any]) -> Page:
    return customers_page(require_site(asked["site"], "read").id, asked)


@blueprint.get("/customers/<uuid:customer_id>")
@staff("read")
@tagged
@answer(CustomerCard())
def get_customer(customer_id: UUID) -> dict[str, Any]:
    return customer_card(own_customer(customer_id, "read"))


@blueprint.put("/customers/<uuid:customer_id>/merger")
@staff("moderate")
@body(Merger())
@transaction
@answer(CustomerView())
def put_merger(wanted: dict[str, Any], customer_id: UUID) -> Customer:
    return merge(own_customer(customer_id, "moderate", to_change=True), wanted["into"], current_credential())


@blueprint.delete("/customers/<uuid:customer_id>/merger")
@staff("moderate")
@transaction
@answer(CustomerView())
def delete_merger(customer_id: UUID) -> Customer:
    return part(own_customer(customer_id, "moderate", to_change=True), current_credential())


@blueprint.get("/accounts")
@staff("read")
@query(PeopleQuery())
@answer(AccountPage())
def list_accounts(asked: dict[str, Any]) -> Page:
    return accounts_page(require_site(asked["site"], "read").id, asked)


@blueprint.get("/accounts/<uuid:account_id>")
@staff("read")
@tagged
@answer(AccountCard())
def get_account(account_id: UUID) -> dict[str, Any]:
    return account_card(own_account(account_id, "read"))


@blueprint.get("/sites/<uuid:site_id>/identity")
@staff("manage")
@answer(IdentityView())
def get_identity(site_id: UUID) -> dict[str, Any]:
    return _identity(require_site(site_id, "manage"))


# Not a @transaction: an idempotency record would keep the secret that is shown once.
@blueprint.post("/sites/<uuid:site_id>/identity/secrets")
@staff("manage")
@body(NewSecret())
@answer(ShownSecret(), 201)
def post_identity_secret(wanted: dict[str, Any], site_id: UUID) -> dict[str, Any]:
    with writing():
        site = require_site(site_id, "manage")
        secret = make_secret(site, wanted["keep_previous_hours"], current_credential())
        return {**_identity(site), "secret": secret}


contract(post_identity_secret).problems |= {404, 503}


def _identity(site: Site) -> dict[str, Any]:
    return {"number": site.identity_generation, "previous_until": site.previous_identity_until}
