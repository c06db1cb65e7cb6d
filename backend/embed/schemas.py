"""What the public sees, said for the OpenAPI text; the answers themselves are prepared bytes."""

from marshmallow import Schema, fields

from backend.foundation.fields import Localised, MomentView


class ConfigQuestion(Schema):
    key = fields.String(required=True)
    kind = fields.String(required=True)
    text = Localised(300, required=True)
    low = Localised(80, allow_none=True)
    high = Localised(80, allow_none=True)
    required = fields.Boolean()


class ConfigTouchpoint(Schema):
    key = fields.String(required=True)
    placement = fields.String()
    pages = fields.List(fields.String())
    launcher = Localised(80, allow_none=True)
    thanks = Localised(300, allow_none=True)
    questions = fields.List(fields.Nested(ConfigQuestion))


class WidgetConfig(Schema):
    site = fields.String(required=True)
    name = fields.String(required=True)
    languages = fields.List(fields.String())
    default_language = fields.String()
    look = fields.Dict()
    touchpoints = fields.List(fields.Nested(ConfigTouchpoint))


class PublishedAnswer(Schema):
    name = fields.String(allow_none=True)
    text = fields.String()
    sent_at = MomentView()


class PublishedEntry(Schema):
    id = fields.String()
    rating = fields.Integer(allow_none=True)
    comment = fields.String()
    language = fields.String(allow_none=True)
    created_at = MomentView()
    answers = fields.List(fields.Nested(PublishedAnswer))


class PublishedPage(Schema):
    items = fields.List(fields.Nested(PublishedEntry))
    n = fields.Integer()
    mean = fields.Float(allow_none=True)
