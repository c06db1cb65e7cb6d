"""Prepared answers: config and published entries as finished bytes with an ETag, answered before Flask's dispatch.

They are public, carry no cookie and do not vary, so any CDN can keep them. Each is made anew when its site's version
has moved, which a process looks for at most once a second.
"""

import hashlib
import json
import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from backend.touchpoints.catalog import Catalog

log = logging.getLogger(__name__)

MOST_KEPT = 2000
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


class PreparedAnswers:
    """Kept by path. `answer` is the WSGI shortcut; `put` is what the ordinary route fills it with."""

    def __init__(self, app: Flask, catalog: Catalog, prefix: str) -> None:
        self._app, self._catalog, self._start = app, catalog, f"{prefix}/v1/sites/"
        self._next = app.wsgi_app
        self._kept: dict[str, Prepared] = {}
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if (
            path.startswith(self._start)
            and environ["REQUEST_METHOD"] in {"GET", "HEAD"}
            and not environ.get("QUERY_STRING")
        ):
            found = self._current(path)
            if found is not None:
                return _respond(found, environ, start_response)
        return self._next(environ, start_response)

    def put(self, path: str, site_key: str, version: int, value: Any, seconds: float, cache: str) -> Prepared:
        """Keep an answer until its site changes, at most for so many seconds; `cache` is what others may do."""
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
        prepared = Prepared((site_key, version), time.monotonic() + seconds, body, etag, headers)
        with self._lock:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[path] = prepared
        return prepared

    def _current(self, path: str) -> Prepared | None:
        found = self._kept.get(path)
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
