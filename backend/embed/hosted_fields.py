"""A touchpoint's questions as fields of a form: what is drawn for each, and what was chosen. Pure."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backend.embed.hosted_words import Words
from backend.intake.schemas import LONGEST_ANSWER
from backend.touchpoints.catalog import KnownQuestion
from backend.touchpoints.scales import CHOICE, SCALES

SHAPES = {"stars": "stars", "faces": "faces", "thumbs": "thumbs", "expectation": "list", CHOICE: "list"}
# Scales whose ends have words of ours when the owner gives none.
_ENDS = {"faces": ("faces.1", "faces.5"), "csat": ("csat.1", "csat.5"), "nps": ("nps.low", "nps.high")}
_ENDS["ces"] = ("ces.low", "ces.high")
_WORDED = ("faces", "csat", "thumbs", "expectation")  # each value has a name
_LAST = "other"

Values = Mapping[str, Sequence[str]]
Fault = tuple[str, Mapping[str, Any]]  # a key of our words, and what stands in it


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    text: str  # what is seen, beside a drawing
    spoken: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    shape: str  # stars, faces, thumbs, numbers, list or text
    text: str
    is_required: bool
    several: bool
    options: Sequence[Option]
    low: str
    high: str
    typed: str
    most: int
    error: str


def field_name(question_key: str) -> str:
    return f"a.{question_key}"


def field_of(question: KnownQuestion, words: Words, values: Values, faults: Mapping[str, Fault], seed: str) -> Field:
    """One question as a field. `seed` shuffles options the same way each time the same form is drawn."""
    name = field_name(question.key)
    given = list(values.get(name, ()))
    fault = faults.get(name)
    low, high = _ends(question, words)
    return Field(
        name=name,
        shape=SHAPES.get(question.kind, "numbers" if question.kind in SCALES else "text"),
        text=words.pick(question.text),
        is_required=question.required,
        several=question.several,
        options=_options(question, words, given, seed),
        low=low,
        high=high,
        typed=given[0] if given else "",
        most=LONGEST_ANSWER,
        error=words.say(fault[0], **fault[1]) if fault else "",
    )


def spoken(question: Any, value: int, words: Words) -> str:
    """An answer on a scale in words: what a screen reader says of it, and a receipt shows."""
    kind, own = question.kind, _own_end(question, value)
    if own and kind in {"thumbs", "expectation"}:
        return words.pick(own)
    if kind == "stars":
        return words.say("stars", value)
    return words.say(f"{kind}.{value}") if kind in _WORDED else str(value)


def _own_end(question: Any, value: int) -> Mapping[str, str] | None:
    scale = SCALES[question.kind]
    ends: dict[int, Mapping[str, str] | None] = {scale.least: question.low, scale.most: question.high}
    return ends.get(value)


def _ends(question: KnownQuestion, words: Words) -> tuple[str, str]:
    if question.kind not in SCALES or question.kind in {"thumbs", "expectation"}:
        return "", ""
    ours = [words.say(key) for key in _ENDS.get(question.kind, ())] or ["", ""]
    return words.pick(question.low) or ours[0], words.pick(question.high) or ours[1]


def _options(question: KnownQuestion, words: Words, given: Sequence[str], seed: str) -> Sequence[Option]:
    if question.kind == CHOICE:
        texts = [(option["key"], words.pick(option["text"])) for option in _ordered(question, seed)]
        return [Option(key, text, text, key in given) for key, text in texts]
    if question.kind not in SCALES:
        return ()
    scale = SCALES[question.kind]
    return [_step(question, value, words, given) for value in range(scale.least, scale.most + 1)]


def _step(question: KnownQuestion, value: int, words: Words, given: Sequence[str]) -> Option:
    said = spoken(question, value, words)
    seen = said if question.kind in {"thumbs", "expectation"} else str(value)
    # On a numbered scale the number stays in the name: who steers by voice says what she sees.
    name = f"{value}, {said}" if question.kind == "csat" else said
    return Option(str(value), seen, name, str(value) in given)


def _ordered(question: KnownQuestion, seed: str) -> Sequence[Mapping[str, Any]]:
    options = list(question.options)
    if question.shuffle:
        random.Random(f"{seed} {question.key}").shuffle(options)
        options.sort(key=lambda option: option["key"] == _LAST)
    return options
