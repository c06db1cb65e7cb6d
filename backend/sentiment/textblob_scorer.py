"""English by TextBlob: a lexicon of opinion words with negation and emphasis, and a subjectivity.

It reads only English: on Finnish text it says nothing at all, which must not be taken for "neutral".
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from backend.sentiment.result import Evidence, Sentiment
from backend.sentiment.words import Word

VERSION = f"textblob-{version('textblob')}"
# Below this the lexicon's sum is noise. A side counts for "mixed" when its strongest word reaches MIXED_FROM.
CLEAR_FROM, MIXED_FROM = 0.1, 0.3


def score_english(text: str) -> Sentiment:
    """The sentiment of an English text. No opinion word at all gives neutral with little confidence."""
    result = _analyser()(text)
    words = [(chunk, float(polarity)) for chunk, polarity, *_ in result.assessments]
    score = max(-1.0, min(1.0, float(result[0])))
    return Sentiment(
        score=round(score, 4),
        label=_label(score, [polarity for _, polarity in words]),
        confidence=round(min(0.9, 0.3 + abs(score) * 0.6), 2) if words else 0.1,
        language="en",
        subjectivity=round(float(result[1]), 4) if words else None,
        evidence=tuple(_evidence(text, words)),
        version=VERSION,
    )


def subjectivity_of(found: Sequence[Word]) -> float | None:
    """How much of an English text is opinion, in [0, 1]: the mean over its words that TextBlob's lexicon knows.

    None where it knows none. Read from the lexicon's file: TextBlob itself takes half a millisecond a comment, and half
    a second and 38 MB to import.
    """
    told = [_opinions()[word.form] for word in found if word.form in _opinions()]
    return round(sum(told) / len(told), 4) if told else None


@lru_cache(maxsize=1)
def _opinions() -> dict[str, float]:
    """How much of an opinion each word of the lexicon is, over its senses."""
    senses: dict[str, list[float]] = {}
    for form, told in re.findall(r'<word form="([^"]+)".*? subjectivity="([\d.]+)"', _lexicon().read_text("utf-8")):
        senses.setdefault(form, []).append(float(told))
    return {form: sum(several) / len(several) for form, several in senses.items()}


def _lexicon() -> Path:
    package = find_spec("textblob")
    return Path(package.origin or "").parent / "en" / "en-sentiment.xml" if package else Path()


def _label(score: float, polarities: Sequence[float]) -> str:
    strongest, weakest = max(polarities, default=0.0), min(polarities, default=0.0)
    if strongest >= MIXED_FROM and weakest <= -MIXED_FROM:
        return "mixed"
    if score > CLEAR_FROM:
        return "positive"
    return "negative" if score < -CLEAR_FROM else "neutral"


def _evidence(text: str, words: Sequence[tuple[Sequence[str], float]]) -> Sequence[Evidence]:
    found, place = [], 0
    for chunk, polarity in words:
        if polarity == 0:
            continue
        pattern = r"\W{0,3}(?:\w+\W{1,3}){0,2}?".join(re.escape(word) for word in chunk if word)
        match = re.compile(pattern, re.IGNORECASE).search(text, place) if pattern else None
        if match:
            place = match.end()
            found.append(Evidence(match.start(), match.end(), round(polarity, 4)))
    return found


@lru_cache(maxsize=1)
def _analyser() -> Any:
    # Imported only where this scorer is chosen: it costs half a second and 38 MB.
    from textblob.en import sentiment

    return sentiment
