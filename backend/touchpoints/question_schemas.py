"""A question as staff write and read it."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from backend.foundation.fields import Localised, Switch, WholeNumber, key_field
from backend.foundation.requests import StrictSchema
from backend.touchpoints.scales import CHOICE, KINDS, SCALES

TEXT, LABEL = 300, 80
LEAST_OPTIONS, MOST_OPTIONS = 2, 20
_LEAST, _MOST = min(scale.least for scale in SCALES.values()), max(scale.most for scale in SCALES.values())


class OptionInput(StrictSchema):
    key = key_field(required=True, metadata={"description": "An option `other` stays last when they are shuffled."})
    text = Localised(LABEL, required=True)


class ShowIf(StrictSchema):
    """Shown when an earlier question was answered and the answer fits. What is null asks nothing."""

    question = key_field(required=True, metadata={"description": "The key of a question that comes before."})
    at_least = WholeNumber(_LEAST, _MOST, allow_none=True, load_default=None)
    at_most = WholeNumber(_LEAST, _MOST, allow_none=True, load_default=None)
    any_of = fields.List(
        key_field(),
        allow_none=True,
        load_default=None,
        validate=validate.Length(1, MOST_OPTIONS),
        metadata={"description": "Keys of the earlier question's options."},
    )


class QuestionInput(StrictSchema):
    key = key_field(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    text = Localised(TEXT, required=True)
    low = Localised(LABEL, allow_none=True, load_default=None)
    high = Localised(LABEL, allow_none=True, load_default=None)
    required = Switch(load_default=False)
    options = fields.List(
        fields.Nested(OptionInput),
        allow_none=True,
        load_default=None,
        validate=validate.Length(LEAST_OPTIONS, MOST_OPTIONS),
        metadata={"description": "What a `choice` offers; no other kind has any."},
    )
    several = Switch(load_default=False, metadata={"description": "More than one option may be chosen."})
    shuffle = Switch(load_default=False, metadata={"description": "The options stand in another order each time."})
    show_if = fields.Nested(ShowIf, allow_none=True, load_default=None)

    @validates_schema
    def refuse_options_of_others(self, data: dict[str, Any], **options: Any) -> None:
        if data.get("kind") == CHOICE:
            _require_options(data.get("options"))
            return
        for name in ("options", "several", "shuffle"):
            if data.get(name):
                raise ValidationError("Only a question of the kind choice has options.", name)


def _require_options(options: list[dict[str, Any]] | None) -> None:
    if not options:
        raise ValidationError(f"A choice needs {LEAST_OPTIONS} to {MOST_OPTIONS} options.", "options")
    if len({option["key"] for option in options}) != len(options):
        raise ValidationError("Two options have the same key.", "options")


class OptionView(Schema):
    key = fields.String()
    text = fields.Dict(keys=fields.String(), values=fields.String())


class QuestionView(Schema):
    key = fields.String()
    kind = fields.String()
    text = fields.Dict(keys=fields.String(), values=fields.String())
    low = fields.Dict(keys=fields.String(), values=fields.String(), allow_none=True)
    high = fields.Dict(keys=fields.String(), values=fields.String(), allow_none=True)
    required = fields.Boolean()
    options = fields.List(fields.Nested(OptionView), attribute="current_options", allow_none=True)
    several = fields.Boolean()
    shuffle = fields.Boolean()
    show_if = fields.Nested(ShowIf, allow_none=True)
