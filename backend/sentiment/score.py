"""The one way into the room: a text in, its sentiment out. Pure, and never an error whatever the text."""

from backend.sentiment.evidence import evidence
from backend.sentiment.judge import judge
from backend.sentiment.language import detect, primary
from backend.sentiment.lexicon import SHARED
from backend.sentiment.model import Model, released
from backend.sentiment.result import Sentiment
from backend.sentiment.textblob_scorer import score_english, subjectivity_of
from backend.sentiment.words import Word, words

NO_SCORER = "none"
SCORERS = ("kohtaamo", "textblob")
# In a language that is not covered, emoji and words that many languages share must speak this clearly.
CLEAR, CLEAR_CONFIDENCE = 0.5, 0.6


def score(
    text: str, language: str | None = None, scorer: str = "kohtaamo", *, model: Model | None = None
) -> Sentiment | None:
    """The sentiment of `text`, on a page in `language` (a tag such as `fi` or `en-GB`; None if nobody knows).

    The tag is a hint: a text long enough to tell is judged in its own language. None when there is nothing to score. A
    language that no scorer covers gives the label `unknown`. `scorer` is one of SCORERS: the second reads only English,
    by its lexicon. `model` is the one that came with this version unless another is given.
    """
    if not text.strip():
        return None
    hint = primary(language)
    if scorer == "textblob":
        return score_english(text) if hint == "en" else _unknown(hint, NO_SCORER)
    return _by_model(text, hint, model or released())


def _by_model(text: str, hint: str | None, model: Model) -> Sentiment:
    found = words(text)
    reading = model.read(text, found)
    language, covered = detect(text, reading.languages, hint)
    if not covered:
        return _by_signs(found, language, model)
    verdict = judge(reading.heads, model.header)
    return Sentiment(
        score=round(verdict.score, 4),
        label=verdict.label,
        confidence=round(verdict.confidence, 3),
        language=language,
        subjectivity=subjectivity_of(found) if language == "en" else None,
        evidence=evidence(reading, found),
        version=model.version,
    )


def _by_signs(found: list[Word], language: str | None, model: Model) -> Sentiment:
    """An uncovered language: what its emoji and shared words say alone, if that is clear; else unknown."""
    signs = [word for word in found if word.form in SHARED or (word.form > "\u2190" and not word.form[0].isalnum())]
    if not signs:
        return _unknown(language, model.version)
    reading = model.read(" ".join(word.form for word in signs), signs)
    verdict = judge(reading.heads, model.header)
    if abs(verdict.score) < CLEAR or verdict.confidence < CLEAR_CONFIDENCE:
        return _unknown(language, model.version)
    told = evidence(reading, signs)
    half = round(verdict.confidence / 2, 3)  # of such a text most is not understood
    return Sentiment(round(verdict.score, 4), verdict.label, half, language, None, told, model.version)


def _unknown(language: str | None, version: str) -> Sentiment:
    return Sentiment(None, "unknown", 0.0, language, None, (), version)
