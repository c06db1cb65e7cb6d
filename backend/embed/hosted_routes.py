"""Pages for visitors without JavaScript: a touchpoint's form, and the conversation that comes of it.

GET never changes anything. There is no cookie: a form can do no more than who sends it could do without the visitor's
browser, and whoever posts to a conversation must know its address, which is the secret. So forged requests need no
token against them.
"""

from typing import Any

from flask import Blueprint, Response, request

from backend.embed.hosted_form import AskedPage, asked_form, send, with_usable_id
from backend.embed.hosted_page import broken_page, friendly, see_other, visitors_words
from backend.embed.hosted_posted import COMMENT, read_form
from backend.embed.hosted_style import page_file
from backend.foundation.errors import NotFound
from backend.foundation.files import IMMUTABLE, file_response
from backend.foundation.guards import public, visitor
from backend.intake.submit import find_door

blueprint = Blueprint("hosted", __name__, template_folder="templates")


@blueprint.get("/s/<name>")
@public
def get_page_file(name: str) -> Response:
    file = page_file(name)
    if file is None:
        raise NotFound("There is no such file.")
    return file_response(file, IMMUTABLE)


@blueprint.get("/p/<site_key>/<touchpoint_key>")
@public
@friendly("closed")
def get_form(site_key: str, touchpoint_key: str) -> Response:
    """The form. What its address says beforehand is only put in; nothing is stored before she sends it."""
    asked = _asked(site_key, touchpoint_key)
    return asked.drawn(asked_form(asked.touchpoint, request.args))


@blueprint.post("/p/<site_key>/<touchpoint_key>")
@visitor
@friendly("closed")
def post_form(site_key: str, touchpoint_key: str) -> Any:
    form = with_usable_id(read_form())
    try:
        # One that was closed since the form was drawn is found too: `send` refuses it and gives her text back.
        asked = _asked(site_key, touchpoint_key, form.get("lang"), is_new=False)
    except NotFound:
        raise
    except Exception as fault:  # noqa: BLE001 - whatever it is, she gets back what she wrote
        return broken_page(fault, form.get(COMMENT, ""), form.get("lang"))
    sent = send(asked, form)
    if isinstance(sent, Response):
        return sent
    return see_other("hosted_threads.get_thread", thread_key=sent, done="sent")


def _asked(site_key: str, touchpoint_key: str, language: str | None = None, is_new: bool = True) -> AskedPage:
    site, touchpoint = find_door(site_key, touchpoint_key, is_new)
    return AskedPage(site, touchpoint, visitors_words(site, language))
