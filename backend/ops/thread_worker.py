"""gunicorn's thread worker, with lanes for entries and for those who follow, and with threads that stay a moment.

gunicorn hands a connection back to its main thread after every answer: two changes of thread and four system calls a
request, which cost more than Flask does. A page that sends a rating and then a comment, or a shop's server that sends
many, keeps its thread for a moment instead. Plain new entries, which come in crowds, need no thread of the pool at all.
"""

import select
import selectors
import socket
import time
from functools import partial
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from backend.feedback.follow import Follower
from backend.foundation.kept_open import KEEP_OPEN
from backend.ops.entry_lane import EntryLane
from backend.ops.live_lane import LiveLane

STAY_MILLISECONDS = 50
PAUSE_SECONDS, MOST_PAUSES = 0.0001, 10
KEPT_FREE = 8  # threads that never stay with a connection, for those who come new
LOOK_SECONDS, LOOK_OFTEN_SECONDS = 0.25, 0.05
KEPT = object()  # what `handle` returns of a connection that the live lane has taken


class StayingThreadWorker(ThreadWorker):  # type: ignore[misc] # gunicorn carries no types
    """`threads` of the settings at most are busy or staying; who stays beyond them gives the connection back."""

    wsgi: Any

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._staying = 0
        self._most_staying = max(0, self.cfg.threads - KEPT_FREE)
        self.lane: EntryLane | None = None
        self.live: LiveLane | None = None
        self._to_keep: dict[Any, tuple[Follower, bool]] = {}

    def run(self) -> None:
        """Everything of this process but its threads; the app is loaded and the process is its own by now."""
        app = self.app.wsgi()
        if app.extensions["settings"].group_commit and _leaves_room_for_a_lane(self.cfg):
            self.lane = EntryLane(self, self.wsgi, app.extensions["entry_shortcut"])
        if not self.cfg.is_ssl:
            self.live = LiveLane(app, self)
            self._app, self.wsgi = self.wsgi, self._with_offer
        super().run()

    def _with_offer(self, environ: dict[str, Any], start_response: Any) -> Any:
        environ[KEEP_OPEN] = self._keep_open
        return self._app(environ, start_response)

    def _keep_open(self, environ: dict[str, Any], follower: Follower) -> bool:
        """Promise to take this request's connection over when its answer is begun; False where there is no room."""
        if self.live is None or not self.live.has_room() or environ["SERVER_PROTOCOL"] == "HTTP/2.0":
            return False
        self._to_keep[environ["gunicorn.socket"]] = follower, environ["SERVER_PROTOCOL"] != "HTTP/1.0"
        return True

    def handle_exit(self, sig: int, frame: Any) -> None:
        super().handle_exit(sig, frame)
        if self.lane:
            self.lane.lines.ring()
        if self.live:
            self.live.ring()

    def accept(self, listener: Any) -> None:
        """Take a new connection, after a pause for each one at work here: the process with less to do comes first."""
        at_work = self.nr_conns - len(self.keepalived_conns)
        if self.lane:
            at_work += self.lane.lines.at_work(STAY_MILLISECONDS / 1000) - len(self.lane.lines)
        if self.live:
            at_work -= len(self.live)
        if at_work > 0:
            time.sleep(min(at_work, MOST_PAUSES) * PAUSE_SECONDS)
        super().accept(listener)

    def enqueue_req(self, conn: Any) -> None:
        """Where gunicorn gives a connection to a thread: one on which an entry comes goes to the lane instead.

        What has come is looked at and left where it is. Where nothing has come yet, no thread waits for it.
        """
        lane = self.lane
        if lane is None or _has_read_ahead(conn):
            super().enqueue_req(conn)
            return
        try:
            seen = conn.sock.recv(len(lane.begins_with), socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            self._await(conn)
            return
        except OSError:
            seen = b""
        if seen == lane.begins_with and not lane.is_held_up():
            lane.lines.add(conn)
        else:
            super().enqueue_req(conn)

    def give_back(self, conn: Any, read: bytes) -> None:
        """Take a connection from the lane, with what it has read of a request that is no plain entry.

        From any thread; but with nothing read, from the main thread alone.
        """
        if not read:
            self.enqueue_req(conn)
            return
        conn.init()
        conn.parser.unreader.unread(read)
        conn.data_ready = True
        super().enqueue_req(conn)

    def forget(self, conn: object) -> None:
        """A connection of the lane's was closed; called from any thread."""
        self.method_queue.defer(self._count_off)

    def keeps_connections(self) -> bool:
        kept = len(self.keepalived_conns) + (len(self.lane.lines) if self.lane else 0)
        return bool(self.alive) and kept < self.max_keepalived

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """gunicorn's, and every now and then a look at the lane: nobody waits behind a batch that is held up."""
        lane = self.lane
        if lane is None:
            super().wait_for_and_dispatch_events(timeout)
            return
        super().wait_for_and_dispatch_events(min(timeout, LOOK_OFTEN_SECONDS if lane.is_held_up() else LOOK_SECONDS))
        if lane.is_held_up():
            lane.lines.hand_over()

    def handle(self, conn: Any) -> Any:
        """One connection's request, and those that follow at once; what gunicorn's own `handle` returns."""
        kept = super().handle(conn)
        while kept is True and self.alive and self._more(conn):
            kept = super().handle(conn)
        follows = self._to_keep.pop(conn.sock, None)
        if follows is None or self.live is None:
            return kept
        self.live.add(conn, *follows)
        return KEPT

    def finish_request(self, conn: Any, fs: Any) -> None:
        if fs.cancelled() or fs.exception() is not None or fs.result() is not KEPT:
            super().finish_request(conn, fs)

    def _more(self, conn: Any) -> bool:
        """Whether the next request is there, waiting a moment for it unless somebody else needs the thread."""
        if _has_read_ahead(conn):
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

    def _await(self, conn: Any) -> None:
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + self.cfg.keepalive
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def _cap_keepalive(self, deadline: float) -> None:
        """When the worker stops: who has sent nothing yet is not waited for either."""
        super()._cap_keepalive(deadline)
        for conn in self.pending_conns:
            conn.timeout = min(conn.timeout, deadline)

    def _count_off(self) -> None:
        self.nr_conns -= 1


def _has_read_ahead(conn: Any) -> bool:
    """Whether some of the next request was read with the last one."""
    return conn.parser is not None and bool(conn.parser.unreader.buf.getvalue())


def _leaves_room_for_a_lane(cfg: Any) -> bool:
    """Whether nothing is asked of the server that the lane does not do."""
    asked = (
        cfg.is_ssl, cfg.proxy_protocol not in {False, None, "off"}, cfg.accesslog, cfg.statsd_host, cfg.max_requests,
        cfg.http2_cleartext in {"prior-knowledge", "both", "upgrade"}, cfg.keepalive <= 0,
        any(isinstance(address, str) for address in cfg.address),
    )  # fmt: skip
    return not any(asked)
