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
from backend.notifications.subscription import Subscription, subscription_behind
from backend.sites.models import Site
from backend.touchpoints.catalog import catalog

blueprint = Blueprint("hosted_mail", __name__, template_folder="templates")


@blueprint.get("/u/<token>")
@visitor
@friendly("gone")
@limited("reading")
def get_stop(token: str) -> Response:
    letters = subscription_behind(token)
    return _drawn(letters, "done" if letters.is_stopped else "", request.args.get("lang"))


@blueprint.post("/u/<token>")
@visitor
@friendly("gone")
@limited("address")
def post_stop(token: str) -> Response:
    letters, form = subscription_behind(token), read_form()
    again = form.get("again") == "yes"
    with writing():
        _site(letters)
        letters.resume() if again else letters.stop()
    return _drawn(letters, "undone" if again else "done", form.get("lang"))


def _drawn(letters: Subscription, done: str, language: str | None) -> Response:
    site = _site(letters)
    known = catalog().site(site.key)
    words = visitors_words(known, language)
    return page("stop", words, known, token=letters.token, about=letters.words, done=done, name=site.name)


def _site(letters: Subscription) -> Site:
    site = db.session.get(Site, letters.site_id)
    if site is None:
        raise NotFound("This site is gone, and its letters with it.")
    return site
