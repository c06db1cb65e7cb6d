import re
from datetime import datetime, timedelta
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates, validates_schema

from backend.customers.models import LONGEST_KEY, LONGEST_REFERENCE
from backend.foundation.clock import now
from backend.foundation.fields import KEY, MomentView, Pattern, Text
from backend.foundation.pages import PageQuery
from backend.foundation.requests import StrictSchema

MOST_AT_ONCE, GREATEST_AMOUNT = 100, 1e12
CURRENCY = re.compile(r"[A-Z]{3}")
A_DAY = timedelta(days=1)  # clocks and time zones of other systems may be off
EXAMPLE = {"key": "order-20417", "customer": "c-1041", "kind": "purchase", "occurred_at": "2026-11-21T18:05:00Z"}


class Amount(fields.Float):
    """A finite number of moderate size; below nothing for what was paid back."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > GREATEST_AMOUNT:
            raise ValidationError("Expected a number, at most a million million.")
        return float(value)

    def json_schema(self) -> dict[str, Any]:
        return {
            "type": ["number", "null"],
            "format": "double",
            "minimum": -GREATEST_AMOUNT,
            "maximum": GREATEST_AMOUNT,
        }


class NewCustomerEvent(StrictSchema):
    """What a customer did. Told again with the same key and content, it is one event."""

    key = Text(
        LONGEST_KEY,
        least=1,
        required=True,
        metadata={"description": "Your own name for it, such as an order's number."},
    )
    customer = Text(LONGEST_REFERENCE, least=1, required=True, metadata={"description": "Your reference for her."})
    kind = Pattern(
        KEY,
        "small letters, digits, - or _, beginning with a letter",
        40,
        required=True,
        metadata={"description": "`purchase`, `renewal`, `cancellation`, or a kind of your own."},
    )
    occurred_at = fields.AwareDateTime(required=True)
    amount = Amount(allow_none=True, load_default=None)
    currency = Pattern(CURRENCY, "a currency such as EUR", 3, allow_none=True, load_default=None)

    @validates("occurred_at")
    def refuse_future(self, value: datetime, data_key: str) -> None:
        if value > now() + A_DAY:
            raise ValidationError("It lies in the future; tell what has happened.")

    @validates_schema
    def refuse_bare_amount(self, data: dict[str, Any], **options: Any) -> None:
        if (data.get("amount") is None) != (data.get("currency") is None):
            raise ValidationError("An amount and its currency go together.", "currency")


class NewCustomerEvents(StrictSchema):
    items = fields.List(
        fields.Nested(NewCustomerEvent),
        required=True,
        validate=validate.Length(1, MOST_AT_ONCE),
        metadata={"examples": [[{**EXAMPLE, "amount": 49.9, "currency": "EUR"}]]},
    )


class EventsNoted(Schema):
    new = fields.Integer(metadata={"description": "How many were not known before."})
    known = fields.Integer(metadata={"description": "How many had been told before, just so."})


class CustomerEventView(Schema):
    id = fields.UUID()
    key = fields.String()
    kind = fields.String()
    occurred_at = MomentView()
    amount = fields.Float(allow_none=True)
    currency = fields.String(allow_none=True)


class CustomerEventPage(Schema):
    items = fields.List(fields.Nested(CustomerEventView))
    next_cursor = fields.String(allow_none=True)


class CustomerEventQuery(PageQuery):
    kind = Text(40, least=1)
