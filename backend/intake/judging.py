"""Judge what was said at the door: the site's house rules, and what is known of how it came."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import current_app

from backend.intake.sender import Sender
from backend.moderation.house_rules import PUBLISHED, SPAM_STATE, Verdict, judge
from backend.moderation.lessons import TextLessons, is_trusted
from backend.moderation.recent import Recent
from backend.moderation.signals import Arrival, Context
from backend.touchpoints.catalog import KnownSite, KnownTouchpoint


@dataclass(frozen=True, slots=True)
class Said:
    """A visitor's words, and what came with them. `trap` is what stood in the field that people do not see."""

    texts: Sequence[str]
    entry_id: UUID
    language: str | None
    email: str | None
    trap: str | None
    customer: str | None = None  # the site's own name for her, where a token proves it


def judged(site: KnownSite, touchpoint: KnownTouchpoint, said: Said, sender: Sender | None) -> Verdict:
    """The verdict under the touchpoint's publish policy, or the site's where it has none of its own."""
    context = Context(site.languages, site.hosts, site.blocked_words)
    policy = touchpoint.publish_policy or site.publish_policy
    arrival = _arrival(site, said, sender)
    verdict = judge(said.texts, policy, context, arrival)
    if verdict.is_suspicious and is_trusted(site.id, said.email, said.customer):
        return judge(said.texts, policy, context, arrival, is_trusted=True)
    return verdict


def _arrival(site: KnownSite, said: Said, sender: Sender | None) -> Arrival:
    words = "\n".join(text for text in said.texts if text)
    by_program = sender is None or sender.has_token  # one address sends for everybody
    if not words.strip():
        return Arrival()
    seen, place, entry = recent(), site.id.bytes, said.entry_id.bytes
    taught = text_lessons().about(site.id, site.version, words)
    times = seen.note_text(place, words, entry)
    return Arrival(
        language=said.language,
        trap=said.trap,
        seconds=sender.seconds if sender else None,
        same_text=0 if taught == PUBLISHED else times,  # what staff published once, many may say
        known_spam=taught == SPAM_STATE,
        same_network=0 if by_program or sender is None else seen.note_network(place, sender.address, entry),
    )


def text_lessons() -> TextLessons:
    found: TextLessons = current_app.extensions["text_lessons"]
    return found


def recent() -> Recent:
    found: Recent = current_app.extensions["recent"]
    return found
