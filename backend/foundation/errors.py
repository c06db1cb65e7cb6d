"""Errors are facts with a status. The raiser names the fact, one handler answers in RFC 9457 problem+json."""

import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from flask import Flask, Response, g, request
from sqlalchemy.exc import DBAPIError, OperationalError, TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

log = logging.getLogger(__name__)

PROBLEM_JSON = "application/problem+json"
KINDS: dict[str, type["Problem"]] = {}


class Problem(Exception):
    """A refusal the caller can act on. Subclasses name one fact each and register by their `code`."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = "bad_request"
    title: ClassVar[str] = "The request could not be understood"
    members: Mapping[str, Any] = {}  # what one kind of problem tells beside the rest (RFC 9457, 3.2)

    def __init_subclass__(cls) -> None:
        KINDS[cls.code] = cls

    def __init__(
        self,
        detail: str,
        invalid_params: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.detail, self.invalid_params, self.headers = detail, list(invalid_params), dict(headers or {})


class BadRequest(Problem):
    pass


class NotSignedIn(Problem):
    status, code, title = 401, "not_signed_in", "No valid credential"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, headers={"WWW-Authenticate": 'Bearer realm="kohtaamo"'})


class Forbidden(Problem):
    status, code, title = 403, "forbidden", "Not allowed"


class NotFound(Problem):
    status, code, title = 404, "not_found", "Nothing here"


class MethodNotAllowed(Problem):
    status, code, title = 405, "method_not_allowed", "This address does not take that method"


class TooSlow(Problem):
    status, code, title = 408, "too_slow", "The request did not arrive in time"


class Conflict(Problem):
    status, code, title = 409, "conflict", "The present state does not allow this"


class TooLarge(Problem):
    status, code, title = 413, "too_large", "The body is too large"


class UnsupportedMediaType(Problem):
    status, code, title = 415, "unsupported_media_type", "The body is of a kind that is not read here"


class Invalid(Problem):
    status, code, title = 422, "invalid", "Understood, but something in it is wrong"


class IdempotencyMismatch(Invalid):
    code, title = "idempotency_mismatch", "The same id or key came before with another body"


class TooMany(Problem):
    status, code, title = 429, "too_many_requests", "Too many requests"


class Internal(Problem):
    status, code, title = 500, "internal", "An error on our side"


class Unavailable(Problem):
    status, code, title = 503, "unavailable", "Not able to answer just now"

    def __init__(self, detail: str, retry_after: int = 2) -> None:
        super().__init__(detail, headers={"Retry-After": str(retry_after)})


def invalid_param(name: str, code: str, reason: str) -> Invalid:
    """The shortest way to refuse one member: names it, says why."""
    return Invalid(f"{name}: {reason}", [{"name": name, "code": code, "reason": reason}])


def problem_response(problem: Problem) -> Response:
    body: dict[str, Any] = {
        "type": f"/api/problems#{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "code": problem.code,
        "request_id": g.get("request_id"),
        "invalid_params": problem.invalid_params,
        **problem.members,
    }
    response = Response(json.dumps(body, ensure_ascii=True), status=problem.status, content_type=PROBLEM_JSON)
    response.headers.update(problem.headers)
    return response


def handle_errors(app: Flask, driver: Any) -> None:
    """Answer every failure in one shape; the visitor's text never reaches the log. `driver` is the database's."""

    @app.errorhandler(Problem)
    def refuse(problem: Problem) -> Response:
        log.info("refused", extra={"code": problem.code, "status": problem.status, "route": _route()})
        return problem_response(problem)

    @app.errorhandler(HTTPException)
    def refuse_by_framework(fault: HTTPException) -> Response:
        return problem_response(_as_problem(fault))

    @app.errorhandler(OperationalError)
    @app.errorhandler(PoolTimeout)
    @app.errorhandler(driver.OperationalError)  # from what runs on its cursor
    def database_unreachable(fault: Exception) -> Response:
        log.error("database_unreachable", extra={"fault": type(fault).__name__, "route": _route()}, exc_info=fault)
        return problem_response(Unavailable(f"The database did not answer. {_after_database_fault()}"))

    @app.errorhandler(Exception)
    def fail(fault: Exception) -> Response:
        log.error("failed", extra={"route": _route()}, exc_info=fault)
        by_database = isinstance(fault, (DBAPIError, driver.Error))
        kept = _after_database_fault() if by_database else "Nothing was stored; try again."
        return problem_response(Internal(f"Something broke on our side and was written to the log. {kept}"))


def _after_database_fault() -> str:
    """What the caller can do. A fault may come while a commit is on its way, so nobody knows whether it was kept.

    A visitor's browser sends the same id again, which stores nothing twice; a deed of staff has no such id.
    """
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        return "Try again shortly."
    if request.path.startswith("/api/"):
        return "It may not have been stored; look before you try again."
    return "It may not have been stored; try again shortly, with the same id."


def _route() -> str:
    """The rule, not the path: a path may hold a thread key, which is a secret."""
    return request.url_rule.rule if request.url_rule else "none"


_BY_FRAMEWORK: dict[int, type[Problem]] = {404: NotFound, 405: MethodNotAllowed, 413: TooLarge, 500: Internal}


def _as_problem(fault: HTTPException) -> Problem:
    status = fault.code or 500
    if 300 <= status < 400:
        status = 404
    kind = _BY_FRAMEWORK.get(status, BadRequest if status < 500 else Internal)
    problem = kind(fault.description or kind.title)
    problem.headers = {name: value for name, value in fault.get_headers() if name in {"Allow", "Retry-After"}}
    problem.status = status  # type: ignore[misc]
    return problem
