"""What happens to feedback, told while it happens: read from the events, once for all who follow a site."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from backend.events.queries import events_since
from backend.foundation.clock import now
from backend.foundation.ids import earliest_id, moment_of
from backend.foundation.requests import json_bytes

# An event's id is made before its transaction is on disk: for so long an older one may still come to light. It is what
# a writer may wait for the lock, and then for the database.
WINDOW = timedelta(seconds=12)
# Nearly every event comes to light within this. The whole window is read at one look in so many: at 200 entries a
# second it holds 2,400 events, which cost 24 ms of a processor, twice a second in each process.
NEAR, WHOLE_EVERY = timedelta(seconds=2), 6
MOST_TOLD = 250
RECEIVED = "feedback.received"


@dataclass(frozen=True, slots=True)
class News:
    """What is new on one site, the newest last. `last` names the newest event of it."""

    last: UUID
    arrived: Sequence[UUID]
    changed: Sequence[UUID]


class Watch:
    """Looks for what has not been told yet. It remembers the events of the last seconds only."""

    def __init__(self) -> None:
        self._told: set[UUID] = set()
        self._looks, self._looked_at = 0, now()

    def look(self, site_ids: Collection[UUID]) -> Mapping[UUID, News]:
        """What is new on these sites since the last look; at the first, what is new since the window's beginning.

        What comes to light later than usual is told by the next look at the whole window.
        """
        is_whole = self._looks % WHOLE_EVERY == 0
        since = now() - WINDOW if is_whole else max(now() - WINDOW, self._looked_at - NEAR)
        self._looks, self._looked_at = self._looks + 1, now()
        events = events_since(site_ids, earliest_id(since)) if site_ids else []
        fresh = [event for event in events if event.id not in self._told]
        self._told = {event.id for event in events} if is_whole else self._told | {event.id for event in fresh}
        return by_site(fresh)


def news_after(site_ids: Collection[UUID], last: UUID) -> Mapping[UUID, News]:
    """What somebody who knows everything up to this event may have missed; some of it she may know already."""
    return by_site(events_since(site_ids, earliest_id(moment_of(last) - WINDOW)))


def by_site(events: Iterable[Any]) -> Mapping[UUID, News]:
    """Events in the order of their ids, as news. What arrived and changed meanwhile has arrived."""
    found: dict[UUID, News] = {}
    grouped: dict[UUID, list[Any]] = {}
    for event in events:
        grouped.setdefault(event.site_id, []).append(event)
    for site_id, theirs in grouped.items():
        arrived = dict.fromkeys(event.subject_id for event in theirs if event.kind == RECEIVED)
        changed = dict.fromkeys(event.subject_id for event in theirs if event.subject_id not in arrived)
        found[site_id] = News(theirs[-1].id, list(arrived), list(changed))
    return found


def message_of(site_key: str, news: News) -> bytes:
    """The news as a message of a stream. Of more than MOST_TOLD the newest are named, and `more` says so."""
    told = {
        "site": site_key,
        "arrived": [str(each) for each in news.arrived[-MOST_TOLD:]],
        "changed": [str(each) for each in news.changed[-MOST_TOLD:]],
        "more": max(len(news.arrived), len(news.changed)) > MOST_TOLD,
    }
    return b"id: %b\nevent: news\ndata: %b\n\n" % (news.last.hex.encode(), json_bytes(told))
