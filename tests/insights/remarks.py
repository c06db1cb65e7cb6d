"""Comments to find topics in, and what was found in them."""

from datetime import date, timedelta
from uuid import UUID

from backend.insights.topic_words import Comment

MONDAY = date(2026, 6, 1)


def comments(*said, language="fi", day=MONDAY):
    """Comments from pairs of label and text, newest first, a day apart."""
    return [
        Comment(UUID(int=n), text, language, label, day + timedelta(days=n)) for n, (label, text) in enumerate(said)
    ]


def keys(found):
    return {topic.key for topic in found.items}


def topic(found, key):
    return next(one for one in found.items if one.key == key)
