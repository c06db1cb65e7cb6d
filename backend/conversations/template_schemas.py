from marshmallow import Schema, ValidationError, fields, validate, validates

from backend.conversations.fill import PLACES, unknown_places
from backend.foundation.fields import Localised, MomentView, OneLine, key_field
from backend.foundation.requests import StrictSchema
from backend.sentiment.result import LABELS

LONGEST_TEXT = 4000


class TemplateChanges(StrictSchema):
    name = OneLine(80, least=1)
    texts = Localised(
        LONGEST_TEXT,
        metadata={"description": f"By language. In braces: {', '.join(PLACES)}; a name that is unknown is left out."},
    )
    touchpoints = fields.List(
        key_field(),
        validate=validate.Length(max=100),
        metadata={"description": "Keys of the touchpoints it is made for; none: all."},
    )
    sentiments = fields.List(
        fields.String(validate=validate.OneOf(LABELS)),
        validate=validate.Length(max=len(LABELS)),
        metadata={"description": "The sentiments it is made for; none: all."},
    )

    @validates("texts")
    def refuse_unknown_places(self, texts: dict[str, str], data_key: str) -> None:
        unknown = [place for text in texts.values() for place in unknown_places(text)]
        if unknown:
            known = ", ".join(f"{{{place}}}" for place in PLACES)
            raise ValidationError(f"Nothing is known as {{{unknown[0]}}}. There are {known}.")


class NewTemplate(TemplateChanges):
    name = OneLine(80, least=1, required=True)
    texts = Localised(LONGEST_TEXT, required=True, metadata=TemplateChanges._declared_fields["texts"].metadata)


class TemplateView(Schema):
    id = fields.UUID()
    name = fields.String()
    texts = fields.Dict(keys=fields.String(), values=fields.String())
    touchpoints = fields.List(fields.String())
    sentiments = fields.List(fields.String())
    use_count = fields.Integer(metadata={"description": "How many answers began with it."})
    last_used_at = MomentView(allow_none=True)


class TemplatePage(Schema):
    items = fields.List(fields.Nested(TemplateView))
    next_cursor = fields.String(allow_none=True)


class SuggestionView(Schema):
    """A template filled for one feedback."""

    id = fields.UUID()
    name = fields.String()
    language = fields.String()
    text = fields.String()
    missing = fields.List(
        fields.String(), metadata={"description": "Places that nothing is known for; they stand in the text."}
    )
    is_suggested = fields.Boolean(metadata={"description": "Made for this touchpoint or this sentiment."})
    use_count = fields.Integer()


class SuggestionPage(Schema):
    items = fields.List(fields.Nested(SuggestionView))
    next_cursor = fields.String(allow_none=True)
