"""Fields that take exactly what they say: marshmallow's own accept `true` and "4" for the number 4."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from marshmallow import ValidationError, fields

from backend.foundation.origins import parse_origin

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
KEY = re.compile(r"[a-z][a-z0-9_-]{0,39}")
# One character that `str.strip` leaves standing; JavaScript's \s does not know the last five.
NOT_BLANK = r"[^\s\x1C-\x1F\x85]"

_BREAKS = re.compile(r"[\x00-\x1F\x7F-\x9F\u2028\u2029]")
_NEVER_SEEN = re.compile(r"[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]")  # what Unicode calls Bidi_Control


class WholeNumber(fields.Integer):
    """A JSON number without a fraction, inside the range; 4.0 is 4, as JSON Schema says of an integer."""

    def __init__(self, least: int, most: int, **options: Any) -> None:
        super().__init__(strict=True, **options)
        self.least, self.most = least, most
        self.metadata = {**self.metadata, "minimum": least, "maximum": most}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> int:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValidationError("Expected a whole number.")
        if not self.least <= value <= self.most:
            raise ValidationError(f"Expected a whole number from {self.least} to {self.most}.")
        return value


class Number(fields.Float):
    """A JSON number inside the range."""

    def __init__(self, least: float, most: float, **options: Any) -> None:
        super().__init__(**options)
        self.least, self.most = least, most
        self.metadata = {**self.metadata, "minimum": least, "maximum": most}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValidationError("Expected a number.")
        if not self.least <= value <= self.most:
            raise ValidationError(f"Expected a number from {self.least:g} to {self.most:g}.")
        return float(value)


class Switch(fields.Boolean):
    """`true` or `false`; the number 1, which Python holds equal to True, is neither."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> bool:
        if not isinstance(value, bool):
            raise ValidationError("Expected true or false.")
        return value


class Text(fields.String):
    """A text of at most `most` characters (code points), kept exactly as typed."""

    def __init__(self, most: int, least: int = 0, **options: Any) -> None:
        super().__init__(**options)
        self.most, self.least = most, least
        form = {"pattern": NOT_BLANK} if least else {}
        self.metadata = {**form, **self.metadata, "maxLength": most, "minLength": least}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> str:
        if not isinstance(value, str):
            raise ValidationError("Expected a text.")
        if len(value) > self.most:
            raise ValidationError(f"The text has {len(value):,} characters; {self.most:,} fit.")
        if len(value) < self.least or (self.least and not value.strip()):
            raise ValidationError(
                "Must not be empty." if self.least < 2 else f"At least {self.least} characters are needed."
            )
        return value


class OneLine(Text):
    """A name or title as it stands on one line: line breaks and tabs become spaces, marks that would turn the letters
    around it are left out. Whoever pasted them in does not see them, so nothing is refused for them.
    """

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> str:
        text = super()._deserialize(value, attr, data, **options)
        return " ".join(_NEVER_SEEN.sub("", _BREAKS.sub(" ", text)).split())


class Pattern(Text):
    """A short text of one form."""

    def __init__(self, pattern: re.Pattern[str], expected: str, most: int, **options: Any) -> None:
        super().__init__(most, **options)
        self.pattern, self.expected = pattern, expected
        self.metadata = {**self.metadata, "pattern": f"^{pattern.pattern}$"}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> str:
        text = super()._deserialize(value, attr, data, **options)
        if not self.pattern.fullmatch(text):
            raise ValidationError(f"Expected {self.expected}.")
        return text


def key_field(**options: Any) -> Pattern:
    return Pattern(KEY, "small letters, digits, - or _, beginning with a letter", 40, **options)


def language_field(**options: Any) -> Pattern:
    return Pattern(LANGUAGE, "a language tag such as fi or en-GB", 35, **options)


class Origin(fields.String):
    """An exact web origin, `scheme://host[:port]`."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> str:
        origin = parse_origin(value) if isinstance(value, str) and len(value) <= 300 else None
        if origin is None:
            raise ValidationError("Expected an origin such as https://www.example.fi, without a path.")
        return origin


class Localised(fields.Field[dict[str, str]]):
    """One text a language: `{"fi": "…", "en": "…"}`."""

    def __init__(self, most: int, **options: Any) -> None:
        super().__init__(**options)
        self.most = most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> dict[str, str]:
        if not isinstance(value, Mapping) or not 1 <= len(value) <= 40:
            raise ValidationError('Expected a text for each language, for example {"fi": "…"}.')
        for language, text in value.items():
            if not isinstance(language, str) or not LANGUAGE.fullmatch(language):
                raise ValidationError("Expected language tags such as fi or en-GB as names.")
            if not isinstance(text, str) or not text.strip() or len(text) > self.most:
                raise ValidationError(f"{language}: expected a text of 1 to {self.most} characters.")
        return dict(value)

    def json_schema(self) -> dict[str, Any]:
        return {
            "type": ["object", "null"] if self.allow_none else "object",
            "minProperties": 1,
            "maxProperties": 40,
            "propertyNames": {"pattern": f"^{LANGUAGE.pattern}$"},
            "additionalProperties": {"type": "string", "minLength": 1, "maxLength": self.most, "pattern": NOT_BLANK},
        }


def utc_text(moment: datetime) -> str:
    """`2026-11-21T20:00:00.123Z`: what every answer says a time in."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class MomentView(fields.AwareDateTime):
    """A time in an answer."""

    def _serialize(self, value: datetime | None, attr: str | None, obj: Any, **options: Any) -> str | None:
        return None if value is None else utc_text(value)


class Repeated(fields.List[Any]):
    """A query member that may stand several times."""

    repeatable = True


class Ready(fields.List[Any]):
    """A list of plain values that have their form already: of hundreds, each nested one would cost 60 µs to dump."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **options: Any) -> Any:
        return value
