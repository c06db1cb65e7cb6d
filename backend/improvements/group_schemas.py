from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from backend.feedback.schemas import FeedbackQuery
from backend.foundation.fields import Localised, MomentView, Repeated, Switch
from backend.foundation.pages import PageQuery
from backend.foundation.requests import StrictSchema
from backend.improvements.group_models import STATES

LONGEST_TITLE, LONGEST_TEXT = 120, 2000
MOST_IDS = 1_500  # that is what a body of 64 KiB holds


class ImprovementMembers(StrictSchema):
    """`title` and `text` are what visitors read."""

    title = Localised(LONGEST_TITLE, metadata={"description": "For visitors, by language."})
    text = Localised(LONGEST_TEXT, allow_none=True, metadata={"description": "What was done, for visitors."})
    state = fields.String(validate=validate.OneOf(STATES))
    is_public = Switch(metadata={"description": "Whether it stands in the public list, where the site has one."})
    change_id = fields.UUID(
        allow_none=True, metadata={"description": "The change by which it came: its effect is this one's, too."}
    )


class NewImprovement(ImprovementMembers):
    title = Localised(LONGEST_TITLE, required=True)


class ImprovementChanges(ImprovementMembers):
    tell = Switch(
        load_default=True,
        metadata={"description": "Whether those who said it are told at once when this moves it to `done`."},
    )


class ImprovementQuery(PageQuery):
    site = fields.String(required=True, validate=validate.Length(1, 60))
    state = Repeated(fields.String(validate=validate.OneOf(STATES)))
    feedback = fields.UUID(metadata={"description": "Only those in whose group this feedback is."})


class ChangeName(Schema):
    id = fields.UUID()
    title = fields.String()


class ImprovementView(Schema):
    id = fields.UUID()
    site = fields.String(attribute="site.key")
    title = fields.Dict(keys=fields.String(), values=fields.String())
    text = fields.Dict(keys=fields.String(), values=fields.String(), allow_none=True)
    state = fields.String(validate=validate.OneOf(STATES))
    state_since = MomentView()
    is_public = fields.Boolean()
    change = fields.Nested(ChangeName, allow_none=True)
    by = fields.String(attribute="staff_name", allow_none=True)
    created_at = MomentView()


class ImprovementRow(ImprovementView):
    members = fields.Integer(metadata={"description": "How many feedback are in its group."})
    told = fields.Integer(metadata={"description": "How many of these were told of its present state."})
    is_telling = fields.Boolean(metadata={"description": "The worker is telling them."})


class ImprovementPage(Schema):
    items = fields.List(fields.Nested(ImprovementRow))
    next_cursor = fields.String(allow_none=True)


class MemberFilters(FeedbackQuery):
    """The filters of the inbox, which `all` groups by."""

    class Meta:
        exclude = ("limit", "cursor", "site")


class NewGroupMembers(StrictSchema):
    ids = fields.List(
        fields.UUID(),
        load_default=list,
        validate=validate.Length(max=MOST_IDS),
        metadata={"description": "Which feedback; or none, and `all`.", "uniqueItems": True},
    )
    all = Switch(
        load_default=False,
        metadata={"description": "Everything that the filters of the address match, the newest 5,000 of it."},
    )

    @validates_schema
    def want_one_of_both(self, data: dict[str, Any], **options: Any) -> None:
        if bool(data.get("ids")) == data.get("all", False):
            raise ValidationError("Give ids, or all as true, and not both.", "ids")


class GroupedView(Schema):
    id = fields.UUID(
        allow_none=True,
        metadata={"description": "By which the whole can be taken back; null when nothing came into the group."},
    )
    added = fields.Integer()
    already = fields.Integer(metadata={"description": "In the group before."})
    has_more = fields.Boolean(metadata={"description": "More matched than are grouped at once; narrow the filters."})


class UngroupedView(Schema):
    removed = fields.Integer()
    kept = fields.Integer(metadata={"description": "Of those that it brought: told meanwhile, so they stay."})
    is_deleted = fields.Boolean(
        metadata={"description": "The improvement is gone too: the same deed had made it, and nothing else was done."}
    )


class GroupMemberView(Schema):
    feedback_id = fields.UUID()
    reference = fields.String()
    touchpoint = fields.String()
    rating = fields.Integer(allow_none=True)
    comment = fields.String(allow_none=True)
    language = fields.String(allow_none=True)
    created_at = MomentView()
    told_as = fields.String(allow_none=True, validate=validate.OneOf(STATES))
    told_at = MomentView(allow_none=True)
    is_left_out = fields.Boolean(metadata={"description": "Spam, or withdrawn by its author: she is told nothing."})


class GroupMemberPage(Schema):
    items = fields.List(fields.Nested(GroupMemberView))
    next_cursor = fields.String(allow_none=True)
    members = fields.Integer()
    told = fields.Integer(metadata={"description": "Told of its present state."})
    to_tell = fields.Integer(metadata={"description": "Not yet told of it, and neither spam nor withdrawn."})
    is_telling = fields.Boolean(metadata={"description": "The worker is telling them."})
