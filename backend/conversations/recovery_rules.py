"""What opens a recovery case, whose turn it is, and how it ended. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from backend.conversations.recovery_words import WordLists, words_found

RATING, SENTIMENT, WORDS, BY_HAND = RULES = ("rating", "sentiment", "words", "by_hand")
WON_BACK, NO_CHANGE, WORSE, NO_ANSWER = OUTCOMES = ("won_back", "no_change", "worse", "no_answer")


@dataclass(frozen=True, slots=True)
class Said:
    """What of a feedback the rules look at: the rating on 0–100, what its words say (label, and −1 to 1), the words."""

    score: float | None
    label: str | None
    sentiment: float | None
    texts: Sequence[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """A line that is None and a list without words open nothing."""

    score_line: float | None
    sentiment_line: float | None
    words: WordLists


def reasons_for(said: Said, rules: Rules) -> list[dict[str, Any]]:
    """Why this calls for a recovery case, each rule by name; empty if nothing does."""
    reasons: list[dict[str, Any]] = []
    if rules.score_line is not None and said.score is not None and said.score <= rules.score_line:
        reasons.append({"rule": RATING})
    if rules.sentiment_line is not None and said.label == "negative" and (said.sentiment or 0) <= rules.sentiment_line:
        reasons.append({"rule": SENTIMENT})
    if found := words_found(said.texts, rules.words):
        reasons.append({"rule": WORDS, "words": found})
    return reasons


@dataclass(frozen=True, slots=True)
class Turn:
    """A member of the rota: away up to and with the day `away_until`; `last_at` is when a case last came to her."""

    staff_id: UUID
    away_until: date | None
    last_at: datetime | None


_NEVER = datetime.min.replace(tzinfo=UTC)


def whose_turn(rota: Sequence[Turn], today: date) -> UUID | None:
    """Who of those present has waited longest for a case, in the rota's order at first; None if nobody is there.

    Who comes back gets one case at once and then her fair share: what she missed is not heaped upon her.
    """
    present = [turn for turn in rota if turn.away_until is None or turn.away_until < today]
    return min(present, key=lambda turn: turn.last_at or _NEVER).staff_id if present else None


def outcome_of(first: float | None, second: float) -> str:
    """How it turned, from two ratings on one scale. Without a first one nothing has got better or worse."""
    if first is None or second == first:
        return NO_CHANGE
    return WON_BACK if second > first else WORSE
