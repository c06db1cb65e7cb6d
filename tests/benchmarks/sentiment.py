"""The sentiment scorer: size, load, memory and speed on one thread, beside TextBlob in the same run."""

import subprocess
import sys
import time
from collections.abc import Callable

from backend.sentiment.model import PATH, Model, released
from backend.sentiment.rows import own_rows
from backend.sentiment.score import score
from tests.benchmarks.claims import figure, heading, median
from tests.servers import ROOT

# What a server process adds when it scores its first comment, in a process of its own.
MEMORY = """
import resource, psutil
import backend.sentiment.score as room
before = psutil.Process().memory_info().rss
room.score("Hyvä palvelu ja nopea toimitus", "fi")
print((psutil.Process().memory_info().rss - before) / 2**20)
"""


def run() -> None:
    heading("Sentiment: seven languages in plain Python")
    figure("packed model", PATH.stat().st_size / 2**20, "MB", at_most=1.5)
    data = PATH.read_bytes()
    figure("load, median of 7", median([_time(lambda: Model(data)) for _ in range(7)]) * 1e3, "ms", at_most=100)
    figure("resident memory added", _memory(), "MB", at_most=30)
    texts = _texts(80)
    ours = median([_time(lambda text=text: score(text, "fi")) for text in texts]) * 1e3
    figure("80 characters, median of 400 comments", ours, "ms", at_most=0.25)
    cold = median([_cold(text) for text in texts[:40]]) * 1e3
    figure("80 characters, every word for the first time", cold, "ms")
    long = " ".join(texts)[:5000]
    figure(
        "5,000 characters, median of 20",
        median([_time(lambda: score(long, "fi")) for _ in range(20)]) * 1e3,
        "ms",
        at_most=5,
    )
    english = _texts(80, "en")
    blob = median([_time(lambda text=text: score(text, "en", scorer="textblob")) for text in english]) * 1e3
    figure("TextBlob, 80 characters of English", blob, "ms")
    figure("ours to TextBlob", ours / blob, "times")


def _texts(size: int, language: str = "fi") -> list[str]:
    """400 comments of about `size` characters, after which the scorer is warm, as a server is."""
    rows = [row.text for row in own_rows() if row.language == language and size - 15 <= len(row.text) <= size + 15]
    for text in rows[:400]:
        score(text, language, scorer="textblob" if language == "en" else "kohtaamo")
    return rows[:400]


def _cold(text: str) -> float:
    released()._word.cache_clear()
    return _time(lambda: score(text, "fi"))


def _time(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _memory() -> float:
    return float(subprocess.run([sys.executable, "-c", MEMORY], cwd=ROOT, check=True, capture_output=True).stdout)
