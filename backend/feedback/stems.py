"""Words as stems, so that *toimitus* finds *toimituksen*: the application stems, both databases store stems.

The stemmer is chosen by the text's language. Which language a search word is in nobody knows, so a query asks for the
stems of every language the site speaks.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from unicodedata import normalize

import snowballstemmer

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
LONGEST_WORD, MOST_WORDS = 40, 1500
STEMMERS = {
    "fi": "finnish", "sv": "swedish", "en": "english", "nb": "norwegian", "no": "norwegian", "nn": "norwegian",
    "da": "danish", "de": "german", "nl": "dutch", "fr": "french", "es": "spanish", "et": "estonian",
}  # fmt: skip


def words_of(text: str) -> list[str]:
    """The words of a text in small letters; at most MOST_WORDS, each cut at LONGEST_WORD characters.

    An `ä` that some keyboards send as `a` and two dots is one letter here; the text itself is stored as it came.
    """
    return [word[:LONGEST_WORD] for word in _WORD.findall(normalize("NFC", text).lower())[:MOST_WORDS]]


def stems_of(text: str, language: str | None) -> str:
    """What the search index stores of a text: each word's stem, in order, between spaces."""
    spoken = primary(language)
    return " ".join([stem(word, spoken) for word in words_of(text)])


def query_stems(word: str, languages: Iterable[str]) -> Sequence[str]:
    """The forms under which a word may be stored: its stem in each language, and itself."""
    return sorted({stem(word, primary(language)) for language in languages} | {word})


def primary(language: str | None) -> str:
    return (language or "").partition("-")[0].lower()


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """The word's stem: 30 µs, so kept."""
    name = STEMMERS.get(language)
    # A stemmer object keeps state while it works and must not be shared between threads.
    if name is None:
        return word
    stemmed = snowballstemmer.stemmer(name).stemWord(word)
    return _finnish_root(stemmed) if language == "fi" else stemmed


def _finnish_root(stemmed: str) -> str:
    """Finish what Snowball's Finnish leaves apart: toimitus/toimituks, uutin/uutis, hidas/hita, nope/nopeast."""
    for ending, rest in _FINNISH_ENDINGS:
        if stemmed.endswith(ending) and len(stemmed) > len(ending) + 2:
            stemmed = stemmed[: len(stemmed) - len(ending)] + rest
            break
    while len(stemmed) > SHORTEST_ROOT and stemmed[-1] in "aeiouyäö":
        stemmed = stemmed[:-1]
    return stemmed.replace("d", "t")  # weak and strong grade meet: hidas, hitaan


# Shorter, and tili (account) would find tilaus (order).
SHORTEST_ROOT = 4
_FINNISH_ENDINGS = (
    ("uks", "u"), ("yks", "y"), ("us", "u"), ("ys", "y"), ("uud", "uu"), ("eud", "eu"), ("yyd", "yy"), ("min", "m"),
    ("mis", "m"), ("in", ""), ("is", ""), ("as", "a"), ("äs", "ä"), ("st", ""),
)  # fmt: skip
