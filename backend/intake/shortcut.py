"""A page's new entry, answered before Flask's dispatch: the same verb, without what only other requests need.

Matching the address, the request and response objects, the hooks and their clean-up cost more than the checks. What is
unusual goes the ordinary way, and a refusal is written by the app's own handlers, so that both ways answer alike.
"""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, Response, g

from backend.foundation.errors import TooSlow
from backend.foundation.limits import limit_headers, limits
from backend.foundation.requests import BEACON_TYPES, MAX_BODY, json_bytes, json_response, load
from backend.foundation.responses import name_of_request
from backend.foundation.strict_json import parse_strictly
from backend.intake.permit import sender_of
from backend.intake.schemas import NewEntry
from backend.intake.submit import submit

Environ = dict[str, Any]
_SCHEMA = NewEntry()
_OF_ONE_ANSWER = {"X-Request-ID", "Content-Length"}


class EntryShortcut:
    """WSGI middleware around the app's own dispatch."""

    def __init__(self, app: Flask, prefix: str) -> None:
        self._app, self._path = app, f"{prefix}/v1/entries"
        self._next = app.wsgi_app
        self._headers: list[tuple[str, str]] | None = None

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("PATH_INFO") != self._path or not _is_usual(environ):
            return self._next(environ, start_response)
        if self._headers is None:
            self._headers = self._usual_headers()
        with self._app.app_context():
            try:
                body = _store(environ)
            except Exception as fault:  # noqa: BLE001 - the app's handlers tell them apart
                return self._refusal(environ, fault)(environ, start_response)
            varying = {"X-Request-ID": g.request_id, "Content-Length": str(len(body)), **_limits_told()}
        start_response("201 CREATED", [*self._headers, *varying.items()])
        return [body]

    def _refusal(self, environ: Environ, fault: Exception) -> Response:
        with self._app.request_context(environ):
            return self._app.finalize_request(self._app.handle_user_exception(fault))

    def _usual_headers(self) -> list[tuple[str, str]]:
        """What every answer of this address carries, learnt from the ordinary way."""
        with self._app.test_request_context(self._path, method="POST"):
            g.request_id = ""
            response = self._app.process_response(json_response({}, 201))
        return [(name, value) for name, value in response.headers if name not in _OF_ONE_ANSWER]


def _is_usual(environ: Environ) -> bool:
    length = environ.get("CONTENT_LENGTH", "")
    return (
        environ["REQUEST_METHOD"] == "POST"
        and "HTTP_AUTHORIZATION" not in environ
        and "HTTP_TRANSFER_ENCODING" not in environ
        and environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower() in BEACON_TYPES
        and length.isascii()
        and length.isdigit()
        and int(length) <= MAX_BODY
    )


def _store(environ: Environ) -> bytes:
    g.request_id = name_of_request(environ.get("HTTP_X_REQUEST_ID", ""))
    limits().count_address(environ)
    entry = load(_SCHEMA, parse_strictly(_body(environ)))
    return json_bytes(submit(entry, sender_of(environ)))


def _body(environ: Environ) -> bytes:
    length = int(environ["CONTENT_LENGTH"])
    try:
        body: bytes = environ["wsgi.input"].read(length)
    except BlockingIOError:
        body = b""
    if len(body) < length:
        raise TooSlow("The body did not arrive. Nothing was stored; send it again.")
    return body


def _limits_told() -> dict[str, str]:
    told = g.get("limits_told")
    return limit_headers((kind, *state) for kind, state in told.items()) if told else {}
