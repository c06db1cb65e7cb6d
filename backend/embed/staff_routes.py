"""For the staff: whether the tag is in place, and what to paste, to send and to print."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request

from backend.accounts.guards import staff
from backend.embed.installation import installation_of
from backend.embed.link import link_of, public_url, tag_of
from backend.embed.schemas import Installation, TagView, TouchpointLink
from backend.foundation.qr_codes import qr_code
from backend.foundation.requests import answer, contract
from backend.sites.access import require_site, site_ids
from backend.touchpoints.models import Touchpoint
from backend.touchpoints.queries import find_touchpoint

blueprint = Blueprint("embed_staff", __name__, url_prefix="/api/v1")


@blueprint.get("/sites/<uuid:site_id>/installation")
@staff("read")
@answer(Installation())
def get_installation(site_id: UUID) -> dict[str, Any]:
    return installation_of(require_site(site_id, "read"), request.environ)


@blueprint.get("/sites/<uuid:site_id>/tag")
@staff("read")
@answer(TagView())
def get_tag(site_id: UUID) -> dict[str, Any]:
    return tag_of(require_site(site_id, "read"))


@blueprint.get("/touchpoints/<uuid:touchpoint_id>/link")
@staff("read")
@answer(TouchpointLink())
def get_link(touchpoint_id: UUID) -> dict[str, Any]:
    picture = public_url("embed_staff.get_qr_code", touchpoint_id=touchpoint_id)
    return {"url": link_of(_seen_touchpoint(touchpoint_id)), "qr_svg": picture}


@blueprint.get("/touchpoints/<uuid:touchpoint_id>/qr.svg")
@staff("read")
@answer(None)
def get_qr_code(touchpoint_id: UUID) -> Response:
    link = link_of(_seen_touchpoint(touchpoint_id))
    return Response(qr_code(link, link), content_type="image/svg+xml")


def _seen_touchpoint(touchpoint_id: UUID) -> Touchpoint:
    return find_touchpoint(site_ids("read"), touchpoint_id)


contract(get_qr_code).problems |= {503}
