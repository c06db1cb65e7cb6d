"""Whether the tag is in place: where it was seen, and whether a page may send."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from backend.embed.config import built_version
from backend.embed.models import TagSighting
from backend.embed.sightings import origin_of
from backend.feedback.models import Feedback
from backend.foundation.database import db
from backend.foundation.origins import parse_origin
from backend.intake.permit import OriginRefused, permit
from backend.intake.sender import Sender, sender_of
from backend.sites.models import Site
from backend.touchpoints.catalog import KnownSite, catalog


def installation_of(site: Site, environ: Mapping[str, Any]) -> dict[str, Any]:
    """Where the tag was seen, the latest first, and when the last entry came."""
    known = catalog().site(site.key)
    here = sender_of(environ).here
    mine = select(TagSighting).where(TagSighting.site_id == site.id)
    rows = db.session.scalars(mine.order_by(TagSighting.last_seen_at.desc(), TagSighting.origin)).all()
    newest = select(Feedback.created_at).where(Feedback.site_id == site.id).order_by(Feedback.id.desc()).limit(1)
    return {
        "items": [
            {
                "origin": row.origin,
                "is_allowed": known is not None and may_send(known, row.origin, here),
                "first_seen_at": row.first_seen_at,
                "last_seen_at": row.last_seen_at,
            }
            for row in rows
        ],
        "last_entry_at": db.session.scalar(newest),
    }


def check_page(site: KnownSite, environ: Mapping[str, Any]) -> dict[str, Any]:
    """What the install doctor asks: may the page that asks send to this site. Nothing is stored."""
    here = sender_of(environ).here
    sent = origin_of(environ)
    if sent is None and environ.get("HTTP_SEC_FETCH_SITE") == "same-origin":
        sent = here
    origin = parse_origin(sent) if sent else None
    allowed = origin is not None and may_send(site, origin, here)
    return {"origin": origin, "origin_allowed": allowed, "version": built_version()}


def may_send(site: KnownSite, origin: str, here: str) -> bool:
    """By the very rule that an entry meets."""
    try:
        permit(site, Sender(origin, has_token=False, here=here))
    except OriginRefused:
        return False
    return True
