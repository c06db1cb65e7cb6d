"""Two that say the same: deal with one of them, and let the other follow. Each keeps its words, rating and figures."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, update

from backend.accounts.credentials import Credential
from backend.events.queries import events_about
from backend.events.record import record
from backend.feedback.models import Feedback
from backend.feedback.revise import touch
from backend.foundation.database import db
from backend.foundation.errors import Conflict

MERGED, PARTED = "feedback.merged", "feedback.parted"


class CannotMerge(Conflict):
    code, title = "cannot_merge", "These two cannot be merged"


def merge(feedback: Feedback, main_id: UUID, actor: Credential) -> Feedback:
    """Let the feedback, which the caller read to change it, follow another of its site; its own case is solved.

    What followed it follows that one now. Merged into one that itself follows, it follows the first of all.
    """
    main = _main(feedback, main_id)
    if feedback.duplicate_of_id == main.id:
        return feedback
    before = {"case": feedback.case} if feedback.duplicate_of_id is None else _as_before(feedback)
    touch(db.session(), feedback, duplicate_of_id=main.id, case="solved")
    followers = (Feedback.site_id == feedback.site_id, Feedback.duplicate_of_id == feedback.id)
    db.session.execute(update(Feedback).where(*followers).values(duplicate_of_id=main.id))
    record(MERGED, feedback.site_id, feedback.id, actor, main_id=str(main.id), **before)
    db.session.refresh(feedback)
    return feedback


def part(feedback: Feedback, actor: Credential) -> Feedback:
    """Undo the merging: it stands for itself again, and its case is as it was. Nothing happens where it follows none.

    What has been done to the case since then stays.
    """
    if feedback.duplicate_of_id is None:
        return feedback
    case = str(_as_before(feedback)["case"]) if feedback.case == "solved" else feedback.case
    touch(db.session(), feedback, duplicate_of_id=None, case=case)
    record(PARTED, feedback.site_id, feedback.id, actor)
    db.session.refresh(feedback)
    return feedback


def duplicates_of(feedback: Feedback) -> Sequence[Feedback]:
    """Those that follow it, oldest first."""
    followers = (Feedback.site_id == feedback.site_id, Feedback.duplicate_of_id == feedback.id)
    return db.session.scalars(select(Feedback).where(*followers).order_by(Feedback.id)).all()


def _main(feedback: Feedback, main_id: UUID) -> Feedback:
    """The one to follow. Locked, so that it does not begin to follow another at the same moment."""
    wanted = select(Feedback).where(Feedback.site_id == feedback.site_id, Feedback.id == main_id)
    main = db.session.scalar(wanted.with_for_update(of=Feedback))
    if main is None:
        raise CannotMerge("There is no such feedback on this site. Look for it in the inbox.")
    first = _main(feedback, main.duplicate_of_id) if main.duplicate_of_id else main
    if first.id == feedback.id:
        raise CannotMerge("A feedback cannot follow itself, nor one that follows it.")
    return first


def _as_before(feedback: Feedback) -> dict[str, str]:
    merged = [event for event in events_about(feedback.site_id, feedback.id) if event.kind == MERGED]
    return {"case": str(merged[-1].data.get("case", "open")) if merged else "open"}
