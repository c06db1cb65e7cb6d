"""gunicorn's thread worker, with a thread that stays with its connection for the next request.

gunicorn hands a connection back to its main thread after every answer: two changes of thread and four system calls a
request, which cost more than Flask does. A page that sends a rating and then a comment, or a shop's server that sends
many, keeps its thread for a moment instead.
"""

import select
import time
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

STAY_MILLISECONDS = 50
PAUSE_SECONDS, MOST_PAUSES = 0.0001, 10
KEPT_FREE = 8  # threads that never stay with a connection, for those who come new


class StayingThreadWorker(ThreadWorker):  # type: ignore[misc] # gunicorn carries no types
    """`threads` of the settings at most are busy or staying; who stays beyond them gives the connection back."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._staying = 0
        self._most_staying = max(0, self.cfg.threads - KEPT_FREE)

    def accept(self, listener: Any) -> None:
        """Take a new connection, after a pause for each one at work here: the process with less to do comes first."""
        at_work = self.nr_conns - len(self.keepalived_conns)
        if at_work:
            time.sleep(min(at_work, MOST_PAUSES) * PAUSE_SECONDS)
        super().accept(listener)

    def handle(self, conn: Any) -> Any:
        """One connection's request, and those that follow at once; what gunicorn's own `handle` returns."""
        kept = super().handle(conn)
        while kept is True and self.alive and self._more(conn):
            kept = super().handle(conn)
        return kept

    def _more(self, conn: Any) -> bool:
        """Whether the next request is there, waiting a moment for it unless somebody else needs the thread."""
        if conn.parser.unreader.buf.getvalue():  # read ahead with the last one
            return True
        if self._staying >= self._most_staying or not self.tpool._work_queue.empty():
            return False
        self._staying += 1
        try:
            poll = select.poll()
            poll.register(conn.sock, select.POLLIN)
            return bool(poll.poll(STAY_MILLISECONDS))
        finally:
            self._staying -= 1
