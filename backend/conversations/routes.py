from typing import Any
from uuid import UUID

from flask import Blueprint

from backend.accounts.credentials import current_credential
from backend.accounts.guards import staff
from backend.conversations.draft import keep_draft
from backend.conversations.erase import erase_as_visitor
from backend.conversations.keep_templates import count_use
from backend.conversations.models import Message
from backend.conversations.rate_again import rate_again
from backend.conversations.reply import UNCHECKED, follow_up_as_visitor, reply_as_staff
from backend.conversations.schemas import (
    NewDraft,
    NewFollowUp,
    NewRating,
    NewReply,
    StaffConversation,
    StaffMessage,
    VisitorMessage,
    VisitorThread,
)
from backend.conversations.thread import StaffView, visitor_thread
from backend.conversations.withdraw import give_back, withdraw
from backend.feedback.access import own_feedback
from backend.feedback.queries import find_by_thread_key
from backend.foundation.etags import tagged
from backend.foundation.guards import visitor
from backend.foundation.limits import limited
from backend.foundation.requests import BEACON_TYPES, answer, body, contract, transaction

blueprint = Blueprint("conversations", __name__, url_prefix="/api/v1")
visitor_blueprint = Blueprint("threads", __name__)


@blueprint.get("/feedback/<uuid:feedback_id>")
@staff("read")
@tagged
@answer(StaffConversation())
def get_feedback(feedback_id: UUID) -> StaffView:
    return StaffView(own_feedback(feedback_id, "read"), current_credential().staff_id)


@blueprint.post("/feedback/<uuid:feedback_id>/messages")
@staff("reply")
@body(NewReply())
@transaction
@answer(StaffMessage(), 201)
def post_message(reply: dict[str, Any], feedback_id: UUID) -> Message:
    feedback = own_feedback(feedback_id, "reply", to_change=True)
    seen = reply.get("seen_message_id", UNCHECKED)
    message = reply_as_staff(feedback, reply["text"], reply["visibility"], current_credential(), seen)
    count_use(feedback.site_id, reply["template_id"])
    return message


@blueprint.put("/feedback/<uuid:feedback_id>/draft")
@staff("reply")
@body(NewDraft())
@transaction
@answer(None, 204)
def put_draft(draft: dict[str, Any], feedback_id: UUID) -> None:
    keep_draft(own_feedback(feedback_id, "reply"), current_credential(), draft["text"], draft["visibility"])


@visitor_blueprint.get("/threads/<thread_key>")
@visitor
@limited("reading")
@answer(VisitorThread())
def get_thread(thread_key: str) -> dict[str, Any]:
    return visitor_thread(find_by_thread_key(thread_key))


@visitor_blueprint.post("/threads/<thread_key>/messages")
@visitor
@limited("address")
@body(NewFollowUp(), BEACON_TYPES)
@transaction
@answer(VisitorMessage(), 201)
def post_follow_up(message: dict[str, Any], thread_key: str) -> Message:
    return follow_up_as_visitor(find_by_thread_key(thread_key, to_change=True), message["id"], message["text"])


@visitor_blueprint.put("/threads/<thread_key>/rating")
@visitor
@limited("address")
@body(NewRating(), BEACON_TYPES)
@transaction
@answer(VisitorThread())
def put_rating(rating: dict[str, Any], thread_key: str) -> dict[str, Any]:
    return visitor_thread(rate_again(find_by_thread_key(thread_key, to_change=True), rating["value"]))


@visitor_blueprint.put("/threads/<thread_key>/withdrawal")
@visitor
@limited("address")
@transaction
@answer(VisitorThread())
def put_withdrawal(thread_key: str) -> dict[str, Any]:
    return visitor_thread(withdraw(find_by_thread_key(thread_key, to_change=True)))


@visitor_blueprint.delete("/threads/<thread_key>/withdrawal")
@visitor
@limited("address")
@transaction
@answer(VisitorThread())
def delete_withdrawal(thread_key: str) -> dict[str, Any]:
    return visitor_thread(give_back(find_by_thread_key(thread_key, to_change=True)))


@visitor_blueprint.delete("/threads/<thread_key>")
@visitor
@limited("address")
@transaction
@answer(None, 204)
def delete_thread(thread_key: str) -> None:
    erase_as_visitor(find_by_thread_key(thread_key, to_change=True))


contract(post_message).problems |= {409}
contract(put_rating).problems |= {409}
