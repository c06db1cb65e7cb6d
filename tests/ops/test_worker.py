"""How the worker takes its jobs in turn: steps, rests, and what may take long."""

import logging

import pytest

from backend.foundation.database import db
from backend.ops.worker import JOBS, REST_SECONDS, Job, run_step


def is_writing():
    return bool(db.session().info.get("writing"))


@pytest.mark.parametrize(("is_long", "inside"), [(False, True), (True, False)])
def test_a_job_that_takes_long_holds_no_write_transaction(app, is_long, inside):
    seen = []
    run_step(app, Job(lambda: seen.append(is_writing()), every=2, is_long=is_long))
    assert seen == [inside]


def test_a_step_with_more_to_do_is_due_at_once_and_lets_others_in_between(app):
    steps = []
    job = Job(lambda: steps.append(1) or len(steps) < 2, every=5)
    assert (run_step(app, job), len(steps)) == (0, 1)
    assert (run_step(app, job), len(steps)) == (5, 2)


@pytest.mark.parametrize(("every", "rest"), [(2, REST_SECONDS), (3600, 3600)])
def test_a_job_that_failed_rests(app, every, rest):
    assert run_step(app, Job(lambda: 1 / 0, every=every)) == rest


def test_what_is_done_every_other_second_is_not_told_each_time(app, caplog):
    with caplog.at_level(logging.INFO, "backend.ops.worker"):
        run_step(app, Job(lambda: None, every=2))
        assert caplog.records == []
        run_step(app, Job(lambda: None, every=3600))
    assert [record.message for record in caplog.records] == ["job_done"]


def test_the_worker_reads_comments_outside_the_write_lock():
    [job] = [job for job in JOBS if job.deed.__name__ == "embed_comments"]
    assert job.is_long
    assert job.every <= 2
