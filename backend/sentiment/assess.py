"""Figures on writers held apart: the model that judges a text has never seen its writer, in any language."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from backend.sentiment.fit import Linear, fit, fit_stack, logits
from backend.sentiment.judge import LABELS, probabilities
from backend.sentiment.packing import HEADS
from backend.sentiment.rows import COVERED, Row
from backend.sentiment.table import Tables, tools

# Choices were made, and the stack fitted, on the first; the figures told are of the second.
DEVELOPMENT, REPORTED = (("a", "b"), ("c", "d")), (("e", "f"), ("g", "h"))
SHORT = 60


class Figures(NamedTuple):
    """Of `n` rows, `polar` of them positive or negative: shares right, and the expected calibration error."""

    n: int
    polar: int
    binary: float
    four: float
    macro_f1: float
    ece: float


def held_apart(
    own: Sequence[Row], public: Sequence[Row], told: Tables, breadth: Linear, folds: Any, every: int = 1
) -> Any:
    """The heads' logits of the rows written by the folds' writers, each by a model without its fold; else NaN.

    With `every` = 10 the models learn from every tenth of the rows that are theirs to learn from.
    """
    numpy, _, _ = tools()
    writers = numpy.array([row.writer for row in own])
    found = numpy.full((len(own), len(HEADS)), numpy.nan)
    for fold in folds:
        apart = numpy.isin(writers, fold)
        if apart.any():
            rest = numpy.flatnonzero(~apart)[::every]
            heads = fit([own[at] for at in rest.tolist()], public, told._replace(own=told.own[rest]), breadth)
            found[apart] = logits(heads, told.own[apart])
    return found


def stack_of(own: Sequence[Row], told: Any) -> list[list[float]]:
    """The stack fitted on the rows that have logits."""
    numpy, _, _ = tools()
    have = ~numpy.isnan(told[:, 0])
    return fit_stack(told[have], [row.label for row, has in zip(own, have, strict=True) if has])


def chances(told: Any, header: Mapping[str, Any]) -> list[list[float]]:
    """The probability of each label, for each row of logits."""
    return [probabilities(row, header["stack"], header["gate"]) for row in told.tolist()]


def figures(labels: Sequence[str], chances: Sequence[Sequence[float]]) -> Figures:
    """The figures of these rows. A score of exactly 0 on a positive or negative row counts as wrong."""
    polar = [(label, row) for label, row in zip(labels, chances, strict=True) if label in LABELS[:2]]
    binary = [(row[0] - row[1]) * (1 if label == "positive" else -1) > 0 for label, row in polar]
    said = [LABELS[max(range(4), key=row.__getitem__)] for row in chances]
    right = [label == one for label, one in zip(labels, said, strict=True)]
    return Figures(
        len(labels),
        len(polar),
        sum(binary) / max(1, len(binary)),
        sum(right) / max(1, len(right)),
        sum(_f1(labels, said, label) for label in LABELS) / len(LABELS),
        calibration_error([max(row) for row in chances], right),
    )


def _f1(labels: Sequence[str], said: Sequence[str], label: str) -> float:
    hits = sum(one == label == other for one, other in zip(labels, said, strict=True))
    return 2 * hits / max(1, labels.count(label) + said.count(label))


def calibration_error(confidences: Sequence[float], right: Sequence[bool]) -> float:
    """How far, on average, the confidence is from the share that is right, in ten bins of confidence."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(10)]
    for confidence, hit in zip(confidences, right, strict=True):
        bins[min(9, int(confidence * 10))].append((confidence, hit))
    gaps = [abs(sum(c for c, _ in one) - sum(hit for _, hit in one)) for one in bins]
    return sum(gaps) / max(1, len(right))


def by_language(own: Sequence[Row], told: Any, header: Mapping[str, Any]) -> dict[str, dict[str, Figures]]:
    """Figures of each language: of all rows that have logits, and of those under SHORT characters."""
    numpy, _, _ = tools()
    have = numpy.flatnonzero(~numpy.isnan(told[:, 0])).tolist()
    judged = dict(zip(have, chances(told[have], header), strict=True))
    table = {}
    for language in (*COVERED, "all"):
        rows = [at for at in have if language in {"all", own[at].language}]
        short = [at for at in rows if len(own[at].text) < SHORT]
        if rows:
            table[language] = {
                name: figures([own[at].label for at in some], [judged[at] for at in some])
                for name, some in (("all", rows), ("short", short))
            }
    return table


def public_figures(
    public: Sequence[Row], public_table: Any, heads: Mapping[str, Linear], header: Any
) -> dict[str, Any]:
    """Share of the public dev rows, positive or negative, whose sign is right, by language and source."""
    found: dict[str, list[int]] = {}
    for at, row in enumerate(public):
        if row.split == "dev" and row.label in LABELS[:2] and row.language in COVERED:
            found.setdefault(f"{row.language} {row.source}", []).append(at)
    return {
        name: figures([public[at].label for at in some], chances(logits(heads, public_table[some]), header))
        for name, some in found.items()
        if len(some) >= 50
    }
