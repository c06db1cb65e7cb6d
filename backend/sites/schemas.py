import re
from typing import Any
from zoneinfo import available_timezones

from marshmallow import Schema, ValidationError, fields, validate, validates, validates_schema

from backend.foundation.fields import LANGUAGE, NOT_BLANK, Origin, Pattern, Switch, Text, WholeNumber, language_field
from backend.foundation.requests import StrictSchema
from backend.sites.models import PUBLISH_POLICIES
from backend.sites.roles import ROLES

ADDRESS = re.compile(r"[^\s@]{1,120}@[^\s@]{1,120}")
COLOUR = re.compile(r"#[0-9a-f]{6}")
LONGEST_BLOCKED, MOST_BLOCKED = 60, 500
# Topics look at three months, and a conversation may take as long.
LEAST_MONTHS, MOST_MONTHS = 3, 120


class Look(StrictSchema):
    accent = Pattern(COLOUR, "a colour such as #0b5d4e", 7)
    position = fields.String(validate=validate.OneOf(["left", "right"]))
    scheme = fields.String(validate=validate.OneOf(["auto", "light", "dark"]))
    radius = WholeNumber(0, 24)
    font = fields.String(validate=validate.OneOf(["system", "inherit"]))


class Quiet(StrictSchema):
    """For how many days a visitor is left alone on the whole site."""

    answered_days = WholeNumber(0, 365)
    dismissed_days = WholeNumber(0, 365)


class BlockedWords(fields.Field[dict[str, list[str]]]):
    """Words by language tag, or by `*`; at most MOST_BLOCKED in all."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> dict[str, list[str]]:
        if not isinstance(value, dict) or not all(isinstance(words, list) for words in value.values()):
            raise ValidationError('Expected words by language, for example {"fi": ["huijari"], "*": ["viagra"]}.')
        for language, words in value.items():
            if language != "*" and not LANGUAGE.fullmatch(language):
                raise ValidationError("Expected language tags such as fi, or *, as names.")
            if not all(isinstance(word, str) and word.strip() and len(word) <= LONGEST_BLOCKED for word in words):
                raise ValidationError(f"{language}: expected words of 1 to {LONGEST_BLOCKED} characters.")
        if sum(map(len, value.values())) > MOST_BLOCKED:
            raise ValidationError(f"Expected at most {MOST_BLOCKED} words in all.")
        return {language: [word.strip() for word in words] for language, words in value.items() if words}

    def json_schema(self) -> dict[str, Any]:
        word = {"type": "string", "minLength": 1, "maxLength": LONGEST_BLOCKED, "pattern": NOT_BLANK}
        return {
            "type": "object",
            "propertyNames": {"pattern": rf"^(\*|{LANGUAGE.pattern})$"},
            "additionalProperties": {"type": "array", "maxItems": MOST_BLOCKED, "items": word},
        }


class SiteChanges(StrictSchema):
    """What a manager may set on a site."""

    name = Text(120, least=1)
    allowed_origins = fields.List(Origin(), validate=validate.Length(max=100))
    languages = fields.List(language_field(), validate=validate.Length(1, 20), metadata={"uniqueItems": True})
    default_language = language_field()
    look = fields.Nested(Look)
    quiet = fields.Nested(Quiet)
    structured_data = Switch(metadata={"description": "Whether published entries may carry JSON-LD."})
    shows_improvements = Switch(metadata={"description": "Whether visitors may read the list of public improvements."})
    timezone = Text(60, least=1)
    publish_policy = fields.String(validate=validate.OneOf(PUBLISH_POLICIES))
    texts_kept_months = WholeNumber(
        LEAST_MONTHS, MOST_MONTHS, allow_none=True,
        metadata={
            "description": "What visitors wrote is forgotten so many months after the last word of it; null: never. "
            "Ratings and every count made of them stay."
        },
    )  # fmt: skip
    blocked_words = BlockedWords(
        metadata={
            "description": "Words by language, each held back in every form of it; those under `*` in any language. "
            "What is given takes the place of all that was.",
            "examples": [{"fi": ["huijari"], "*": ["viagra"]}],
        }
    )

    @validates("timezone")
    def refuse_unknown_zone(self, value: str, data_key: str) -> None:
        if value not in available_timezones():
            raise ValidationError("Expected a time zone such as Europe/Helsinki.")

    @validates_schema
    def refuse_foreign_default(self, data: dict[str, Any], **options: Any) -> None:
        languages = data.get("languages")
        if languages and len(set(languages)) != len(languages):
            raise ValidationError("A language stands twice.", "languages")
        if languages and "default_language" in data and data["default_language"] not in languages:
            raise ValidationError("Must be one of the site's languages.", "default_language")


class NewSite(SiteChanges):
    name = Text(120, least=1, required=True)


class SiteView(Schema):
    id = fields.UUID()
    key = fields.String()
    name = fields.String()
    allowed_origins = fields.List(fields.String())
    languages = fields.List(fields.String())
    default_language = fields.String()
    look = fields.Dict()
    quiet = fields.Dict()
    structured_data = fields.Boolean()
    shows_improvements = fields.Boolean()
    timezone = fields.String()
    publish_policy = fields.String()
    texts_kept_months = fields.Integer(allow_none=True)
    blocked_words = fields.Dict(keys=fields.String(), values=fields.List(fields.String()))


class SitePage(Schema):
    items = fields.List(fields.Nested(SiteView))
    next_cursor = fields.String(allow_none=True)


class MemberView(Schema):
    id = fields.UUID(attribute="staff_id")
    name = fields.String(attribute="staff.name")
    email = fields.String(attribute="staff.email")
    role = fields.String()
    has_come = fields.Boolean(attribute="staff.has_come")


class NewInvitation(StrictSchema):
    email = Pattern(ADDRESS, "an e-mail address", 254, required=True)
    name = Text(120, least=1, allow_none=True, load_default=None)
    role = fields.String(required=True, validate=validate.OneOf(ROLES))


class RoleChange(StrictSchema):
    role = fields.String(required=True, validate=validate.OneOf(ROLES))


class InvitationView(Schema):
    """`link` lets the person in once, within seven days; it is shown this once and goes to nobody by itself.

    Where mail is set up there is none: it goes to the person's address alone, and `mailed` says so.
    """

    member = fields.Nested(MemberView)
    link = fields.String(allow_none=True)
    mailed = fields.Boolean(metadata={"description": "Whether the invitation goes by letter."})


class MemberPage(Schema):
    items = fields.List(fields.Nested(MemberView))
    next_cursor = fields.String(allow_none=True)


class SiteQuery(StrictSchema):
    """`?site=` by key or id."""

    site = Text(60, least=1, required=True)
