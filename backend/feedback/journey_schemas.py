"""How staff see what else a visitor said."""

from marshmallow import Schema, fields

from backend.feedback.schemas import Named, first_answer
from backend.foundation.fields import MomentView


class JourneyItem(Schema):
    id = fields.UUID(attribute="feedback.id")
    touchpoint = fields.Nested(Named, attribute="feedback.touchpoint")
    stage = fields.Nested(Named, attribute="feedback.touchpoint.stage")
    rating = fields.Function(lambda row: first_answer(row["feedback"]), metadata={"type": ["object", "null"]})
    sentiment = fields.String(attribute="feedback.sentiment_label", allow_none=True)
    comment = fields.String(attribute="feedback.comment", allow_none=True)
    language = fields.String(attribute="feedback.language", allow_none=True)
    case = fields.String(attribute="feedback.case")
    created_at = MomentView(attribute="feedback.created_at")
    by = fields.List(
        fields.String(), metadata={"description": "What ties it to this one: `customer`, `email`, `subject`."}
    )
    is_this = fields.Boolean()


class VisitorJourney(Schema):
    items = fields.List(fields.Nested(JourneyItem), metadata={"description": "Oldest first; empty if it is alone."})
