from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint

from backend.accounts.credentials import current_credential
from backend.accounts.guards import staff
from backend.foundation.requests import answer, body, query, transaction
from backend.insights.gathered import gathered_into
from backend.insights.set_topic import set_topic
from backend.insights.topic_areas import Area, area_name
from backend.insights.topic_models import TopicRule
from backend.insights.topic_queries import MOST_COMMENTS, as_rules, comments_of, named_topics, topic_rules
from backend.insights.topic_schemas import (
    CommentsView,
    NewTopicRule,
    TopicKeyQuery,
    TopicRulesView,
    TopicRuleView,
    TopicsQuery,
    TopicsView,
    example_of,
)
from backend.insights.topic_words import known_name
from backend.insights.topics import MOST_SHOWN, Topic, comments_about, find_topics
from backend.sites.access import require_site

blueprint = Blueprint("topics", __name__, url_prefix="/api/v1")


@blueprint.get("/topics")
@staff("read")
@query(TopicsQuery())
@answer(TopicsView())
def list_topics(asked: dict[str, Any]) -> dict[str, Any]:
    """What the comments of a period are about: most complained of first."""
    site = require_site(asked["site"], "read")
    comments, rules = comments_of(site, asked), topic_rules(site.id)
    said = as_rules(rules)
    found = find_topics(comments, said, named_topics(site, asked))
    improvements = gathered_into(site.id, said.into)
    names = {rule.key: rule.name for rule in rules if rule.name}
    return {
        "n": found.n,
        "is_whole": found.n < MOST_COMMENTS,
        "complaints": found.complaints,
        "praises": found.praises,
        "areas": [_area_shown(area, site.default_language) for area in found.areas],
        "items": [
            _shown(topic, names, site.default_language) | {"improvements": improvements.get(topic.key, [])}
            for topic in found.items
        ],
    }


@blueprint.get("/topics/comments")
@staff("read")
@query(TopicKeyQuery())
@answer(CommentsView())
def list_topic_comments(asked: dict[str, Any]) -> dict[str, Any]:
    """The newest comments about one topic, or about any, with the words that speak of it; 200 at most."""
    site = require_site(asked["site"], "read")
    rules = as_rules(topic_rules(site.id))
    found = comments_about(asked["topic"], comments_of(site, asked), rules, asked["sentiment"])
    return {"items": [example_of(comment, words) for comment, words in found[:MOST_SHOWN]]}


@blueprint.get("/sites/<uuid:site_id>/topics")
@staff("read")
@answer(TopicRulesView())
def list_topic_rules(site_id: UUID) -> dict[str, Any]:
    """What this site's staff said about topics."""
    return {"items": topic_rules(require_site(site_id, "read").id)}


@blueprint.put("/sites/<uuid:site_id>/topics")
@staff("manage")
@body(NewTopicRule())
@transaction
@answer(TopicRuleView())
def put_topic(asked: dict[str, Any], site_id: UUID) -> TopicRule:
    """Name a topic, give it words, merge or mute it; a rule that says nothing takes all that back."""
    return set_topic(require_site(site_id, "manage"), asked, current_credential())


def _shown(topic: Topic, names: Mapping[str, str], default_language: str) -> dict[str, Any]:
    weeks = [{"week": week, "n": n} for week, n in topic.weeks.items()]
    examples = [example_of(comment, words) for comment, words in topic.examples]
    name = names.get(topic.key) or topic.word or known_name(topic.key, default_language)
    told = vars(topic) | {"weeks": weeks, "examples": examples, "name": name, "is_word": topic.word is not None}
    return told | {name: round(told[name], 4) for name in ("share", "low", "high", "odds", "z")}


def _area_shown(area: Area, default_language: str) -> dict[str, Any]:
    told = area._asdict() | {"name": area_name(area.key, default_language)}
    return told | {name: round(told[name], 4) for name in ("share", "low", "high")}
