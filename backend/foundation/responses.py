"""What every answer carries: a request id, safe headers, and leave for other origins where visitors' pages ask."""

import re
import secrets

from flask import Flask, Response, g, request

from backend.foundation.limits import limit_headers

API_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
_REQUEST_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


def dress_responses(app: Flask, prefix: str) -> None:
    @app.before_request
    def name_request() -> None:
        g.request_id = name_of_request(request.headers.get("X-Request-ID", ""))

    @app.after_request
    def dress(response: Response) -> Response:
        headers = response.headers
        headers["X-Request-ID"] = g.request_id
        headers["X-Content-Type-Options"] = "nosniff"
        headers.setdefault("Referrer-Policy", "no-referrer")
        headers.setdefault("Content-Security-Policy", API_POLICY)
        # A page of ours under the prefix says that it is nobody else's to read.
        if request.path.startswith(prefix + "/") and "Cross-Origin-Resource-Policy" not in headers:
            open_to_pages(response)
        else:
            headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        headers.setdefault("Cache-Control", "no-store")
        told = g.get("limits_told")
        if told and "RateLimit" not in headers:
            headers.update(limit_headers((kind, *state) for kind, state in told.items()))
        return response


def name_of_request(sent: str) -> str:
    """The name that the answer and the log give a request: the caller's own if it is a usable one."""
    return sent if _REQUEST_ID.fullmatch(sent) else secrets.token_hex(8)


def open_to_pages(response: Response) -> None:
    """Any page may read this: there is no cookie here, and a write is allowed by the site's origins, not by CORS."""
    headers = response.headers
    headers["Access-Control-Allow-Origin"] = "*"
    headers["Access-Control-Expose-Headers"] = "Retry-After, RateLimit, RateLimit-Policy, X-Request-ID"
    headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if request.method == "OPTIONS":
        headers["Access-Control-Allow-Methods"] = "GET, POST, PATCH, PUT, DELETE"
        headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
        headers["Access-Control-Max-Age"] = "86400"
