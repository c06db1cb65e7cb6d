"""A later step of the same entry: more answers, a comment, a corrected rating, an address, leave to show it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from backend.conversations.praise import note_leave
from backend.customers.recognise import Recognition, recognise
from backend.events.record import record
from backend.feedback.models import Feedback
from backend.feedback.queries import find_by_thread_key
from backend.feedback.record import Answer
from backend.feedback.returning import note_returning
from backend.feedback.revise import revise, touch
from backend.feedback.scorer import scorer
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.foundation.errors import NotFound, invalid_param
from backend.foundation.statements import driver_cursor
from backend.intake.answers import Fitted, fit
from backend.intake.judging import Said, judged
from backend.intake.page_facts import fit_element
from backend.intake.sender import Sender
from backend.intake.submit import Receipt, find_door, identity_of, receipt
from backend.moderation.house_rules import PENDING, PUBLISHED, SPAM_STATE
from backend.moderation.lessons import customer_of
from backend.sentiment.result import Sentiment
from backend.sites.manage import touch as touch_site
from backend.touchpoints.catalog import KnownSite, KnownTouchpoint

_MEMBERS = ("rating", "answers", "comment", "email", "element")
_CONSENT = {"permission", "shown_name"}
# What is neither word nor rating: nobody's decision rests on it.
_BESIDE = {"email", "element", "permission"}


def add_step(entry_id: UUID, step: Mapping[str, Any], sender: Sender | None = None) -> Receipt:
    """Set what a loaded EntryStep names on the entry whose thread key it carries; twice is as good as once."""
    feedback = find_by_thread_key(step["thread_key"], to_change=True)
    if feedback.entry_id != entry_id:
        raise NotFound("This thread key belongs to another entry.")
    _take(feedback, step, sender)
    _identify(feedback, step["identity"])
    return receipt(entry_id, feedback.publication, step["thread_key"])


def _identify(feedback: Feedback, token: Any) -> None:
    """Whose the entry is, where the page tells it only now. What is known stays: it was said by that customer."""
    known = feedback.identification
    if token is None or (known is not None and known.customer_id is not None):
        return
    identity = identity_of(find_door(feedback.touchpoint.site.key, feedback.touchpoint.key, is_new=False)[0], token)
    if identity is None or (known is not None and identity.person is None):
        return
    if known is not None:
        db.session.delete(known)
        db.session.flush()
    whose = Recognition(feedback.site_id, feedback.id, identity, now())
    cursor = driver_cursor(db.session.connection())
    recognise(cursor, [whose])
    note_returning(cursor, [whose])
    if identity.person and identity.person.segment:
        touch(db.session(), feedback, segment=identity.person.segment)
    db.session.refresh(feedback)
    if feedback.publication == PUBLISHED:
        touch_site(feedback.site_id)


def grant(feedback: Feedback, granted: bool, shown_name: str | None) -> Feedback:
    """Say whether others may see the feedback, and under which name; the caller read it to change it."""
    _take(feedback, {**dict.fromkeys(_MEMBERS), "permission": granted, "shown_name": shown_name})
    note_leave(feedback)
    return feedback


def _take(feedback: Feedback, step: Mapping[str, Any], sender: Sender | None = None) -> None:
    """New words, and the name that is to stand beside them, are judged anew: what was published goes back to waiting,
    so that nobody changes a text behind a decision. New words also open a case that staff had answered or solved.
    """
    door = site, touchpoint = find_door(feedback.touchpoint.site.key, feedback.touchpoint.key, is_new=False)
    answers = fit(touchpoint, step["rating"], step["answers"], feedback.first_question_id)
    comment = step["comment"] if step["comment"] and step["comment"].strip() else None
    consent = _consent(feedback, step)
    # An element that does not fit is dropped, yet it was given: the visitor who pointed at it did nothing wrong.
    if not (_answers(answers) or comment or step["email"] or step["element"] is not None or _CONSENT & _given(step)):
        raise invalid_param("comment", "required", "give a rating, an answer or a comment")
    numbers = (answers.first, *answers.further) if answers.first else answers.further
    changes = {**_changes(feedback, answers, comment), **_told(feedback, step), **consent}
    is_rated_anew = _differ(feedback, numbers)
    if changes or is_rated_anew:
        states = _judged(door, feedback, changes, step, sender)
        _keep(site, feedback, numbers if is_rated_anew else (), {**changes, **states})
        _record(feedback, step, changes, consent, is_rated_anew)


def _answers(answers: Fitted) -> bool:
    return bool(answers.first or answers.further or answers.texts or answers.choices)


def _given(step: Mapping[str, Any]) -> set[str]:
    """`shown_name: null` says something: show no name. Every other null is as if it were not there."""
    return {name for name, value in step.items() if value is not None or name == "shown_name"}


def _keep(site: KnownSite, feedback: Feedback, numbers: Sequence[Answer], changes: dict[str, Any]) -> None:
    was_shown = feedback.publication == PUBLISHED and feedback.comment is not None
    if numbers or changes.keys() - _BESIDE:
        if changes.get("comment"):
            changes = {**changes, "forgotten_at": None}
        revise(db.session(), feedback, numbers, _sentiment(feedback, changes), changes)
    else:
        touch(db.session(), feedback, **changes)
        db.session.refresh(feedback)
    if was_shown and (feedback.publication != PUBLISHED or changes.keys() & _CONSENT):
        touch_site(site.id)


def _changes(feedback: Feedback, answers: Fitted, comment: str | None) -> dict[str, Any]:
    """The columns of words and answers that get another value."""
    texts = {**(feedback.texts or {}), **answers.texts} or None
    chosen = {choice.question: list(choice.options) for choice in answers.choices}
    choices = {key: options for key, options in {**(feedback.choices or {}), **chosen}.items() if options} or None
    wanted: dict[str, Any] = {**_headline(answers), "texts": texts, "choices": choices}
    if comment is not None:
        wanted["comment"] = comment
    return _anew(feedback, wanted)


def _headline(answers: Fitted) -> dict[str, Any]:
    """The answer that stands on the feedback itself, if the step gives it."""
    first = answers.first
    return {"value": first.value, "score": first.score, "first_question_id": first.question_id} if first else {}


def _told(feedback: Feedback, step: Mapping[str, Any]) -> dict[str, Any]:
    told = {"email": step["email"], "element": fit_element(step["element"])}
    return _anew(feedback, {name: value for name, value in told.items() if value})


def _consent(feedback: Feedback, step: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of leave and name that get another value. Without leave no name is kept."""
    permission = feedback.permission if step["permission"] is None else step["permission"]
    name = step.get("shown_name", feedback.shown_name) if permission is not False else None
    return _anew(feedback, {"permission": permission, "shown_name": name if name and name.strip() else None})


def _anew(feedback: Feedback, wanted: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in wanted.items() if getattr(feedback, name) != value}


def _judged(
    door: tuple[KnownSite, KnownTouchpoint],
    feedback: Feedback,
    changes: Mapping[str, Any],
    step: Mapping[str, Any],
    sender: Sender | None,
) -> dict[str, Any]:
    """What new words, or a new name beside them, do to the feedback's states."""
    has_new_words = bool(changes.keys() & {"comment", "texts"})
    comment = changes.get("comment", feedback.comment)
    if not has_new_words and not (changes.get("shown_name") and comment):
        return {}
    texts = changes.get("texts", feedback.texts) or {}
    words = [comment or "", *texts.values(), changes.get("shown_name", feedback.shown_name) or ""]
    email = changes.get("email", feedback.email)
    customer = customer_of(feedback)
    said = Said(words, feedback.entry_id, feedback.language, email, step.get("website"), customer)
    verdict = judged(*door, said, sender)
    opens = has_new_words and feedback.case in {"waiting", "solved"} and feedback.withdrawn_at is None
    states: dict[str, Any] = {"case": "open"} if opens else {}
    # What was set aside as spam says still why, whatever is written into it.
    if feedback.publication != SPAM_STATE:
        states["reasons"] = verdict.told or None
    # What staff hid stays hidden until they decide again.
    if feedback.publication in {PENDING, PUBLISHED}:
        states["publication"] = verdict.publication
    return states


def _differ(feedback: Feedback, numbers: Sequence[Answer]) -> bool:
    """Whether one of these answers is not on record yet."""
    given = {rating.question_id: rating.value for rating in feedback.ratings}
    return any(given.get(answer.question_id) != answer.value for answer in numbers)


def _sentiment(feedback: Feedback, changes: Mapping[str, Any]) -> Sentiment | None:
    """Of the words as they are now; of those that were forgotten, what was found when they were read."""
    comment, told = changes.get("comment", feedback.comment), feedback.sentiment
    if comment is not None or feedback.forgotten_at is None or told is None:
        return scorer().score(comment, feedback.language)
    found = {name: told[name] for name in ("label", "confidence", "language", "subjectivity", "version")}
    return Sentiment(score=feedback.sentiment_score, evidence=(), **found)


def _record(
    feedback: Feedback,
    step: Mapping[str, Any],
    changes: Mapping[str, Any],
    consent: Mapping[str, Any],
    is_rated_anew: bool,
) -> None:
    # A name alone is no leave: while she has not been asked, it is a member like any other.
    leave = _CONSENT if feedback.permission is not None else set()
    if is_rated_anew or changes.keys() - leave:
        members = {name for name in _MEMBERS if step[name] is not None} | consent.keys() - leave
        record("feedback.revised", feedback.site_id, feedback.id, members=sorted(members))
    if consent.keys() & leave:
        kind = "permission.refused" if feedback.permission is False else "permission.granted"
        record(kind, feedback.site_id, feedback.id)
