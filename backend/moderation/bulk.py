"""Decide on many at once: up to MOST, worked off in steps by the worker, undone as a whole.

The first step is done in the request, so that what staff ticked by hand is decided when they are answered.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import selectinload

from backend.accounts.credentials import Credential
from backend.events.models import Event
from backend.events.record import event_row, record
from backend.feedback.inbox import matching_ids
from backend.feedback.models import Feedback
from backend.feedback.revise import TICK, set_publications
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.foundation.errors import Conflict, NotFound, invalid_param
from backend.moderation.decide import VERDICTS
from backend.moderation.lessons import teach
from backend.moderation.models import (
    DECIDED,
    DONE,
    SKIPPED,
    TAKEN_BACK,
    UNDOING,
    UNDONE,
    WAITING,
    WORKING,
    BulkDecision,
    BulkItem,
)
from backend.sites.manage import touch
from backend.sites.models import Site

MOST, STEP, SHOWN = 10_000, 250, 50


class AlreadyUndone(Conflict):
    code, title = "already_undone", "These decisions were undone already"


def begin(site: Site, wish: Mapping[str, Any], asked: Mapping[str, Any], actor: Credential) -> BulkDecision:
    """Decide as a loaded NewBulkDecision wishes on what a loaded BulkQuery asks for; the first step is done.

    Ids of other sites are as if they were not there.
    """
    ids, has_more = _wanted(site, wish, asked)
    if not ids:
        raise invalid_param("ids" if wish["ids"] else "all", "invalid", "no feedback of this site is meant by it")
    bulk = BulkDecision(
        site_id=site.id, staff_id=actor.staff_id, staff_name=actor.name, verdict=wish["verdict"],
        reason=wish["reason"], seen_at=wish["seen_at"], total=len(ids), has_more=has_more,
    )  # fmt: skip
    db.session.add(bulk)
    db.session.flush()
    rows = [{"site_id": site.id, "bulk_id": bulk.id, "feedback_id": one, "state": WAITING} for one in ids]
    db.session.execute(insert(BulkItem), rows)
    record("decisions.begun", site.id, bulk.id, actor, verdict=bulk.verdict, total=bulk.total)
    _step(bulk)
    return bulk


def undo(bulk: BulkDecision, actor: Credential) -> BulkDecision:
    """Put back what it decided, and leave the rest undecided. The caller read it to change it."""
    if bulk.state in {UNDOING, UNDONE}:
        raise AlreadyUndone("These decisions were undone already.")
    bulk.state, bulk.finished_at = UNDOING, None
    record("decisions.undone", bulk.site_id, bulk.id, actor, verdict=bulk.verdict)
    _step(bulk)
    return bulk


def find_bulk(site_ids: Sequence[UUID], bulk_id: UUID, to_change: bool = False) -> BulkDecision:
    wanted = select(BulkDecision).where(BulkDecision.site_id.in_(site_ids), BulkDecision.id == bulk_id)
    found = db.session.scalar(wanted.with_for_update() if to_change else wanted)
    if found is None:
        raise NotFound("There are no such decisions on your sites.")
    return found


def latest_bulks(site_id: UUID) -> Sequence[BulkDecision]:
    newest = select(BulkDecision).where(BulkDecision.site_id == site_id).order_by(BulkDecision.id.desc())
    return db.session.scalars(newest.limit(SHOWN)).all()


def work_off_decisions() -> bool:
    """One step of the oldest that is not finished, in the caller's transaction; whether there may be more to do."""
    waiting = select(BulkDecision).where(BulkDecision.state.in_([WORKING, UNDOING])).order_by(BulkDecision.id)
    bulk = db.session.scalar(waiting.limit(1).with_for_update(skip_locked=True))
    if bulk is None:
        return False
    _step(bulk)
    return True


def _wanted(site: Site, wish: Mapping[str, Any], asked: Mapping[str, Any]) -> tuple[Sequence[UUID], bool]:
    if wish["ids"]:
        known = select(Feedback.id).where(Feedback.site_id == site.id, Feedback.id.in_(wish["ids"]))
        return db.session.scalars(known.order_by(Feedback.id.desc())).all(), False
    found = matching_ids([site], asked, MOST + 1)
    return found[:MOST], len(found) > MOST


def _step(bulk: BulkDecision) -> None:
    """Decide on the next few, or put them back; with none left it is finished."""
    undoing = bulk.state == UNDOING
    items = _next_items(bulk, DECIDED if undoing else WAITING)
    if items:
        (_put_back if undoing else _decide)(bulk, items)
        touch(bulk.site_id)
    if len(items) < STEP:
        bulk.state, bulk.finished_at = UNDONE if undoing else DONE, now()
    db.session.flush()


def _next_items(bulk: BulkDecision, state: str) -> Sequence[tuple[BulkItem, Feedback]]:
    """Locked in the order of their ids, so that two who decide on many never wait for each other crosswise."""
    mine = select(BulkItem, Feedback).join(
        Feedback, (Feedback.site_id == BulkItem.site_id) & (Feedback.id == BulkItem.feedback_id)
    )
    mine = mine.where(BulkItem.site_id == bulk.site_id, BulkItem.bulk_id == bulk.id, BulkItem.state == state)
    locked = mine.order_by(BulkItem.feedback_id.desc()).limit(STEP).with_for_update(of=Feedback)
    locked = locked.options(selectinload(Feedback.identification))
    return [(item, feedback) for item, feedback in db.session.execute(locked).unique()]


def _decide(bulk: BulkDecision, items: Sequence[tuple[BulkItem, Feedback]]) -> None:
    target = VERDICTS[bulk.verdict]
    meant = [(item, feedback) for item, feedback in items if _may_decide(bulk, feedback, target)]
    for item, feedback in meant:
        item.before = feedback.publication
    _mark(bulk, [item for item, _ in meant], DECIDED)
    _mark(bulk, [item for item, _ in items if item.before is None], SKIPPED)
    _move(bulk, [feedback for _, feedback in meant], target)
    bulk.done += len(meant)
    bulk.skipped += len(items) - len(meant)


def _may_decide(bulk: BulkDecision, feedback: Feedback, target: str) -> bool:
    """Nobody decides on words that she has not read: what was said anew since it was shown stays as it is."""
    shown = bulk.seen_at or bulk.created_at
    return feedback.publication != target and feedback.said_at - shown < TICK


def _put_back(bulk: BulkDecision, items: Sequence[tuple[BulkItem, Feedback]]) -> None:
    target = VERDICTS[bulk.verdict]
    meant = [(item, feedback) for item, feedback in items if feedback.publication == target]
    for before in sorted({item.before or "" for item, _ in meant}):
        _move(bulk, [feedback for item, feedback in meant if item.before == before], before)
    _mark(bulk, [item for item, _ in items], TAKEN_BACK)
    bulk.undone += len(meant)


def _move(bulk: BulkDecision, many: Sequence[Feedback], target: str) -> None:
    set_publications(db.session(), many, target)
    teach(many, target)
    kind = f"feedback.{'restored' if target == 'pending' else target}"
    told = {"bulk": str(bulk.id), **({"reason": bulk.reason} if bulk.reason else {})}
    by = _By(bulk)
    events = [event_row(kind, bulk.site_id, feedback.id, by, **told) for feedback in many]
    if events:
        db.session.execute(insert(Event), events)


def _mark(bulk: BulkDecision, items: Sequence[BulkItem], state: str) -> None:
    for item in items:
        item.state = state
    db.session.flush()


class _By:
    """Who decided, for events that the worker writes later."""

    def __init__(self, bulk: BulkDecision) -> None:
        self.staff_id: Any = bulk.staff_id
        self.name = bulk.staff_name
