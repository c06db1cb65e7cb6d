"""Words that name a topic: which of the known topics a comment speaks of, in each language.

`concepts.tsv` has for each topic and language its name and its words; a word that ends in `*` stands for every word
that begins so, which takes in endings and compounds: *toimitu\\** is *toimitus*, *toimituksen* and *toimituskulut*; one
that begins with `*` for every word that holds it. `card*|pay*+fail*|twice` takes one word of each side: what neither
says alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from backend.feedback.schemas import localised
from backend.feedback.stems import primary, words_of

CONCEPTS = Path(__file__).with_name("concepts.tsv")
# Topics that are a field rather than a matter: on a page about bookings every comment speaks of booking.
WIDE = frozenset({
    "account", "answer", "app", "bikes", "booking", "camping", "care", "classes", "content", "delivery", "donation",
    "ease", "energy", "equipment", "fault", "food", "form", "jobs", "kids", "media", "mobile", "navigation",
    "order", "parcel", "payment", "permit", "pets", "place", "pool", "quality", "rent", "room", "route", "school",
    "search", "seller", "service", "show", "speed", "staff", "subscription", "ticket", "upload", "vehicle",
})  # fmt: skip


class Concept(NamedTuple):
    """A topic that many sites have: its name and its words by language."""

    key: str
    names: Mapping[str, str]
    words: Mapping[str, Sequence[str]]


class Comment(NamedTuple):
    """What one visitor wrote: the words, the page's language, the sentiment's label and the day it is counted on."""

    id: UUID
    text: str
    language: str | None
    label: str | None
    day: date


# The keys of the topics that one comment speaks of, with the words that say so.
Spoken = Mapping[str, Sequence[str]]


class Words:
    """Which topics a word speaks of. Made once of many patterns, asked for every word of every comment."""

    def __init__(self, patterns: Iterable[tuple[str, str]]) -> None:
        """`patterns` are pairs of a pattern and the topic's key."""
        self._whole: dict[str, set[Says]] = {}
        self._beginnings: dict[str, set[Says]] = {}
        self._parts: dict[str, set[Says]] = {}
        for number, (pattern, key) in enumerate(patterns):
            sides = pattern.split("+")
            for side, words in enumerate(sides):
                for word in words.split("|"):
                    self._add(word, Says(key, number if len(sides) > 1 else ALONE, side))
        self._lengths = sorted({len(beginning) for beginning in self._beginnings})

    def __bool__(self) -> bool:
        return bool(self._whole or self._beginnings or self._parts)

    def _add(self, word: str, says: "Says") -> None:
        if word.startswith("*"):
            self._parts.setdefault(word.strip("*"), set()).add(says)
        elif word.endswith("*"):
            self._beginnings.setdefault(word[:-1], set()).add(says)
        else:
            self._whole.setdefault(word, set()).add(says)

    def says(self, word: str) -> frozenset["Says"]:
        """What this word, in small letters, says alone, and what it says beside others."""
        found = set(self._whole.get(word, ()))
        for length in self._lengths:
            if length > len(word):
                break
            found |= self._beginnings.get(word[:length], set())
        for part, says in self._parts.items():
            if part in word:
                found |= says
        return frozenset(found)

    def topics_of(self, word: str) -> frozenset[str]:
        """The keys of the topics that this word, in small letters, speaks of by itself."""
        return frozenset(one.key for one in self.says(word) if one.pair == ALONE)


class Says(NamedTuple):
    """What a word says: a topic, by itself (`pair` is ALONE) or with a word of the pair's other side."""

    key: str
    pair: int
    side: int


ALONE = -1


@cache
def concepts() -> Mapping[str, Concept]:
    """The known topics by key, in the order of the file."""
    names: dict[str, dict[str, str]] = {}
    words: dict[str, dict[str, Sequence[str]]] = {}
    for line in CONCEPTS.read_text("utf-8").splitlines()[1:]:
        key, language, name, patterns = line.split("\t")
        names.setdefault(key, {})[language] = name
        words.setdefault(key, {})[language] = patterns.split()
    return {key: Concept(key, names[key], words[key]) for key in names}


@cache
def known_words(language: str) -> Words:
    """The known topics' words in one language; none for a language that the file has not."""
    return Words(
        (pattern, concept.key) for concept in concepts().values() for pattern in concept.words.get(language, ())
    )


def known_name(key: str, language: str) -> str:
    """What a topic is called that nobody here named: the known one's name, else the word itself."""
    known = concepts().get(key)
    return localised(dict(known.names), language) if known else key.rpartition(":")[2]


def topics_of(comment: Comment, own: Words) -> dict[str, list[str]]:
    """The known and own topics that a comment speaks of, with the words that say so."""
    found: dict[str, list[str]] = {}
    pairs: dict[tuple[str, int], tuple[list[str], list[str]]] = {}
    language = primary(comment.language)
    for word in dict.fromkeys(words_of(comment.text)):
        for key, pair, side in _known(language, word):
            if pair == ALONE:
                found.setdefault(key, []).append(word)
            else:
                pairs.setdefault((key, pair), ([], []))[side].append(word)
        for key in own.topics_of(word) if own else ():
            found.setdefault(key, []).append(word)
    for (key, _), (first, second) in pairs.items():
        if first and second and len({*first, *second}) > 1:
            found[key] = list(dict.fromkeys([*found.get(key, ()), *first, *second]))
    return found


def topics_in_names(names: Iterable[Mapping[str, str]]) -> frozenset[str]:
    """The known topics that every one of these names, each written by language, speaks of."""
    spoken = [{key for language, text in name.items() for key in _topics_in(text, primary(language))} for name in names]
    return frozenset(set.intersection(*spoken)) if spoken else frozenset()


def _topics_in(text: str, language: str) -> frozenset[str]:
    return frozenset().union(*(known_words(language).topics_of(word) for word in words_of(text)))


@lru_cache(maxsize=100_000)
def _known(language: str, word: str) -> frozenset[Says]:
    return known_words(language).says(word)
