"""One pure function: a text in, its sentiment out."""

import pytest

from backend.sentiment.result import LABELS
from backend.sentiment.score import score


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("I love it", "positive"),
        ("Great service, thank you", "positive"),
        ("Terrible, awful experience", "negative"),
        ("not good", "negative"),
        ("The parcel came on Tuesday", "neutral"),
        ("Great shop but terrible delivery", "mixed"),
    ],
)
def test_english_is_scored(text, label):
    result = score(text, "en")
    assert result.label == label
    assert -1 <= result.score <= 1
    assert result.version.startswith("textblob-")


@pytest.mark.parametrize("language", ["fi", "sv", "xx", "zh-Hant", None, ""])
def test_a_language_nobody_covers_is_unknown_and_never_neutral(language):
    result = score("Tämä on hyvä", language)
    assert (result.label, result.score, result.confidence) == ("unknown", None, 0.0)


@pytest.mark.parametrize("language", ["en", "en-GB", "EN-us"])
def test_a_language_is_its_first_part(language):
    assert score("great", language).label == "positive"


@pytest.mark.parametrize("text", ["", " ", "\n\t"])
def test_nothing_said_has_no_sentiment(text):
    assert score(text, "en") is None


@pytest.mark.parametrize(
    "text",
    [
        "👍",
        "!!!",
        "a" * 5000,
        "good " * 1000,
        "\ud800",
        "\x00",
        "<b>great</b>",
        "(((((",
        "é" * 100,
        "not " * 500 + "good",
    ],
    ids=["emoji", "signs", "one word", "many words", "surrogate", "nul", "markup", "brackets", "accents", "nots"],
)
def test_no_text_is_an_error(text):
    result = score(text, "en")
    assert result.label in LABELS
    assert result.score is None or -1 <= result.score <= 1


def test_the_evidence_points_at_words_of_the_text():
    text = "The food was great, but the delivery was terrible."
    result = score(text, "en")
    assert [(text[part.start : part.end], part.weight > 0) for part in result.evidence] == [
        ("great", True),
        ("terrible", False),
    ]


def test_the_same_text_has_the_same_sentiment():
    assert score("Really nice, but slow", "en") == score("Really nice, but slow", "en")
