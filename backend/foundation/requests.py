"""What a route promises about its request and its answer, said in decorators that also feed the OpenAPI text."""

import functools
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import Response, g, request
from marshmallow import EXCLUDE, RAISE, Schema, ValidationError
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import ClientDisconnected

from backend.foundation.database import writing
from backend.foundation.errors import BadRequest, Invalid, TooLarge, TooSlow, UnsupportedMediaType
from backend.foundation.idempotency import answer_once
from backend.foundation.strict_json import parse_strictly

MAX_BODY = 64 * 1024
JSON_TYPES = frozenset({"application/json"})
BEACON_TYPES = frozenset({"application/json", "text/plain"})

View = Callable[..., Any]
_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass
class Contract:
    """What a view takes and gives, for checks at start-up and for the OpenAPI text."""

    guard: str | None = None
    scope: str | None = None
    body: Schema | None = None
    media_types: frozenset[str] = JSON_TYPES
    raw_body: tuple[str, str] | None = None
    query: Schema | None = None
    answer: Schema | None = None
    answer_types: tuple[str, ...] = ("application/json",)
    streams: str | None = None  # the media type of an answer that is no JSON
    status: int = 200
    transaction: bool = False
    is_tagged: bool = False
    is_matched: bool = False
    representation: View | None = None
    problems: set[int] = field(default_factory=set)


def contract(view: View) -> Contract:
    """The view's contract, made at first need; `functools.wraps` carries it outwards from decorator to decorator."""
    found: Contract | None = getattr(view, "contract", None)
    if found is None:
        found = view.contract = Contract()  # type: ignore[attr-defined]
    return found


def body(schema: Schema, media_types: frozenset[str] = JSON_TYPES) -> Callable[[View], View]:
    """Parse the body strictly, check it, pass it on as the first argument."""

    def decorate(view: View) -> View:
        promise = contract(view)
        promise.body, promise.media_types = schema, media_types
        promise.problems |= {400, 413, 415, 422}

        @functools.wraps(view)
        def parsed(*arguments: Any, **options: Any) -> Any:
            return view(load(schema, read_json(media_types)), *arguments, **options)

        return parsed

    return decorate


def raw_body(media_type: str, most: int, example: str) -> Callable[[View], View]:
    """Pass the body on as it came, of this one type and at most so many bytes, as the first argument."""

    def decorate(view: View) -> View:
        promise = contract(view)
        promise.raw_body = (media_type, example)
        promise.problems |= {400, 413, 415, 422}

        @functools.wraps(view)
        def taken(*arguments: Any, **options: Any) -> Any:
            if request.mimetype != media_type:
                raise UnsupportedMediaType(f"The body is {request.mimetype or 'of no named type'}; send {media_type}.")
            return view(read_body(most), *arguments, **options)

        return taken

    return decorate


def query(schema: Schema) -> Callable[[View], View]:
    """Check the query string, pass it on as the first argument. A member the schema does not name is refused."""

    def decorate(view: View) -> View:
        promise = contract(view)
        promise.query = schema
        promise.problems |= {400, 422}

        @functools.wraps(view)
        def parsed(*arguments: Any, **options: Any) -> Any:
            return view(load(schema, _query_members(schema)), *arguments, **options)

        return parsed

    return decorate


def answer(
    schema: Schema | None, status: int = 200, ready: bool = False, media_types: tuple[str, ...] = ("application/json",)
) -> Callable[[View], View]:
    """Dump what the view returns; `None` as schema answers an empty body.

    `ready`: the view returns plain values of that form, or a page of them; then the schema only documents.
    `media_types`: what the view answers in, where it writes its response itself; of a stream the schema is one line's.
    """

    def decorate(view: View) -> View:
        promise = contract(view)
        promise.answer, promise.status, promise.answer_types = schema, status, media_types

        @functools.wraps(view)
        def answered(*arguments: Any, **options: Any) -> Any:
            result = view(*arguments, **options)
            if isinstance(result, Response):
                return result
            if schema is None:
                return Response(status=status)
            return json_response(_plain(result) if ready else schema.dump(result), status)

        return answered

    return decorate


def _plain(result: Any) -> Any:
    """A page's members, or the mapping itself."""
    return result if isinstance(result, dict) else vars(result)


def streams(media_type: str) -> Callable[[View], View]:
    """Say that the view answers with a stream of this type, which it makes itself."""

    def decorate(view: View) -> View:
        contract(view).streams = media_type
        return view

    return decorate


def transaction(view: View) -> View:
    """Run the deed and store its answer in one write transaction; an `Idempotency-Key` gets the first answer again.

    On PostgreSQL two of the same at one moment meet in a unique key. The one that was too late is rolled back whole
    and done again: now it finds what the first has stored, and answers as if it had come after it.
    """
    contract(view).transaction = True
    contract(view).problems |= {503}

    @functools.wraps(view)
    def committed(*arguments: Any, **options: Any) -> Any:
        try:
            return once(*arguments, **options)
        except IntegrityError:
            return once(*arguments, **options)

    def once(*arguments: Any, **options: Any) -> Any:
        with writing():
            return answer_once(lambda: view(*arguments, **options))

    return committed


def read_before(read: View) -> Callable[[View], View]:
    """Call `read` with what the view gets, and pass what it gives on as the first argument. Stands above `transaction`.

    What takes long to read does not hold the write lock meanwhile. The deed asks again whatever may have changed.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def prepared(*arguments: Any, **options: Any) -> Any:
            return view(read(*arguments, **options), *arguments, **options)

        return prepared

    return decorate


def json_response(value: Any, status: int = 200) -> Response:
    return Response(json_bytes(value), status=status, content_type="application/json")


def json_bytes(value: Any) -> bytes:
    return _encoder.encode(value).encode()


def read_json(media_types: frozenset[str] = JSON_TYPES) -> Any:
    """The request's body, strictly parsed."""
    if request.mimetype not in media_types:
        wanted = " or ".join(sorted(media_types))
        raise UnsupportedMediaType(f"The body is {request.mimetype or 'of no named type'}; send it as {wanted}.")
    return parse_strictly(read_body())


def read_body(most: int = MAX_BODY) -> bytes:
    """The body, read once and kept; refused above so many bytes, before it is read where its length is told."""
    kept: bytes | None = g.get("request_body")
    if kept is None:
        if (request.content_length or 0) > most:
            raise TooLarge(f"The body has {request.content_length:,} bytes; {most:,} fit.")
        try:
            kept = g.request_body = request.stream.read(most + 1)
        except (BlockingIOError, ClientDisconnected):
            raise TooSlow("The body did not arrive. Nothing was stored; send it again.") from None
        if len(kept) > most:
            raise TooLarge(f"The body has more than {most:,} bytes.")
    return kept


def load(schema: Schema, value: Any) -> Any:
    if not isinstance(value, dict):
        raise BadRequest("The body must be one JSON object.")
    try:
        return schema.load(value)
    except ValidationError as fault:
        params = list(_invalid_params(fault.messages))
        words = "; ".join(f"{param['name']}: {param['reason']}" for param in params[:3])
        raise Invalid(words or "Some members are wrong.", params) from None


def _query_members(schema: Schema) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for name, values in request.args.lists():
        for value in values:
            if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
                raise BadRequest(f"The query member {name[:60]!r} holds a character that cannot be read.")
        known = schema.fields.get(name)
        if len(values) > 1 and not getattr(known, "repeatable", False):
            raise BadRequest(f"The query member {name[:60]!r} stands twice.")
        members[name] = values if getattr(known, "repeatable", False) else values[0]
    return members


def _invalid_params(messages: Any, name: str = "") -> Any:
    if isinstance(messages, dict):
        for key, below in messages.items():
            inner = str(key) if not name else f"{name}.{key}"
            yield from _invalid_params(below, name if key == "_schema" else inner)
    else:
        for message in messages:
            yield {"name": name[:120] or "body", "code": _code_of(str(message)), "reason": str(message)}


def _code_of(message: str) -> str:
    if message.startswith("Missing data"):
        return "required"
    if message.startswith("Unknown field"):
        return "unknown"
    return "too_long" if message.endswith(" fit.") else "invalid"


class StrictSchema(Schema):
    """Input: a member nobody asked for is refused, so that nothing can be set by guessing its name."""

    class Meta:
        unknown = RAISE


class OpenSchema(Schema):
    """Input from pages that may run a newer or older tag than this server: unknown members are ignored."""

    class Meta:
        unknown = EXCLUDE
