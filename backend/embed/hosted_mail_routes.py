"""No more letters: the page that a letter's last link opens, and the address that a mail program posts to by itself.

GET only asks, because programs that look for malice follow every link in a letter. RFC 8058's POST carries no cookie
and gets no redirect; it does what the button does.
"""

from flask import Blueprint, Response, request

from backend.embed.hosted_page import friendly, page, visitors_words
from backend.embed.hosted_posted import read_form
from backend.foundation.database import db, writing
from backend.foundation.errors import NotFound
from backend.foundation.guards import visitor
from backend.foundation.limits import limited
from backend.notifications.unsubscribe import Reader, allow_again, has_refused, reader_behind, refuse
from backend.sites.models import Site
from backend.touchpoints.catalog import catalog

blueprint = Blueprint("hosted_mail", __name__, template_folder="templates")


@blueprint.get("/u/<token>")
@visitor
@friendly("gone")
@limited("reading")
def get_stop(token: str) -> Response:
    reader = reader_behind(token)
    return _drawn(reader, token, "done" if has_refused(reader) else "", request.args.get("lang"))


@blueprint.post("/u/<token>")
@visitor
@friendly("gone")
@limited("address")
def post_stop(token: str) -> Response:
    reader, form = reader_behind(token), read_form()
    again = form.get("again") == "yes"
    with writing():
        _site(reader)
        (allow_again if again else refuse)(reader)
    return _drawn(reader, token, "undone" if again else "done", form.get("lang"))


def _drawn(reader: Reader, token: str, done: str, language: str | None) -> Response:
    site = _site(reader)
    known = catalog().site(site.key)
    return page("stop", visitors_words(known, language), known, token=token, done=done, name=site.name)


def _site(reader: Reader) -> Site:
    site = db.session.get(Site, reader.site_id)
    if site is None:
        raise NotFound("This site is gone, and its letters with it.")
    return site
