from typing import Any
from uuid import UUID

from flask import Blueprint, request

from backend.conversations.schemas import VisitorThread
from backend.conversations.thread import visitor_thread
from backend.feedback.queries import find_by_thread_key
from backend.foundation.guards import visitor
from backend.foundation.limits import limited
from backend.foundation.requests import BEACON_TYPES, answer, body, contract, transaction
from backend.intake.add_step import add_step, grant
from backend.intake.schemas import EntryStep, NewEntry, NewPermission, Receipt, SeenReport
from backend.intake.seen import count_seen, objects_to_counting, overlooked_beyond
from backend.intake.sender import limited_by_sender, sender_of
from backend.intake.submit import submit

blueprint = Blueprint("intake", __name__)


@blueprint.post("/entries")
@visitor
@limited_by_sender
@body(NewEntry(), BEACON_TYPES)
@answer(Receipt(), 201, ready=True)
def post_entry(entry: dict[str, Any]) -> Any:
    return submit(entry, sender_of(request.environ))


# A beacon can only POST, so the same address takes both.
@blueprint.route("/entries/<uuid:entry_id>", methods=["PATCH", "POST"])
@visitor
@limited_by_sender
@body(EntryStep(), BEACON_TYPES)
@transaction
@answer(Receipt())
def patch_entry(step: dict[str, Any], entry_id: UUID) -> Any:
    return add_step(entry_id, step, sender_of(request.environ))


# Never a refusal that would show in the page's console: whom it cannot count, it does not count.
@blueprint.post("/seen")
@visitor
@overlooked_beyond("reading", "seen")
@body(SeenReport(), BEACON_TYPES)
@answer(None, 204)
def post_seen(report: dict[str, Any]) -> None:
    if not objects_to_counting(request.headers):
        count_seen(report, sender_of(request.environ))


@blueprint.put("/threads/<thread_key>/permission")
@visitor
@limited("address")
@body(NewPermission(), BEACON_TYPES)
@transaction
@answer(VisitorThread())
def put_permission(wanted: dict[str, Any], thread_key: str) -> Any:
    feedback = find_by_thread_key(thread_key, to_change=True)
    return visitor_thread(grant(feedback, wanted["granted"], wanted["shown_name"]))


contract(post_entry).problems |= {401, 403, 404, 409, 503}
contract(post_seen).problems |= {503}
