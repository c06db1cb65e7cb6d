"""What customers did, told by the site's own systems."""

from typing import Any
from uuid import UUID

from flask import Blueprint

from backend.accounts.credentials import current_credential
from backend.accounts.guards import staff
from backend.customers.access import own_customer
from backend.customers.event_schemas import (
    CustomerEventPage,
    CustomerEventQuery,
    EventsNoted,
    NewCustomerEvents,
)
from backend.customers.event_table import read_table
from backend.customers.note_events import note_events
from backend.customers.queries import customer_events_page
from backend.foundation.pages import Page
from backend.foundation.requests import answer, body, query, raw_body, transaction
from backend.sites.access import require_site
from backend.sites.schemas import SiteQuery

blueprint = Blueprint("customer_events", __name__, url_prefix="/api/v1")
MOST_BYTES = 5 * 1024 * 1024
TABLE = "key,customer,kind,occurred_at,amount,currency\norder-20417,c-1041,purchase,2026-11-21T18:05,49.90,EUR\n"


@blueprint.post("/customer-events")
@staff("submit")
@query(SiteQuery())
@body(NewCustomerEvents())
@transaction
@answer(EventsNoted(), 201)
def post_customer_events(told: dict[str, Any], asked: dict[str, Any]) -> dict[str, int]:
    site = require_site(asked["site"], "submit")
    items = [(f"items.{number}.key", event) for number, event in enumerate(told["items"])]
    return note_events(site.id, items, current_credential())


@blueprint.post("/customer-events/imports")
@staff("manage")
@query(SiteQuery())
@raw_body("text/csv", MOST_BYTES, TABLE)
@transaction
@answer(EventsNoted(), 201)
def post_customer_event_import(table: bytes, asked: dict[str, Any]) -> dict[str, int]:
    site = require_site(asked["site"], "manage")
    return note_events(site.id, read_table(table, site.timezone), current_credential())


@blueprint.get("/customers/<uuid:customer_id>/events")
@staff("read")
@query(CustomerEventQuery())
@answer(CustomerEventPage())
def list_customer_events(asked: dict[str, Any], customer_id: UUID) -> Page:
    return customer_events_page(own_customer(customer_id, "read"), asked)
