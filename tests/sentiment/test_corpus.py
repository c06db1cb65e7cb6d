"""The corpus of our own comments: enough of them, well formed, each said once, by many writers, and nobody else's."""

import re
from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path

import pytest

import backend.sentiment
from tests.sentiment.feeling_words import FEELING

CORPUS = Path(backend.sentiment.__file__).parent / "corpus"
PUBLIC = Path(__file__).parents[3] / "shared" / "data" / "sentiment"
LEAST = {"fi": 5000, "sv": 4000, "en": 4000, "nb": 2000, "da": 2000, "de": 2000, "nl": 2000}
LANGUAGES = sorted(LEAST)
LABELS = {"positive", "negative", "neutral", "mixed"}
TOPICS = {
    "delivery", "price", "usability", "speed", "service", "product", "payment", "account", "content", "accessibility",
    "returns", "availability", "other",
}  # fmt: skip
KINDS = {"praise", "complaint", "question", "idea", "fact", "noise"}
FACES = re.compile("[\U0001f600-\U0001f64f\U0001f910-\U0001f97a]")


@lru_cache
def rows(language):
    head, *lines = (CORPUS / f"{language}.tsv").read_text("utf-8").splitlines()
    assert head.split("\t") == ["text", "label", "topic", "kind", "batch"]
    return [line.split("\t") for line in lines]


def bare(text):
    return re.sub(r"[\W_]+", "", text.casefold()) or text


def words(text):
    return re.findall(r"[\w-]+", text.casefold())


def test_the_corpus_has_these_languages():
    assert sorted(path.stem for path in CORPUS.glob("*.tsv")) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_comments_by_eight_writers_or_more(language):
    writers = Counter(row[4] for row in rows(language))
    assert len(rows(language)) >= LEAST[language]
    assert len(writers) >= 8
    assert max(writers.values()) < len(rows(language)) / 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_has_a_text_and_known_marks(language):
    for row in rows(language):
        assert len(row) == 5, row
        text, label, topic, kind, batch = row
        assert text == text.strip(), row
        assert text, row
        assert (label in LABELS, topic in TOPICS, kind in KINDS) == (True, True, True), row
        assert batch, row


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_stands_twice(language):
    texts = Counter(bare(text) for text, *_ in rows(language))
    assert not [text for text, times in texts.items() if times > 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_comments_are_nearly_alike(language):
    """Four of five words in common, of four or more: one was made from the other."""
    texts = [(text, frozenset(words(text))) for text, *_ in rows(language)]
    texts = [(text, found) for text, found in texts if len(found) >= 4]
    common = Counter(word for _, found in texts for word in found)
    by_word = defaultdict(list)
    alike = []
    for number, (text, found) in enumerate(texts):
        # Two that share four fifths of their words share one of the rarer third of either.
        rare = sorted(found, key=lambda word: (common[word], word))[: len(found) // 3 + 1]
        for other in {other for word in rare for other in by_word[word]}:
            shared = len(found & texts[other][1])
            if shared / len(found | texts[other][1]) >= 0.8:
                alike.append((text, texts[other][0]))
        for word in rare:
            by_word[word].append(number)
    assert not alike


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_labels_are_balanced_and_half_of_the_lines_are_short(language):
    texts = rows(language)
    shares = {label: n / len(texts) for label, n in Counter(row[1] for row in texts).items()}
    assert 0.3 < shares["negative"] < 0.45
    assert 0.2 < shares["positive"] < 0.35
    assert 0.12 < shares["neutral"] < 0.28
    assert 0.08 < shares["mixed"] < 0.2
    assert sum(len(row[0]) < 60 for row in texts) / len(texts) >= 0.5


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_comments_are_spread_over_topics_and_kinds(language):
    topics, kinds = Counter(row[2] for row in rows(language)), Counter(row[3] for row in rows(language))
    assert set(topics) == TOPICS
    assert max(topics.values()) / len(rows(language)) < 0.35
    assert set(kinds) == KINDS


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_third_of_the_complaints_and_more_hold_no_word_of_feeling(language):
    starts = tuple(FEELING[language].split())
    complaints = [text for text, label, *_ in rows(language) if label == "negative"]
    plain = [
        text
        for text in complaints
        if not any(word.startswith(starts) for word in words(text)) and not FACES.search(text)
    ]
    assert len(plain) / len(complaints) > 1 / 3


@pytest.mark.skipif(not PUBLIC.is_dir(), reason="the public sentences are not beside this clone")
def test_no_line_is_anybody_elses():
    """Texts of three words and more: shorter ones ("very good") are everybody's."""
    public = set()
    for path in PUBLIC.glob("*.tsv"):
        public |= {bare(line.rsplit("\t", 1)[-1]) for line in path.read_text("utf-8").splitlines()}
    assert len(public) > 10_000
    for language in LANGUAGES:
        taken = [text for text, *_ in rows(language) if len(words(text)) >= 3 and bare(text) in public]
        assert not taken, language
