"""Notes from where a site's config was asked for, so that its owner sees where the tag runs.

A visitor waits for nothing: noting is one look into a dict, and what is new is written a little later by a thread that
ends when it has done so. An origin is written at most once an hour by each process.
"""

import logging
import threading
import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from backend.embed.models import LONGEST_ORIGIN, TagSighting
from backend.foundation.clock import now
from backend.foundation.database import db, writing
from backend.foundation.origins import parse_origin
from backend.touchpoints.catalog import Catalog, KnownSite

log = logging.getLogger(__name__)

AGAIN_AFTER_SECONDS, WRITE_AFTER_SECONDS = 3600.0, 2.0
MOST_KNOWN, MOST_WAITING = 20_000, 500
MOST_STRANGERS = 20  # a site: whoever makes up origins pushes out only what others made up or what is forgotten
KEPT_FOR = timedelta(days=180)


def origin_of(environ: Mapping[str, Any]) -> str | None:
    """The origin of the page that asks, as it was sent: a page of our own names it only in its Referer."""
    origin: str | None = environ.get("HTTP_ORIGIN")
    if origin is None and (referer := environ.get("HTTP_REFERER")):
        origin = "/".join(referer.split("/", 3)[:3])
    return origin


class Sightings:
    def __init__(self, app: Flask, catalog: Catalog, write_after: float = WRITE_AFTER_SECONDS) -> None:
        self._app, self._catalog, self._write_after = app, catalog, write_after
        self._noted: dict[tuple[str, str], float] = {}
        self._waiting: dict[tuple[str, str], datetime] = {}
        self._lock = threading.Lock()
        self._has_writer = False

    def note(self, site_key: str, environ: Mapping[str, Any]) -> None:
        """Remember where this request for a site's config comes from; it is written later, outside the request."""
        origin = origin_of(environ)
        if origin is None:
            return
        sighting = (site_key, origin)
        if time.monotonic() - self._noted.get(sighting, float("-inf")) >= AGAIN_AFTER_SECONDS:
            self._keep(sighting)

    def _keep(self, sighting: tuple[str, str]) -> None:
        if len(sighting[1]) > LONGEST_ORIGIN:
            return
        with self._lock:
            if len(self._waiting) >= MOST_WAITING:
                return
            if len(self._noted) >= MOST_KNOWN:
                self._noted.clear()
            self._noted[sighting] = time.monotonic()
            self._waiting[sighting] = now()
            starts, self._has_writer = not self._has_writer, True
        if starts:
            writer = threading.Timer(self._write_after, self._write_later)
            writer.daemon = True
            writer.start()

    def _write_later(self) -> None:
        try:
            self.write()
        except Exception as fault:  # noqa: BLE001 - a note that is lost is made again in an hour
            log.warning("sightings_not_written", extra={"fault": type(fault).__name__})

    def write(self) -> None:
        """Put on record what waits."""
        with self._lock:
            waiting, self._waiting, self._has_writer = self._waiting, {}, False
        by_site: dict[str, dict[str, datetime]] = {}
        for (site_key, sent), seen_at in waiting.items():
            origin = parse_origin(sent)
            if origin is not None:
                by_site.setdefault(site_key, {})[origin] = seen_at
        with self._app.app_context():
            for site_key, seen in by_site.items():
                site = self._catalog.site(site_key)
                if site is not None:
                    _put_on_record(site, seen)


def _put_on_record(site: KnownSite, seen: Mapping[str, datetime]) -> None:
    """On PostgreSQL another process may write the same at this moment: the second try finds what it wrote."""
    try:
        with writing():
            _record(site, seen)
    except (IntegrityError, StaleDataError):
        with writing():
            _record(site, seen)


def _record(site: KnownSite, seen: Mapping[str, datetime]) -> None:
    """Store these; let go of what was not seen for long, and of strangers beyond their number, the oldest first."""
    rows = {row.origin: row for row in db.session.scalars(select(TagSighting).where(TagSighting.site_id == site.id))}
    for origin, seen_at in seen.items():
        if origin not in rows:
            rows[origin] = TagSighting(site_id=site.id, origin=origin, first_seen_at=seen_at)
        rows[origin].last_seen_at = seen_at
    latest = sorted(rows.values(), key=lambda row: row.last_seen_at, reverse=True)
    strangers = [row for row in latest if row.origin not in site.allowed_origins][:MOST_STRANGERS]
    for row in latest:
        is_wanted = row in strangers or row.origin in site.allowed_origins
        if is_wanted and row.last_seen_at > now() - KEPT_FOR:
            db.session.add(row)
        elif row in db.session:
            db.session.delete(row)
