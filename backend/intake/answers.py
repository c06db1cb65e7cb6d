"""Fit what was sent to what was asked. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

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


def fit(
    touchpoint: KnownTouchpoint, rating: int | None, answers: Mapping[str, Any] | None, begun_with: UUID | None = None
) -> Fitted:
    """The answers as the touchpoint's questions take them; raises Invalid naming the member that does not fit.

    A page may have been loaded before the owner's last change, and must lose nothing by it: questions that were retired
    since are answered as before. So are those that a `show_if` hides, for steps may come in another order. `rating`
    answers the question that the feedback has begun with, else the first; a key in `answers` that names it means the
    same.
    """
    first = _first(touchpoint, rating, begun_with)
    given = _given(first, rating, dict(answers or {}))
    numbers: dict[str, Answer] = {}
    texts: dict[str, str] = {}
    choices: list[Choice] = []
    questions = {question.key: question for question in (*touchpoint.questions, *touchpoint.retired)}
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


def _first(touchpoint: KnownTouchpoint, rating: int | None, begun_with: UUID | None) -> KnownQuestion | None:
    """The question that `rating` answers.

    Where the present first question takes no such number, an older page has sent it: then it is the first retired one
    that does. Retired questions keep the order in which they were asked, those retired last before the others.
    """
    every = (*touchpoint.questions, *touchpoint.retired)
    known = [question for question in every if question.id == begun_with]
    possible = known or [*touchpoint.questions[:1], *touchpoint.retired]
    takers = (question for question in possible if rating is not None and _takes(question, rating))
    return next(takers, possible[0] if possible else None)


def _takes(question: KnownQuestion, value: int) -> bool:
    scale = SCALES.get(question.kind)
    return scale is not None and scale.least <= value <= scale.most


def _given(first: KnownQuestion | None, rating: int | None, answers: dict[str, Any]) -> dict[str, Any]:
    """The answers with the rating among them."""
    if rating is None:
        return answers
    if first is None or first.kind not in SCALES:
        raise invalid_param("rating", "invalid", "this touchpoint's first question does not ask for a number")
    if answers.setdefault(first.key, rating) != rating:
        raise invalid_param("rating", "invalid", f"differs from answers.{first.key}, which answers the same question")
    return answers


def _number(member: str, question: KnownQuestion, value: Any) -> Answer:
    scale = SCALES[question.kind]
    if not isinstance(value, int) or not _takes(question, value):
        raise invalid_param(member, "invalid", f"expected a whole number from {scale.least} to {scale.most}")
    return Answer(question.id, value, scale.score(value))


def _choice(member: str, question: KnownQuestion, value: Any) -> Choice:
    """An option that was taken away lately still fits: the page may be older, and its visitor saw it.

    Of several where one may be chosen the first counts: the page may be older than that, too.
    """
    chosen = [value] if isinstance(value, str) else value
    if not isinstance(chosen, list):
        expected = "a list of options' keys" if question.several else "one option's key"
        raise invalid_param(member, "invalid", f"expected {expected}")
    unknown = [key for key in chosen if key not in question.numbers]
    if unknown:
        raise invalid_param(member, "invalid", f"this question has no option {unknown[0]}")
    numbers = sorted({question.numbers[key]: key for key in (chosen if question.several else chosen[:1])}.items())
    return Choice(question.id, question.key, tuple(key for _, key in numbers), tuple(number for number, _ in numbers))
