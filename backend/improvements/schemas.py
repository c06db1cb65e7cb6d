import re
from datetime import date, datetime
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates, validates_schema

from backend.foundation.fields import MomentView, OneLine, Pattern, key_field
from backend.foundation.pages import PageQuery
from backend.foundation.requests import StrictSchema
from backend.improvements.models import KINDS

LINK = re.compile(r"https?://[^\s]{1,1990}")
MOST_PLACES = 100
YEARS = range(2000, 2101)


def refuse_other_times(year: int) -> None:
    if year not in YEARS:
        raise ValidationError(f"Expected a year from {YEARS[0]} to {YEARS[-1]}.")


class ChangeChanges(StrictSchema):
    title = OneLine(200, least=1)
    kind = fields.String(validate=validate.OneOf(KINDS))
    at = fields.AwareDateTime(metadata={"description": "When it was done; now, if left out."})
    touchpoints = fields.List(
        key_field(),
        allow_none=True,
        validate=validate.Length(1, MOST_PLACES),
        metadata={"description": "Keys of the touchpoints that it concerns; null: all of them."},
    )
    link = Pattern(LINK, "an address that begins with https:// or http://", 2000, allow_none=True)

    @validates("at")
    def refuse_far_times(self, value: datetime, data_key: str) -> None:
        refuse_other_times(value.year)


class NewChange(ChangeChanges):
    title = OneLine(200, least=1, required=True)


class ChangeQuery(PageQuery):
    site = fields.String(required=True, validate=validate.Length(1, 60))
    touchpoint = key_field(metadata={"description": "Only what concerns this touchpoint, or all of them."})


class ChangeView(Schema):
    id = fields.UUID()
    site = fields.String(attribute="site.key")
    title = fields.String()
    kind = fields.String()
    at = MomentView()
    touchpoints = fields.List(fields.String(), allow_none=True)
    link = fields.String(allow_none=True)
    by = fields.String(attribute="staff_name", allow_none=True)
    created_at = MomentView()


class ChangePage(Schema):
    items = fields.List(fields.Nested(ChangeView))
    next_cursor = fields.String(allow_none=True)


class BaselineInput(StrictSchema):
    """The first and the last day, both inclusive."""

    since = fields.Date(required=True)
    until = fields.Date(required=True)

    @validates("since", "until")
    def refuse_far_days(self, value: date, data_key: str) -> None:
        refuse_other_times(value.year)

    @validates_schema
    def refuse_backwards(self, data: dict[str, Any], **options: Any) -> None:
        first: date = data["since"]
        if data["until"] < first:
            raise ValidationError("Must not be before `since`.", "until")


class BaselineView(Schema):
    """All null while none is set."""

    since = fields.Date(allow_none=True)
    until = fields.Date(allow_none=True)
    set_at = MomentView(allow_none=True)
