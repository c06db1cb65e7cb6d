"""Rating and words that disagree strongly: somebody should read what was meant. Pure."""

from typing import Any

# Of 0–100: two stars of five are 25, four are 75.
LOW, HIGH = 25, 75
SURE, CERTAIN = 0.6, 1.0


def contradict(rating: float | None, label: str | None, confidence: float) -> bool:
    """Whether the first answer's score (0–100) says the opposite of the comment's label.

    `confidence` in [0, 1] is the scorer's; a label given by staff is CERTAIN. No rating, no words, or words that are
    neutral, mixed or unknown contradict nothing.
    """
    if rating is None or confidence < SURE:
        return False
    return (label == "positive" and rating <= LOW) or (label == "negative" and rating >= HIGH)


def contradicts(rating: float | None, label: str | None, told: dict[str, Any] | None, by_staff: bool = False) -> bool:
    """The same of a feedback's columns; `told` is its `sentiment` document."""
    confidence = CERTAIN if by_staff else told["confidence"] if told else 0.0
    return contradict(rating, label, confidence)
