"""The letter to a visitor who left an address: what staff answered, in her language, with the way to her own page."""

import re
from pathlib import Path
from uuid import UUID

from flask import current_app

from backend.conversations.models import Message
from backend.events.letter import Letter
from backend.events.models import Event
from backend.feedback.models import UNCOUNTED, Feedback
from backend.feedback.thread_key import thread_key_of
from backend.foundation.database import db
from backend.foundation.words import Dictionary, nearest
from backend.settings import Settings

WORDS = Dictionary(Path(__file__).parent / "locales")
LONGEST_QUOTE = 400

# Whatever a mail program might make a link of: a stranger's words lead nowhere from our letters.
_LEADS_AWAY = re.compile(r"\S*(?:://|@|\w\.\w)\S*")


def answer(event: Event) -> Letter | None:
    """About a `reply.sent`. None where she has erased her words, left no address, or they were taken for spam."""
    return _about(event, "answer")


def news(event: Event) -> Letter | None:
    """About a `news.sent`. None as for an answer, where she has withdrawn, and where another letter told her of it."""
    feedback = db.session.get(Feedback, (event.site_id, event.subject_id))
    if feedback is None or feedback.withdrawn_at is not None or not event.data["by_letter"]:
        return None
    return _about(event, "news")


def _about(event: Event, occasion: str) -> Letter | None:
    feedback = db.session.get(Feedback, (event.site_id, event.subject_id))
    message = db.session.get(Message, (event.site_id, UUID(event.data["message_id"])))
    key = thread_key_of(feedback) if feedback else None
    if feedback is None or message is None or not feedback.email or key is None:
        return None
    if message.visibility == "note" or feedback.publication == UNCOUNTED:
        return None
    return _letter(feedback, message, key, occasion)


def _letter(feedback: Feedback, message: Message, key: str, occasion: str) -> Letter:
    site, settings = feedback.touchpoint.site, _settings()
    language = WORDS.nearest(feedback.language, site.default_language)
    told = {"site": site.name, "name": message.name or site.name, "touchpoint": _place(feedback, language)}

    def say(name: str, occasion: str = "answer") -> str:
        return WORDS.say(language, f"{occasion}.{name}", **told)

    return Letter(
        to=feedback.email or "",
        language=language,
        sender=site.name,
        subject=say("subject", occasion),
        greeting=say("greeting"),
        opening=[say("opening", occasion)],
        said=message.text,
        link=f"{settings.address}{settings.prefix}/t/{key}",
        link_label=say("link"),
        quoted=quote(feedback.comment or ""),
        quoted_label=say("quoted"),
        closing=[say("why"), say("secret")],
        may_unsubscribe=True,
    )


def quote(comment: str) -> str:
    """Her own words, shortened, with everything left out that could be taken for an address."""
    text = _LEADS_AWAY.sub("…", comment).strip()
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE].rstrip() + "…"


def _place(feedback: Feedback, language: str) -> str:
    """The touchpoint's name as its owner wrote it for visitors of this language."""
    names = feedback.touchpoint.name
    return str(names[nearest([language, feedback.touchpoint.site.default_language], names) or next(iter(names))])


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
