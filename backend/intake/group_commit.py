"""Group commit without a thread of its own: who comes first leads, and does the work of all who wait.

The leader takes everything that waits, stores it in one transaction, and wakes each follower with its outcome; the
first who came meanwhile leads next. A lone request so pays no hand-over at all. The line is bounded: when it is full
the answer is 503 before anything is accepted, never after.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Generic, TypeVar

from backend.foundation.errors import Unavailable

MOST_WAITING, MOST_TOGETHER, WAIT_SECONDS = 1000, 200, 8
Item = TypeVar("Item")


class _Turn(Generic[Item]):
    """One item in the line. `woken` is a lock that is held until there is an outcome, or until its owner must lead."""

    __slots__ = ("item", "leads", "outcome", "woken")

    def __init__(self, item: Item) -> None:
        self.item = item
        self.outcome: Any = None
        self.leads = False
        self.woken = threading.Lock()
        self.woken.acquire()


class GroupCommit(Generic[Item]):
    """`store_all` stores a batch, committed, and gives an outcome or an exception for each of its items."""

    def __init__(
        self,
        store_all: Callable[[Sequence[Item]], Sequence[Any]],
        lock: Callable[[], AbstractContextManager[None]],
        most_leaders: int,
    ) -> None:
        self._store_all, self._lock, self._most_leaders = store_all, lock, most_leaders
        self._gate = threading.Lock()
        self._line: deque[_Turn[Item]] = deque()
        self._leaders = 0

    def store(self, item: Item) -> Any:
        """The item's outcome, once it is on disk. Raises what storing it raised, or Unavailable."""
        turn = _Turn(item)
        with self._gate:
            if len(self._line) >= MOST_WAITING:
                raise Unavailable("Too much is coming in at once. Nothing was stored; try again shortly.")
            self._line.append(turn)
            if self._leaders < self._most_leaders:
                self._leaders += 1
                turn.leads = True
        if turn.leads or not self._wait(turn):
            self._lead(turn)
        if isinstance(turn.outcome, BaseException):
            raise turn.outcome
        return turn.outcome

    def _wait(self, turn: _Turn[Item]) -> bool:
        """Until the turn has an outcome (True) or must lead (False)."""
        if not turn.woken.acquire(timeout=WAIT_SECONDS):
            with self._gate:  # nobody may be made to lead who has already gone
                if not turn.leads:
                    if turn in self._line:
                        self._line.remove(turn)
                    raise Unavailable("The database is too busy. Send the same entry again; it is stored once.")
        return not turn.leads

    def _lead(self, own: _Turn[Item]) -> None:
        batch: list[_Turn[Item]] = []
        try:
            with self._lock():  # who comes while we wait for the lock joins the batch
                batch = self._take(own)
                outcomes = self._store_all([turn.item for turn in batch])
        except Exception as fault:  # noqa: BLE001 - whatever it was, those in the batch must hear of it
            # What breaks a batch (a database held, a disk gone) would break the next in as long a time: whoever has
            # been waiting meanwhile hears of it too, and tries again later.
            batch = [*(batch or [own]), *self._take(own)[1:]]
            outcomes = [fault] * len(batch)
        finally:
            self._hand_over()
        for turn, outcome in zip(batch, outcomes, strict=True):
            turn.outcome = outcome
            if turn is not own:
                turn.woken.release()

    def _take(self, own: _Turn[Item]) -> list[_Turn[Item]]:
        """A batch from the line: one's own turn and those that wait. Another leader's turn is his to store."""
        batch, rest = [own], deque[_Turn[Item]]()
        with self._gate:
            for turn in self._line:
                if turn is own:
                    continue
                (rest if turn.leads or len(batch) == MOST_TOGETHER else batch).append(turn)
            self._line = rest
        return batch

    def _hand_over(self) -> None:
        """Let the first who waits lead, or nobody when nobody waits."""
        with self._gate:
            for turn in self._line:
                if not turn.leads:
                    turn.leads = True
                    turn.woken.release()
                    return
            self._leaders -= 1
