from typing import Any

from marshmallow import Schema, fields

from backend.customers.identity import FAULTS
from backend.foundation.fields import MomentView, Text, WholeNumber
from backend.foundation.pages import PageQuery
from backend.foundation.requests import StrictSchema


class PeopleQuery(PageQuery):
    site = Text(60, least=1, required=True)
    q = Text(100, least=1, metadata={"description": "Words of name, address and reference; every one must stand."})


class CustomerQuery(PeopleQuery):
    account = fields.UUID(metadata={"description": "Customers of this account."})
    reference = Text(200, least=1, metadata={"description": "The one customer with exactly this reference."})


class AccountView(Schema):
    id = fields.UUID()
    reference = fields.String()
    name = fields.String(allow_none=True)
    created_at = MomentView()


class AccountCard(AccountView):
    customers = fields.Integer(metadata={"description": "How many customers belong to it."})
    entries = fields.Integer(metadata={"description": "How many entries came from them while they did."})


class AccountPage(Schema):
    items = fields.List(fields.Nested(AccountView))
    next_cursor = fields.String(allow_none=True)


class CustomerView(Schema):
    id = fields.UUID()
    reference = fields.String(metadata={"description": "What the site's own system calls her."})
    name = fields.String(allow_none=True)
    email = fields.String(allow_none=True)
    segment = fields.String(allow_none=True)
    account = fields.Nested(AccountView, allow_none=True)
    merged_into_id = fields.UUID(allow_none=True, metadata={"description": "The customer who speaks for her now."})
    first_seen_at = MomentView()
    last_seen_at = MomentView()


class CustomerCard(CustomerView):
    entries = fields.Integer(metadata={"description": "How many entries are hers, those of merged ones included."})
    merged = fields.List(fields.Nested(CustomerView), metadata={"description": "Those who were merged into her."})


class CustomerPage(Schema):
    items = fields.List(fields.Nested(CustomerView))
    next_cursor = fields.String(allow_none=True)


class Merger(StrictSchema):
    into = fields.UUID(required=True, metadata={"description": "The customer who is to speak for both."})


class IdentityView(Schema):
    """Whether the site signs its customers' tokens. The secret itself is shown only when it is made."""

    number = fields.Integer(metadata={"description": "Which secret counts now; 0: none has been made."})
    previous_until = MomentView(allow_none=True, metadata={"description": "Until when the one before counts, too."})


class NewSecret(StrictSchema):
    keep_previous_hours = WholeNumber(
        0, 168, load_default=24, metadata={"description": "How long the present one counts on; 0 if it has leaked."}
    )


class ShownSecret(IdentityView):
    secret = fields.String(metadata={"description": "Shown this once. Keep it on your server, never in a page."})


# What stands beside an entry that came with a token.
WHOSE: dict[str, Any] = {
    "type": ["object", "null"],
    "description": "Whose it is, where a token came with it: `verified` when the site signed who it is. Else `fault` "
    f"says why the token proves nothing: {', '.join(FAULTS)}.",
    "properties": {
        "verified": {"type": "boolean"},
        "how": {"type": "string"},
        **{name: {"type": ["string", "null"]} for name in ("fault", "id", "reference", "name", "email", "segment")},
        "account": {"type": ["object", "null"]},
    },
}


def whose(identification: Any | None) -> dict[str, Any] | None:
    """An entry's identification with its customer as plain values of the form of WHOSE; None without a token."""
    if identification is None:
        return None
    customer = identification.customer
    told = {"verified": customer is not None, "how": identification.how, "fault": identification.fault}
    if customer is None:
        return told | dict.fromkeys(("id", "reference", "name", "email", "segment", "account"))
    account = customer.account
    return told | {
        "id": str(customer.id),
        **{name: getattr(customer, name) for name in ("reference", "name", "email", "segment")},
        "account": account and {"id": str(account.id), "reference": account.reference, "name": account.name},
    }
