"""A later step of the same entry: more answers, a comment, a corrected rating."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from backend.events.record import record
from backend.feedback.models import Feedback
from backend.feedback.queries import find_by_thread_key
from backend.feedback.revise import revise
from backend.foundation.database import db
from backend.foundation.errors import NotFound, invalid_param
from backend.intake.answers import Fitted, fit
from backend.intake.submit import Receipt, find_door, receipt
from backend.moderation.house_rules import PENDING, PUBLISHED, judge
from backend.sentiment.score import score
from backend.sites.manage import touch
from backend.touchpoints.catalog import KnownSite


def add_step(entry_id: UUID, step: Mapping[str, Any]) -> Receipt:
    """Set what the step names on the entry whose thread key it carries; sending it twice changes nothing more.

    New words are judged anew: what was published goes back to waiting, so that nobody changes a text behind a decision.
    """
    feedback = find_by_thread_key(step["thread_key"], to_change=True)
    if feedback.entry_id != entry_id:
        raise NotFound("This thread key belongs to another entry.")
    site, touchpoint = find_door(feedback.touchpoint.site.key, feedback.touchpoint.key, is_new=False)
    answers = fit(touchpoint, step["rating"], step["answers"])
    comment = step["comment"] if step["comment"] and step["comment"].strip() else None
    if not (answers.first or answers.further or answers.texts or comment):
        raise invalid_param("comment", "required", "give a rating, an answer or a comment")
    changes = _changes(site, feedback, answers, comment)
    words = changes.get("comment", feedback.comment)
    sentiment = score(words, feedback.language) if words else None
    was_shown = feedback.publication == PUBLISHED and feedback.comment is not None
    revise(db.session(), feedback, [*([answers.first] if answers.first else []), *answers.further], sentiment, changes)
    members = sorted(name for name in ("rating", "answers", "comment") if step[name] is not None)
    record("feedback.revised", site.id, feedback.id, members=members)
    if was_shown and feedback.publication != PUBLISHED:
        touch(site.id)
    return receipt(entry_id, feedback.publication, step["thread_key"])


def _changes(site: KnownSite, feedback: Feedback, answers: Fitted, comment: str | None) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if answers.first:
        changes |= {"value": answers.first.value, "score": answers.first.score}
    if answers.texts:
        changes["texts"] = {**(feedback.texts or {}), **answers.texts}
    if comment is not None:
        changes["comment"] = comment
    words = [changes.get("comment", feedback.comment) or "", *(changes.get("texts", feedback.texts) or {}).values()]
    before = [feedback.comment or "", *(feedback.texts or {}).values()]
    if words != before:
        verdict = judge(words, site.publish_policy, site.blocked_words)
        changes["reasons"] = list(verdict.reasons) or None
        # What staff hid stays hidden until they decide again, whatever is written into it.
        if feedback.publication in {PENDING, PUBLISHED}:
            changes["publication"] = verdict.publication
    return changes
