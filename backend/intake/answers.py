"""Fit what was sent to what was asked. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backend.feedback.record import Answer, Choice
from backend.foundation.errors import invalid_param
from backend.touchpoints.catalog import KnownQuestion, KnownTouchpoint
from backend.touchpoints.scales import CHOICE, SCALES


@dataclass(frozen=True, slots=True)
class Fitted:
    """The answers by their form: the first question's number, further numbers, texts by question key, choices.

    A choice of nothing takes back what was chosen before.
    """

    first: Answer | None
    further: tuple[Answer, ...]
    texts: Mapping[str, str]
    choices: tuple[Choice, ...]


def fit(touchpoint: KnownTouchpoint, rating: int | None, answers: Mapping[str, Any] | None) -> Fitted:
    """The answers as the touchpoint's questions take them; raises Invalid naming the member that does not fit.

    `rating` answers the first question; a key in `answers` that names the first question means the same. A question
    that its `show_if` hides may be answered: pages run older tags, and steps may come in another order.
    """
    questions = {question.key: question for question in touchpoint.questions}
    first = touchpoint.questions[0] if touchpoint.questions else None
    given = dict(answers or {})
    if rating is not None:
        if first is None or first.kind not in SCALES:
            raise invalid_param("rating", "invalid", "this touchpoint's first question does not ask for a number")
        if given.setdefault(first.key, rating) != rating:
            raise invalid_param(
                "rating", "invalid", f"differs from answers.{first.key}, which answers the same question"
            )
    numbers: dict[str, Answer] = {}
    texts: dict[str, str] = {}
    choices: list[Choice] = []
    for key, value in given.items():
        question = questions.get(key)
        if question is None:
            raise invalid_param(f"answers.{key}", "unknown", "this touchpoint does not ask that")
        member = "rating" if rating is not None and question is first else f"answers.{key}"
        if question.kind in SCALES:
            numbers[key] = _number(member, question, value)
        elif question.kind == CHOICE:
            choices.append(_choice(member, question, value))
        elif isinstance(value, str):
            texts[key] = value
        else:
            raise invalid_param(member, "invalid", "expected a text")
    opening = numbers.pop(first.key, None) if first else None
    given_texts = {key: text for key, text in texts.items() if text.strip()}
    return Fitted(opening, tuple(numbers.values()), given_texts, tuple(choices))


def _number(member: str, question: KnownQuestion, value: Any) -> Answer:
    scale = SCALES[question.kind]
    if not isinstance(value, int) or not scale.least <= value <= scale.most:
        raise invalid_param(member, "invalid", f"expected a whole number from {scale.least} to {scale.most}")
    return Answer(question.id, value, scale.score(value))


def _choice(member: str, question: KnownQuestion, value: Any) -> Choice:
    """An option that was taken away lately still fits: the page may be older, and its visitor saw it."""
    chosen = [value] if isinstance(value, str) else value
    if not isinstance(chosen, list) or (len(chosen) > 1 and not question.several):
        expected = "a list of options' keys" if question.several else "one option's key"
        raise invalid_param(member, "invalid", f"expected {expected}")
    unknown = [key for key in chosen if key not in question.numbers]
    if unknown:
        raise invalid_param(member, "invalid", f"this question has no option {unknown[0]}")
    numbers = sorted({question.numbers[key]: key for key in chosen}.items())
    return Choice(question.id, question.key, tuple(key for _, key in numbers), tuple(number for number, _ in numbers))
