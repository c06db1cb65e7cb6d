import re
from typing import Any

from marshmallow import Schema, fields, validate

from backend.foundation.fields import OneLine, Pattern, Repeated, Switch, Text
from backend.foundation.requests import StrictSchema
from backend.improvements.group_models import STATES
from backend.insights.topic_queries import MOST_COMMENTS
from backend.sentiment.result import LABELS

# A known topic's key or the site's own, or a word's with its language before it.
TOPIC_KEY = re.compile(r"(?:[a-z][a-z0-9_-]{0,39}|[a-z]{2,3}:[^\W_]{1,40})")
WORD = re.compile(r"[^\W_]{2,40}\*?")


class TopicsQuery(StrictSchema):
    site = Text(60, least=1, required=True)
    touchpoint = Repeated(Text(40, least=1))
    language = Repeated(Text(35, least=1))
    since = fields.AwareDateTime()
    until = fields.AwareDateTime()


class TopicKeyQuery(TopicsQuery):
    topic = Text(60, least=1, load_default=None, metadata={"description": "Its key; without it: about anything."})
    sentiment = Repeated(fields.String(validate=validate.OneOf(LABELS)), load_default=list)


class NewTopicRule(StrictSchema):
    key = Pattern(
        TOPIC_KEY, "the key of a topic: small letters, digits, - or _, beginning with a letter", 60, required=True
    )
    name = OneLine(60, least=1, allow_none=True, load_default=None)
    words = fields.List(
        Pattern(WORD, "one word, or the beginning of words and *", 41),
        load_default=list,
        validate=validate.Length(max=50),
        metadata={"description": "Further words for it, in small letters; `haalar*` stands for all that begin so."},
    )
    into = Pattern(TOPIC_KEY, "the key of a topic", 60, allow_none=True, load_default=None)
    is_muted = Switch(load_default=False)


class TopicRuleView(Schema):
    key = fields.String()
    name = fields.String(allow_none=True)
    words = fields.List(fields.String())
    into = fields.String(allow_none=True)
    is_muted = fields.Boolean()


class TopicRulesView(Schema):
    items = fields.List(fields.Nested(TopicRuleView))


class ExampleView(Schema):
    id = fields.UUID()
    comment = fields.String()
    sentiment = fields.String(allow_none=True)
    words = fields.List(fields.String(), metadata={"description": "Which of its words speak of the topic."})


class WeekView(Schema):
    week = fields.Date(metadata={"description": "Its Monday."})
    n = fields.Integer()


class GatheredIntoView(Schema):
    id = fields.UUID()
    title = fields.Dict(keys=fields.String(), values=fields.String())
    state = fields.String(validate=validate.OneOf(STATES))


class TopicView(Schema):
    key = fields.String()
    name = fields.String(metadata={"description": "In the caller's language, or as the site's staff named it."})
    is_word = fields.Boolean(metadata={"description": "A word that stands here more often than in comments elsewhere."})
    n = fields.Integer(metadata={"description": "Comments that speak of it."})
    complaints = fields.Integer(metadata={"description": "Of these, negative or mixed."})
    praises = fields.Integer()
    share = fields.Float(metadata={"description": "Of all complaints, those that speak of it."})
    low = fields.Float(metadata={"description": "The share's interval (Wilson, 95 %)."})
    high = fields.Float()
    odds = fields.Float(metadata={"description": "Log-odds of standing in a complaint rather than in praise."})
    z = fields.Float(metadata={"description": "The same in standard deviations (Monroe, Colaresi and Quinn 2008)."})
    says = fields.String(validate=validate.OneOf(["complaint", "praise", "both"]))
    change = fields.String(
        validate=validate.OneOf(["more", "fewer", "steady", "too_few"]),
        metadata={"description": "The newer half of the period beside the older."},
    )
    weeks = fields.List(fields.Nested(WeekView))
    words = fields.List(fields.String(), metadata={"description": "The words that speak of it most often."})
    area = fields.String(allow_none=True, metadata={"description": "The key of the area it lies in."})
    examples = fields.List(fields.Nested(ExampleView))
    improvements = fields.List(
        fields.Nested(GatheredIntoView),
        metadata={"description": "Into whose group what was said about it was gathered, and still is."},
    )


class AreaView(Schema):
    key = fields.String()
    name = fields.String(metadata={"description": "In the caller's language."})
    n = fields.Integer(metadata={"description": "Comments that speak of a topic in it."})
    complaints = fields.Integer()
    share = fields.Float(metadata={"description": "Of all complaints, those that speak of a topic in it."})
    low = fields.Float(metadata={"description": "The share's interval (Wilson, 95 %)."})
    high = fields.Float()
    words = fields.List(fields.String(), metadata={"description": "The words that speak of it most often."})
    topics = fields.List(fields.String(), metadata={"description": "The keys of its topics, most told first."})


class TopicsView(Schema):
    n = fields.Integer(metadata={"description": f"Comments that were read: the newest {MOST_COMMENTS:,} at most."})
    is_whole = fields.Boolean(metadata={"description": "Whether these are all comments of the period."})
    complaints = fields.Integer()
    praises = fields.Integer()
    areas = fields.List(
        fields.Nested(AreaView),
        metadata={"description": "Broad fields of topics, most complained of first; a comment can be in several."},
    )
    items = fields.List(fields.Nested(TopicView))


class CommentsView(Schema):
    items = fields.List(fields.Nested(ExampleView))


def example_of(comment: Any, words: Any) -> dict[str, Any]:
    return {"id": comment.id, "comment": comment.text, "sentiment": comment.label, "words": list(words)}
