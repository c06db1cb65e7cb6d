"""How gunicorn serves the app: few processes, many threads, so that requests that arrive together commit together.

The app is loaded before the processes fork, so they share its memory; connections, threads and the lock file come
into being after it, in each process for itself.
"""

import gc
import socket
import struct
from typing import Any

from backend.foundation.database import forget_connections, write_lock
from backend.ops.forks import lose_no_signal
from backend.ops.parent import end_with
from backend.ops.serve import LIMITS_ARE_OFF, PARENT
from backend.settings import read_settings

# Loading the app makes a million objects that stay: looking for rubbish among them took an eighth of the start.
gc.disable()

_settings = read_settings()

bind = f"[{_settings.host}]:{_settings.port}" if ":" in _settings.host else f"{_settings.host}:{_settings.port}"
worker_class = "backend.ops.thread_worker.StayingThreadWorker"
workers = _settings.processes
threads = _settings.threads
preload_app = True
keepalive = 15
timeout = 60
graceful_timeout = 30
max_requests = 0
loglevel = "warning"
limit_request_line = 8190
limit_request_fields = 60
control_socket_disable = True


def on_starting(server: Any) -> None:
    lose_no_signal()
    parent = server.cfg.env.get(PARENT)
    if parent is not None:
        end_with(int(parent))
    elif not _settings.limits:  # `flask serve` says it itself
        server.log.warning(LIMITS_ARE_OFF)


def when_ready(server: Any) -> None:
    # Who falls silent in the middle of a request gives the thread back. gunicorn has no such setting; connections
    # inherit it from their listener (Linux), from the first byte of the headers on.
    for listener in server.LISTENERS:
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", _settings.silence, 0))


def pre_fork(server: Any, worker: Any) -> None:
    # What was loaded before the fork stays shared memory only while nobody writes into it, and the collector would.
    gc.collect()
    gc.freeze()
    gc.enable()


def post_fork(server: Any, worker: Any) -> None:
    app = worker.app.wsgi()
    forget_connections(app)
    with app.app_context():
        write_lock().forget()
