"""Write down that something happened, in the transaction in which it happens."""

from collections.abc import Mapping
from typing import Any, Protocol
from uuid import UUID

from blinker import Signal

from backend.events.models import Event
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.foundation.ids import new_id

# Sent with every event that `record` adds, inside its transaction: what must be told of it is put on record with it.
happened = Signal()


class Actor(Protocol):
    @property
    def staff_id(self) -> UUID: ...
    @property
    def name(self) -> str: ...


def event_row(kind: str, site_id: UUID, subject_id: UUID, actor: Actor | None = None, **data: Any) -> Mapping[str, Any]:
    """The event as a row, for writers that insert many at once."""
    return {
        "site_id": site_id,
        "id": new_id(),
        "kind": kind,
        "subject_id": subject_id,
        "actor_id": actor.staff_id if actor else None,
        "actor_name": actor.name if actor else None,
        "data": data,
        "occurred_at": now(),
    }


def record(kind: str, site_id: UUID, subject_id: UUID, actor: Actor | None = None, **data: Any) -> Event:
    """Add the event to the running transaction."""
    event = Event(**event_row(kind, site_id, subject_id, actor, **data))
    db.session.add(event)
    happened.send(event)
    return event
