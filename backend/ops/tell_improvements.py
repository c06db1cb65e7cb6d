"""The two rooms that know nothing of each other, joined: an improvement is told of in the conversations."""

from backend.conversations.news import say_news
from backend.improvements.tell import tell_some


def tell_improvements() -> bool:
    """Tell some of those who are to be told, in the caller's transaction; whether there may be more to do."""
    return tell_some(say_news)
