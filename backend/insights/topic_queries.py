"""Which comments the topics are read from."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from backend.feedback.models import UNCOUNTED, Feedback
from backend.foundation.database import db
from backend.foundation.ids import earliest_id
from backend.insights.queries import asked_of, filters_of
from backend.insights.topic_models import TopicRule
from backend.insights.topic_words import Comment, topics_in_names
from backend.insights.topics import Rules
from backend.sites.models import Site
from backend.touchpoints.models import Touchpoint

# The newest of a period: what people speak of shows in so many, and reading them takes a fraction of a second.
MOST_COMMENTS = 5000


def comments_of(site: Site, asked: Mapping[str, Any]) -> list[Comment]:
    """The newest MOST_COMMENTS comments that count, newest first. `asked`: a TopicsQuery, and what Filters hold."""
    columns = (Feedback.id, Feedback.comment, Feedback.language, Feedback.sentiment_label, Feedback.day)
    wanted = select(*columns).where(
        Feedback.site_id == site.id,
        Feedback.comment.is_not(None),
        Feedback.publication != UNCOUNTED,
        Feedback.withdrawn_at.is_(None),
    )
    if asked.get("touchpoint"):
        wanted = wanted.where(Feedback.touchpoint_id.in_(_touchpoint_ids(site.id, asked["touchpoint"])))
    wanted = wanted.where(*asked_of(filters_of(asked)))
    if asked.get("since"):
        wanted = wanted.where(Feedback.id >= earliest_id(asked["since"]))
    if asked.get("until"):
        wanted = wanted.where(Feedback.id < earliest_id(asked["until"]))
    rows = db.session.execute(wanted.order_by(Feedback.id.desc()).limit(MOST_COMMENTS))
    return [Comment(row[0], row[1] or "", row[2] or site.default_language, row[3], row[4]) for row in rows]


def named_topics(site: Site, asked: Mapping[str, Any]) -> frozenset[str]:
    """The topics that the names of the touchpoints asked for speak of: no finding there. None where all are asked."""
    keys = asked.get("touchpoint") or ()
    wanted = select(Touchpoint.name).where(Touchpoint.site_id == site.id, Touchpoint.key.in_(keys))
    return topics_in_names(db.session.scalars(wanted)) if keys else frozenset()


def topic_rules(site_id: UUID) -> Sequence[TopicRule]:
    return db.session.scalars(select(TopicRule).where(TopicRule.site_id == site_id).order_by(TopicRule.key)).all()


def as_rules(rules: Sequence[TopicRule]) -> Rules:
    return Rules(
        words={rule.key: rule.words for rule in rules if rule.words},
        into={rule.key: rule.into for rule in rules if rule.into},
        muted=frozenset(rule.key for rule in rules if rule.is_muted),
        kept=frozenset(rule.key for rule in rules),
    )


def _touchpoint_ids(site_id: UUID, keys: Sequence[str]) -> Sequence[UUID]:
    wanted = select(Touchpoint.id).where(Touchpoint.site_id == site_id, Touchpoint.key.in_(keys))
    return db.session.scalars(wanted).all()
