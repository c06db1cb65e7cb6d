from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, request

from backend.accounts.credentials import current_credential
from backend.accounts.guards import staff
from backend.feedback.follow import HELLO, Follower, missed
from backend.feedback.schemas import CountsQuery
from backend.foundation.kept_open import KEEP_OPEN, KeptOpen
from backend.foundation.requests import query, streams
from backend.sites.access import asked_sites

blueprint = Blueprint("live", __name__, url_prefix="/api/v1")

EVENT_STREAM = "text/event-stream"
# When to ask again: after a stream that broke, and where the server keeps none.
RETRY_MS, POLL_MS = 2_000, 10_000


@blueprint.get("/feedback/live")
@staff("read")
@query(CountsQuery())
@streams(EVENT_STREAM)
def follow_feedback(asked: dict[str, Any]) -> Response:
    """Server-sent events. After `hello` fetch what you show: all that comes later is told. `news` names feedback.

    A server that keeps no connections answers once, and the browser asks again.
    """
    sites = {site.id: site.key for site in asked_sites(asked["site"], "read")}
    follower = Follower(current_credential(), sites)
    begun = missed(follower, request.headers.get("Last-Event-ID"))
    keep = request.environ.get(KEEP_OPEN) if request.method == "GET" else None
    if keep is None or not keep(request.environ, follower):
        return _stream(b"retry: %d\n\n" % POLL_MS + begun + HELLO)
    return _stream(_left_open(b"retry: %d\n\n" % RETRY_MS + begun))


def _stream(body: bytes | Iterator[bytes]) -> Response:
    # A proxy that gathers what it passes on would hold the news back.
    return Response(body, content_type=EVENT_STREAM, headers={"X-Accel-Buffering": "no"})


def _left_open(begun: bytes) -> Iterator[bytes]:
    yield begun
    raise KeptOpen
