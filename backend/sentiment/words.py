"""A text's words: where each stands, and how it is written once case, width and stretched letters are set aside."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# In this order: addresses, ratings such as 2/10, words with inner apostrophes, numbers, every other sign alone (so that
# each emoji is a word). Each branch starts with another kind of sign and repeats one class, so no text makes it slow.
TOKEN = re.compile(
    r"https?://\S+|www\.\S+"
    r"|\d{1,2}(?:[.,]\d)?[ ]?/[ ]?(?:10|5)(?!\d)"
    r"|[^\W\d_]+(?:['’´`][^\W\d_]+)*"
    r"|\d+"
    r"|[^\s\ufe0f\u200d\U0001f3fb-\U0001f3ff]"
)
STRETCHED = re.compile(r"(.)\1{2,}", re.DOTALL)
CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+")
APOSTROPHES = str.maketrans("’´`", "'''")
# A comment of 5,000 characters says what it thinks at its beginning and its end; this bounds the time of any text.
FIRST, LAST = 240, 100
LONGEST_WORD = 40


class Word(NamedTuple):
    """One word or sign: as the features know it, and its place in the text (`start` to before `end`)."""

    form: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of `text` in their order, at most FIRST + LAST of them; never an error, whatever the text."""
    composed, places = _compose(text)
    found = list(TOKEN.finditer(composed))
    if len(found) > FIRST + LAST:
        found = found[:FIRST] + found[-LAST:]
    spans = [(match.group(), match.start(), match.end()) for match in found]
    if places is None:
        return [Word(form_of(raw), start, end) for raw, start, end in spans]
    return [Word(form_of(raw), places[start], places[end]) for raw, start, end in spans]


@lru_cache(maxsize=4096)
def form_of(raw: str) -> str:
    """How the features know a word: lower case, straight apostrophes, no letter more than twice running."""
    if raw.isascii() and raw.isalpha():
        form = raw.lower()
    else:
        form = unicodedata.normalize("NFKC", raw).lower().translate(APOSTROPHES)
        if form[:1].isdigit():
            return _number(form)
        if form.startswith(("http:", "https:", "www.")):
            return "http:"
    if len(form) > 2:
        form = STRETCHED.sub(r"\1\1", form)
    return form[:LONGEST_WORD]


def _number(form: str) -> str:
    """Ratings keep their value (`2/10`); of other numbers only the size matters."""
    if "/" in form:
        return form.replace(" ", "").replace(",", ".")
    return "0" * min(len(form), 4)


def _compose(text: str) -> tuple[str, list[int] | None]:
    """The text with letters and their accents in one, and where each character came from (None: nothing moved)."""
    if unicodedata.is_normalized("NFC", text):
        return text, None
    pieces, places = [], []
    for match in CLUSTER.finditer(text):
        piece = unicodedata.normalize("NFC", match.group())
        pieces.append(piece)
        places += [match.start()] * len(piece)
    places.append(len(text))
    return "".join(pieces), places
