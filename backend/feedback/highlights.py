"""Where in a text the words of a search stand, in whatever inflection. Pure."""

import re
from collections.abc import Iterable
from unicodedata import normalize

from backend.feedback.stems import LONGEST_WORD, primary, query_stems, stem, words_of

# As the index takes words, but in the text as it came, in which a letter may be followed by its dots.
_WORD = re.compile(r"[^\W_][^\W_\u0300-\u036F]*(?:[\u0300-\u036F]+[^\W_]*)*")
MOST_MARKS = 50


def asked_stems(words: str, languages: Iterable[str]) -> frozenset[str]:
    """The stems under which the words of a search are found on a site of these languages."""
    spoken = tuple(languages)
    return frozenset(form for word in words_of(words) for form in query_stems(word, spoken))


def highlights(text: str | None, asked: frozenset[str], language: str | None) -> list[list[int]]:
    """Start and end of each word that has one of the stems, in code points; MOST_MARKS at most."""
    if not text:
        return []
    spoken = primary(language)
    found = [match.span() for match in _WORD.finditer(text) if _stem(match[0], spoken) in asked]
    return [list(span) for span in found[:MOST_MARKS]]


def _stem(word: str, language: str) -> str:
    return stem(normalize("NFC", word).lower()[:LONGEST_WORD], language)
