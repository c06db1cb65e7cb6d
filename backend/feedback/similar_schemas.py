"""How staff see feedback that is like another."""

from marshmallow import Schema, fields

from backend.feedback.schemas import Named, first_answer
from backend.foundation.fields import MomentView


class SimilarItem(Schema):
    id = fields.UUID(attribute="feedback.id")
    comment = fields.String(attribute="feedback.comment")
    language = fields.String(attribute="feedback.language", allow_none=True)
    touchpoint = fields.Nested(Named, attribute="feedback.touchpoint")
    rating = fields.Function(lambda row: first_answer(row["feedback"]), metadata={"type": ["object", "null"]})
    sentiment = fields.String(attribute="feedback.sentiment_label", allow_none=True)
    created_at = MomentView(attribute="feedback.created_at")
    similarity = fields.Float(metadata={"description": "0.6 to 1; below that nothing is called similar."})


class SimilarFeedback(Schema):
    items = fields.List(fields.Nested(SimilarItem))
    available = fields.Boolean(metadata={"description": "False when the semantic extra is not installed."})
