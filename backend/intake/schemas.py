"""What a visitor's browser sends. Unknown members are ignored: pages may run an older or a newer tag."""

import re
from typing import Any

from marshmallow import Schema, ValidationError, fields

from backend.foundation.fields import KEY, Pattern, Text, key_field, language_field
from backend.foundation.requests import OpenSchema

LONGEST_COMMENT, LONGEST_ANSWER, MOST_ANSWERS = 5000, 2000, 20
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
    """Answers by the key of their question: a whole number, or a text for a question that asks for one."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> dict[str, Any]:
        if not isinstance(value, dict) or len(value) > MOST_ANSWERS:
            raise ValidationError(f"Expected an object of at most {MOST_ANSWERS} answers.")
        for key, answer in value.items():
            if not KEY.fullmatch(key):
                raise ValidationError("Expected the keys of questions as names.")
            if isinstance(answer, bool) or not isinstance(answer, int | str):
                raise ValidationError(f"{key}: expected a whole number or a text.")
            if isinstance(answer, str) and len(answer) > LONGEST_ANSWER:
                raise ValidationError(f"{key}: the text has {len(answer):,} characters; {LONGEST_ANSWER:,} fit.")
        return value

    def json_schema(self) -> dict[str, Any]:
        return {
            "type": ["object", "null"],
            "maxProperties": MOST_ANSWERS,
            "propertyNames": {"pattern": f"^{KEY.pattern}$"},
            "additionalProperties": {"type": ["integer", "string"], "maxLength": LONGEST_ANSWER},
        }


class Said(OpenSchema):
    """What can be said at once or later."""

    rating = RatingValue(allow_none=True, load_default=None)
    answers = Answers(allow_none=True, load_default=None)
    comment = Text(LONGEST_COMMENT, allow_none=True, load_default=None)


class NewEntry(Said):
    id = fields.UUID(required=True)
    site = Pattern(SITE_KEY, "a site's public key, pk_…", 60, required=True)
    touchpoint = key_field(required=True)
    page_url = Cut(2000, allow_none=True, load_default=None)
    page_title = Cut(300, allow_none=True, load_default=None)
    language = language_field(allow_none=True, load_default=None)
    email = Pattern(EMAIL, "an e-mail address", 254, allow_none=True, load_default=None)


class EntryStep(Said):
    thread_key = Text(100, least=1, required=True)


class Receipt(Schema):
    id = fields.UUID(required=True)
    state = fields.String(required=True)
    thread_key = fields.String(required=True)
