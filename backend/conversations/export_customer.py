"""All that is kept of a customer, as one JSON text: what the law lets her ask for, and what another system can read."""

from collections.abc import Iterator
from typing import Any

from backend.conversations.queries import messages_by_feedback
from backend.conversations.schemas import StaffMessage
from backend.customers.event_schemas import CustomerEventView
from backend.customers.models import Customer, CustomerEvent
from backend.customers.queries import customer_card, customer_events_page
from backend.customers.schemas import CustomerCard
from backend.feedback.inbox import inbox_page
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.foundation.fields import utc_text
from backend.foundation.requests import json_bytes
from backend.sites.models import Site

AT_ONCE = 100
_CARD, _MESSAGES, _EVENT = CustomerCard(), StaffMessage(many=True), CustomerEventView()


def export_customer(customer: Customer) -> Iterator[bytes]:
    """The pieces of a JSON object: `exported_at`, `customer`, `entries` (also withdrawn) with their messages, `events`.

    Read page by page: however much she has said, little of it stands in memory.
    """
    site = db.session.get_one(Site, customer.site_id)
    yield b'{"exported_at":' + json_bytes(utc_text(now()))
    yield b',"customer":' + json_bytes(_CARD.dump(customer_card(customer)))
    yield b',"entries":['
    for number, entry in enumerate(_entries(site, customer)):
        yield (b"," if number else b"") + json_bytes(entry)
    yield b'],"events":['
    for number, event in enumerate(_events(customer)):
        yield (b"," if number else b"") + json_bytes(_EVENT.dump(event))
    yield b"]}"


def _events(customer: Customer) -> Iterator[CustomerEvent]:
    cursor = None
    while True:
        page = customer_events_page(customer, {"limit": AT_ONCE, "cursor": cursor})
        yield from page.items
        cursor = page.next_cursor
        if cursor is None:
            break


def _entries(site: Site, customer: Customer) -> Iterator[dict[str, Any]]:
    for withdrawn in (False, True):
        cursor = None
        while True:
            asked = {"customer": customer.id, "withdrawn": withdrawn, "limit": AT_ONCE, "cursor": cursor}
            page = inbox_page([site], asked)
            messages = messages_by_feedback(site.id, [entry["id"] for entry in page.items])
            for entry in page.items:
                yield {**entry, "messages": _MESSAGES.dump(messages.get(entry["id"], ()))}
            cursor = page.next_cursor
            if cursor is None:
                break
