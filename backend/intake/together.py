"""Entries that arrive together, in one thread's hands: each is admitted, all are stored in one transaction.

The same steps as `submit`, with the waiting between them taken out: no thread waits for another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import g

from backend.foundation.limits import limits
from backend.foundation.quick_load import QuickLoad
from backend.foundation.responses import name_of_request
from backend.foundation.strict_json import parse_strictly
from backend.intake.schemas import NewEntry
from backend.intake.sender import sender_of
from backend.intake.submit import MAYBE_REPEATED, Receipt, admitted, first_receipt, receipt
from backend.intake.writer import Waiting, let_go_of_connection, store_batch, waiting_of

Environ = dict[str, Any]
_load = QuickLoad(NewEntry())


@dataclass(slots=True)
class Arrival:
    """One entry between its request and its answer; in the end it has a receipt or a fault."""

    environ: Environ
    request_id: str = ""
    limits_told: Mapping[str, Any] | None = None
    entry: Mapping[str, Any] | None = None
    thread_key: str = ""
    waiting: Waiting | None = None
    receipt: Receipt | None = None
    fault: Exception | None = None


def arrive(environ: Environ, body: bytes) -> Arrival:
    """Admit a request, inside an application context of its own; whatever speaks against it becomes its fault."""
    arrival = Arrival(environ)
    try:
        arrival.request_id = g.request_id = name_of_request(environ.get("HTTP_X_REQUEST_ID", ""))
        limits().count_address(environ)
        arrival.entry = _load(parse_strictly(body))
        new, arrival.thread_key = admitted(arrival.entry, sender_of(environ))
        arrival.waiting = waiting_of(new)
    except Exception as fault:  # noqa: BLE001 - the app's handlers tell them apart
        arrival.fault = fault
    arrival.limits_told = g.get("limits_told")
    return arrival


def store_together(arrivals: Sequence[Arrival]) -> None:
    """Store what was admitted: each gets its receipt once all are on disk, or the fault that hindered it."""
    let_go_of_connection()
    stored = [(arrival, arrival.waiting) for arrival in arrivals if arrival.waiting is not None]
    try:
        outcomes = store_batch([waiting for _, waiting in stored]) if stored else []
    except Exception as fault:  # noqa: BLE001 - whatever it was, all in the batch must hear of it
        outcomes = [fault] * len(stored)
    for (arrival, waiting), outcome in zip(stored, outcomes, strict=True):
        if isinstance(outcome, Exception):
            arrival.fault = outcome
        else:
            arrival.receipt = receipt(waiting.new.entry_id, str(outcome), arrival.thread_key)


def look_for_first(arrival: Arrival) -> None:
    """Who was refused may have been let in before: then the first receipt is the answer. Reads the database."""
    if arrival.waiting is None and arrival.entry is not None and isinstance(arrival.fault, MAYBE_REPEATED):
        arrival.receipt = first_receipt(arrival.entry)
