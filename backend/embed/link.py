"""What the owner passes on: the tag for her pages, the link to a touchpoint's page."""

from typing import Any

from flask import current_app, request, url_for

from backend.embed.config import built_version
from backend.embed.frozen import frozen_file, integrity_of
from backend.settings import Settings
from backend.sites.models import Site
from backend.touchpoints.models import Touchpoint

LAUNCHER = "k.js"


def public_address() -> str:
    """Where visitors reach this installation: as it was set, else as the present request reached it."""
    settings: Settings = current_app.extensions["settings"]
    return settings.public_url or request.host_url.rstrip("/")


def public_url(endpoint: str, **values: Any) -> str:
    """The whole address of a route, as visitors reach it."""
    return public_address() + url_for(endpoint, **values)


def tag_of(site: Site) -> dict[str, str | None]:
    """The tag that follows every upgrade, and the one that stays at today's files."""
    version = built_version()
    pinned = frozen_file(f"k.{version}.js") if version else None
    digest = f'integrity="{integrity_of(pinned)}" crossorigin="anonymous"' if pinned else ""
    return {
        "tag": _script(LAUNCHER, site),
        "pinned_tag": _script(f"k.{version}.js", site, digest) if pinned else None,
        "version": version,
        "done_page": public_url("hosted_done.get_done_page", site_key=site.key),
    }


def _script(file: str, site: Site, more: str = "") -> str:
    prefix = current_app.extensions["settings"].prefix
    digest = f" {more}" if more else ""
    return f'<script async src="{public_address()}{prefix}/{file}"{digest} data-site="{site.key}"></script>'


def link_of(touchpoint: Touchpoint) -> str:
    """The address of the touchpoint's own page."""
    return public_url("hosted.get_form", site_key=touchpoint.site.key, touchpoint_key=touchpoint.key)
