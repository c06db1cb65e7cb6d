from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from backend.foundation.fields import Localised, MomentView, Pattern, Text
from backend.foundation.requests import StrictSchema
from backend.improvements.group_schemas import LONGEST_TITLE, GroupedView
from backend.insights.topic_queries import MOST_COMMENTS
from backend.insights.topic_schemas import TOPIC_KEY, TopicKeyQuery
from backend.sentiment.result import LABELS


class OutlookQuery(TopicKeyQuery):
    improvement = fields.UUID(metadata={"description": "To learn how much of it is in its group already."})


class OutlookView(Schema):
    found = fields.Integer(metadata={"description": "Comments that speak of it: as many as the topic counts."})
    left_out = fields.Integer(metadata={"description": "Of these, hidden by staff, so they are not taken."})
    n = fields.Integer(metadata={"description": "So many are taken, with what was merged into them."})
    already = fields.Integer(metadata={"description": "Of these, in the improvement's group already."})
    is_whole = fields.Boolean(
        metadata={"description": f"Else the period has more comments than the newest {MOST_COMMENTS:,} that are read."}
    )
    until = MomentView(metadata={"description": "Send it with the gathering, and just these are taken."})


class NewGathering(StrictSchema):
    topic = Pattern(
        TOPIC_KEY,
        "the key of a topic: small letters, digits, - or _, beginning with a letter",
        60,
        required=True,
        metadata={"examples": ["delivery"]},
    )
    touchpoint = fields.List(Text(40, least=1), load_default=list, metadata={"description": "Only from these."})
    language = fields.List(Text(35, least=1), load_default=list, metadata={"description": "Only in these."})
    sentiment = fields.List(
        fields.String(validate=validate.OneOf(LABELS)),
        load_default=list,
        metadata={
            "description": "Only these; complaints are `negative` and `mixed`.",
            "examples": [["negative", "mixed"]],
        },
    )
    since = fields.AwareDateTime(load_default=None)
    until = fields.AwareDateTime(load_default=None)
    improvement_id = fields.UUID(
        load_default=None, metadata={"description": "Into the group of this improvement; or none, and `title`."}
    )
    title = Localised(
        LONGEST_TITLE,
        load_default=None,
        metadata={
            "description": "Into a new improvement of this name, for visitors, by language. Needs `manage`.",
            "examples": [{"fi": "Toimitus nopeutuu"}],
        },
    )

    @validates_schema
    def want_one_of_both(self, data: dict[str, Any], **options: Any) -> None:
        if bool(data.get("improvement_id")) == bool(data.get("title")):
            raise ValidationError("Give improvement_id, or the title of a new one, and not both.", "improvement_id")


class GatheredView(GroupedView):
    improvement_id = fields.UUID()
    has_more = fields.Boolean(
        metadata={"description": f"The period has more comments than the newest {MOST_COMMENTS:,} that are read."}
    )
