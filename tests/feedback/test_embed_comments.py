"""The worker that reads comments for their meaning: with a stand-in for the model."""

import logging
import time
from datetime import timedelta

import pytest

from backend.feedback import embed_comments
from backend.feedback.embed_comments import AT_ONCE, Reader, just_arrived, store
from backend.feedback.meaning import DIMENSIONS
from backend.feedback.meaning_models import Meaning
from backend.feedback.models import Feedback
from backend.foundation.database import db, writing
from tests.applications import make_site
from tests.feedback.reading import Wordbook, kept, read_all

pytestmark = pytest.mark.usefixtures("small_steps")


def test_a_vector_takes_no_more_than_its_bytes(app, shop):
    left = shop.leave(comment="Lasku")
    read_all(app)
    row = kept(app, left["feedback_id"])
    assert len(row.vector) == DIMENSIONS == 384
    assert set(Meaning.__table__.columns.keys()) == {"site_id", "feedback_id", "version", "vector", "said_at"}


def test_erasing_takes_the_vector_too(app, shop):
    left = shop.leave(comment="Lasku")
    read_all(app)
    assert kept(app, left["feedback_id"])
    shop.client.delete(f"/w/v1/threads/{left['thread_key']}")
    assert kept(app, left["feedback_id"]) is None


def test_what_was_erased_while_it_was_read_is_not_kept(app, shop):
    left = shop.leave(comment="Lasku")
    client = app.test_client()

    def erase(texts):
        if "Lasku" in texts:
            client.delete(f"/w/v1/threads/{left['thread_key']}")

    read_all(app, Wordbook(erase))
    assert kept(app, left["feedback_id"]) is None


def test_what_was_reworded_while_it_was_read_is_read_again(app, shop):
    left = shop.leave(comment="Lasku")
    worded = []

    def reword(texts):
        if not worded:
            worded.append(shop.step(left["id"], left["thread_key"], comment="Kahvi").status_code)

    book = read_all(app, Wordbook(reword))
    assert worded == [200]
    assert kept(app, left["feedback_id"]).vector == book.vector("Kahvi")


def test_nobody_waits_while_the_model_reads(app, shop):
    """A visitor's entry is stored in the middle of it: neither a write lock nor a transaction is held."""
    shop.leave(comment="Lasku")
    times = []

    def send(texts):
        began = time.monotonic()
        assert shop.send(shop.entry(rating=2)).status_code == 201
        times.append(time.monotonic() - began)

    read_all(app, Wordbook(send))
    assert times
    assert max(times) < 2


def test_a_step_reads_the_newest_thirty_two(app, shop):
    for number in range(AT_ONCE + 3):
        shop.leave(comment=f"numero {number}")
    book = Wordbook()
    reader = Reader(load=lambda: book)
    with app.app_context():
        reader.read_step()
    assert sorted(book.read) == sorted(f"numero {number}" for number in range(3, AT_ONCE + 3))
    read_all(app, book)
    assert {f"numero {number}" for number in range(3)} <= set(book.read)


def test_older_comments_are_read_bit_by_bit(app, monkeypatch):
    """What came before the extra was installed, beyond the reach of the look at what just arrived."""
    shop = make_site(app)
    monkeypatch.setattr(embed_comments, "LATELY", timedelta(0))
    monkeypatch.setattr(embed_comments, "AT_ONCE", 4)
    monkeypatch.setattr(embed_comments, "SCANNED", 7)
    lefts = [shop.leave(comment=f"vanha {number}") for number in range(9)]
    shop.leave(rating=3)  # without a comment: nothing to read
    read_all(app)
    assert all(kept(app, left["feedback_id"]) for left in lefts)
    assert read_all(app).read == [], "what is read is not read again"


def test_after_a_round_the_worker_does_not_look_through_everything_at_once_again(app, shop, monkeypatch):
    reader = Reader(load=Wordbook)
    looked = []
    scan = embed_comments.scan
    monkeypatch.setattr(embed_comments, "scan", lambda *arguments: looked.append(1) or scan(*arguments))
    with app.app_context():
        for _ in range(60):
            reader.read_step()
            if reader.next_round:
                break
        looked.clear()
        reader.read_step()
    assert reader.next_round > time.monotonic() + 3000
    assert looked == []


@pytest.mark.parametrize("trouble", [None, ImportError("no engine"), OSError("no file"), RuntimeError("damaged")])
def test_without_a_working_extra_the_worker_does_nothing_and_says_so_once(app, shop, caplog, trouble):
    def load():
        if trouble:
            raise trouble

    left = shop.leave(comment="Lasku")
    reader = Reader(load=load)
    with app.app_context(), caplog.at_level(logging.INFO, "backend.feedback.embed_comments"):
        for _ in range(3):
            reader.read_step()
    assert [record.message for record in caplog.records].count("semantic_extra_off") == 1
    assert len(caplog.records) == (2 if trouble else 1)
    assert kept(app, left["feedback_id"]) is None


def test_two_workers_at_once_keep_one_vector(app, shop):
    left = shop.leave(comment="Lasku")
    with app.app_context():
        unread = [one for one in just_arrived("wordbook-1") if str(one.id) == left["feedback_id"]]
        for _ in range(2):
            with writing():
                store(unread, Wordbook().embed([one.comment for one in unread]), "wordbook-1")
        assert db.session.get(Feedback, (shop.id, unread[0].id))
    assert kept(app, left["feedback_id"]).version == "wordbook-1"


def test_another_version_reads_everything_anew(app, shop):
    left = shop.leave(comment="Lasku")
    read_all(app)
    read_all(app, Wordbook(version="wordbook-2"))
    assert kept(app, left["feedback_id"]).version == "wordbook-2"
