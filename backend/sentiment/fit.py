"""Fits the heads. Needs scikit-learn, which only the trainer uses; the same rows give the same weights."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from backend.sentiment.judge import LABELS, WEIGHED
from backend.sentiment.packing import HEADS, LANGUAGE_BUCKETS, LANGUAGES, LAST, MIDDLE, SLOTS, check_of
from backend.sentiment.rows import COVERED, Row
from backend.sentiment.table import Tables, language_matrix, tools

# Of own rows: the labels that a head says yes and no to. Labels in neither are not shown to it.
ASKED = {
    "pos": (("positive", "mixed"), ("negative", "neutral")),
    "neg": (("negative", "mixed"), ("positive", "neutral")),
    "pol": (("positive",), ("negative",)),
    "neu": (("neutral",), ("positive", "negative", "mixed")),
    "mix": (("mixed",), ("positive", "negative", "neutral")),
}
# Inverse strength of the penalty, chosen on the development writers; that of the public head on public rows.
FREEDOM, PUBLIC_FREEDOM, DOMAIN_FREEDOM, LANGUAGE_FREEDOM = 30.0, 20.0, 4.0, 4.0
# What a plain sentence (backend/sentiment/plain.py) counts beside a comment that somebody wrote.
PLAIN_WEIGHT = 1.0
# How loud the public head speaks beside the others, chosen with the gate (backend/sentiment/train.py).
LOUD = 0.85
# A feature of so many rows counts as it is; so many features are packed, in every so-many-th step of a byte; and what
# a feature says to the heads that public rows teach matters so much, beside the other heads.
USUAL, KEPT, COARSE, ASIDE = 30, 240_000, 2, 0.5
# Weighted rows (and one for each side) from which a feature tells how much features lean as a rule.
OFTEN = 2.5


class Linear(NamedTuple):
    """One head: a weight for each bucket (a numpy array) and a bias."""

    weights: Any
    bias: float


def rarity(table: Any) -> Any:
    """How much each feature counts while it is learnt: rare ones more. Afterwards it is part of the weight."""
    numpy, _, _ = tools()
    rows = table.shape[0] + 1
    known = numpy.bincount(table.indices, minlength=table.shape[1]) + 1
    return (numpy.log(rows / known) / numpy.log(max(2.0, rows / USUAL))).astype(numpy.float32)


def leaning(table: Any, yes: Any, weights: Any) -> Any:
    """How much more each feature counts for leaning to one side (the scaling known from NB-SVM, at half strength)."""
    numpy, _, _ = tools()
    ones = table.copy()
    ones.data = numpy.ones_like(ones.data)
    for_it, against = ones.T @ (weights * yes) + 1, ones.T @ (weights * ~yes) + 1
    leans = numpy.abs(numpy.log(for_it / for_it.sum()) - numpy.log(against / against.sum()))
    return numpy.sqrt(leans / leans[for_it + against > OFTEN].mean()).astype(numpy.float32)


def logistic(table: Any, yes: Any, weights: Any, freedom: float, scale: Any) -> Linear:
    """A logistic regression with a squared penalty, by dual coordinate descent with a fixed seed."""
    numpy, sparse, linear = tools()
    columns = numpy.unique(table.indices)
    model = linear.LogisticRegression(
        solver="liblinear", dual=True, C=freedom, tol=0.05, max_iter=300, random_state=1
    ).fit(table[:, columns] @ sparse.diags(scale[columns]), yes, sample_weight=weights)
    full = numpy.zeros(table.shape[1], dtype=numpy.float32)
    full[columns] = model.coef_[0] * scale[columns]
    return Linear(full, float(model.intercept_[0]))


def fit(own: Sequence[Row], public: Sequence[Row], told: Tables, breadth: Linear | None = None) -> dict[str, Linear]:
    """The heads of HEADS, from own and public rows and the tables of their features; `breadth` is `pub`, if fitted."""
    numpy, _, _ = tools()
    labels = numpy.array([row.label for row in own])
    counts = numpy.array([1.0 if row.writer else PLAIN_WEIGHT for row in own])
    scale = rarity(told.own)
    heads = {"pub": breadth or fit_breadth(public, told), "dom": _domain(public, told)}
    for name, (yes, no) in ASKED.items():
        mine = numpy.isin(labels, [*yes, *no])
        shown, answers, weights = told.own[mine], numpy.isin(labels[mine], yes), counts[mine]
        heads[name] = logistic(shown, answers, weights, FREEDOM, scale * leaning(shown, answers, weights))
    return strongest(heads, told)


def fit_breadth(public: Sequence[Row], told: Tables) -> Linear:
    """What public rows alone say of good and bad: in films, forums and reviews. Nothing without such rows."""
    numpy, _, _ = tools()
    polar = numpy.array([row.label in LABELS[:2] for row in public], dtype=bool) & _taught(public)
    if not polar.any():
        return Linear(numpy.zeros(len(told.known), dtype=numpy.float32), 0.0)
    good = numpy.array([row.label == "positive" for row in public])[polar]
    shown = told.public[polar]
    leans = leaning(shown, good, numpy.ones(len(good)))
    head = logistic(shown, good, None, PUBLIC_FREEDOM, numpy.sqrt(rarity(shown)) * leans)
    return Linear(head.weights * numpy.float32(LOUD), head.bias * LOUD)


def _domain(public: Sequence[Row], told: Tables) -> Linear:
    """Whether a text is a comment at all; without public rows every text is."""
    numpy, sparse, _ = tools()
    some = numpy.flatnonzero(_taught(public))[::3]
    if not len(some):
        return Linear(numpy.zeros(len(told.known), dtype=numpy.float32), 20.0)
    shown = sparse.vstack([told.own, told.public[some]]).tocsr()
    ours = numpy.arange(shown.shape[0]) < told.own.shape[0]
    leans = leaning(shown, ours, numpy.ones(len(ours)))
    return logistic(shown, ours, None, DOMAIN_FREEDOM, numpy.sqrt(rarity(shown)) * leans)


def _taught(public: Sequence[Row]) -> Any:
    """The public rows that teach; the others are for choosing."""
    numpy, _, _ = tools()
    return numpy.array([row.split == "train" and row.language in COVERED for row in public], dtype=bool)


def strongest(heads: Mapping[str, Linear], told: Tables, kept: int = KEPT) -> dict[str, Linear]:
    """The heads as they are packed: only of the `kept` features that matter most and do not want the slot of one that
    matters more, in steps of a byte. Figures are taken of this, not of what was fitted.
    """
    numpy, _, _ = tools()
    order = numpy.argsort(-_matters(heads, told), kind="stable")
    _, first = numpy.unique(told.known[order] & LAST, return_index=True)
    held = numpy.zeros(len(told.known), dtype=bool)
    held[order[numpy.sort(first)[:kept]]] = True
    left = {}
    for name, head in heads.items():
        steps, scale = _steps(Linear(numpy.where(held, head.weights, 0), head.bias), COARSE)
        left[name] = Linear((steps * scale).astype(numpy.float32), head.bias)
    return left


def _matters(heads: Mapping[str, Linear], told: Tables) -> Any:
    """How much each feature matters: large weights, of features that many rows have."""
    numpy, _, _ = tools()
    columns = len(told.known)
    ours = numpy.sqrt(numpy.bincount(told.own.indices, minlength=columns))
    theirs = numpy.sqrt(numpy.bincount(told.public.indices, minlength=columns) + ours**2)
    total = numpy.zeros(columns)
    for name, head in heads.items():
        size = numpy.abs(head.weights) / (numpy.abs(head.weights).mean() + 1e-9)
        total += size * (ours if name in ASKED else ASIDE * theirs)
    return total


def fit_languages(rows: Sequence[Row]) -> list[Linear]:
    """A head for each of LANGUAGES, from own and public rows; each language counts the same in all."""
    numpy, _, _ = tools()
    names = numpy.array([row.language if row.language in COVERED else LANGUAGES[-1] for row in rows])
    table = language_matrix([row.text for row in rows])
    counts = {name: int((names == name).sum()) for name in LANGUAGES}
    plain = numpy.ones(LANGUAGE_BUCKETS, dtype=numpy.float32)
    weights = numpy.array([1000 / counts[name] for name in names])
    return [
        logistic(table, names == name, weights, LANGUAGE_FREEDOM, plain)
        if 0 < counts[name] < len(rows)
        else Linear(numpy.zeros(LANGUAGE_BUCKETS, dtype=numpy.float32), -20.0)
        for name in LANGUAGES
    ]


def logits(heads: Mapping[str, Linear], table: Any) -> Any:
    """The heads' logits of each row, in the order of HEADS; a head that was not fitted says 0."""
    numpy, _, _ = tools()
    nothing = numpy.zeros(table.shape[0])
    return numpy.stack(
        [table @ heads[name].weights + heads[name].bias if name in heads else nothing for name in HEADS], axis=1
    )


def fit_stack(told: Any, labels: Sequence[str]) -> list[list[float]]:
    """For each of LABELS its bias and the weight of each head weighed, from logits of rows the heads never saw."""
    numpy, _, linear = tools()
    answers = numpy.array([LABELS.index(label) for label in labels])
    model = linear.LogisticRegression(C=1.0, max_iter=500).fit(told[:, WEIGHED], answers)
    rows = zip(model.intercept_, model.coef_, strict=True)
    return [[round(float(number), 5) for number in [bias, *row]] for bias, row in rows]


def quantised(heads: Sequence[Linear], coarse: int) -> tuple[list[bytes], list[float], list[float]]:
    """The heads' weights as bytes around MIDDLE, with each head's scale and bias.

    With `coarse` above 1 only every so-many-th step is used: a smaller file.
    """
    numpy, _, _ = tools()
    rounded = [_steps(head, coarse) for head in heads]
    planes = [(steps + MIDDLE).astype(numpy.uint8).tobytes() for steps, _ in rounded]
    return planes, [scale for _, scale in rounded], [round(head.bias, 6) for head in heads]


def placed(heads: Sequence[Linear], known: Any) -> tuple[bytes, list[Linear]]:
    """The check of each slot, and the heads' weights of the held features in the order of their slots."""
    numpy, _, _ = tools()
    held = numpy.flatnonzero(numpy.any([head.weights != 0 for head in heads], axis=0))
    held = held[numpy.argsort(known[held] & LAST, kind="stable")]
    checks = numpy.zeros(SLOTS, dtype=numpy.uint8)
    checks[known[held] & LAST] = check_of(known[held])
    return checks.tobytes(), [Linear(head.weights[held], head.bias) for head in heads]


def _steps(head: Linear, coarse: int) -> tuple[Any, float]:
    """The weights as whole steps, and the size of one. The largest decides: cutting it off would silence a "but"."""
    numpy, _, _ = tools()
    scale = float(numpy.abs(head.weights).max(initial=0) or 1.0) / (MIDDLE - coarse)
    return numpy.rint(head.weights / scale / coarse) * coarse, scale
