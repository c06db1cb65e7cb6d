"""Areas: the known topics gathered into broad fields, so that a few lines tell where the complaints lie. Pure.

`areas.tsv` has for each area the topics in it, and its name by language.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from backend.feedback.accuracy import wilson
from backend.feedback.schemas import localised
from backend.feedback.stems import primary, stem
from backend.insights.topic_words import Comment

AREAS = Path(__file__).with_name("areas.tsv")
# A shorter word ("on") may speak of a topic beside another, and tells nothing by itself.
MOST_WORDS, SHORTEST_WORD = 5, 3


class Field(NamedTuple):
    """An area as the file has it."""

    names: Mapping[str, str]
    topics: Sequence[str]


class Area(NamedTuple):
    """`n` comments speak of a topic in it. `low` and `high` bound its share of the complaints (Wilson, 95 %)."""

    key: str
    n: int
    complaints: int
    share: float
    low: float
    high: float
    words: Sequence[str]
    topics: Sequence[str]


@cache
def fields() -> Mapping[str, Field]:
    """The areas by key, in the order of the file."""
    head, *lines = (line.split("\t") for line in AREAS.read_text("utf-8").splitlines())
    return {key: Field(dict(zip(head[2:], names, strict=True)), topics.split()) for key, topics, *names in lines}


@cache
def _areas_by_topic() -> Mapping[str, str]:
    return {topic: key for key, field in fields().items() for topic in field.topics}


def area_of(topic: str) -> str | None:
    """The area of a known topic; None for a word and for a topic of the site's own."""
    return _areas_by_topic().get(topic)


def area_name(key: str, language: str) -> str:
    return localised(dict(fields()[key].names), language)


def find_areas(
    told: Mapping[str, Mapping[int, Sequence[str]]], comments: Sequence[Comment], bad: Sequence[bool]
) -> list[Area]:
    """The areas of these topics, most complained of first.

    `told` has for each topic the places of its comments with the words that say so; `bad` which comments complain.
    """
    topics: dict[str, list[str]] = defaultdict(list)
    words: dict[str, dict[int, list[str]]] = defaultdict(dict)
    for topic, places in told.items():
        if area := area_of(topic):
            topics[area].append(topic)
            for place, said in places.items():
                words[area].setdefault(place, []).extend(said)
    found = [_area(key, words[key], topics[key], comments, bad) for key in words]
    return sorted(found, key=lambda area: (-area.complaints, -area.n, area.key))


def _area(
    key: str, told: Mapping[int, Sequence[str]], topics: Sequence[str], comments: Sequence[Comment], bad: Sequence[bool]
) -> Area:
    complaints, of = sum(bad[place] for place in told), sum(bad)
    low, high = wilson(complaints, of)
    words = commonest((comments[place], said) for place, said in told.items())
    return Area(key, len(told), complaints, complaints / of if of else 0.0, low, high, words, topics)


def commonest(told: Iterable[tuple[Comment, Iterable[str]]]) -> list[str]:
    """The MOST_WORDS words said in most comments, each in its commonest form."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for comment, words in told:
        language = primary(comment.language)
        for word in (word for word in set(words) if len(word) >= SHORTEST_WORD):
            forms[stem(word, language)][word] += 1
    most = sorted(forms.values(), key=lambda one: -one.total())[:MOST_WORDS]
    return [min(one, key=lambda word: (-one[word], len(word), word)) for one in most]
