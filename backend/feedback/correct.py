"""Staff say what a comment means: correct the scorer's label or confirm it, and take that back."""

from backend.accounts.credentials import Credential
from backend.events.record import record
from backend.feedback.models import Correction, Feedback
from backend.feedback.revise import drop_correction, relabel
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.foundation.errors import Conflict


class NothingToJudge(Conflict):
    code, title = "nothing_to_judge", "This feedback has no comment"


def correct(feedback: Feedback, label: str, actor: Credential) -> Feedback:
    """Let `label` count for the comment; what the scorer said is kept beside it, also when it is the same.

    The caller read the feedback to change it. Raises NothingToJudge where nobody wrote anything.
    """
    told = feedback.sentiment
    if told is None:
        raise NothingToJudge("Only words have a mood: this feedback has a rating and no comment.")
    if feedback.correction is not None and feedback.correction.label == label:
        return feedback
    drop_correction(db.session(), feedback)
    db.session.add(_correction(feedback, told, label, actor))
    relabel(db.session(), feedback, label, by_staff=True)
    record("sentiment.corrected", feedback.site_id, feedback.id, actor, label=label, machine_label=told["label"])
    db.session.refresh(feedback)
    return feedback


def take_back(feedback: Feedback, actor: Credential) -> Feedback:
    """Let the scorer's label count again. Nothing happens where staff gave none."""
    if feedback.correction is None or feedback.sentiment is None:
        return feedback
    drop_correction(db.session(), feedback)
    relabel(db.session(), feedback, feedback.sentiment["label"], by_staff=False)
    record("sentiment.restored", feedback.site_id, feedback.id, actor)
    db.session.refresh(feedback)
    return feedback


def _correction(feedback: Feedback, told: dict[str, object], label: str, actor: Credential) -> Correction:
    return Correction(
        site_id=feedback.site_id,
        feedback_id=feedback.id,
        label=label,
        machine_label=told["label"],
        machine_score=feedback.sentiment_score,
        machine_confidence=told["confidence"],
        language=told["language"],
        version=told["version"],
        touchpoint_id=feedback.touchpoint_id,
        staff_id=actor.staff_id,
        staff_name=actor.name,
        corrected_at=now(),
    )
