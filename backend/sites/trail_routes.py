"""Who did what on a site: the audit trail, read and taken along by those who manage it."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, stream_with_context

from backend.accounts.guards import staff
from backend.events.trail import stream_csv, stream_lines, trail_page
from backend.foundation.pages import Page
from backend.foundation.requests import answer, query
from backend.sites.access import require_site
from backend.sites.trail_schemas import EventView, TrailExportQuery, TrailPage, TrailQuery

blueprint = Blueprint("trail", __name__, url_prefix="/api/v1")
FORMS = {"csv": ("text/csv; charset=utf-8", stream_csv), "ndjson": ("application/x-ndjson", stream_lines)}


@blueprint.get("/events")
@staff("manage")
@query(TrailQuery())
@answer(TrailPage(), ready=True)
def list_events(asked: dict[str, Any]) -> Page:
    return trail_page(require_site(asked["site"], "manage").id, asked)


@blueprint.get("/events/export")
@staff("manage")
@query(TrailExportQuery())
@answer(EventView(), media_types=("application/x-ndjson", "text/csv"))
def export_events(asked: dict[str, Any]) -> Response:
    site = require_site(asked["site"], "manage")
    kind, stream = FORMS[asked["format"]]
    lines: Iterator[bytes] = stream(site.id, asked)
    response = Response(stream_with_context(lines), content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="events-{site.key}.{asked["format"]}"'
    return response
