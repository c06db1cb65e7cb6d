"""What a generated request needs to reach the middle of the app: a caller, rows that exist, values that fit together.

Schemathesis makes requests from the OpenAPI text alone. Which touchpoints a site has, or whether a cursor came from a
page, no JSON Schema can say; so in requests that are meant to be valid such members get values that exist here, every
second time. Requests that are meant to be invalid are sent as they were made.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any
from uuid import uuid4

from flask import Flask
from schemathesis import Case
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation import GenerationMode

from tests.applications import ORIGIN, Person, Shop, make_person, make_site
from tests.customers.signing import Signer

Members = dict[str, Any]


@dataclass
class Known:
    """Rows of one shop, and Ada who owns it."""

    app: Flask
    shop: Shop
    ada: Person
    receipt: Mapping[str, Any]
    cursor: str
    search_cursor: str
    stage_id: str
    touchpoint_id: str
    customer: Members
    improvement_id: str
    used: set[str] = field(default_factory=set)
    sent: int = 0

    def headers(self, case: Case) -> dict[str, str]:
        """A page's origin; the token as well where the text asks for one, unless the case carries its own."""
        guarded = case.operation.definition.raw.get("security")
        return {"Origin": ORIGIN, **({"Authorization": f"Bearer {self.ada.token}"} if guarded else {})}

    def unused(self, value: str) -> str:
        """The value itself the first time: an id or key that came before with another body is rightly refused."""
        value = str(uuid4()) if value in self.used else value
        self.used.add(value)
        return value

    def path(self) -> Members:
        return {
            "feedback_id": self.receipt["feedback_id"],
            "entry_id": self.receipt["id"],
            "thread_key": self.receipt["thread_key"],
            "site_id": str(self.shop.id),
            "site_key": self.shop.key,
            "stage_id": self.stage_id,
            "touchpoint_id": self.touchpoint_id,
            "touchpoint_key": "checkout",
            "improvement_id": self.improvement_id,
            **self.customer,
        }


def make_known(app: Flask) -> Known:
    shop = make_site(app)
    ada = make_person(app, shop, "owner")
    receipt = shop.leave(comment="Toimitus kesti kauan", rating=2, language="fi")
    shop.leave(comment="Toimitus tuli ajoissa", language="fi")
    cursor = ada.get("/feedback?limit=1").json["next_cursor"]
    search_cursor = ada.get("/feedback?limit=1&q=toimitus").json["next_cursor"]
    stages = ada.get(f"/stages?site={shop.key}").json["items"]
    touchpoints = ada.get(f"/touchpoints?site={shop.key}").json["items"]
    improvement = ada.post(f"/improvements?site={shop.key}", json={"title": {"fi": "Nopeampi toimitus"}}).json
    there = (stages[0]["id"], touchpoints[0]["id"], _customer(shop, ada), improvement["id"])
    return Known(app, shop, ada, receipt, cursor, search_cursor, *there)


def _customer(shop: Shop, ada: Person) -> Members:
    """One who has said something; the one into whom she may be merged has not."""
    Signer(shop, ada).leave("c-1", account="a-1")
    one = {"key": "o-0", "customer": "c-2", "kind": "purchase", "occurred_at": "2026-11-01T12:00:00Z"}
    ada.post(f"/customer-events?site={shop.key}", json={"items": [one]})
    found = {row["reference"]: row for row in ada.get(f"/customers?site={shop.key}").json["items"]}
    her, other = found["c-1"], found["c-2"]
    return {"customer_id": her["id"], "account_id": her["account"]["id"], "into": other["id"]}


_turn = cycle([True, False])


def make_fitting(case: Case, known: Known) -> None:
    """Give the case's valid parts values that exist; what no schema can promise is settled in every valid part."""
    known.sent += 1
    exists = next(_turn)
    if case.path_parameters and exists and _is_valid(case, ParameterLocation.PATH):
        case.path_parameters |= {name: known.path()[name] for name in case.path_parameters if name in known.path()}
    if case.query and _is_valid(case, ParameterLocation.QUERY):
        _fit_query(case.query, known, exists)
        if case.operation.path != "/api/v1/feedback":
            case.query.pop("cursor", None)  # of these lists the shop has one page each
        _fit_days(case.operation.definition.raw["operationId"], case.query)
    for condition in ("If-Match", "If-None-Match"):
        (case.headers or {}).pop(condition, None)  # what was seen of a row no text can know
    if case.headers and "Idempotency-Key" in case.headers and _is_valid(case, ParameterLocation.HEADER):
        case.headers["Idempotency-Key"] = known.unused(case.headers["Idempotency-Key"])
    if isinstance(case.body, str | bytes) and _is_valid(case, ParameterLocation.BODY):
        case.body = f"key,customer,kind,occurred_at\n{uuid4()},c-1,purchase,2026-11-01"
    if isinstance(case.body, dict) and _is_valid(case, ParameterLocation.BODY):
        _fit_body(case.operation.definition.raw["operationId"], case.body, known, exists)


def _is_valid(case: Case, location: ParameterLocation) -> bool:
    made = case.meta.components.get(location) if case.meta else None
    return made is None or made.mode == GenerationMode.POSITIVE


def _fit_query(query: Members, known: Known, exists: bool) -> None:
    if "q" in query and not any(character.isalnum() for character in query["q"]):
        query["q"] = "toimitus"  # a search needs a word
    if "cursor" in query:
        query["cursor"] = known.search_cursor if "q" in query else known.cursor
    if {"since", "until"} <= query.keys():
        del query["until"]  # a period must not end before it begins
    query.pop("before", None)  # the shop has one page of published entries, so there is no cursor to go on from
    if "site" in query and exists:
        query["site"] = known.shop.key


def _fit_days(operation: str, query: Members) -> None:
    """No schema can say that a period must not end before it begins, nor how long it may be."""
    if operation in {"get_journey", "get_trend", "get_loyalty", "get_loyalty_drivers", "get_expectations"}:
        query |= {"since": "2026-01-05", "until": "2026-11-22"}
        query.pop("question", None)
    elif operation in {"list_changes", "list_improvements", "list_group_members"}:
        query.pop("cursor", None)  # the shop has one page of changes


def _fit_body(operation: str, body: Members, known: Known, exists: bool) -> None:
    if operation in {"post_entry", "patch_entry", "patch_entry_by_post"}:
        _fit_entry(body, known, exists)
    elif operation in {"post_site", "patch_site"}:
        _fit_site(body)
    elif operation in {"post_touchpoint", "patch_touchpoint"}:
        _fit_touchpoint(operation, body)
    elif operation == "patch_feedback" and body.get("assignee_id"):
        body["assignee_id"] = str(known.ada.staff_id)
    elif operation in {"post_change", "patch_change"}:
        body |= {"at": "2026-11-20T09:00:00Z", "touchpoints": ["checkout"]}
    elif operation in {"post_improvement", "patch_improvement"}:
        body |= {"change_id": None}
    elif operation == "post_gathering":
        _fit_gathering(body, known)
    elif operation == "post_group_members":
        body.pop("all", None)  # one or the other, and of what is there
        body["ids"] = [known.receipt["feedback_id"]]
    elif operation == "post_share_link":
        body |= {"since": "2026-10-01", "until": "2026-10-31"}
    elif operation == "put_baseline":
        body |= {"since": "2026-01-05", "until": "2026-02-01"}
    elif operation == "put_merger":
        body["into"] = known.customer["into"]
    elif operation == "post_customer_events":
        _fit_events(body, known)
    elif operation == "put_rating":
        body["value"] = 4  # on the scale of the rating that there is
    elif operation == "put_topic":
        body["into"] = None  # not into itself
    elif operation == "put_recovery":
        body |= {
            "country": "FI",
            "week": [[[480, 960]]] * 5 + [[], []],
            "rota": [],
            "closed_days": [],
            "words": {"fi": ["irtisanon"]},
        }
    elif operation == "post_bulk_decision":
        body.pop("all", None)  # one or the other, and of what is there
        body["ids"] = [known.receipt["feedback_id"]]
    elif operation in {"post_view", "patch_view"} and "filters" in body:
        body["filters"] = {"case": ["new"]}  # of which of them several may be asked at once
    elif operation == "put_password" and "current_password" in body:
        body["current_password"] = None  # Ada has none yet


def _fit_gathering(body: Members, known: Known) -> None:
    """Into an improvement that there is, what is said there."""
    body |= {"topic": "delivery", "improvement_id": known.improvement_id}
    for filtered in ("title", "touchpoint", "language", "sentiment", "since", "until"):
        body.pop(filtered, None)


def _fit_entry(body: Members, known: Known, exists: bool) -> None:
    """Answers must be those the touchpoint asks for, and something must be said."""
    if exists and "site" in body:
        body |= {"site": known.shop.key, "touchpoint": "checkout"}
    if "thread_key" in body and exists:
        body["thread_key"] = known.receipt["thread_key"]
    if "id" in body:
        body["id"] = known.unused(body["id"])
    body["rating"] = 4
    if body.get("answers") is not None:
        body["answers"] = {"recommend": 9, "why": "Because"}


_OPTIONS = [{"key": key, "text": {"fi": key}} for key in ("one", "two")]


def _fit_site(body: Members) -> None:
    if "timezone" in body:
        body["timezone"] = "Europe/Helsinki"
    if "allowed_origins" in body:
        body["allowed_origins"] = [ORIGIN, "http://localhost:8080"][: len(body["allowed_origins"])]
    if "default_language" in body:
        body["languages"] = [body["default_language"]]


def _fit_touchpoint(operation: str, body: Members) -> None:
    """A stage that exists; questions of different keys; options for choices alone; no rule about what is not asked."""
    if "stage" in body:
        body["stage"] = "purchase"
    for number, question in enumerate(body.get("questions", ())):
        question["key"] = f"q{number}-{question['kind']}"
        is_choice = question["kind"] == "choice"
        only_choices = {} if is_choice else {"several": False, "shuffle": False}
        question.update(options=_OPTIONS if is_choice else None, show_if=None, **only_choices)


def _fit_events(body: Members, known: Known) -> None:
    """Of the past, and an amount with its currency or neither, as no schema of one member can say."""
    body["items"] = body["items"][:3]  # whatever is in them, they fit the body's 64 KiB
    for item in body["items"]:
        item["key"] = known.unused(item["key"])
        item["occurred_at"] = "2026-11-01T12:00:00Z"
        if item.get("amount") is None or item.get("currency") is None:
            item["amount"] = item["currency"] = None
