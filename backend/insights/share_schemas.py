from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates, validates_schema

from backend.foundation.fields import MomentView, OneLine, Switch, Text, WholeNumber
from backend.foundation.pages import PageQuery
from backend.foundation.requests import StrictSchema
from backend.improvements.schemas import refuse_other_times
from backend.insights.period import LONGEST
from backend.insights.share_models import EXPIRED, OPEN, REVOKED
from backend.insights.speech import WORDS

LONGEST_DAYS = 365


class NewShareLink(StrictSchema):
    """Which days, both inclusive, are shown; for how many days from now; in which language."""

    title = OneLine(120, load_default="", metadata={"description": "For whom or what: seen by staff alone."})
    since = fields.Date(required=True)
    until = fields.Date(required=True)
    language = fields.String(required=True, validate=validate.OneOf(WORDS.languages))
    days = WholeNumber(1, LONGEST_DAYS, load_default=30)
    with_comments = Switch(
        load_default=False, metadata={"description": "Whether published praise of these days stands there too."}
    )

    @validates("since", "until")
    def refuse_far_days(self, value: date, data_key: str) -> None:
        refuse_other_times(value.year)

    @validates_schema
    def refuse_odd_periods(self, data: dict[str, Any], **options: Any) -> None:
        if data["until"] < data["since"]:
            raise ValidationError("Must not be before `since`.", "until")
        if (data["until"] - data["since"]).days >= LONGEST:
            raise ValidationError(f"At most {LONGEST} days fit.", "since")


class ShareLinkQuery(PageQuery):
    site = Text(60, least=1, required=True)


class ShareLinkView(Schema):
    id = fields.UUID()
    title = fields.String()
    since = fields.Date()
    until = fields.Date()
    language = fields.String()
    with_comments = fields.Boolean()
    state = fields.String(validate=validate.OneOf((OPEN, EXPIRED, REVOKED)))
    made_by = fields.String(attribute="staff_name", allow_none=True)
    created_at = MomentView()
    expires_at = MomentView()
    revoked_at = MomentView(allow_none=True)
    views = fields.Integer(metadata={"description": "How often it was opened; by whom is kept nowhere."})


class ShownShareLink(ShareLinkView):
    """A new link with its address, which is shown this once."""

    link = fields.String()


class ShareLinkPage(Schema):
    items = fields.List(fields.Nested(ShareLinkView))
    next_cursor = fields.String(allow_none=True)
