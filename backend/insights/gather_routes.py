from collections.abc import Mapping
from typing import Any

from flask import Blueprint

from backend.accounts.credentials import current_credential, require_scope
from backend.accounts.guards import staff
from backend.foundation.requests import answer, body, contract, query, read_before, transaction
from backend.improvements.group_queries import find_improvement
from backend.insights.gather import Said, gather, outlook, said_about
from backend.insights.gather_schemas import GatheredView, NewGathering, OutlookQuery, OutlookView
from backend.sites.access import require_site
from backend.sites.models import Site
from backend.sites.schemas import SiteQuery

blueprint = Blueprint("gatherings", __name__, url_prefix="/api/v1")


@blueprint.get("/topics/gatherings")
@staff("read")
@query(OutlookQuery())
@answer(OutlookView())
def get_gathering_outlook(asked: dict[str, Any]) -> Mapping[str, Any]:
    """How much feedback a gathering would take now, before it is done."""
    site = require_site(asked["site"], "read")
    improvement = find_improvement([site.id], asked["improvement"]) if asked.get("improvement") else None
    return outlook(site, asked, improvement)


def _site(wish: Mapping[str, Any], asked: Mapping[str, Any]) -> Site:
    """The site, if the caller may: to plan a new improvement needs more than to add to one."""
    scope = "manage" if wish["title"] else "reply"
    require_scope(current_credential(), scope)
    return require_site(asked["site"], scope)


def _said(wish: dict[str, Any], asked: dict[str, Any]) -> Said:
    return said_about(_site(wish, asked), wish)


@blueprint.post("/topics/gatherings")
@staff("reply")
@query(SiteQuery())
@body(NewGathering())
@read_before(_said)
@transaction
@answer(GatheredView(), 201)
def post_gathering(said: Said, wish: dict[str, Any], asked: dict[str, Any]) -> Mapping[str, Any]:
    """Gather what was said about a topic into an improvement, a new one or one that there is."""
    return gather(_site(wish, asked), said, wish, current_credential())


contract(get_gathering_outlook).problems |= {404}
contract(post_gathering).problems |= {404, 409}
