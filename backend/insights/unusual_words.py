"""Topics that no list knows: words that stand in these comments clearly more often than in comments elsewhere."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from functools import cache, lru_cache
from itertools import islice
from math import log, sqrt
from pathlib import Path
from typing import NamedTuple

from backend.feedback.stems import primary, stem, words_of
from backend.insights.topic_words import Comment, Spoken
from backend.insights.usual_words import usual_words
from backend.sentiment.score import score

# So many comments at least, one in so many of those in its language, and so unlikely by chance.
LEAST, ONE_IN, UNUSUAL = 4, 100, 3.5
# What stands in so many of all comments ("kun", "sivu") is no topic anywhere.
EVERYWHERE = 0.006
# A word that the scorer alone scores so far from 0.
JUDGING = 0.9
SHORTEST_WORD, MOST_FURTHER = 3, 20
# Words that stand out only by chance of the day: days, kin, amounts, everyday verbs ("vei", "saturday").
IDLE_WORDS = Path(__file__).with_name("idle_words.tsv")
# Forms that only verbs have, by language: "vaihdettiin", "sammunut".
VERB_ENDINGS = {"fi": ("ttiin", "nut", "nyt", "ttu", "tty", "isin", "isivat", "ivat", "ivät")}


class Further(NamedTuple):
    """By comment the further topics it speaks of, and by topic the form in which its word stands most often."""

    words: Sequence[Spoken]
    forms: Mapping[str, str]


def further_topics(comments: Sequence[Comment], spoken: Sequence[Spoken]) -> Further:
    """Words that no topic has, and that stand here more often than elsewhere."""
    held: list[dict[str, list[str]]] = []
    counts: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for comment, known in zip(comments, spoken, strict=True):
        language = primary(comment.language)
        taken = {word for words in known.values() for word in words}
        mine: dict[str, list[str]] = {}
        for word in words_of(comment.text):
            if word not in taken and (key := _key(word, language)):
                mine.setdefault(key, []).append(word)
        held.append(mine)
        sizes[language] += 1
        counts.update(mine.keys())
        for key, words in mine.items():
            forms[key].update(set(words) if len(words) > 1 else words)
    chosen = _unusual(counts, sizes, forms)
    said = [{key: words for key, words in mine.items() if key in chosen} for mine in held]
    return Further(said, {key: _form(forms[key]) for key in chosen})


@lru_cache(maxsize=50_000)
def _key(word: str, language: str) -> str | None:
    """The topic that a word would be; None if it is too short or no word."""
    return f"{language}:{stem(word, language)}" if len(word) >= SHORTEST_WORD and word.isalpha() else None


def _form(forms: Counter[str]) -> str:
    """How to write a word that stands in several forms: the commonest, the shortest among equals."""
    return min(forms, key=lambda word: (-forms[word], len(word), word))


def _unusual(counts: Mapping[str, int], sizes: Mapping[str, int], forms: Mapping[str, Counter[str]]) -> frozenset[str]:
    found = []
    for key, n in counts.items():
        language, _, word = key.partition(":")
        if n >= max(LEAST, sizes[language] / ONE_IN) and (z := _unlikely(n, sizes[language], language, word)):
            found.append((z, key))
    likely = (key for _, key in sorted(found, reverse=True))
    topics = (key for key in likely if _is_matter(_form(forms[key]), key))
    return frozenset(islice(topics, MOST_FURTHER))


def _is_matter(form: str, key: str) -> bool:
    """Whether a word can be what somebody speaks of: neither a judgement, an idle word, nor a verb by its ending."""
    language, _, word = key.partition(":")
    idle = word in _idle_words().get(language, ()) or form.endswith(VERB_ENDINGS.get(language, ()))
    return not (idle or _judges(form, language))


@cache
def _idle_words() -> Mapping[str, Set[str]]:
    """The idle words' stems by language."""
    lines = (line.split("\t") for line in IDLE_WORDS.read_text("utf-8").splitlines()[1:])
    return {language: {stem(word, language) for word in words.split()} for language, words in lines}


@lru_cache(maxsize=10_000)
def _judges(word: str, language: str) -> bool:
    """Whether a word by itself is praise or blame ("mukava", "surkea"): that is no topic."""
    said = score(word, language)
    return said is not None and abs(said.score or 0.0) >= JUDGING


def _unlikely(n: int, of: int, language: str, word: str) -> float:
    """By how many standard deviations a word stands here more often than elsewhere; 0 if that can be chance."""
    usual = usual_words().get(language)
    if usual is None:
        return 0.0
    elsewhere = usual.counts.get(word, 1)
    if elsewhere > EVERYWHERE * usual.comments:
        return 0.0
    odds = log((n + 0.5) / (of - n + 0.5)) - log((elsewhere + 0.5) / (usual.comments - elsewhere + 0.5))
    z = odds / sqrt(1 / (n + 0.5) + 1 / (elsewhere + 0.5))
    return z if z >= UNUSUAL else 0.0
