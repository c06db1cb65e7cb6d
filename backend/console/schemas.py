from typing import Any, ClassVar

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from backend.accounts.passwords import LEAST_LENGTH, MOST_LENGTH
from backend.foundation.fields import Text
from backend.foundation.requests import StrictSchema

CONSOLE_LANGUAGES = ("fi", "sv", "en")


class SignIn(StrictSchema):
    """Either an address and a password, or the token of a one-time link."""

    email = Text(254, least=1)
    password = Text(MOST_LENGTH, least=1)
    link_token = Text(100, least=1)
    code = Text(40, least=1)
    rules: ClassVar[dict[str, Any]] = {"oneOf": [{"required": ["email", "password"]}, {"required": ["link_token"]}]}

    @validates_schema
    def need_one_way(self, data: dict[str, Any], **options: Any) -> None:
        by_password = {"email", "password"} <= set(data)
        if by_password == ("link_token" in data):
            raise ValidationError("Give an address and a password, or a link token.", "email")


class NewPassword(StrictSchema):
    password = Text(MOST_LENGTH, least=LEAST_LENGTH, required=True)
    current_password = Text(MOST_LENGTH, allow_none=True, load_default=None)


class ProfileChanges(StrictSchema):
    name = Text(120, least=1)
    locale = fields.String(validate=validate.OneOf(CONSOLE_LANGUAGES))


class SessionStaff(Schema):
    id = fields.UUID()
    email = fields.String()
    name = fields.String()
    locale = fields.String(allow_none=True)


class SessionSite(Schema):
    id = fields.UUID()
    key = fields.String()
    name = fields.String()
    timezone = fields.String(metadata={"description": "Whose days its figures count, as in `Europe/Helsinki`."})
    role = fields.String()
    scopes = fields.List(fields.String())


class SessionView(Schema):
    staff = fields.Nested(SessionStaff)
    csrf_token = fields.String(allow_none=True)
    must_set_password = fields.Boolean()
    sites = fields.List(fields.Nested(SessionSite))
