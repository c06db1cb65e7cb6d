"""Moves a packed model towards an installation's own comments. Plain Python, quick; the same rows give the same bytes.

Logistic regression by Adagrad, with the penalty pulling each weight back to where the base model had it: a shop's own
words are learnt, and what a few rows do not speak of stays as it was.
"""

from collections.abc import Iterator, Sequence
from math import sqrt
from random import Random
from typing import NamedTuple

from backend.sentiment.features import WEAK, features, value
from backend.sentiment.judge import LABELS, sigmoid
from backend.sentiment.model import Model
from backend.sentiment.packing import HEADS, LAST, MIDDLE, Weights, check_of, pack, places, unpack
from backend.sentiment.words import words

ROUNDS, STEP, PULL = 8, 0.6, 0.002
# What each label says to each head that own rows teach: yes, no, or nothing.
TAUGHT: dict[str, dict[str, bool]] = {
    "pos": {"positive": True, "mixed": True, "negative": False, "neutral": False},
    "neg": {"negative": True, "mixed": True, "positive": False, "neutral": False},
    "pol": {"positive": True, "negative": False},
    "neu": {"neutral": True, "positive": False, "negative": False, "mixed": False},
    "mix": {"mixed": True, "positive": False, "negative": False, "neutral": False},
}


class Example(NamedTuple):
    """A comment with its right label; `weight` says how much it counts (1 for a correction by staff)."""

    text: str
    label: str
    weight: float = 1.0


class _Prepared(NamedTuple):
    values: dict[int, float]
    base: list[float]
    label: str
    weight: float


def adapt(model: Model, examples: Sequence[Example], rounds: int = ROUNDS) -> bytes:
    """The packed bytes of `model` moved towards `examples`. Examples without a usable label or text are passed over."""
    prepared = [_prepare(model, one) for one in examples if one.label in LABELS and one.weight > 0 and one.text.strip()]
    moves = {name: _moves(prepared, name, rounds) for name in TAUGHT}
    return _moved(model, moves)


def _prepare(model: Model, example: Example) -> _Prepared:
    found = words(example.text)
    strong, weak = features(example.text, found)
    unit = value(len(strong), len(weak))
    values: dict[int, float] = {}
    for buckets, share in ((strong, unit), (weak, unit * WEAK)):
        for bucket in buckets:
            values[bucket] = values.get(bucket, 0.0) + share
    return _Prepared(values, model.read(example.text, found).heads, example.label, example.weight)


def _moves(prepared: Sequence[_Prepared], name: str, rounds: int) -> dict[int, float]:
    """How far each weight of one head moves from the base."""
    head, answers = HEADS.index(name), TAUGHT[name]
    rows = [row for row in prepared if row.label in answers]
    moves: dict[int, float] = {}
    seen: dict[int, float] = {}
    for row in _shuffled(rows, rounds):
        logit = row.base[head] + sum(moves.get(bucket, 0.0) * share for bucket, share in row.values.items())
        error = row.weight * (sigmoid(logit) - answers[row.label])
        for bucket, share in row.values.items():
            move = moves.get(bucket, 0.0)
            slope = error * share + PULL * move
            seen[bucket] = seen.get(bucket, 1e-3) + slope * slope
            moves[bucket] = move - STEP * slope / sqrt(seen[bucket])
    return moves


def _shuffled(rows: Sequence[_Prepared], rounds: int) -> Iterator[_Prepared]:
    order = Random(1)  # the same order every time
    for _ in range(rounds):
        yield from order.sample(rows, len(rows))


def _moved(model: Model, moves: dict[str, dict[int, float]]) -> bytes:
    header, weights = unpack(model.data)
    weights = _with_room(weights, {feature for some in moves.values() for feature in some})
    at, heads = places(weights.checks), [bytearray(plane) for plane in weights.heads]
    for name, some in moves.items():
        head = HEADS.index(name)
        for feature, move in some.items():
            if weights.checks[feature & LAST] == check_of(feature):
                place, steps = at[feature & LAST] - 1, round(move / header["scales"][head])
                heads[head][place] = max(1, min(2 * MIDDLE - 1, heads[head][place] + steps))
    return pack(header, weights._replace(heads=[bytes(plane) for plane in heads]))


def _with_room(weights: Weights, features: set[int]) -> Weights:
    """The weights with a place for each of these features whose slot is empty; a slot that is taken stays as it is."""
    checks, at = bytearray(weights.checks), places(weights.checks)
    cuts = []
    for feature in sorted(features, key=lambda one: (one & LAST, one)):
        if not checks[feature & LAST]:
            checks[feature & LAST] = check_of(feature)
            cuts.append(at[feature & LAST])
    edges = [*zip([0, *cuts], [*cuts, len(weights.heads[0])], strict=True)]
    return weights._replace(
        checks=bytes(checks),
        heads=[bytes([MIDDLE]).join(plane[start:end] for start, end in edges) for plane in weights.heads],
    )
