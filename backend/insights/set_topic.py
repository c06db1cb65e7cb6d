"""Name a topic, give it words, merge it into another, or show it no more; and take all that back."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from backend.accounts.credentials import Credential
from backend.events.record import record
from backend.foundation.database import db
from backend.foundation.errors import invalid_param
from backend.insights.topic_models import TopicRule
from backend.sites.models import Site

MOST_RULES = 200


def set_topic(site: Site, asked: Mapping[str, Any], actor: Credential) -> TopicRule:
    """The rule as asked, whatever stood there before; one that says nothing is taken away.

    Raises Invalid for a merge into itself or in a circle, and for a rule too many.
    """
    key = asked["key"]
    _refuse_circle(site, key, asked["into"])
    before = db.session.get(TopicRule, (site.id, key))
    if before is None:
        _refuse_too_many(site)
    rule = before or TopicRule(site_id=site.id, key=key)
    rule.name, rule.words, rule.into, rule.is_muted = (asked[name] for name in ("name", "words", "into", "is_muted"))
    if rule.name or rule.words or rule.into or rule.is_muted:
        db.session.add(rule)
    elif before is not None:
        db.session.delete(before)
    record("topic.changed", site.id, site.id, actor, topic=key, into=rule.into, is_muted=rule.is_muted)
    return rule


def _refuse_too_many(site: Site) -> None:
    held = db.session.scalar(select(func.count()).where(TopicRule.site_id == site.id)) or 0
    if held >= MOST_RULES:
        raise invalid_param("key", "too_many", f"a site says so much of {MOST_RULES} topics at most; take one back")


def _refuse_circle(site: Site, key: str, into: str | None) -> None:
    others = select(TopicRule.key, TopicRule.into).where(TopicRule.site_id == site.id, TopicRule.into.is_not(None))
    merged = {one: after for one, after in db.session.execute(others) if one != key}
    while into is not None:
        if into == key:
            raise invalid_param("into", "circle", "a topic cannot be merged into itself, nor through others")
        into = merged.get(into)
