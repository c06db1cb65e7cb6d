"""The worker: what has to be done now and then, outside every request."""

import logging
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import text

from backend.accounts.sign_in import forget_ended_sessions
from backend.conversations.recovery_tend import tend_recovery_cases
from backend.conversations.recovery_watch import open_recovery_cases
from backend.feedback.embed_comments import embed_comments
from backend.feedback.forget import forget_erased_words
from backend.feedback.pack_counts import pack_counts
from backend.foundation.database import db, is_sqlite, writing
from backend.foundation.idempotency import forget_old_answers
from backend.moderation.bulk import work_off_decisions
from backend.moderation.lessons import forget_old_lessons
from backend.notifications.deliver import forget_old_letters, send_due_letters
from backend.notifications.digest import ask_for_digests
from backend.ops.retention import forget_old_texts
from backend.ops.tell_improvements import tell_improvements

log = logging.getLogger(__name__)


# A job that failed is left alone for so long at least: whatever is wrong, it will not be right in two seconds.
REST_SECONDS = 60
LOOK_SECONDS = 0.25  # how often it looks whether it was asked to stop


@dataclass(frozen=True)
class Job:
    """A deed and how often it is due, in seconds. What it returns, if it is true, says that there is more to do.

    It runs in a write transaction, unless `is_long`: such a deed opens its own when it has done what takes time.
    """

    deed: Callable[[], Any]
    every: float
    is_long: bool = False


def refresh_statistics() -> None:
    """Let the database count anew how its values are spread, so that it picks the right index (0.1 s at 1M rows)."""
    if is_sqlite():
        db.session.execute(text("PRAGMA analysis_limit=1000"))
    db.session.execute(text("ANALYZE"))


JOBS: Sequence[Job] = (
    Job(forget_old_answers, every=3600),
    Job(forget_ended_sessions, every=3600),
    Job(forget_old_letters, every=3600),
    Job(forget_erased_words, every=3600),
    Job(forget_old_texts, every=3600),
    Job(refresh_statistics, every=6 * 3600),
    Job(send_due_letters, every=2, is_long=True),
    Job(ask_for_digests, every=60, is_long=True),
    Job(forget_old_lessons, every=6 * 3600),
    Job(work_off_decisions, every=1),
    Job(embed_comments, every=2, is_long=True),
    Job(open_recovery_cases, every=2, is_long=True),
    Job(tend_recovery_cases, every=10, is_long=True),
    Job(tell_improvements, every=2),
    Job(pack_counts, every=60),
)


def work(app: Flask) -> None:
    """Run the jobs until SIGTERM or SIGINT. A job that fails is logged and tried again when it is next due."""
    # No threading.Event: a signal that comes while this thread holds the event's lock would wait for it for ever.
    asked: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _: asked.append(number))
    due = dict.fromkeys(JOBS, time.monotonic() + 5)
    while not asked:
        job = min(JOBS, key=due.__getitem__)
        pause = due[job] - time.monotonic()
        if pause > 0:
            time.sleep(min(pause, LOOK_SECONDS))
        else:
            due[job] = time.monotonic() + run_step(app, job)


def run_job(app: Flask, job: Job) -> None:
    """All steps of a job, one after the other."""
    while not run_step(app, job):
        pass


def run_step(app: Flask, job: Job) -> float:
    """One step of a job, in a transaction of its own: a long job lets others write in between.

    In so many seconds it is due again: at once if there is more to do, later than usual if it failed.
    """
    try:
        with app.app_context(), nullcontext() if job.is_long else writing():
            more = bool(job.deed())
    except Exception as fault:
        log.error("job_failed", extra={"job": job.deed.__name__}, exc_info=fault)
        return max(job.every, REST_SECONDS)
    if not more:
        log.log(_level(job), "job_done", extra={"job": job.deed.__name__})
    return 0 if more else job.every


def _level(job: Job) -> int:
    """What is done every other second is no news."""
    return logging.INFO if job.every >= REST_SECONDS else logging.DEBUG
