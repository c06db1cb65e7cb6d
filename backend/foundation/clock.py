"""The one clock. Tests move it with `travel`, so that nothing waits for real time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

_offset = timedelta()


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC) + _offset


@contextmanager
def travel(by: timedelta) -> Iterator[None]:
    """Move this process's clock by so much (for tests)."""
    global _offset  # noqa: PLW0603 - one clock a process is the point
    before, _offset = _offset, _offset + by
    try:
        yield
    finally:
        _offset = before
