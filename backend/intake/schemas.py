"""What a visitor's browser sends. Unknown members are ignored: pages may run an older or a newer tag."""

import re
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from backend.feedback.seen import STEPS
from backend.foundation.fields import KEY, OneLine, Pattern, Switch, Text, WholeNumber, key_field, language_field
from backend.foundation.requests import OpenSchema

LONGEST_COMMENT, LONGEST_ANSWER, MOST_ANSWERS, MOST_CHOSEN = 5000, 2000, 20, 20
LONGEST_NAME = 60
FARTHEST = 1_000_000  # page pixels
SITE_KEY = re.compile(r"pk_[A-Za-z0-9_-]{1,57}")
# Written so that Python and JavaScript read it alike: the OpenAPI text shows it to both.
EMAIL = re.compile(r"[^\s@<>\"',;:\\()\[\]]{1,64}@([A-Za-z0-9-]|[^\x00-\x7F])+(\.([A-Za-z0-9-]|[^\x00-\x7F])+)+")


class Cut(fields.String):
    """A text of which the beginning is enough: cut, not refused, so that a long address loses nobody's rating."""

    def __init__(self, most: int, **options: Any) -> None:
        super().__init__(**options)
        self.most = most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> str:
        if not isinstance(value, str):
            raise ValidationError("Expected a text.")
        return value[: self.most]


class RatingValue(fields.Integer):
    """A whole number; whether it lies on the question's scale is asked where the question is known."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValidationError("Expected a whole number.")
        return value


class Answers(fields.Field[dict[str, Any]]):
    """Answers by the key of their question: a whole number, a text, an option's key or a list of them."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> dict[str, Any]:
        if not isinstance(value, dict) or len(value) > MOST_ANSWERS:
            raise ValidationError(f"Expected an object of at most {MOST_ANSWERS} answers.")
        for key, answer in value.items():
            if not KEY.fullmatch(key):
                raise ValidationError("Expected the keys of questions as names.")
            if isinstance(answer, bool) or not isinstance(answer, int | str | list):
                raise ValidationError(f"{key}: expected a whole number, a text or a list of options.")
            if isinstance(answer, str) and len(answer) > LONGEST_ANSWER:
                raise ValidationError(f"{key}: the text has {len(answer):,} characters; {LONGEST_ANSWER:,} fit.")
            if isinstance(answer, list) and not _are_options(answer):
                raise ValidationError(f"{key}: expected a list of at most {MOST_CHOSEN} options' keys.")
        return value

    def json_schema(self) -> dict[str, Any]:
        return {
            "type": ["object", "null"],
            "maxProperties": MOST_ANSWERS,
            "propertyNames": {"pattern": f"^{KEY.pattern}$"},
            "additionalProperties": {
                "type": ["integer", "string", "array"],
                "maxLength": LONGEST_ANSWER,
                "maxItems": MOST_CHOSEN,
                "items": {"type": "string", "pattern": f"^{KEY.pattern}$"},
            },
        }


def _are_options(answer: list[Any]) -> bool:
    return len(answer) <= MOST_CHOSEN and all(isinstance(key, str) and KEY.fullmatch(key) for key in answer)


class Anything(fields.Field[Any]):
    """A member that is looked into where it is known what fits; null and absent are the same."""

    def json_schema(self) -> dict[str, Any]:
        return {}


def email_field(**options: Any) -> Pattern:
    return Pattern(EMAIL, "an e-mail address", 254, **options)


class Element(OpenSchema):
    """What the visitor pointed at. Its text is what can be read there, never what somebody typed into it."""

    selector = Text(500, least=1, required=True)
    role = Text(40, allow_none=True)
    text = Cut(80, allow_none=True)
    x = WholeNumber(-FARTHEST, FARTHEST)
    y = WholeNumber(-FARTHEST, FARTHEST)
    width = WholeNumber(0, FARTHEST)
    height = WholeNumber(0, FARTHEST)


class Said(OpenSchema):
    """What can be said at once or later. An `element` that does not fit is dropped and refuses nothing."""

    rating = RatingValue(allow_none=True, load_default=None, metadata={"examples": [2]})
    answers = Answers(allow_none=True, load_default=None)
    comment = Text(LONGEST_COMMENT, allow_none=True, load_default=None, metadata={"examples": ["Toimitus viipyi."]})
    website = Cut(
        100,
        allow_none=True,
        load_default=None,
        metadata={"description": "Leave it out. Programs that fill in every field betray themselves by it."},
    )
    element = Anything(
        allow_none=True,
        load_default=None,
        metadata={
            "description": "What the visitor pointed at: an object of `selector` (1 to 500 characters), `role` (up to "
            "40), `text` (cut after 80) and the whole numbers `x`, `y`, `width` and `height` in page pixels. One that "
            "has another form is dropped.",
            "examples": [{"selector": "#pay", "role": "button", "text": "Pay", "x": 12, "y": 340}],
        },
    )
    identity = Anything(
        allow_none=True,
        load_default=None,
        metadata={
            "description": "A token by which the site's server says who its customer is: a JWT signed by HS256 with "
            "the site's secret, with `sub` (its reference for her), `aud` (the site's key) and `exp`, and if it likes "
            "`name`, `email`, `segment`, `account` and `account_name`. What is wrong with it refuses nothing: the "
            "words are kept, and staff see the reason. Not part of what makes two submissions the same.",
        },
    )


class NewEntry(Said):
    """The first step. An `email` that is none is dropped when a page sends it, because the page's author may have
    written it there, and refused (422) when a program with an API token does.
    """

    id = fields.UUID(required=True)
    site = Pattern(SITE_KEY, "a site's public key, pk_…", 60, required=True)
    touchpoint = key_field(required=True)
    email = Anything(
        allow_none=True,
        load_default=None,
        metadata={
            "description": "An e-mail address of up to 254 characters. What is none is dropped when a page sends it, "
            "and refused (422) when a program with an API token does.",
            "examples": ["aino@example.fi"],
        },
    )
    page_url = Cut(2000, allow_none=True, load_default=None)
    page_title = Cut(300, allow_none=True, load_default=None)
    language = language_field(allow_none=True, load_default=None)
    subject = Cut(100, allow_none=True, load_default=None, metadata={"description": "What it is about: an order."})
    segment = Cut(60, allow_none=True, load_default=None, metadata={"description": "What kind of customer it is."})
    device = Anything(
        allow_none=True,
        load_default=None,
        metadata={
            "description": "`phone`, `tablet` or `computer`: what the visitor wrote on, where a program with an API "
            "token knows. Ignored when a page sends it: her browser tells.",
            "examples": ["tablet"],
        },
    )
    returning = Anything(
        allow_none=True,
        load_default=None,
        metadata={
            "description": "`true` or `false`: whether the visitor had said something on the site before, as her "
            "browser knows from what it keeps of that. Anything else is dropped. Of a customer whom `identity` names "
            "the server knows it better.",
            "examples": [False],
        },
    )
    attributes = Anything(
        allow_none=True,
        load_default=None,
        metadata={"description": "An object. What the touchpoint does not name, or names otherwise, is dropped."},
    )


class EntryStep(Said):
    """A later step. Its `email` was typed by the visitor: what is none is refused (422), so that she can mend it."""

    thread_key = Text(100, least=1, required=True)
    email = email_field(allow_none=True, load_default=None)
    permission = Switch(allow_none=True, load_default=None, metadata={"description": "May others see it."})
    shown_name = OneLine(LONGEST_NAME, allow_none=True, metadata={"description": "The name beside it; null: none."})


class NewPermission(OpenSchema):
    """Whether others may see it, and under which name. Without leave no name is kept."""

    granted = Switch(required=True)
    shown_name = OneLine(LONGEST_NAME, allow_none=True, load_default=None)


class SeenReport(OpenSchema):
    """What came to pass at a touchpoint on a page load that is counted. It names no visitor, page, time or language."""

    site = Pattern(SITE_KEY, "a site's public key, pk_…", 60, required=True)
    touchpoint = key_field(required=True)
    steps = fields.List(
        fields.String(validate=validate.OneOf(STEPS)),
        required=True,
        validate=validate.Length(1, len(STEPS)),
        metadata={"examples": [["shown"]], "description": "What has newly come to pass; each step once a page load."},
    )


class Receipt(Schema):
    id = fields.UUID(required=True)
    state = fields.String(required=True)
    thread_key = fields.String(required=True)
