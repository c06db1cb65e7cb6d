"""Where and when a touchpoint shows, as staff write it: conditions of the page, triggers of a popover."""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate

from backend.foundation.fields import KEY, NOT_BLANK, Pattern, Switch, Text, WholeNumber
from backend.foundation.requests import StrictSchema
from backend.touchpoints.models import ATTRIBUTE_KINDS

HOST = re.compile(r"[a-z0-9*][a-z0-9*.-]{0,252}")
MOST_HOSTS, MOST_MEMBERS, LONGEST_NAME, LONGEST_GLOB, LONGEST_SELECTOR = 20, 10, 60, 200, 300
MOST_ATTRIBUTES = 10


class QueryGlobs(fields.Field[dict[str, str]]):
    """A glob for each member of the page's query: `{"campaign": "spring*"}`."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> dict[str, str]:
        if not isinstance(value, Mapping) or not 1 <= len(value) <= MOST_MEMBERS:
            raise ValidationError(f'Expected 1 to {MOST_MEMBERS} globs by name, for example {{"campaign": "spring*"}}.')
        for name, glob in value.items():
            if not name.strip() or len(name) > LONGEST_NAME:
                raise ValidationError(f"Expected names of 1 to {LONGEST_NAME} characters.")
            if not isinstance(glob, str) or not glob.strip() or len(glob) > LONGEST_GLOB:
                raise ValidationError(f"{name}: expected a glob of 1 to {LONGEST_GLOB} characters.")
        return dict(value)

    def json_schema(self) -> dict[str, Any]:
        return {
            "type": ["object", "null"],
            "minProperties": 1,
            "maxProperties": MOST_MEMBERS,
            "propertyNames": {"minLength": 1, "maxLength": LONGEST_NAME, "pattern": NOT_BLANK},
            "additionalProperties": {
                "type": "string", "minLength": 1, "maxLength": LONGEST_GLOB, "pattern": NOT_BLANK,
            },
        }  # fmt: skip


class AttributeKinds(fields.Field[dict[str, str]]):
    """What pages may tell beside an entry: `{"plan": "text", "items": "number"}`."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> dict[str, str]:
        if not isinstance(value, Mapping) or len(value) > MOST_ATTRIBUTES:
            raise ValidationError(f'Expected at most {MOST_ATTRIBUTES} kinds by key, for example {{"plan": "text"}}.')
        for key, kind in value.items():
            if not KEY.fullmatch(key):
                raise ValidationError("Expected small letters, digits, - or _ as names, beginning with a letter.")
            if kind not in ATTRIBUTE_KINDS:
                raise ValidationError(f"{key}: expected one of {', '.join(ATTRIBUTE_KINDS)}.")
        return dict(value)

    def json_schema(self) -> dict[str, Any]:
        return {
            "type": "object",
            "maxProperties": MOST_ATTRIBUTES,
            "propertyNames": {"pattern": f"^{KEY.pattern}$"},
            "additionalProperties": {"enum": list(ATTRIBUTE_KINDS)},
        }


def _optional(most: int, told: str) -> Text:
    return Text(most, least=1, allow_none=True, load_default=None, metadata={"description": told})


class When(StrictSchema):
    """Hosts, query and share are conditions, all of which must hold; the rest are triggers, the first of which opens.

    What is null, or false, asks nothing.
    """

    hosts = fields.List(
        Pattern(HOST, "a host name such as shop.example.fi or *.example.fi", 253),
        allow_none=True,
        load_default=None,
        validate=validate.Length(1, MOST_HOSTS),
    )
    query = QueryGlobs(allow_none=True, load_default=None)
    share = WholeNumber(1, 100, allow_none=True, load_default=None, metadata={"description": "Per cent of page views."})
    seconds = WholeNumber(0, 3600, allow_none=True, load_default=None, metadata={"description": "On the page."})
    scroll = WholeNumber(1, 100, allow_none=True, load_default=None, metadata={"description": "Per cent of the page."})
    exit = Switch(load_default=False, metadata={"description": "The pointer leaves the page."})
    seen = _optional(LONGEST_SELECTOR, "A CSS selector: an element that is seen.")
    clicked = _optional(LONGEST_SELECTOR, "A CSS selector: an element that is clicked.")
    event = _optional(LONGEST_NAME, "A name that the page's own script tells.")
