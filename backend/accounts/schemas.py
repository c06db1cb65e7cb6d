from marshmallow import Schema, fields, validate

from backend.accounts.credentials import SCOPES
from backend.foundation.fields import MomentView, Text, WholeNumber
from backend.foundation.requests import StrictSchema

LONGEST_TOKEN_DAYS = 3650


class Code(StrictSchema):
    """Six digits from the authenticator app, or a recovery code where one is taken."""

    code = Text(40, least=1, required=True)


class SecondFactorState(Schema):
    is_on = fields.Boolean()
    recovery_codes_left = fields.Integer()


class SecondFactorSecret(Schema):
    """What an authenticator app takes: `secret` typed by hand, `uri` by link, `qr_svg` (a whole SVG picture) by eye."""

    secret = fields.String()
    uri = fields.String()
    qr_svg = fields.String()


class RecoveryCodes(Schema):
    recovery_codes = fields.List(fields.String())


class OwnSession(Schema):
    id = fields.UUID()
    agent = fields.String()
    by_link = fields.Boolean()
    created_at = MomentView()
    last_seen_at = MomentView()
    expires_at = MomentView()
    is_current = fields.Boolean()


class OwnSessionPage(Schema):
    items = fields.List(fields.Nested(OwnSession))
    next_cursor = fields.String(allow_none=True)


class NewToken(StrictSchema):
    label = Text(120, least=1, required=True)
    scopes = fields.List(
        fields.String(validate=validate.OneOf(SCOPES)), required=True, validate=validate.Length(1, len(SCOPES))
    )
    days = WholeNumber(1, LONGEST_TOKEN_DAYS, allow_none=True, load_default=None)


class TokenView(Schema):
    id = fields.UUID()
    label = fields.String()
    scopes = fields.List(fields.String())
    created_at = MomentView()
    expires_at = MomentView(allow_none=True)
    last_used_at = MomentView(allow_none=True)


class ShownToken(TokenView):
    """A new token with its secret, which is shown this once."""

    token = fields.String()


class TokenPage(Schema):
    items = fields.List(fields.Nested(TokenView))
    next_cursor = fields.String(allow_none=True)
