"""Share a period's figures by a link, and take it back."""

import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from backend.accounts.credentials import Credential
from backend.events.record import record
from backend.foundation.clock import now
from backend.foundation.database import db, writing
from backend.foundation.errors import Conflict, NotFound, invalid_param
from backend.foundation.pages import Page, decode_cursor, page_of
from backend.foundation.signing import digest, new_secret
from backend.insights.share_models import OPEN, ShareLink
from backend.sites.models import Site

log = logging.getLogger(__name__)

PREFIX = "sl_"
LONGEST_TOKEN = 100


def share(site: Site, given: Mapping[str, Any], actor: Credential) -> tuple[ShareLink, str]:
    """A new link and its secret, which is shown this once. `given` is a loaded NewShareLink."""
    values = {name: given[name] for name in ("title", "since", "until", "language", "with_comments")}
    secret = new_secret(PREFIX)
    link = ShareLink(
        site_id=site.id, digest=digest(secret), expires_at=now() + timedelta(days=given["days"]), views=0,
        created_at=now(), staff_id=actor.staff_id, staff_name=actor.name, **values,
    )  # fmt: skip
    db.session.add(link)
    db.session.flush()
    record("share_link.made", site.id, link.id, actor, title=link.title)
    return link, secret


def find_share_link(site_ids: Sequence[UUID], link_id: UUID) -> ShareLink:
    found = db.session.scalar(select(ShareLink).where(ShareLink.site_id.in_(site_ids), ShareLink.id == link_id))
    if found is None:
        raise NotFound("There is no such shared link on your sites.")
    return found


def revoke(found: ShareLink, actor: Credential) -> None:
    """From now on it leads nowhere; its row stays, so that its makers see what was shared."""
    if found.revoked_at is not None:
        raise Conflict("This link was taken back already. It leads nowhere.")
    found.revoked_at = now()
    record("share_link.revoked", found.site_id, found.id, actor, title=found.title)


def share_links(site_id: UUID, asked: Mapping[str, Any]) -> Page:
    """A site's links, the newest first, also those that lead nowhere any more."""
    wanted = select(ShareLink).where(ShareLink.site_id == site_id).order_by(ShareLink.id.desc())
    cursor = decode_cursor(asked["cursor"])
    if cursor is not None:
        wanted = wanted.where(ShareLink.id < _id_of(cursor))
    return page_of(db.session.scalars(wanted.limit(asked["limit"] + 1)).all(), asked["limit"])


def opened(token: str) -> ShareLink:
    """The link with this secret; NotFound for one that was taken back, ran out or never was, all alike."""
    known = select(ShareLink).where(ShareLink.digest == digest(token))
    link = db.session.scalar(known) if token.startswith(PREFIX) and len(token) <= LONGEST_TOKEN else None
    if link is None or link.state != OPEN:
        raise NotFound("This link leads nowhere any more. Ask whoever gave it to you for a new one.")
    return link


def count_view(site_id: UUID, link_id: UUID) -> None:
    """One more; two at once count as two."""
    one_more = update(ShareLink).where(ShareLink.site_id == site_id, ShareLink.id == link_id)
    try:
        with writing():
            db.session.execute(one_more.values(views=ShareLink.views + 1))
    except Exception as fault:
        # A full or busy disk is no reason to refuse a page that only shows figures.
        log.warning("view_not_counted", exc_info=fault)


def _id_of(cursor: str) -> UUID:
    try:
        return UUID(hex=cursor)
    except ValueError:
        raise invalid_param("cursor", "invalid", "use next_cursor of the page before, unchanged") from None
