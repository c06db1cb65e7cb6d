"""Prepared answers: config and published entries as finished bytes with an ETag, answered before Flask's dispatch.

They are public, carry no cookie and do not vary, so any CDN can keep them. Each is made anew when its site's version
has moved, which a process looks for at most once a second.
"""

import hashlib
import json
import logging
import re
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from backend.embed.sightings import Sightings
from backend.touchpoints.catalog import Catalog

log = logging.getLogger(__name__)

MOST_KEPT, MOST_FURTHER_PAGES = 2000, 500
# The one query string that is looked up here: of a further page, whose cursor was signed by us before it was kept.
_FURTHER = re.compile(r"before=[A-Za-z0-9_-]{1,100}")
CONFIG_CACHE = "public, max-age=60, stale-while-revalidate=600"
# What staff hide or a visitor erases must not live on in a cache.
PUBLISHED_CACHE = "public, max-age=30"


@dataclass(frozen=True, slots=True)
class Prepared:
    version: tuple[str, int]
    good_until: float
    body: bytes
    etag: str
    headers: list[tuple[str, str]]
    is_config: bool


class PreparedAnswers:
    """Kept by path. `answer` is the WSGI shortcut; `put` is what the ordinary route fills it with."""

    def __init__(self, app: Flask, catalog: Catalog, sightings: Sightings, prefix: str) -> None:
        self._app, self._catalog, self._sightings = app, catalog, sightings
        self._start = f"{prefix}/v1/sites/"
        self._next = app.wsgi_app
        self._kept: dict[str, Prepared] = {}
        # Apart, so that whoever leafs through all pages pushes out no site's config.
        self._further: dict[str, Prepared] = {}
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path.startswith(self._start) and environ["REQUEST_METHOD"] in {"GET", "HEAD"}:
            found = self._current(path, environ.get("QUERY_STRING", ""))
            if found is not None:
                if found.is_config:
                    self._sightings.note(found.version[0], environ)
                return _respond(found, environ, start_response)
        return self._next(environ, start_response)

    def put(
        self,
        path: str,
        site_key: str,
        version: int,
        value: Any,
        seconds: float = float("inf"),
        cache: str = CONFIG_CACHE,
        query: str = "",
        is_config: bool = False,
    ) -> Prepared:
        """Keep an answer until its site changes, at most for so many seconds; `cache` is what others may do.

        With a query string it is kept only if that is a further page's.
        """
        body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        etag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
        headers = [
            ("Content-Type", "application/json"),
            ("Content-Length", str(len(body))),
            ("ETag", etag),
            ("Cache-Control", cache),
            ("Access-Control-Allow-Origin", "*"),
            ("Cross-Origin-Resource-Policy", "cross-origin"),
            ("X-Content-Type-Options", "nosniff"),
            ("Content-Security-Policy", "default-src 'none'; sandbox"),
        ]
        prepared = Prepared((site_key, version), time.monotonic() + seconds, body, etag, headers, is_config)
        if not query:
            self._keep(self._kept, path, prepared, MOST_KEPT)
        elif _FURTHER.fullmatch(query):
            self._keep(self._further, f"{path}?{query}", prepared, MOST_FURTHER_PAGES)
        return prepared

    def _keep(self, shelf: dict[str, Prepared], place: str, prepared: Prepared, most: int) -> None:
        with self._lock:
            if len(shelf) >= most:
                shelf.clear()
            shelf[place] = prepared

    def _current(self, path: str, query: str) -> Prepared | None:
        found = self._further.get(f"{path}?{query}") if query else self._kept.get(path)
        if found is None or time.monotonic() > found.good_until:
            return None
        if self._catalog.is_due():
            self._refresh()
        site_key, version = found.version
        return found if self._catalog.version_of(site_key) == version else None

    def _refresh(self) -> None:
        """Look for changes. A database that does not answer changes nothing: what is kept is still worth more."""
        try:
            with self._app.app_context():
                self._catalog.refresh()
        except SQLAlchemyError as fault:
            log.warning("kept_answers_not_refreshed", extra={"fault": type(fault).__name__})


def _respond(found: Prepared, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    asked = environ.get("HTTP_IF_NONE_MATCH", "")
    if asked and (asked == "*" or found.etag in [tag.strip().removeprefix("W/") for tag in asked.split(",")]):
        kept = [(name, value) for name, value in found.headers if name not in {"Content-Type", "Content-Length"}]
        start_response("304 Not Modified", kept)
        return [b""]
    start_response("200 OK", found.headers)
    return [b""] if environ["REQUEST_METHOD"] == "HEAD" else [found.body]
