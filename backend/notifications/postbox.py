"""Put a letter into the queue, in the transaction of the event it tells of."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import current_app

from backend.events.letter import Writer
from backend.events.models import Event
from backend.events.record import happened
from backend.foundation.database import db
from backend.notifications.models import Mail
from backend.settings import Settings


@dataclass(frozen=True, slots=True)
class Postbox:
    """Whether there is mail here at all, and who writes about which kind of event."""

    settings: Settings
    writers: Mapping[str, Writer]

    def takes(self, kind: str) -> bool:
        return self.settings.sends_mail and kind in self.writers


def postbox() -> Postbox:
    found: Postbox = current_app.extensions["postbox"]
    return found


@happened.connect
def queue_letter(event: Event) -> None:
    """A letter about this event waits from now on, if the event's kind is one that is written about."""
    if postbox().takes(event.kind):
        db.session.add(Mail(event=event, kind=event.kind, about_id=event.subject_id))
