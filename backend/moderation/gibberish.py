"""Letters that are no words in any language: how likely each follows the one before it. Pure.

`letter_pairs.txt` holds, for each pair of the 26 letters and the space between words, how often the pair stands in the
comments of seven languages, as a logarithm. `python -m backend.moderation.letter_pairs` makes it anew.
"""

import re
from collections.abc import Mapping
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path
from unicodedata import normalize

from backend.moderation.wording import released

PAIRS = Path(__file__).parent / "letter_pairs.txt"
ALPHABET = "abcdefghijklmnopqrstuvwxyz "
_LOOKED_AT = 160  # characters
_ABBREVIATION = 3  # letters: `omg`, `tbh`, `klo`
_SHORT = 40  # letters: a longer text is no run of keys
FEWEST_LETTERS = 8
# The mean logarithm below which a long text is no language. Of a short one the mean says less, so it may be lower.
LEAST, LOWER_WHEN_SHORT = -2.5, 2.0
# One word alone may be as unlikely as this where the model has met next to none of its pieces.
_LEAST_ALONE, _LOWER_ALONE, _MOST_MET_ALONE, _MOST_MET = -2.45, 0.5, 0.1, 0.2
_VOWELS = frozenset("aeiouy")
_FEWEST_WITHOUT_VOWEL, _FEWEST_DIFFERENT = 6, 4
_KEYS = (
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1234567890",
    "йцукенгшщзхъ",
    "фывапролджэ",
    "ячсмитьбю",
)
_UPPER = frozenset(_KEYS[0]).union(*_KEYS[4:])  # where words go up and down, too: "bewertet", "opereret", "опора"
_RUN = 5
_PERIODS = re.compile(r"(\w{3,5}?)\1{2,}\w{0,4}")  # "wertwertwert"
_CYRILLIC = re.compile("[а-яё]+")
_TOKEN = re.compile(r"[A-Za-z0-9+/_=.-]{24,}")  # a key, a digest, packed bytes
_TURNS = re.compile(r"[A-Za-z](?=\d)|\d(?=[A-Za-z])|[a-z](?=[A-Z])")
_FEWEST_TURNS = 7
_MIXED_CASE = re.compile(r"(?=\w*[a-z][A-Z]{2,}[a-z])(?:\w*?[a-z](?=[A-Z])){3,}\w*")
_MIXED = 0.6  # so much likelier may be one word of small and large letters in turn: `tATHcXaOor`
_IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-|https?:|[A-Z]{2}\d{2}", re.IGNORECASE)  # of a thing, of an account
_OF_RUNS = 0.75  # of the steps in a word that lead to the neighbouring key
_OTHER = re.compile("[^a-z]+")


def gibberish(text: str) -> str | None:
    """The beginning of what is no language; None for what may well be one, or is too short to tell."""
    head = text[:_LOOKED_AT].strip()
    letters = as_letters(head)
    count = len(letters) - letters.count(" ")
    if _is_token(head) or _is_cyrillic_run(head.lower()):
        return head[:40]
    if count < FEWEST_LETTERS - 2 or (2 * count < len(head) and 2 * count < sum(map(str.isalpha, head))):
        return None  # next to nothing, or another script
    long = " ".join(word for word in letters.split() if len(word) > _ABBREVIATION)
    count_long = len(long) - long.count(" ")
    is_none = count < _SHORT and (keyboard_share(letters) >= 0.5 or _has_no_vowel(letters))
    if is_none or (count_long >= FEWEST_LETTERS and _is_unlike_words(head, long, count_long)):
        return head[:40]
    return None


def _is_unlike_words(head: str, long: str, count: int) -> bool:
    """By its pairs of letters, and by how many of its pieces the model of wording has met in comments."""
    line, mean = LEAST - LOWER_WHEN_SHORT / count, likelihood(long)
    if mean < line:
        return _met(long) < _MOST_MET
    if _MIXED_CASE.fullmatch(head):
        return mean < line + _MIXED
    is_alone = " " not in head
    return is_alone and mean < _LEAST_ALONE - _LOWER_ALONE / count and _met(long) < _MOST_MET_ALONE


def _met(long: str) -> float:
    return max(map(released().met, long.split()))


def _is_token(text: str) -> bool:
    """One long word of letters and digits in turn, and nothing else: `7f3a9c1e8b2d…`."""
    return bool(_TOKEN.fullmatch(text)) and len(_TURNS.findall(text)) >= _FEWEST_TURNS and not _IDENTIFIER.match(text)


def _is_cyrillic_run(text: str) -> bool:
    words = [] if text.isascii() else _CYRILLIC.findall(text)
    return bool(words) and sum(map(len, words)) < _SHORT and keyboard_share(" ".join(words)) >= 0.5


def as_letters(text: str) -> str:
    """The text in the 26 letters and single spaces: `ä` is `a`, everything else parts words."""
    plain = text.lower()
    if not plain.isascii():
        plain = normalize("NFD", plain).encode("ascii", "ignore").decode()
    return _OTHER.sub(" ", plain).strip()


def likelihood(letters: str) -> float:
    """The mean natural logarithm of how likely each letter is after the one before, words' ends included."""
    table = _table()
    framed = f" {letters} "
    return sum(map(table.__getitem__, map(str.__add__, framed, framed[1:]))) / (len(framed) - 1)


def keyboard_share(letters: str) -> float:
    """How much of the text are neighbouring keys one after the other, in either direction (`asdfg`, `lkjh`)."""
    words = letters.split()
    if len(letters) < FEWEST_LETTERS - 2:
        return 0.0
    total = sum(map(len, words))
    return sum(len(word) for word in words if _is_run(word)) / total if total else 0.0


def _is_run(word: str) -> bool:
    """A run one way of at least five neighbouring keys that is most of the word, a word of four that is nothing else,
    or one of short runs (`ghjkghjk`)."""
    if len(word) < _RUN - 1:
        return False
    steps = [pair if pair in _neighbours() else "" for pair in map(str.__add__, word, word[1:])]
    if len(word) > _RUN and sum(bool(step) and step[0] not in _UPPER for step in steps) >= _OF_RUNS * len(steps):
        return True
    ways = [_neighbours().get(pair, 0) for pair in map(str.__add__, word, word[1:])]
    period = _PERIODS.fullmatch(word)
    if period and all(pair in _neighbours() for pair in map(str.__add__, period[1], period[1][1:])):
        return True
    longest = 1 + max(sum(1 for _ in same) if way else 0 for way, same in groupby(ways))
    return longest == len(word) or (longest >= _RUN and 2 * longest > len(word))


def _has_no_vowel(letters: str) -> bool:
    """One word of different consonants; `hmmmmm` and `wtf` are words."""
    is_word = " " not in letters and len(letters) >= _FEWEST_WITHOUT_VOWEL
    return is_word and len(set(letters)) >= _FEWEST_DIFFERENT and _VOWELS.isdisjoint(letters)


@cache
def _neighbours() -> Mapping[str, int]:
    """Pairs of neighbouring keys: 1 to the right, -1 to the left."""
    pairs = [one + other for row in _KEYS for one, other in pairwise(row)]
    return dict.fromkeys(pairs, 1) | {pair[::-1]: -1 for pair in pairs}


@cache
def _table() -> dict[str, float]:
    rows = PAIRS.read_text("ascii").split()
    values = iter(map(int, rows))
    return {one + other: -next(values) / 10 for one in ALPHABET for other in ALPHABET}
