"""Tell those who said it what came of it: asked for in a request, done by the worker in batches, once for each."""

from collections.abc import Callable, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from backend.events.record import Actor, record
from backend.feedback.models import UNCOUNTED, Feedback
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.foundation.errors import Conflict
from backend.improvements.group_models import SETTLED, Improvement, ImprovementMember
from backend.improvements.news_words import news_text

STEP = 50  # so many in one transaction: visitors write in between

# Puts a text into the conversation on a feedback, in the name of this member of the staff (None: of the site), and says
# whether a letter is to tell of it, too.
Say = Callable[[Feedback, str, UUID | None, bool], None]


class NotSettled(Conflict):
    code, title = "not_settled", "There is nothing to tell yet"


def begin_telling(improvement: Improvement, actor: Actor) -> Improvement:
    """Have everybody told who has not been told of its present state. The caller read it to change it."""
    if improvement.state not in SETTLED:
        raise NotSettled("Those who said it are told when it is done or declined. Set its state first.")
    if improvement.telling != improvement.state:
        improvement.telling, improvement.told_by_id = improvement.state, actor.staff_id
        record("improvement.told", improvement.site_id, improvement.id, actor, state=improvement.state)
        db.session.flush()
    return improvement


def tell_some(say: Say) -> bool:
    """One step of the oldest that is to be told of, in the caller's transaction; whether there may be more to do."""
    waiting = select(Improvement).where(Improvement.telling.is_not(None)).order_by(Improvement.id).limit(1)
    improvement = db.session.scalar(waiting.with_for_update(skip_locked=True, of=Improvement))
    if improvement is None:
        return False
    members = _next_members(improvement)
    written = _written_to(improvement, members)
    for member, feedback in members:
        address = (feedback.email or "").lower()
        member.told_as, member.told_at = improvement.telling, now()
        say(feedback, news_text(improvement, feedback.language), improvement.told_by_id, address not in written)
        written.add(address)
    if len(members) < STEP:
        improvement.telling = None
    db.session.flush()
    return True


def _next_members(improvement: Improvement) -> Sequence[tuple[ImprovementMember, Feedback]]:
    """Those still to be told. What is spam or was withdrawn is left out; locked in the order of their ids, so that two
    who change many never wait for each other crosswise.
    """
    same = (Feedback.site_id == ImprovementMember.site_id) & (Feedback.id == ImprovementMember.feedback_id)
    untold = select(ImprovementMember, Feedback).join(Feedback, same).where(*untold_of(improvement))
    locked = untold.order_by(ImprovementMember.feedback_id.desc()).limit(STEP).with_for_update(of=Feedback)
    return [(member, feedback) for member, feedback in db.session.execute(locked).unique()]


def untold_of(improvement: Improvement) -> tuple[ColumnElement[bool], ...]:
    """The conditions on a member and its feedback: may be told of the present state, and was not."""
    return (
        ImprovementMember.site_id == improvement.site_id,
        ImprovementMember.improvement_id == improvement.id,
        ImprovementMember.told_as.is_distinct_from(improvement.state),
        Feedback.publication != UNCOUNTED,
        Feedback.withdrawn_at.is_(None),
    )


def _written_to(improvement: Improvement, members: Sequence[tuple[ImprovementMember, Feedback]]) -> set[str]:
    """Of these addresses those that got a letter about it already: who said it thrice is written to once."""
    addresses = {feedback.email.lower() for _, feedback in members if feedback.email}
    same = (Feedback.site_id == ImprovementMember.site_id) & (Feedback.id == ImprovementMember.feedback_id)
    told = (
        select(func.lower(Feedback.email))
        .join(ImprovementMember, same)
        .where(
            ImprovementMember.site_id == improvement.site_id,
            ImprovementMember.improvement_id == improvement.id,
            ImprovementMember.told_as == improvement.state,
            func.lower(Feedback.email).in_(addresses),
        )
    )
    return set(db.session.scalars(told)) if addresses else set()
