"""Which words pulled the score, and how far: a linear model can say so itself."""

from collections.abc import Sequence
from itertools import pairwise
from math import tanh

from backend.sentiment.model import Reading
from backend.sentiment.result import Evidence
from backend.sentiment.words import Word

MOST = 8
# A word counts as evidence from this weight, and from this share of the strongest word's.
WEAKEST, SHARE = 0.08, 0.3


def evidence(reading: Reading, found: Sequence[Word]) -> tuple[Evidence, ...]:
    """The strongest words of a text in their order, at most MOST; weights in [−1, 1], good ones above 0."""
    # Half of what a pair says belongs to each of its two words: "not" and "good" are marked together.
    pulls = [
        (own + (before + after) / 2) * reading.value
        for own, (before, after) in zip(reading.words, pairwise(reading.pairs), strict=True)
    ]
    least = max(WEAKEST, SHARE * max(map(abs, pulls), default=0.0))
    strong = [at for at, pull in enumerate(pulls) if abs(pull) >= least and not _is_dot(found[at].form)]
    if len(strong) > MOST:
        strong = sorted(sorted(strong, key=lambda at: (-abs(pulls[at]), at))[:MOST])
    return tuple([Evidence(found[at].start, found[at].end, round(tanh(pulls[at]), 3)) for at in strong])


def _is_dot(form: str) -> bool:
    """Punctuation pulls too, but a marked full stop explains nothing to a reader."""
    return form.isascii() and not form.isalnum() and len(form) == 1
