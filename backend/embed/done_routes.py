"""The list of improvements for visitors: for the tag as data, and without JavaScript as a page."""

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, current_app, render_template, request

from backend.embed.done_list import done_list
from backend.embed.hosted_page import PAGE_POLICY, friendly
from backend.embed.hosted_style import sheets_of
from backend.embed.hosted_words import Words
from backend.embed.prepared import PUBLISHED_CACHE, PreparedAnswers
from backend.embed.schemas import DonePage
from backend.foundation.errors import NotFound
from backend.foundation.guards import public
from backend.foundation.requests import answer
from backend.touchpoints.catalog import KnownSite, catalog

# Setting aside as spam changes how many said it, without a new version of the site.
SECONDS = 30.0
MOST_KEPT = 500


@dataclass(frozen=True, slots=True)
class Drawn:
    version: int
    good_until: float
    html: str


blueprint = Blueprint("done", __name__)
hosted_blueprint = Blueprint("hosted_done", __name__, template_folder="templates")


@blueprint.get("/sites/<site_key>/done")
@public
@answer(DonePage())
def get_done(site_key: str) -> Response:
    site = _site(site_key)
    prepared: PreparedAnswers = current_app.extensions["prepared_answers"]
    kept = prepared.put(request.path, site.key, site.version, done_list(site), SECONDS, PUBLISHED_CACHE)
    return _conditional(Response(kept.body, headers=kept.headers))


@hosted_blueprint.get("/d/<site_key>")
@public
@friendly("gone")
def get_done_page(site_key: str) -> Response:
    """The page in the language that the address names, else in the site's own: it is the same for everybody, so that
    caches may keep it."""
    site = _site(site_key)
    asked = request.args.get("lang", site.default_language)
    response = Response(_page(site, asked if asked in site.languages else site.default_language), mimetype="text/html")
    response.headers["Content-Security-Policy"] = PAGE_POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = PUBLISHED_CACHE
    response.add_etag()
    return _conditional(response)


def _page(site: KnownSite, language: str) -> str:
    """The page, kept as it was drawn until its site changes, for SECONDS at most."""
    pages: dict[tuple[str, str], Drawn] = current_app.extensions.setdefault("done_pages", {})
    kept = pages.get((site.key, language))
    if kept is None or kept.version != site.version or kept.good_until < time.monotonic():
        html = _drawn(site, Words(language, site.default_language))
        if len(pages) >= MOST_KEPT:
            pages.clear()
        kept = pages[site.key, language] = Drawn(site.version, time.monotonic() + SECONDS, html)
    return kept.html


def _drawn(site: KnownSite, words: Words) -> str:
    return render_template(
        "hosted/done.html",
        say=words.say, pick=words.pick, words=words, site=site, parts=_parts(site, words),
        others=[Words(one, one) for one in site.languages if one != words.language],
        scheme=site.look.get("scheme", "auto"), sheets=sheets_of(site.look),
    )  # fmt: skip


def _parts(site: KnownSite, words: Words) -> list[tuple[str, list[dict[str, Any]]]]:
    """State by state, in the order of the list."""
    parts: dict[str, list[dict[str, Any]]] = {}
    for item in done_list(site)["items"]:
        day = words.date(datetime.fromisoformat(item["since"]), site.timezone)
        parts.setdefault(item["state"], []).append({**item, "day": day})
    return list(parts.items())


def _conditional(response: Response) -> Response:
    response.make_conditional(request)
    return response


def _site(site_key: str) -> KnownSite:
    site = catalog().site(site_key)
    if site is None:
        raise NotFound("No site has this key. Copy the tag again from the console.")
    return site
