"""Text → features, each a number of 32 bits. One code for training and for scoring, so that they cannot differ.

A feature is hashed, not looked up: no dictionary to load, and a word never seen still has the parts it shares with
others. `strong` features are words, each beside its neighbour, and what a negator turns round; `weak` ones are pieces
of words, their beginnings beside one another, and the shape of the text: many, so that each counts WEAK as much.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import sqrt
from typing import NamedTuple
from zlib import crc32

from backend.sentiment.lexicon import BUTS, NEGATORS
from backend.sentiment.words import Word

WEAK = 0.5
# Seeds of the hash, one for each kind of feature: "no" the word is not "no" the piece of a word.
WORD, PAIR, ROOTS, GAP, NEGATED, PIECE, SHAPE, AFTER, BEFORE = range(1, 10)
SIZES = (3, 5)
STOPS = frozenset(".!?;:")
# How far a negator reaches, in words, and how many letters stand for an inflected word.
REACH, ROOT, SHORT_ROOT, MARK = 3, 5, 4, 6


class Features(NamedTuple):
    """The features of a text: of its words one by one, then of their order and the text's shape."""

    strong: list[int]
    weak: list[int]


def features(text: str, found: Sequence[Word]) -> Features:
    """All features of `text`, whose words are `found`; a feature may stand more than once."""
    strong, weak = context(text, [word.form for word in found])
    for form in dict.fromkeys(word.form for word in found):
        own, pieces = of_word(form)
        strong.append(own)
        weak += pieces
    return Features(strong, weak)


def value(strong: int, weak: int) -> float:
    """What one strong feature counts in a text of so many: long texts do not shout louder than short ones."""
    return 1 / sqrt(max(4.0, strong + WEAK * WEAK * weak))


def of_word(form: str) -> tuple[int, list[int]]:
    """The feature of the whole word, and those of its pieces of 3 and of 5 letters."""
    raw = form.encode("utf-8", "surrogatepass")
    own = crc32(raw, WORD)
    if not form[0].isalpha():
        return own, []
    # Bytes, not letters, when all are ASCII: the same pieces in half the time.
    marked = b"<" + raw + b">"
    if form.isascii():
        pieces = [marked[at : at + size] for size in SIZES for at in range(len(marked) - size + 1)]
    else:
        letters = f"<{form}>"
        pieces = [
            letters[at : at + size].encode("utf-8", "surrogatepass")
            for size in SIZES
            for at in range(len(letters) - size + 1)
        ]
    return own, [crc32(piece, PIECE) for piece in pieces]


def context(text: str, forms: Sequence[str]) -> Features:
    """What the words' order and the text's shape say; the first len(forms) + 1 strong ones are the pairs."""
    raws = [b"^", *[form.encode("utf-8", "surrogatepass") for form in forms], b"$"]
    strong = [crc32(left + b" " + right, PAIR) for left, right in pairwise(raws)]
    spoken = ["^", *[form for form in forms if form[0].isalnum()], "$"]
    raws = [form[:ROOT].encode("utf-8", "surrogatepass") for form in spoken]
    weak = [crc32(left + b" " + right, ROOTS) for left, right in pairwise(raws)]
    raws = [form[:SHORT_ROOT].encode("utf-8", "surrogatepass") for form in spoken]
    weak += [crc32(left + b" " + right, GAP) for left, right in zip(raws, raws[2:], strict=False)]
    return Features(strong + _negated(forms), weak + _shape(text, forms, spoken) + _turns(forms))


@lru_cache(maxsize=4096)
def hashed(feature: str, kind: int) -> int:
    return crc32(feature.encode("utf-8", "surrogatepass"), kind)


def _negated(forms: Sequence[str]) -> list[int]:
    marks, left = [], 0
    for form in forms:
        if form in NEGATORS or form.endswith("n't"):
            left = REACH
        elif form in STOPS:
            left = 0
        elif left and form[0].isalnum():
            marks.append(hashed(form[:MARK], NEGATED))
            left -= 1
    return marks


def _turns(forms: Sequence[str]) -> list[int]:
    """The words on either side of a "but": praise before it and after it are not the same."""
    turn = next((place for place, form in enumerate(forms) if form in BUTS), None)
    if turn is None:
        return []
    before = [hashed(form[:MARK], BEFORE) for form in forms[:turn] if form[0].isalpha()]
    after = [hashed(form[:MARK], AFTER) for form in forms[turn:] if form[0].isalpha() and form not in BUTS]
    return [*before, *after, hashed("but", SHAPE)]


def _shape(text: str, forms: Sequence[str], spoken: Sequence[str]) -> list[int]:
    """Length, punctuation, capitals, the first and the last word."""
    count, last = len(spoken) - 2, forms[-1] if forms else ""
    marks = [
        f"length {min(count, 6)}",
        f"size {min(count.bit_length(), 6)}",
        f"end {last if last in {'.', '!', '?', ')', '…', ','} else ''}",
        f"first {spoken[1]}",
        f"last {spoken[-2]}",
        f"commas {min(text.count(','), 3)}",
        f"stops {min(text.count('.'), 3)}",
        f"digits {min(sum(form[0].isdigit() for form in forms), 3)}",
        f"cries {min(text.count('!'), 3)}",
    ]
    if "?" in text:
        marks += ["asks", f"asks {spoken[1]}"]
    if "..." in text or "…" in text:
        marks.append("trails off")
    if text.isupper() and count > 1:
        marks.append("shouts")
    return [hashed(mark, SHAPE) for mark in marks]
