from marshmallow import Schema, fields, validate

from backend.feedback.tag import MOST as MOST_TAGS
from backend.foundation.fields import OneLine
from backend.foundation.requests import StrictSchema


class NewTags(StrictSchema):
    tags = fields.List(
        OneLine(40, least=1),
        required=True,
        validate=validate.Length(max=MOST_TAGS),
        metadata={"description": "All the words it is to stand under; kept in small letters."},
    )


class TagCount(Schema):
    tag = fields.String()
    n = fields.Integer(metadata={"description": "Feedback that stand under it."})


class TagCounts(Schema):
    items = fields.List(fields.Nested(TagCount))
    next_cursor = fields.String(allow_none=True)


class NewMerge(StrictSchema):
    feedback_id = fields.UUID(required=True, metadata={"description": "The one that is dealt with for both."})
