"""The page that a shared link opens: a period's figures for people without an account. No script, no cookie."""

from typing import Any

from flask import Blueprint, Response, request

from backend.embed.hosted_page import friendly, page
from backend.embed.hosted_words import Words
from backend.feedback.reader_language import reading_in
from backend.foundation.guards import visitor
from backend.foundation.limits import limited
from backend.insights.share import count_view, opened
from backend.insights.shared_figures import shared_figures
from backend.touchpoints.catalog import catalog

blueprint = Blueprint("hosted_shared", __name__, template_folder="templates")


@blueprint.get("/r/<token>")
@visitor
@friendly("gone")
@limited("reading")
def get_shared(token: str) -> Response:
    link = opened(token)
    its, known, language = (link.site_id, link.id), catalog().site(link.site.key), link.language
    with reading_in(language):
        told: dict[str, Any] = shared_figures(link)
    if request.method == "GET":
        count_view(*its)
    return page("shared", Words(language, language), known, **told)
