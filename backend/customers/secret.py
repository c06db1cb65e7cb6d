"""The secret by which a site's server signs its customers' tokens.

It is derived from the installation's key, so no database holds it; a number says the how manyeth it is.
"""

from datetime import datetime, timedelta
from uuid import UUID

from backend.accounts.credentials import Credential
from backend.events.record import record
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.foundation.signing import derived_secret
from backend.sites.manage import touch
from backend.sites.models import Site

PREFIX, LONGEST_OVERLAP_HOURS = "is_", 168


def secrets_of(site_id: UUID, generation: int, previous_until: datetime | None, at: datetime) -> list[str]:
    """The secrets that count at this moment, the newest first; none while the site has made none."""
    overlaps = previous_until is not None and at < previous_until and generation > 1
    return [
        _secret(site_id, number) for number in ((generation, generation - 1) if overlaps else (generation,)) if number
    ]


def make_secret(site: Site, keep_previous_hours: int, actor: Credential) -> str:
    """Make the site's next secret. The one before counts for so many hours more; with 0 it is void at once."""
    db.session.refresh(site, with_for_update={"key_share": True})
    site.identity_generation += 1
    overlaps = keep_previous_hours and site.identity_generation > 1
    site.previous_identity_until = now() + timedelta(hours=keep_previous_hours) if overlaps else None
    touch(site.id)
    record("identity_secret.made", site.id, site.id, actor, number=site.identity_generation)
    return _secret(site.id, site.identity_generation)


def _secret(site_id: UUID, generation: int) -> str:
    return derived_secret(PREFIX, "identity", site_id.bytes, str(generation).encode())
