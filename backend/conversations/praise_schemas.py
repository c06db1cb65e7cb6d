from marshmallow import Schema, fields

from backend.foundation.fields import MomentView, Switch, Text
from backend.foundation.requests import StrictSchema

LONGEST = 5000


class NewThanks(StrictSchema):
    text = Text(LONGEST, least=1, required=True)
    publishes = Switch(load_default=True, metadata={"description": "Publish it as soon as she gives leave."})


class PraiseView(Schema):
    """Whether these are happy words, and how far the question for leave has come."""

    is_praise = fields.Boolean()
    asked_at = MomentView(allow_none=True)
    publishes = fields.Boolean()
