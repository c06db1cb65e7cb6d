"""Make, change and remove sites, and say who works on them."""

import logging
import secrets
from typing import Any
from uuid import UUID

from blinker import Signal
from sqlalchemy import delete, event, update
from sqlalchemy.exc import IntegrityError

from backend.accounts.credentials import Credential
from backend.events.record import record
from backend.foundation.database import db
from backend.foundation.errors import Conflict, invalid_param
from backend.sites.models import DEFAULT_LOOK, DEFAULT_QUIET, Membership, Site

log = logging.getLogger(__name__)

# Sent after the commit, in the process that made the change; the others notice the new version within a second.
site_changed = Signal()


def create_site(values: dict[str, Any], owner: Credential | None = None, key: str | None = None) -> Site:
    """A new site; its maker becomes its owner."""
    site = Site(key=key or f"pk_{secrets.token_hex(10)}", **_settled(values, None))
    db.session.add(site)
    db.session.flush()
    if owner is not None:
        add_member(site, owner.staff_id, "owner")
    record("site.created", site.id, site.id, owner, name=site.name)
    return site


def change_site(site: Site, changes: dict[str, Any], actor: Credential) -> Site:
    # Two at once, each with a part of the look: on PostgreSQL the second would else put back what the first changed.
    db.session.refresh(site, with_for_update={"key_share": True})
    for name, value in _settled(changes, site).items():
        setattr(site, name, value)
    touch(site.id)
    record("site.changed", site.id, site.id, actor, members=sorted(changes))
    return site


def delete_site(site: Site, actor: Credential) -> None:
    """Remove a site on which nobody has said anything yet, with its journey and its members."""
    try:
        with db.session.begin_nested():
            db.session.execute(delete(Site).where(Site.id == site.id))
    except IntegrityError:
        raise Conflict("Visitors have left feedback on this site, so it cannot be deleted.") from None
    log.info("site_deleted", extra={"site": site.key, "staff": actor.staff_id})


def add_member(site: Site, staff_id: UUID, role: str) -> Membership:
    return db.session.merge(Membership(site_id=site.id, staff_id=staff_id, role=role))


def touch(site_id: UUID) -> None:
    """Tell every process that what visitors see of this site has changed."""
    db.session.execute(update(Site).where(Site.id == site_id).values(version=Site.version + 1))
    event.listen(db.session(), "after_commit", lambda _: site_changed.send(), once=True)


def _settled(values: dict[str, Any], site: Site | None) -> dict[str, Any]:
    """Values that fit together: the default language among the languages, look and quiet completed."""
    settled = dict(values)
    languages = settled.get("languages") or (site.languages if site else ["fi", "sv", "en"])
    default = settled.get("default_language") or (site.default_language if site else None)
    if "default_language" in settled and default not in languages:
        raise invalid_param("default_language", "invalid", "must be one of the site's languages")
    settled["languages"] = languages
    settled["default_language"] = default if default in languages else languages[0]
    if "look" in settled:
        settled["look"] = {**DEFAULT_LOOK, **(site.look if site else {}), **settled["look"]}
    if "quiet" in settled:
        settled["quiet"] = {**DEFAULT_QUIET, **(site.quiet if site else {}), **settled["quiet"]}
    return settled
