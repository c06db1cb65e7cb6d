"""A stand-in for the model that reads comments, and a worker that reads with it until nothing is left."""

from array import array
from uuid import UUID

import pytest
from sqlalchemy import select

from backend.feedback.embed_comments import Reader
from backend.feedback.meaning import DIMENSIONS, STEPS
from backend.feedback.meaning_models import Meaning
from backend.foundation.database import db

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
