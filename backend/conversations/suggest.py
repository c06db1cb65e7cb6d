"""Templates for one feedback: filled in the visitor's language, those that fit it first."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from backend.accounts.credentials import Credential
from backend.conversations.fill import fill
from backend.conversations.keep_templates import templates_of
from backend.conversations.models import ReplyTemplate
from backend.feedback.models import Feedback
from backend.foundation.words import nearest


@dataclass(frozen=True, slots=True)
class Suggestion:
    id: UUID
    name: str
    language: str
    text: str
    missing: tuple[str, ...]
    is_suggested: bool
    use_count: int


def suggestions_for(feedback: Feedback, author: Credential) -> list[Suggestion]:
    """Every template of the site, the likeliest first: made for this place or mood, then often used, then by name."""
    ranked = sorted(templates_of(feedback.site_id), key=lambda one: (-fit(one, feedback), -one.use_count, one.name))
    return [_filled(template, feedback, author) for template in ranked]


def fit(template: ReplyTemplate, feedback: Feedback) -> int:
    """How well it fits: 2 for this touchpoint, 1 for this sentiment, 0 for anything, below for others."""
    return _points(template.touchpoints, feedback.touchpoint.key, 2) + _points(
        template.sentiments, feedback.sentiment_label, 1
    )


def _points(wanted: list[Any], actual: str | None, worth: int) -> int:
    if not wanted:
        return 0
    return worth if actual in wanted else -3


def _filled(template: ReplyTemplate, feedback: Feedback, author: Credential) -> Suggestion:
    site = feedback.touchpoint.site
    texts = template.texts
    language = nearest([*filter(None, [feedback.language]), site.default_language], texts) or next(iter(texts))
    filled = fill(texts[language], _values(feedback, author, language))
    fits = fit(template, feedback) > 0
    return Suggestion(template.id, template.name, language, filled.text, filled.missing, fits, template.use_count)


def _values(feedback: Feedback, author: Credential, language: str) -> dict[str, str | None]:
    touchpoint = feedback.touchpoint
    near = nearest([language, touchpoint.site.default_language], touchpoint.name)
    return {
        "name": feedback.shown_name,
        "touchpoint": touchpoint.name[near] if near else touchpoint.key,
        "site": touchpoint.site.name,
        "order": feedback.subject,
        "reference": feedback.reference,
        "page": feedback.page_title,
        "staff": author.name,
    }
