"""The worker: what has to be done now and then, outside every request."""

import logging
import signal
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import text

from backend.accounts.sign_in import forget_ended_sessions
from backend.feedback.forget import forget_erased_words
from backend.foundation.database import db, is_sqlite, writing
from backend.foundation.idempotency import forget_old_answers

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """A deed and how often it is due, in seconds. What it returns, if it is true, says that there is more to do."""

    deed: Callable[[], Any]
    every: float


def refresh_statistics() -> None:
    """Let the database count anew how its values are spread, so that it picks the right index (0.1 s at 1M rows)."""
    if is_sqlite():
        db.session.execute(text("PRAGMA analysis_limit=1000"))
    db.session.execute(text("ANALYZE"))


JOBS: Sequence[Job] = (
    Job(forget_old_answers, every=3600),
    Job(forget_ended_sessions, every=3600),
    Job(forget_erased_words, every=3600),
    Job(refresh_statistics, every=6 * 3600),
)


def work(app: Flask) -> None:
    """Run the jobs until SIGTERM or SIGINT. A job that fails is logged and tried again when it is next due."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    elapsed = 0.0
    tick = min(job.every for job in JOBS)
    while not stop.wait(tick if elapsed else 5):
        for job in JOBS:
            if elapsed % job.every < tick:
                run_job(app, job)
        elapsed += tick


def run_job(app: Flask, job: Job) -> None:
    try:
        with app.app_context():
            while _once(job):
                pass
    except Exception as fault:
        log.error("job_failed", extra={"job": job.deed.__name__}, exc_info=fault)
    else:
        log.info("job_done", extra={"job": job.deed.__name__})


def _once(job: Job) -> bool:
    """One step in a transaction of its own: a long job lets others write in between."""
    with writing():
        return bool(job.deed())
