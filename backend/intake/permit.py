"""Who may submit: a page of the site's own origins, or a program with a token for the site."""

from functools import lru_cache

from flask import current_app

from backend.accounts.credentials import authenticate, require_scope
from backend.foundation.errors import Forbidden, NotSignedIn
from backend.foundation.origins import parse_origin
from backend.intake.sender import Sender
from backend.settings import Settings
from backend.sites.queries import membership_of
from backend.sites.roles import allows
from backend.touchpoints.catalog import KnownSite


class OriginRefused(Forbidden):
    code, title = "origin_refused", "This page may not send to this site"


def permit(site: KnownSite, sender: Sender) -> None:
    """Raises unless the sender may submit to this site. The origin is exact: no prefix, no suffix, never `null`."""
    if sender.has_token:
        _permit_token(site)
        return
    sent = sender.origin
    if sent is None:
        raise OriginRefused(
            "The request names no Origin. A program sends an API token with the scope `submit` instead."
        )
    if sent in site.allowed_origins:  # most come written as they are kept
        return
    origin = _parsed(sent)
    if origin is None or (origin not in site.allowed_origins and origin not in _own_origins(sender)):
        raise OriginRefused(
            f"The origin {sent[:120]} is not among the site's allowed origins. "
            "Add it in the console under Site, Installation."
        )


def _own_origins(sender: Sender) -> set[str | None]:
    """Where our own pages live: the public address once it is told, else the one this request came to, too."""
    settings: Settings = current_app.extensions["settings"]
    if settings.public_url:  # the Host header is the sender's to choose; it says nothing that we must believe
        return {_parsed(settings.public_url)}
    return {_parsed(sender.here), _parsed(settings.address)}


_parsed = lru_cache(maxsize=512)(parse_origin)


def _permit_token(site: KnownSite) -> None:
    credential = authenticate()
    require_scope(credential, "submit")
    membership = membership_of(site.id, credential.staff_id)
    if membership is None or not allows(membership.role, "submit"):
        raise NotSignedIn("This API token is not for this site.")
