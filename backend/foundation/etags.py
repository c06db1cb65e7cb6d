"""Entity tags (RFC 9110, section 8.8.3): what a reader has seen, so that it need not be sent again or overwritten.

A tag is strong: it stands for the bytes of the answer. So `If-Match` compares strongly and a weak tag never fits it,
while `If-None-Match` takes a weak one for the same. A proxy that compresses on its way makes our tags weak.
"""

import functools
import hashlib
import re
from collections.abc import Callable
from typing import Any

from flask import Response, current_app, request
from sqlalchemy import select

from backend.foundation.database import Model, db
from backend.foundation.errors import BadRequest, Problem
from backend.foundation.requests import View, contract

_TAG = re.compile(r'(W/)?("[\x21\x23-\x7E\x80-\xFF]*")')
_LIST = re.compile(rf"\s*(?:{_TAG.pattern}\s*(?:,\s*|$))+")


class PreconditionFailed(Problem):
    status, code, title = 412, "changed_meanwhile", "It has changed since you read it"


def tagged(view: View) -> View:
    """Give the answer of this GET its tag; 304 for whoever has just that. Stands above `answer`."""
    promise = contract(view)
    promise.is_tagged = True
    promise.problems.add(400)

    @functools.wraps(view)
    def answered(*arguments: Any, **options: Any) -> Response:
        response: Response = view(*arguments, **options)
        tag = tag_of(response)
        response.headers["ETag"] = tag
        if _has_it_already(tag):
            return Response(status=304, headers={"ETag": tag})
        return response

    promise.representation = view
    return answered


def _has_it_already(tag: str) -> bool:
    wanted = request.headers.get("If-None-Match")
    if wanted is None or wanted.strip() == "*":
        return wanted is not None
    return tag in {found for _, found in _tags("If-None-Match", wanted)}


def matched(get: View | str, hold: Callable[..., Any]) -> Callable[[View], View]:
    """Let this write happen only to what the caller has seen, if it says what: `If-Match` with the tag of `get`.

    `get` is the view, or its endpoint where it stands in a room above. `hold` takes the address's parts and keeps every
    other writer off the row until the transaction ends, so that what is compared is what is changed. Stands between
    `transaction` and `answer`. The answer to a write that came with `If-Match` carries the new tag. Raises
    PreconditionFailed with the present tag.
    """

    def tag(**options: Any) -> str:
        read = contract(current_app.view_functions[get] if isinstance(get, str) else get).representation
        assert read is not None, f"{get} is not tagged"  # noqa: S101 - a fault of the route that names it
        return tag_of(read(**options))

    def decorate(view: View) -> View:
        promise = contract(view)
        promise.is_matched = True
        promise.problems |= {400, 412}

        @functools.wraps(view)
        def compared(*arguments: Any, **options: Any) -> Any:
            wanted = request.headers.get("If-Match")
            if wanted is None:
                return view(*arguments, **options)
            hold(**options)
            refuse_changed(wanted, tag(**options))
            response: Response = view(*arguments, **options)
            if response.status_code < 300 and request.method != "DELETE":
                response.headers["ETag"] = tag(**options)
            return response

        return compared

    return decorate


def row_of(table: type[Model], name: str) -> Callable[..., None]:
    """What holds the row whose id stands in the address under this name; whose it is, is asked elsewhere."""

    def hold(**options: Any) -> None:
        columns = table.__table__.c
        wanted = select(columns.id).where(columns.id == options[name]).with_for_update(key_share=True)
        db.session.execute(wanted)

    return hold


def tag_of(response: Response) -> str:
    return f'"{hashlib.sha256(response.get_data()).hexdigest()[:32]}"'


def refuse_changed(wanted: str, tag: str) -> None:
    """Raise unless the present tag is among those that the header names."""
    if wanted.strip() == "*" or ("", tag) in _tags("If-Match", wanted):
        return
    told = "Somebody has changed it since you read it. Nothing was done: read it again, then decide."
    raise PreconditionFailed(told, headers={"ETag": tag})


def _tags(name: str, header: str) -> list[tuple[str, str]]:
    """The tags of a header, each with `W/` before it or not."""
    if len(header) > 2000 or not _LIST.fullmatch(header):
        raise BadRequest(f'{name}: give the ETag as it came, in its quotation marks ("…"), or *.')
    return _TAG.findall(header)
