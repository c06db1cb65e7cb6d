from marshmallow import Schema, fields, validate

from backend.foundation.fields import MomentView, Text
from backend.foundation.requests import StrictSchema
from backend.moderation.decide import VERDICTS


class NewDecision(StrictSchema):
    verdict = fields.String(required=True, validate=validate.OneOf(list(VERDICTS)))
    reason = Text(500, allow_none=True, load_default=None)


class DecisionView(Schema):
    id = fields.UUID()
    verdict = fields.String()
    reason = fields.String(allow_none=True)
    decided_at = MomentView()
    publication = fields.String()
