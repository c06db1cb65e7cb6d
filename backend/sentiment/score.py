"""The one way into the room: a text in, its sentiment out. Pure, and never an error whatever the text."""

from backend.sentiment.result import Sentiment
from backend.sentiment.textblob_scorer import score_english

NO_SCORER = "none"


def score(text: str, language: str | None = None) -> Sentiment | None:
    """The sentiment of `text`, written in `language` (a tag such as `fi` or `en-GB`; None if nobody knows).

    None when there is nothing to score. A language that no scorer covers gives the label `unknown`.
    """
    if not text.strip():
        return None
    primary = language.partition("-")[0].lower() if language else None
    if primary == "en":
        return score_english(text)
    return Sentiment(None, "unknown", 0.0, primary, None, (), NO_SCORER)
