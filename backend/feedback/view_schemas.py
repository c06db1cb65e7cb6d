from typing import Any
from uuid import UUID

from flask import g
from marshmallow import Schema, ValidationError, fields

from backend.feedback.schemas import FeedbackQuery
from backend.foundation.fields import MomentView, Switch, Text
from backend.foundation.requests import StrictSchema

_QUERY = FeedbackQuery(exclude=("site", "limit", "cursor"))
MOST_VALUES, LONGEST_VALUE = 40, 200


class Filters(fields.Dict):
    """Members of the inbox's query, each a text or a list of texts, as they stand in its address."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise ValidationError("Expected an object.")
        return {name: self._checked(name, given) for name, given in value.items()}

    def _checked(self, name: str, given: Any) -> Any:
        known = _QUERY.fields.get(name)
        values = given if isinstance(given, list) else [given]
        if known is None:
            raise ValidationError({name[:60]: ["Unknown field."]})
        if not 1 <= len(values) <= MOST_VALUES or not all(_is_text(each) for each in values):
            raise ValidationError({name: [f"Expected a text, or up to {MOST_VALUES} texts."]})
        if isinstance(given, list) and not getattr(known, "repeatable", False):
            raise ValidationError({name: ["Expected one text."]})
        if name not in {"since", "until"}:  # a day, in its reader's own time zone
            known.deserialize(values if getattr(known, "repeatable", False) else given)
        return given

    def json_schema(self) -> dict[str, Any]:
        text = {"type": "string", "minLength": 1, "maxLength": LONGEST_VALUE}
        several = {"type": "array", "items": text, "minItems": 1, "maxItems": MOST_VALUES}
        return {
            "type": "object",
            "additionalProperties": {"anyOf": [text, several]},
            "propertyNames": {"enum": sorted(_QUERY.fields)},
            "examples": [{"case": "new", "q": "toimitus"}],
        }


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and 1 <= len(value) <= LONGEST_VALUE


class NewView(StrictSchema):
    name = Text(60, least=1, required=True)
    filters = Filters(required=True)
    is_shared = Switch(load_default=False, metadata={"description": "Shown to everyone on the site."})


class ViewChanges(StrictSchema):
    name = Text(60, least=1, allow_none=False)
    filters = Filters()
    is_shared = Switch()


class ViewView(Schema):
    id = fields.UUID()
    name = fields.String()
    filters = fields.Raw(metadata={"type": "object"})
    is_shared = fields.Boolean()
    is_mine = fields.Function(
        lambda view: view.staff_id == _reader(), metadata={"type": "boolean", "description": "Whether you made it."}
    )
    created_at = MomentView()


def _reader() -> UUID:
    reader: UUID = g.credential.staff_id
    return reader


class ViewPage(Schema):
    items = fields.List(fields.Nested(ViewView))
    next_cursor = fields.String(allow_none=True)


class ViewCount(Schema):
    id = fields.UUID()
    n = fields.Integer()
    more = fields.Boolean(metadata={"description": "Whether there are more than were counted, which is to 100."})


class ViewCounts(Schema):
    items = fields.List(fields.Nested(ViewCount))
