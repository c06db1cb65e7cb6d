from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates, validates_schema

from backend.foundation.fields import Localised, Switch, Text, WholeNumber, key_field
from backend.foundation.requests import StrictSchema
from backend.sites.models import PUBLISH_POLICIES
from backend.touchpoints.models import PLACEMENTS
from backend.touchpoints.question_schemas import LABEL, TEXT, QuestionInput, QuestionView
from backend.touchpoints.show_if import fault_in
from backend.touchpoints.when_schemas import AttributeKinds, When


class StageChanges(StrictSchema):
    name = Localised(LABEL)
    position = WholeNumber(0, 10_000)


class NewStage(StageChanges):
    key = key_field(required=True)
    name = Localised(LABEL, required=True)


class StageView(Schema):
    id = fields.UUID()
    site = fields.String(attribute="site.key")
    key = fields.String()
    name = fields.Dict(keys=fields.String(), values=fields.String())
    position = fields.Integer()


class TouchpointChanges(StrictSchema):
    name = Localised(LABEL)
    stage = key_field()
    position = WholeNumber(0, 10_000)
    placement = fields.String(validate=validate.OneOf(PLACEMENTS))
    pages = fields.List(Text(300, least=1, metadata={"pattern": "^[/*]"}), validate=validate.Length(max=50))
    revenue_value = WholeNumber(0, 5)
    commitment_value = WholeNumber(0, 5)
    launcher = Localised(LABEL, allow_none=True)
    thanks = Localised(TEXT, allow_none=True)
    when = fields.Nested(When, allow_none=True)
    attributes = AttributeKinds(metadata={"description": "What pages may tell beside an entry, and its form."})
    ask_comment = Switch()
    ask_email = Switch()
    ask_permission = Switch(metadata={"description": "Ask after praise whether others may see it."})
    ask_pointing = Switch(metadata={"description": "Offer to point at what the comment is about."})
    comment_label = Localised(LABEL, allow_none=True)
    email_reason = Localised(TEXT, allow_none=True)
    publish_policy = fields.String(
        allow_none=True,
        validate=validate.OneOf(PUBLISH_POLICIES),
        metadata={"description": "What is published here at once; null: as on the whole site."},
    )
    is_active = Switch()
    questions = fields.List(fields.Nested(QuestionInput), validate=validate.Length(1, 20))

    @validates("pages")
    def refuse_relative_paths(self, value: list[str], data_key: str) -> None:
        for glob in value:
            if glob[0] not in "/*":
                raise ValidationError(f"{glob}: expected a path such as /checkout* that begins with / or *.")

    @validates_schema
    def refuse_equal_keys(self, data: dict[str, Any], **options: Any) -> None:
        questions = data.get("questions") or []
        if len({question["key"] for question in questions}) != len(questions):
            raise ValidationError("Two questions have the same key.", "questions")

    @validates_schema
    def refuse_rules_about_nothing(self, data: dict[str, Any], **options: Any) -> None:
        questions = data.get("questions") or []
        for place, question in enumerate(questions):
            fault = question["show_if"] and fault_in(question["show_if"], questions[:place])
            if fault:
                raise ValidationError({"questions": {place: {"show_if": [fault]}}})


class NewTouchpoint(TouchpointChanges):
    key = key_field(required=True)
    name = Localised(LABEL, required=True)
    stage = key_field(required=True)
    questions = fields.List(fields.Nested(QuestionInput), required=True, validate=validate.Length(1, 20))


class TouchpointView(Schema):
    id = fields.UUID()
    site = fields.String(attribute="site.key")
    key = fields.String()
    name = fields.Dict(keys=fields.String(), values=fields.String())
    stage = fields.String(attribute="stage.key")
    position = fields.Integer()
    placement = fields.String()
    pages = fields.List(fields.String())
    revenue_value = fields.Integer()
    commitment_value = fields.Integer()
    launcher = fields.Dict(keys=fields.String(), values=fields.String(), allow_none=True)
    thanks = fields.Dict(keys=fields.String(), values=fields.String(), allow_none=True)
    when = fields.Nested(When, allow_none=True)
    attributes = fields.Dict(keys=fields.String(), values=fields.String())
    ask_comment = fields.Boolean()
    ask_email = fields.Boolean()
    ask_permission = fields.Boolean()
    ask_pointing = fields.Boolean()
    comment_label = fields.Dict(keys=fields.String(), values=fields.String(), allow_none=True)
    email_reason = fields.Dict(keys=fields.String(), values=fields.String(), allow_none=True)
    publish_policy = fields.String(allow_none=True)
    is_active = fields.Boolean()
    questions = fields.List(fields.Nested(QuestionView), attribute="current_questions")


class StagePage(Schema):
    items = fields.List(fields.Nested(StageView))
    next_cursor = fields.String(allow_none=True)


class TouchpointPage(Schema):
    items = fields.List(fields.Nested(TouchpointView))
    next_cursor = fields.String(allow_none=True)
