from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from backend.feedback.schemas import FeedbackQuery
from backend.foundation.fields import MomentView, Pattern, Switch, Text
from backend.foundation.requests import OpenSchema, StrictSchema
from backend.moderation.decide import VERDICTS
from backend.moderation.models import STATES
from backend.moderation.notice_models import GROUNDS, NOTICE_STATES
from backend.sites.schemas import ADDRESS

MOST_IDS = 1_500  # that is what a body of 64 KiB holds


class NewDecision(StrictSchema):
    verdict = fields.String(required=True, validate=validate.OneOf(list(VERDICTS)))
    reason = Text(500, allow_none=True, load_default=None)
    seen_at = fields.AwareDateTime(
        allow_none=True,
        load_default=None,
        metadata={"description": "The `said_at` that was shown: if words or ratings changed since, 409 text_changed."},
    )
    statement = Text(
        2000,
        least=1,
        allow_none=True,
        load_default=None,
        metadata={"description": "Why, as its author is told in her conversation; for `hide`."},
    )


class DecisionView(Schema):
    id = fields.UUID()
    verdict = fields.String()
    reason = fields.String(allow_none=True)
    decided_at = MomentView()
    publication = fields.String()


class BulkQuery(FeedbackQuery):
    """The filters of the inbox, which `all` decides on."""

    class Meta:
        exclude = ("limit", "cursor")

    site = Text(60, least=1, required=True)


class NewBulkDecision(StrictSchema):
    verdict = fields.String(required=True, validate=validate.OneOf(list(VERDICTS)))
    reason = Text(500, allow_none=True, load_default=None)
    ids = fields.List(
        fields.UUID(),
        load_default=list,
        validate=validate.Length(max=MOST_IDS),
        metadata={"description": "Which feedback; or none, and `all`.", "uniqueItems": True},
    )
    all = Switch(
        load_default=False,
        metadata={"description": "Everything that the filters of the address match, the newest 10,000 of it."},
    )
    seen_at = fields.AwareDateTime(
        allow_none=True,
        load_default=None,
        metadata={"description": "What was said anew after this moment is skipped; null: after the request."},
    )

    @validates_schema
    def want_one_of_both(self, data: dict[str, Any], **options: Any) -> None:
        if bool(data.get("ids")) == data.get("all", False):
            raise ValidationError("Give ids, or all as true, and not both.", "ids")


class BulkDecisionView(Schema):
    id = fields.UUID()
    verdict = fields.String()
    reason = fields.String(allow_none=True)
    by = fields.String(attribute="staff_name")
    state = fields.String(validate=validate.OneOf(STATES))
    total = fields.Integer()
    done = fields.Integer()
    skipped = fields.Integer(metadata={"description": "Stood so already, or said anew since it was shown."})
    undone = fields.Integer(metadata={"description": "Put back. What somebody decided anew since stays as it is."})
    has_more = fields.Boolean(metadata={"description": "More matched than fit into one bulk decision."})
    created_at = MomentView()
    finished_at = MomentView(allow_none=True)


class BulkDecisionPage(Schema):
    items = fields.List(fields.Nested(BulkDecisionView))
    next_cursor = fields.String(allow_none=True)


LONGEST_NOTICE = 2000


class NewNotice(OpenSchema):
    """A visitor's report on a published entry. `shown_at` is the entry's `created_at`, as the list tells it."""

    shown_at = fields.AwareDateTime(required=True)
    ground = fields.String(required=True, validate=validate.OneOf(GROUNDS))
    text = Text(LONGEST_NOTICE, allow_none=True, load_default=None)
    email = Pattern(ADDRESS, "an e-mail address", 254, allow_none=True, load_default=None)


class NoticeReceipt(Schema):
    id = fields.UUID()
    state = fields.String()


class NoticeSettlement(StrictSchema):
    verdict = fields.String(required=True, validate=validate.OneOf(["remove", "keep"]))
    statement = Text(2000, least=1, required=True, metadata={"description": "Why; told to the author on `remove`."})


class NoticeView(Schema):
    id = fields.UUID()
    feedback_id = fields.UUID()
    ground = fields.String(validate=validate.OneOf(GROUNDS))
    text = fields.String(allow_none=True)
    email = fields.String(allow_none=True)
    state = fields.String(validate=validate.OneOf(NOTICE_STATES))
    statement = fields.String(allow_none=True)
    by = fields.String(attribute="staff_name", allow_none=True)
    created_at = MomentView()
    decided_at = MomentView(allow_none=True)


class NoticePage(Schema):
    items = fields.List(fields.Nested(NoticeView))
    next_cursor = fields.String(allow_none=True)
