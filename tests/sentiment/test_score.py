"""One pure function: a text in, its sentiment out."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from backend.sentiment.model import released
from backend.sentiment.result import LABELS
from backend.sentiment.score import score
from backend.sentiment.words import words


@pytest.mark.parametrize(
    ("text", "language", "label"),
    [
        ("Nopea toimitus ja todella ystävällinen palvelu, kiitos!", "fi", "positive"),
        ("Paketti ei tullut koskaan perille", "fi", "negative"),
        ("ei toimi", "fi", "negative"),
        ("Mihin aikaan myymälä aukeaa?", "fi", "neutral"),
        ("Mycket nöjd, tack för hjälpen", "sv", "positive"),
        ("Fungerar inte alls, mycket dåligt", "sv", "negative"),
        ("Great service, thank you", "en", "positive"),
        ("Third time I try to log in and still an error", "en", "negative"),
        ("Great shop but terrible delivery", "en", "mixed"),
        ("Rask levering og hyggelig service", "nb", "positive"),
        ("Pakken kom aldrig frem", "da", "negative"),
        ("Funktioniert nicht, sehr schlecht", "de", "negative"),
        ("Snelle levering, heel blij mee", "nl", "positive"),
    ],
)
def test_seven_languages_are_scored(text, language, label):
    result = score(text, language)
    assert result.label == label
    assert result.language == language
    assert -1 <= result.score <= 1
    assert 0 < result.confidence <= 1
    assert result.version == released().version


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Посылка не пришла, очень плохо", "fi"),
        ("配達がとても遅いです。", "fi"),
        ("Le colis n'est jamais arrivé et personne ne répond au téléphone", "fi"),
        ("El paquete no ha llegado nunca y nadie contesta al teléfono", "en"),
        ("Paczka nie dotarła na czas, a obsługa była bardzo słaba", "fi"),
        ("Şifremi unuttum, yardım eder misiniz lütfen", "sv"),
        ("xyz", "zh-Hant"),
    ],
)
def test_a_language_not_covered_is_unknown_and_never_neutral(text, language):
    result = score(text, language)
    assert (result.label, result.score, result.confidence) == ("unknown", None, 0.0)


def test_an_emoji_speaks_in_any_language():
    assert score("Очень хорошо ❤️😍", "ru").label == "positive"
    assert score("😡😡😡", None).label == "negative"


@pytest.mark.parametrize(
    ("text", "page", "language"),
    [
        ("Tilasin takin viikko sitten eikä sitä ole vieläkään näkynyt missään", "en", "fi"),
        ("I ordered a jacket a week ago and it is still nowhere to be seen", "fi", "en"),
        ("ok", "fi", "fi"),
        ("ok", "nn", "nb"),
        ("Jag beställde en jacka för en vecka sedan", None, "sv"),
    ],
)
def test_the_page_s_language_is_a_hint_and_not_the_truth(text, page, language):
    assert score(text, page).language == language


@pytest.mark.parametrize("language", ["en", "en-GB", "EN-us", "en_US"])
def test_a_language_is_its_first_part(language):
    result = score("great", language)
    assert (result.label, result.language) == ("positive", "en")


def test_english_has_a_subjectivity_and_finnish_needs_no_lexicon():
    assert score("This is a really lovely little shop", "en").subjectivity > 0.3
    assert score("Tämä on todella ihana pieni kauppa", "fi").subjectivity is None


def test_textblob_can_be_chosen_and_reads_only_english():
    result = score("I love it", "en", scorer="textblob")
    assert (result.label, result.version.split("-")[0]) == ("positive", "textblob")
    assert score("Tämä on hyvä", "fi", scorer="textblob").label == "unknown"


@pytest.mark.parametrize("text", ["", " ", "\n\t"])
def test_nothing_said_has_no_sentiment(text):
    assert score(text, "en") is None


ROOT = Path(__file__).parents[2]
ODD = {
    "emoji": "👍",
    "signs": "!!!",
    "one word": "a" * 5000,
    "one-letter words": "a " * 2500,
    "digits": "1" * 5000,
    "rating after rating": "1/10" * 1250,
    "apostrophes": "a'" * 2500,
    "addresses": "http://" * 700,
    "accents": "é" * 100,
    "accents apart": "e\u0301" * 2500,
    "accents alone": "\u0301" * 5000,
    "surrogate": "\ud800",
    "surrogates": "huono \udfff" * 500,
    "nul": "\x00\x01",
    "many words": "good " * 1000,
    "emoji only": "😡" * 5000,
    "joined": "👨‍👩‍👧‍👦" * 700,
    "wide": "ｇｏｏｄ",
    "ligature": "ﷺ" * 1000,
    "markup": "<b>great</b>",
    "brackets": "(" * 5000,
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("language", ["fi", None, "zh"])
def test_no_text_is_an_error_or_never_ends(text, language):
    """How long it takes is for the benchmark to say; a pattern that looks back at every letter would take minutes."""
    began = time.perf_counter()
    result = score(text, language)
    assert time.perf_counter() - began < 30
    assert result.label in LABELS
    assert (result.score is None) == (result.label == "unknown")


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.characters(exclude_categories=()), max_size=300),
    st.sampled_from(["fi", "sv", "en", "nb", "xx", "", "-", None]),
)
def test_any_text_gets_an_answer_whose_evidence_lies_within_it(text, language):
    result = score(text, language)
    if result is None:
        assert not text.strip()
        return
    assert result.label in LABELS
    assert result.score is None or -1 <= result.score <= 1
    assert 0 <= result.confidence <= 1
    assert len(result.evidence) <= 8
    ends = 0
    for part in result.evidence:
        assert ends <= part.start < part.end <= len(text)
        assert -1 <= part.weight <= 1
        ends = part.end


def test_the_evidence_points_at_whole_words_of_the_text():
    text = "Ruoka oli ihanaa, mutta toimitus oli aivan surkea."
    marked = {text[part.start : part.end]: part.weight for part in score(text, "fi").evidence}
    assert marked["ihanaa"] > 0 > marked["surkea"]
    assert set(marked) <= set(text.replace(",", " ").replace(".", " ").split())


def test_evidence_points_right_where_accents_stand_apart():
    text = "e\u0301e\u0301e\u0301 surkea palvelu"
    assert "surkea" in [text[part.start : part.end] for part in score(text, "fi").evidence]


def test_the_same_text_has_the_same_sentiment_in_every_thread():
    texts = [f"{word} palvelu {n}" for n in range(40) for word in ("hyvä", "huono", "hidas", "ihan ok")]
    alone = [score(text, "fi") for text in texts]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda text: score(text, "fi"), texts * 4)) == alone * 4


def test_english_is_scored_without_importing_textblob():
    code = (
        "import sys; from backend.sentiment.score import score; score('great', 'en'); print('textblob' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout == "False\n"


def test_a_word_that_the_model_does_not_hold_says_nothing():
    model = released()
    apart = [model.read(text, words(text)).words[0] for text in ("qxzjwvq", "zzvqxkk", "wqjjxqz")]
    assert max(map(abs, apart)) < 0.1 * model.read("terrible", words("terrible")).words[0] * -1


def test_scoring_needs_no_training_library():
    assert score("Hyvä palvelu", "fi").label == "positive"
    modules = {"backend.sentiment.score", "backend.sentiment.model", "backend.sentiment.judge"}
    for name in modules:
        assert not {"numpy", "scipy", "sklearn"} & set(vars(sys.modules[name]))
