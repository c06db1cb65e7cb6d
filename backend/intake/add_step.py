"""A later step of the same entry: more answers, a comment, a corrected rating."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from backend.events.record import record
from backend.feedback.models import Feedback
from backend.feedback.queries import find_by_thread_key
from backend.feedback.record import Answer
from backend.feedback.revise import revise
from backend.feedback.scorer import scorer
from backend.foundation.database import db
from backend.foundation.errors import NotFound, invalid_param
from backend.intake.answers import Fitted, fit
from backend.intake.submit import Receipt, find_door, receipt
from backend.moderation.house_rules import PENDING, PUBLISHED, SPAM, Verdict, judge
from backend.sites.manage import touch
from backend.touchpoints.catalog import KnownSite


def add_step(entry_id: UUID, step: Mapping[str, Any]) -> Receipt:
    """Set what the step names on the entry whose thread key it carries; sending it twice changes nothing more.

    New words are judged anew: what was published goes back to waiting, so that nobody changes a text behind a decision.
    They also open a case that staff had answered or solved.
    """
    feedback = find_by_thread_key(step["thread_key"], to_change=True)
    if feedback.entry_id != entry_id:
        raise NotFound("This thread key belongs to another entry.")
    site, touchpoint = find_door(feedback.touchpoint.site.key, feedback.touchpoint.key, is_new=False)
    answers = fit(touchpoint, step["rating"], step["answers"])
    comment = step["comment"] if step["comment"] and step["comment"].strip() else None
    if not (answers.first or answers.further or answers.texts or comment):
        raise invalid_param("comment", "required", "give a rating, an answer or a comment")
    numbers = (answers.first, *answers.further) if answers.first else answers.further
    changes = _changes(site, feedback, answers, comment)
    if not changes and not _differ(feedback, numbers):
        return receipt(entry_id, feedback.publication, step["thread_key"])
    words = changes.get("comment", feedback.comment)
    sentiment = scorer().score(words, feedback.language)
    was_shown = feedback.publication == PUBLISHED and feedback.comment is not None
    revise(db.session(), feedback, numbers, sentiment, changes)
    members = sorted(name for name in ("rating", "answers", "comment") if step[name] is not None)
    record("feedback.revised", site.id, feedback.id, members=members)
    if was_shown and feedback.publication != PUBLISHED:
        touch(site.id)
    return receipt(entry_id, feedback.publication, step["thread_key"])


def _changes(site: KnownSite, feedback: Feedback, answers: Fitted, comment: str | None) -> dict[str, Any]:
    """The columns that get another value."""
    texts = {**(feedback.texts or {}), **answers.texts} or None
    wanted: dict[str, Any] = {**_headline(feedback, answers), "texts": texts}
    if comment is not None:
        wanted["comment"] = comment
    changes = {name: value for name, value in wanted.items() if getattr(feedback, name) != value}
    if changes.keys() & {"comment", "texts"}:
        words = [changes.get("comment", feedback.comment) or "", *(texts or {}).values()]
        changes |= _judged(feedback, judge(words, site.publish_policy, site.blocked_words))
    return changes


def _headline(feedback: Feedback, answers: Fitted) -> dict[str, Any]:
    """The answer that stands on the feedback itself, if the step gives it."""
    corrected = (answer for answer in answers.further if answer.question_id == feedback.first_question_id)
    first = answers.first or next(corrected, None)
    return {"value": first.value, "score": first.score, "first_question_id": first.question_id} if first else {}


def _judged(feedback: Feedback, verdict: Verdict) -> dict[str, Any]:
    """What new words do to the feedback's states."""
    changes: dict[str, Any] = {"case": "open"} if feedback.case in {"waiting", "solved"} else {}
    # What was set aside as spam says still why, whatever is written into it.
    if feedback.publication != SPAM:
        changes["reasons"] = list(verdict.reasons) or None
    # What staff hid stays hidden until they decide again.
    if feedback.publication in {PENDING, PUBLISHED}:
        changes["publication"] = verdict.publication
    return changes


def _differ(feedback: Feedback, numbers: Sequence[Answer]) -> bool:
    """Whether one of these answers is not on record yet."""
    given = {rating.question_id: rating.value for rating in feedback.ratings}
    return any(given.get(answer.question_id) != answer.value for answer in numbers)
