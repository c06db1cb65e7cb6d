"""Text → features, each a number of 32 bits. One code for training and for scoring, so that they cannot differ.

A feature is hashed, not looked up: no dictionary to load, and a word never seen still has the parts it shares with
others. `strong` features are words, each beside its neighbour, and what a negator turns round; `weak` ones are pieces
of words, their beginnings beside one another, and the shape of the text: many, so that each counts WEAK as much.
"""

from collections.abc import Sequence
from functools import lru_cache
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
    # Slices of the bytes, cut where a letter begins: the same pieces as of the letters, in less time.
    marked = b"<" + raw + b">"
    if form.isascii():
        return own, [crc32(marked[at : at + size], PIECE) for size in SIZES for at in range(len(marked) - size + 1)]
    starts = [at for at, byte in enumerate(marked) if byte & 0xC0 != 0x80]
    ends = [*starts, len(marked)]
    return own, [crc32(marked[a:b], PIECE) for size in SIZES for a, b in zip(starts, ends[size:], strict=False)]


class Known(NamedTuple):
    """What is known of a word whatever stands around it. `pair`, `roots` and `gap` are hashes of the word as the left
    one of two, which the right one's bytes complete.
    """

    raw: bytes
    pair: int
    root: bytes
    roots: int
    short: bytes
    gap: int
    is_spoken: bool
    is_number: bool
    negates: bool


@lru_cache(maxsize=8192)
def known(form: str) -> Known:
    raw = form.encode("utf-8", "surrogatepass")
    root, short = (form[:size].encode("utf-8", "surrogatepass") for size in (ROOT, SHORT_ROOT))
    return Known(
        raw,
        crc32(raw + b" ", PAIR),
        root,
        crc32(root + b" ", ROOTS),
        short,
        crc32(short + b" ", GAP),
        form[0].isalnum(),
        form[0].isdigit(),
        form in NEGATORS or form.endswith("n't"),
    )


# Before the first word and after the last.
BEGIN, END = known("^"), known("$")


def context(text: str, forms: Sequence[str]) -> Features:
    """What the words' order and the text's shape say; the first len(forms) + 1 strong ones are the pairs."""
    read = [known(form) for form in forms]
    strong = list(map(crc32, [*[one.raw for one in read], END.raw], [BEGIN.pair, *[one.pair for one in read]]))
    spoken = [BEGIN, *[one for one in read if one.is_spoken], END]
    roots, shorts = [one.root for one in spoken], [one.short for one in spoken]
    weak = list(map(crc32, roots[1:], [one.roots for one in spoken]))
    weak += map(crc32, shorts[2:], [one.gap for one in spoken])
    if any(one.negates for one in read):
        strong += _negated(forms)
    weak += _shape(text, forms, read, spoken)
    if not BUTS.isdisjoint(forms):
        weak += _turns(forms)
    return Features(strong, weak)


@lru_cache(maxsize=4096)
def hashed(feature: str, kind: int) -> int:
    return crc32(feature.encode("utf-8", "surrogatepass"), kind)


def _negated(forms: Sequence[str]) -> list[int]:
    marks, left = [], 0
    for form in forms:
        if known(form).negates:
            left = REACH
        elif form in STOPS:
            left = 0
        elif left and form[0].isalnum():
            marks.append(hashed(form[:MARK], NEGATED))
            left -= 1
    return marks


def _turns(forms: Sequence[str]) -> list[int]:
    """The words on either side of a "but": praise before it and after it are not the same."""
    turn = next(place for place, form in enumerate(forms) if form in BUTS)
    before = [hashed(form[:MARK], BEFORE) for form in forms[:turn] if form[0].isalpha()]
    after = [hashed(form[:MARK], AFTER) for form in forms[turn:] if form[0].isalpha() and form not in BUTS]
    return [*before, *after, hashed("but", SHAPE)]


def _shape(text: str, forms: Sequence[str], read: Sequence[Known], spoken: Sequence[Known]) -> list[int]:
    """Length, punctuation, capitals, the first and the last word."""
    count, last = len(spoken) - 2, forms[-1] if forms else ""
    marks = [
        LENGTHS[min(count, 6)],
        SIZED[min(count.bit_length(), 6)],
        ENDS.get(last, ENDS[""]),
        crc32(spoken[1].raw, FIRST_WORD),
        crc32(spoken[-2].raw, LAST_WORD),
        COMMAS[min(text.count(","), 3)],
        DOTS[min(text.count("."), 3)],
        DIGITS[min(sum([one.is_number for one in read]), 3)],
        CRIES[min(text.count("!"), 3)],
    ]
    if "?" in text:
        marks += [ASKS, crc32(spoken[1].raw, ASKS_FIRST)]
    if "..." in text or "…" in text:
        marks.append(TRAILS)
    if count > 1 and text.isupper():
        marks.append(SHOUTS)
    return marks


def _numbered(mark: str, most: int) -> list[int]:
    return [hashed(f"{mark} {number}", SHAPE) for number in range(most + 1)]


# The text's shape is one of few: hashed once. A mark that a word completes is hashed up to the word.
LENGTHS, SIZED = _numbered("length", 6), _numbered("size", 6)
COMMAS, DOTS, DIGITS, CRIES = (_numbered(mark, 3) for mark in ("commas", "stops", "digits", "cries"))
ENDS = {last: hashed(f"end {last}", SHAPE) for last in ("", ".", "!", "?", ")", "…", ",")}
FIRST_WORD, LAST_WORD, ASKS_FIRST = (hashed(mark, SHAPE) for mark in ("first ", "last ", "asks "))
ASKS, TRAILS, SHOUTS = (hashed(mark, SHAPE) for mark in ("asks", "trails off", "shouts"))
