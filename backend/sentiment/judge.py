"""From the heads' logits to a label, a score and how sure it is. Pure arithmetic, the same in training."""

from collections.abc import Mapping, Sequence
from math import exp
from typing import Any, NamedTuple

LABELS = ("positive", "negative", "neutral", "mixed")
# The heads that the stack weighs: pos, neg, pol, neu, mix.
WEIGHED = (0, 1, 2, 3, 4)
PUB, DOM = 5, 6


class Verdict(NamedTuple):
    """`score` is P(positive) − P(negative); `confidence` the probability that `label` is right."""

    label: str
    score: float
    confidence: float


def judge(heads: Sequence[float], header: Mapping[str, Any]) -> Verdict:
    """The verdict on one text; `header` is the model's, with the weights fitted on writers held apart."""
    chances = probabilities(heads, header["stack"], header["gate"])
    confidence = max(chances)
    return Verdict(LABELS[chances.index(confidence)], chances[0] - chances[1], confidence)


def probabilities(heads: Sequence[float], stack: Sequence[Sequence[float]], gate: Sequence[float]) -> list[float]:
    """The chance of each of LABELS.

    `stack` holds for each label its bias and the weight of each head weighed. `gate` is (slope, bias): how far a text
    that reads like film dialogue or a forum rather than a comment is left to the head taught by those.
    """
    pos, neg, pol, neu, mix = heads[: len(WEIGHED)]
    told = [bias + a * pos + b * neg + c * pol + d * neu + e * mix for bias, a, b, c, d, e in stack]
    chances = softmax(told)
    ours = sigmoid(gate[0] * heads[DOM] + gate[1])
    good = sigmoid(ours * (told[0] - told[1]) + (1 - ours) * heads[PUB])
    either = chances[0] + chances[1]
    return [either * good, either * (1 - good), *chances[2:]]


def softmax(logits: Sequence[float]) -> list[float]:
    top = max(logits)
    powers = [exp(logit - top) for logit in logits]
    total = sum(powers)
    return [power / total for power in powers]


def sigmoid(logit: float) -> float:
    return 1 / (1 + exp(-max(-60.0, min(60.0, logit))))
