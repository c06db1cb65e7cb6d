"""The conversation's page: each deed is a form that is answered by a redirect, so that reloading repeats nothing.

There is no cookie, and who posts here knows the address, which is the secret: a forged request cannot be aimed.
"""

import functools
from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, Response, request
from werkzeug.datastructures import MultiDict

from backend.conversations.erase import erase_as_visitor
from backend.conversations.rate_again import rate_again
from backend.conversations.reply import follow_up_as_visitor
from backend.conversations.schemas import LONGEST
from backend.conversations.withdraw import give_back, withdraw
from backend.embed.hosted_fields import Fault, field_name
from backend.embed.hosted_page import (
    broken_page,
    friendly,
    message_page,
    page,
    refusal_of,
    see_other,
    told_to_wait,
    visitors_words,
)
from backend.embed.hosted_posted import posted_answers, read_form
from backend.embed.hosted_thread import ThreadPage
from backend.feedback.queries import find_by_thread_key
from backend.foundation.errors import IdempotencyMismatch, NotFound
from backend.foundation.guards import visitor
from backend.foundation.limits import limited, limits
from backend.foundation.requests import View, load, transaction
from backend.intake.add_step import add_step, grant
from backend.intake.schemas import LONGEST_NAME, EntryStep
from backend.intake.sender import sender_of

blueprint = Blueprint("hosted_threads", __name__, template_folder="templates")

_STEP = EntryStep()
_TROUBLES = {429: "error.busy", 404: "error.changed", 409: "error.changed", 422: "error.changed"}

Form = MultiDict[str, str]


class WrittenWrong(Exception):
    """What she is to mend, by field. The deed was not done."""

    def __init__(self, **faults: Fault) -> None:
        super().__init__()
        self.faults: dict[str, Fault] = faults


@blueprint.get("/t/<thread_key>")
@visitor
@friendly("gone")
@limited("reading")
def get_thread(thread_key: str) -> Response:
    return _thread(thread_key).drawn(notice=request.args.get("done", ""))


@blueprint.get("/t/<thread_key>/erase")
@visitor
@friendly("gone")
@limited("reading")
def get_erasure(thread_key: str) -> Response:
    """Asks whether she is sure; erases nothing."""
    thread = _thread(thread_key)
    return page("erase", thread.words, thread.site, key=thread_key)


@blueprint.get("/t/<thread_key>/erased")
@visitor
@friendly("gone")
@limited("reading")
def get_erased(thread_key: str) -> Any:
    try:
        find_by_thread_key(thread_key)
    except NotFound:
        return message_page(visitors_words(None), None, "erased", 200)
    return see_other("hosted_threads.get_thread", thread_key=thread_key)


def deed(view: View) -> View:
    """Do what a form asks in one write transaction, then lead back to the page; if it fails, draw the page with what
    she wrote. The view takes the form and gives a word for the page to say.
    """

    @functools.wraps(view)
    def done(thread_key: str) -> Any:
        form = read_form()
        try:
            limits().count_address(request.environ)
            said = transaction(lambda: view(thread_key, form))()
        except Exception as fault:  # noqa: BLE001 - whatever it is, she gets back what she wrote
            return _again(thread_key, form, fault)
        if isinstance(said, Response):
            return said
        return see_other("hosted_threads.get_thread", thread_key=thread_key, done=said)

    return done


@blueprint.post("/t/<thread_key>/messages")
@visitor
@friendly("gone")
@deed
def post_thread_message(thread_key: str, form: Form) -> str:
    text = form.get("text", "")
    if not text.strip():
        raise WrittenWrong(text=("talk.empty", {}))
    if len(text) > LONGEST:
        raise WrittenWrong(text=("error.long", {"n": len(text), "most": LONGEST}))
    follow_up_as_visitor(_mine(thread_key), _message_id(form), text)
    return "message"


@blueprint.post("/t/<thread_key>/steps")
@visitor
@friendly("gone")
@deed
def post_thread_steps(thread_key: str, form: Form) -> str:
    """Answers to what is asked only of those who answered as she did."""
    thread = ThreadPage(_mine(thread_key), thread_key)
    questions = thread.unasked()
    posted = posted_answers(questions, form.to_dict(flat=False))
    if posted.faults or not posted.answers:
        first = field_name(questions[0].key) if questions else "more"
        raise WrittenWrong(**(posted.faults or {first: ("error.required", {})}))
    step = load(_STEP, {"thread_key": thread_key, "answers": posted.answers})
    add_step(thread.feedback.entry_id, step, sender_of(request.environ))
    return "saved"


@blueprint.post("/t/<thread_key>/rating")
@visitor
@friendly("gone")
@deed
def post_thread_rating(thread_key: str, form: Form) -> str:
    thread = ThreadPage(_mine(thread_key), thread_key)
    first = thread.known_first()
    posted = posted_answers([first], form.to_dict(flat=False)) if first else None
    if posted is None or first is None:
        raise NotFound("There is nothing to rate again.")
    if posted.faults or not posted.answers:
        raise WrittenWrong(**(posted.faults or {field_name(first.key): ("error.required", {})}))
    rate_again(thread.feedback, posted.answers[first.key])
    return "saved"


@blueprint.post("/t/<thread_key>/permission")
@visitor
@friendly("gone")
@deed
def post_thread_permission(thread_key: str, form: Form) -> str:
    name = form.get("shown_name", "").strip()
    granted = form.get("granted") == "yes"
    if granted and len(name) > LONGEST_NAME:
        raise WrittenWrong(shown_name=("error.long", {"n": len(name), "most": LONGEST_NAME}))
    grant(_mine(thread_key), granted, name or None)
    return "saved"


@blueprint.post("/t/<thread_key>/withdrawal")
@visitor
@friendly("gone")
@deed
def post_thread_withdrawal(thread_key: str, form: Form) -> str:
    if form.get("withdrawn") == "yes":
        withdraw(_mine(thread_key))
        return "withdrawn"
    give_back(_mine(thread_key))
    return "restored"


@blueprint.post("/t/<thread_key>/erase")
@visitor
@friendly("gone")
@deed
def post_thread_erasure(thread_key: str, form: Form) -> Any:
    feedback = _mine(thread_key)
    language = feedback.language
    erase_as_visitor(feedback)
    return see_other("hosted_threads.get_erased", thread_key=thread_key, lang=language)


def _mine(thread_key: str) -> Any:
    return find_by_thread_key(thread_key, to_change=True)


def _thread(thread_key: str) -> ThreadPage:
    return ThreadPage(find_by_thread_key(thread_key), thread_key)


def _message_id(form: Form) -> UUID:
    """Made when the form was drawn, so that sending it twice is one message."""
    try:
        return UUID(form.get("id", ""))
    except ValueError:
        return uuid4()


def _again(thread_key: str, form: Form, fault: Exception) -> Response:
    values = form.to_dict(flat=False)
    if isinstance(fault, WrittenWrong):
        return _thread(thread_key).drawn(values=values, faults=fault.faults, status=422)
    refused = refusal_of(fault)
    status, typed = refused.status_code, form.get("text", "")
    if isinstance(fault, IdempotencyMismatch):
        values["id"] = [str(uuid4())]
    try:
        trouble = _TROUBLES.get(status, "error.broken")
        return told_to_wait(_thread(thread_key).drawn(values=values, trouble=trouble, status=status), refused)
    except NotFound:
        return message_page(visitors_words(None), None, "gone", 404, typed)
    except Exception as broken:  # noqa: BLE001 - the database may be gone for reading, too
        return broken_page(broken, typed)
