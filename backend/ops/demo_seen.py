"""What the demo's pages showed: beside everyone who answered many who did not; one page load in ten is counted."""

import random
from collections import Counter
from collections.abc import Iterable

from backend.feedback.record import NewFeedback
from backend.feedback.seen import SeenKey

COUNTED = 0.1
# How many others load the page for each who answers; at any other touchpoint 20.
SILENT = {"checkout": 7, "delivery": 12, "product": 55, "first-visit": 90}
FURTHER_SILENT = 20


def seen_beside(entries: Iterable[tuple[str, NewFeedback]], chance: random.Random) -> dict[SeenKey, Counter[str]]:
    """The counts of the page loads among which these entries, each with its touchpoint's key, were left."""
    found: dict[SeenKey, Counter[str]] = {}
    for touchpoint, entry in entries:
        counts = found.setdefault(SeenKey(entry.site_id, entry.day, entry.touchpoint_id), Counter())
        silent = SILENT.get(touchpoint, FURTHER_SILENT)
        counts["shown"] += sum(chance.random() < COUNTED for _ in range(silent))
        if chance.random() < COUNTED:
            counts.update(("shown", "answered"))
    return found
