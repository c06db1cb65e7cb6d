"""UUIDv7 (RFC 9562): ids that sort by time and can be made anywhere."""

import os
import threading
from datetime import UTC, datetime
from uuid import UUID

from backend.foundation.clock import now

_lock = threading.Lock()
_last = 0


def new_id(moment: datetime | None = None) -> UUID:
    """A UUIDv7 of this moment; in one process each is greater than the one before, unless `moment` is given."""
    global _last  # noqa: PLW0603 - the counter that keeps one process's ids in order
    milliseconds = int((moment or now()).timestamp() * 1000)
    value = milliseconds << 74 | int.from_bytes(os.urandom(10), "big") >> 6
    if moment is None:
        with _lock:
            value = _last = max(value, _last + 1)
    return UUID(
        int=(value >> 62) >> 12 << 80 | 7 << 76 | ((value >> 62) & 0xFFF) << 64 | 2 << 62 | value & (1 << 62) - 1
    )


def earliest_id(moment: datetime) -> UUID:
    """The smallest UUIDv7 of this moment: `id >= earliest_id(since)` says "since" without an index on the time."""
    milliseconds = max(0, int(moment.timestamp() * 1000))
    return UUID(int=milliseconds << 80 | 7 << 76 | 2 << 62)


def moment_of(identifier: UUID) -> datetime:
    return datetime.fromtimestamp((identifier.int >> 80) / 1000, UTC)
