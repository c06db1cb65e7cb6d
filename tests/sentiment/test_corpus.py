"""The corpus of our own comments: well formed, each line once, no line of anybody else's."""

import re
from collections import Counter
from pathlib import Path

import pytest

import backend.sentiment

CORPUS = Path(backend.sentiment.__file__).parent / "corpus"
LANGUAGES = sorted(path.stem for path in CORPUS.glob("*.tsv"))
LABELS = {"positive", "negative", "neutral", "mixed"}
TOPICS = {
    "delivery", "price", "usability", "speed", "service", "product", "payment", "account", "content", "accessibility",
    "returns", "availability", "other",
}  # fmt: skip
KINDS = {"praise", "complaint", "question", "idea", "fact", "noise"}


def rows(language):
    head, *lines = (CORPUS / f"{language}.tsv").read_text("utf-8").splitlines()
    assert head.split("\t") == ["text", "label", "topic", "kind", "batch"]
    return [line.split("\t") for line in lines]


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
    bare = Counter(re.sub(r"[\W_]+", "", text.casefold()) or text for text, *_ in rows(language))
    assert not [text for text, times in bare.items() if times > 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_labels_are_balanced_and_half_of_the_lines_are_short(language):
    texts = rows(language)
    shares = {label: n / len(texts) for label, n in Counter(row[1] for row in texts).items()}
    assert 0.3 < shares["negative"] < 0.45
    assert 0.2 < shares["positive"] < 0.35
    assert 0.12 < shares["neutral"] < 0.28
    assert 0.08 < shares["mixed"] < 0.2
    assert sum(len(row[0]) < 60 for row in texts) / len(texts) >= 0.5
