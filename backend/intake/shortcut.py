"""A page's new entry, answered before Flask's dispatch: the same verb, without what only other requests need.

Matching the address, the request and response objects, the hooks and their clean-up cost more than the checks. What is
unusual goes the ordinary way, and a refusal is written by the app's own handlers, so that both ways answer alike.

A server that brings many at once (`ops/entry_lane.py`) calls the app with a list under ARRIVALS: the entry joins it,
and is stored and answered with the others of the list.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from flask import Flask, Response, g

from backend.foundation.errors import TooSlow
from backend.foundation.limits import limit_headers, limits
from backend.foundation.quick_load import QuickLoad
from backend.foundation.requests import BEACON_TYPES, MAX_BODY, json_bytes, json_response
from backend.foundation.responses import name_of_request
from backend.foundation.strict_json import parse_strictly
from backend.intake.schemas import NewEntry
from backend.intake.sender import sender_of
from backend.intake.submit import Receipt, submit
from backend.intake.together import Arrival, arrive, look_for_first, store_together

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
ARRIVALS = "kohtaamo.arrivals"
CREATED = "201 CREATED"
_load = QuickLoad(NewEntry())
_OF_ONE_ANSWER = {"X-Request-ID", "Content-Length"}


class EntryShortcut:
    """WSGI middleware around the app's own dispatch."""

    def __init__(self, app: Flask, prefix: str) -> None:
        self._app, self._path = app, f"{prefix}/v1/entries"
        self._next = app.wsgi_app
        self._headers: Headers | None = None

    @property
    def path(self) -> str:
        return self._path

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("PATH_INFO") != self._path or not _is_usual(environ):
            return self._next(environ, start_response) if ARRIVALS not in environ else []
        with self._app.app_context():
            if ARRIVALS in environ:
                environ[ARRIVALS].append(arrive(environ, environ["wsgi.input"].read()))
                return []
            try:
                stored = _store(environ)
            except Exception as fault:  # noqa: BLE001 - the app's handlers tell them apart
                return self._refusal(environ, fault)(environ, start_response)
            headers, body = self._receipt(stored, g.request_id, g.get("limits_told"))
        start_response(CREATED, headers)
        return [body]

    def store(self, arrivals: Sequence[Arrival]) -> None:
        """Store those that joined the list in one transaction; each has a receipt or a fault after it."""
        with self._app.app_context():
            store_together(arrivals)

    def receipt(self, arrival: Arrival) -> tuple[Headers, bytes]:
        """Headers and body of the 201 for an arrival that has its receipt."""
        assert arrival.receipt is not None  # noqa: S101 - asked for by the caller
        return self._receipt(arrival.receipt, arrival.request_id, arrival.limits_told)

    def refusal(self, arrival: Arrival, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """The WSGI answer to an arrival that has a fault. May read the database."""
        with self._app.app_context():
            g.request_id = arrival.request_id
            if arrival.limits_told:
                g.limits_told = arrival.limits_told
            try:
                look_for_first(arrival)
            except Exception as fault:  # noqa: BLE001 - the app's handlers tell them apart
                arrival.fault = fault
            if arrival.receipt is None:
                assert arrival.fault is not None  # noqa: S101 - the only other end there is
                return self._refusal(arrival.environ, arrival.fault)(arrival.environ, start_response)
        headers, body = self.receipt(arrival)
        start_response(CREATED, headers)
        return [body]

    def _receipt(self, stored: Receipt, request_id: str, told: Mapping[str, Any] | None) -> tuple[Headers, bytes]:
        if self._headers is None:
            self._headers = self._usual_headers()
        body = json_bytes(stored)
        varying = [("X-Request-ID", request_id), ("Content-Length", str(len(body)))]
        limited = limit_headers((kind, *state) for kind, state in told.items()) if told else {}
        return [*self._headers, *varying, *limited.items()], body

    def _refusal(self, environ: Environ, fault: Exception) -> Response:
        with self._app.request_context(environ):
            return self._app.finalize_request(self._app.handle_user_exception(fault))

    def _usual_headers(self) -> Headers:
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


def _store(environ: Environ) -> Receipt:
    g.request_id = name_of_request(environ.get("HTTP_X_REQUEST_ID", ""))
    limits().count_address(environ)
    return submit(_load(parse_strictly(_body(environ))), sender_of(environ))


def _body(environ: Environ) -> bytes:
    length = int(environ["CONTENT_LENGTH"])
    try:
        body: bytes = environ["wsgi.input"].read(length)
    except BlockingIOError:
        body = b""
    if len(body) < length:
        raise TooSlow("The body did not arrive. Nothing was stored; send it again.")
    return body
