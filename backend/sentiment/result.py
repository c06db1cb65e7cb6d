"""What is said of a text's sentiment."""

from typing import NamedTuple


class Evidence(NamedTuple):
    """A stretch of the text (characters `start` to before `end`) and how far it pulled the score, in [−1, 1]."""

    start: int
    end: int
    weight: float


class Sentiment(NamedTuple):
    """`score` in [−1, 1]; `label` positive, neutral, negative, mixed or unknown; `confidence` in [0, 1].

    `unknown` means that no scorer covers the text's language. It has no score and is never to be read as neutral.
    `subjectivity` in [0, 1] says opinion (1) or statement (0), where a scorer can tell.
    """

    score: float | None
    label: str
    confidence: float
    language: str | None
    subjectivity: float | None
    evidence: tuple[Evidence, ...]
    version: str


LABELS = ("positive", "neutral", "negative", "mixed", "unknown")
