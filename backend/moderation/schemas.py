from marshmallow import Schema, fields, validate

from backend.foundation.fields import MomentView, Text
from backend.foundation.requests import StrictSchema
from backend.moderation.decide import VERDICTS


class NewDecision(StrictSchema):
    verdict = fields.String(required=True, validate=validate.OneOf(list(VERDICTS)))
    reason = Text(500, allow_none=True, load_default=None)
    seen_at = fields.AwareDateTime(
        allow_none=True,
        load_default=None,
        metadata={"description": "The `said_at` that was shown: if words or ratings changed since, 409 text_changed."},
    )


class DecisionView(Schema):
    id = fields.UUID()
    verdict = fields.String()
    reason = fields.String(allow_none=True)
    decided_at = MomentView()
    publication = fields.String()
