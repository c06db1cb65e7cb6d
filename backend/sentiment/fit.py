"""Fits the heads. Needs scikit-learn, which only the trainer uses; the same rows give the same weights."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from backend.sentiment.features import BUCKETS, WEAK, features, of_word, value
from backend.sentiment.judge import LABELS, WEIGHED
from backend.sentiment.model import HEADS, LANGUAGE_BUCKETS, LANGUAGES, MIDDLE
from backend.sentiment.rows import COVERED, Row
from backend.sentiment.words import words

MISSING = "Training needs scikit-learn: pip install -r requirements-dev.txt"
# Of own rows: the labels that a head says yes and no to. Labels in neither are not shown to it.
ASKED = {
    "pos": (("positive", "mixed"), ("negative", "neutral")),
    "neg": (("negative", "mixed"), ("positive", "neutral")),
    "pol": (("positive",), ("negative",)),
    "neu": (("neutral",), ("positive", "negative", "mixed")),
    "mix": (("mixed",), ("positive", "negative", "neutral")),
}
# Inverse strength of the penalty, chosen on the development writers; and how much a public row counts beside an own
# one for the heads that judge comments (film dialogue is far from them).
FREEDOM, PUBLIC_FREEDOM, DOMAIN_FREEDOM, LANGUAGE_FREEDOM, PUBLIC_WEIGHT = 10.0, 4.0, 2.0, 4.0, 0.03
# What a plain sentence (backend/sentiment/plain.py) counts beside a comment that somebody wrote.
PLAIN_WEIGHT = 1.0
# A feature of so many rows counts as it is; so many weights a head are packed, in every so-many-th step of a byte.
USUAL, KEPT, COARSE = 30, 250_000, 2
# Weighted rows (and one for each side) from which a feature tells how much features lean as a rule.
OFTEN = 2.5


class Linear(NamedTuple):
    """One head: a weight for each bucket (a numpy array) and a bias."""

    weights: Any
    bias: float


def tools() -> tuple[Any, Any, Any]:
    """numpy, scipy.sparse and scikit-learn's linear models; ModuleNotFoundError says what to install."""
    try:
        return import_module("numpy"), import_module("scipy.sparse"), import_module("sklearn.linear_model")
    except ModuleNotFoundError as fault:
        raise ModuleNotFoundError(MISSING) from fault


def matrix(texts: Sequence[str]) -> Any:
    """A sparse row of features for each text."""
    rows = []
    for text in texts:
        strong, weak = features(text, words(text))
        unit = value(len(strong), len(weak))
        rows.append(([*strong, *weak], [unit] * len(strong) + [unit * WEAK] * len(weak)))
    return _sparse(rows, BUCKETS)


def language_matrix(texts: Sequence[str]) -> Any:
    """A sparse row of the features that tell a language (words and their pieces) for each text."""
    rows = []
    for text in texts:
        found = [of_word(form) for form in dict.fromkeys(word.form for word in words(text)) if form[0].isalpha()]
        buckets = [bucket % LANGUAGE_BUCKETS for own, pieces in found for bucket in (own, *pieces)]
        share = max(4.0, sum(len(pieces) for _, pieces in found)) ** -0.5
        rows.append((buckets, [share] * len(buckets)))
    return _sparse(rows, LANGUAGE_BUCKETS)


def _sparse(rows: Sequence[tuple[list[int], list[float]]], width: int) -> Any:
    numpy, sparse, _ = tools()
    ends = numpy.cumsum([0, *(len(buckets) for buckets, _ in rows)])
    buckets = numpy.fromiter((bucket for row in rows for bucket in row[0]), dtype=numpy.int32, count=ends[-1])
    values = numpy.fromiter((one for row in rows for one in row[1]), dtype=numpy.float32, count=ends[-1])
    made = sparse.csr_matrix((values, buckets, ends), shape=(len(rows), width))
    made.sum_duplicates()
    return made


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
        solver="liblinear", dual=True, C=freedom, tol=0.02, max_iter=300, random_state=1
    ).fit(table[:, columns] @ sparse.diags(scale[columns]), yes, sample_weight=weights)
    full = numpy.zeros(table.shape[1], dtype=numpy.float32)
    full[columns] = model.coef_[0] * scale[columns]
    return Linear(full, float(model.intercept_[0]))


def fit(own: Sequence[Row], table: Any, public: Sequence[Row], public_table: Any) -> dict[str, Linear]:
    """The heads of HEADS from own rows and public ones (their `train` rows), with the features of each in a table."""
    numpy, sparse, _ = tools()
    labels = numpy.array([row.label for row in own])
    taught = numpy.array([row.split == "train" and row.language in COVERED for row in public], dtype=bool)
    public_labels = numpy.array([row.label for row in public])
    polar = taught & numpy.isin(public_labels, LABELS[:2]) if len(public) else taught
    counts = numpy.array([1.0 if row.writer else PLAIN_WEIGHT for row in own])
    scale = rarity(table)
    heads = {}
    for name, (yes, no) in ASKED.items():
        mine = numpy.isin(labels, [*yes, *no])
        theirs = polar if name in {"pos", "neg", "pol"} else polar & False
        shown = sparse.vstack([table[mine], public_table[theirs]]).tocsr()
        answers = numpy.concatenate([numpy.isin(labels[mine], yes), numpy.isin(public_labels[theirs], yes)])
        weights = numpy.concatenate([counts[mine], numpy.full(theirs.sum(), PUBLIC_WEIGHT)])
        head = logistic(shown, answers, weights, FREEDOM, scale * leaning(shown, answers, weights))
        heads[name] = strongest(head, table)
    return {**heads, **_breadth(labels, table, public_labels, public_table, taught, polar)}


def _breadth(
    labels: Any, table: Any, public_labels: Any, public_table: Any, taught: Any, polar: Any
) -> dict[str, Linear]:
    """The heads that public rows teach: good or bad there, and whether a text is a comment at all."""
    numpy, sparse, _ = tools()
    if not polar.any():
        nothing = numpy.zeros(BUCKETS, dtype=numpy.float32)
        # Without public rows every text counts as a comment.
        return {"pub": Linear(nothing, 0.0), "dom": Linear(nothing, 20.0)}
    plain = numpy.ones(BUCKETS, dtype=numpy.float32)
    mine = numpy.isin(labels, LABELS[:2])
    good = numpy.concatenate([labels[mine] == "positive", public_labels[polar] == "positive"])
    told = sparse.vstack([table[mine], public_table[polar]]).tocsr()
    pub = logistic(told, good, None, PUBLIC_FREEDOM, plain)
    some = numpy.flatnonzero(taught)[::3]
    ours = numpy.concatenate([numpy.ones(table.shape[0], dtype=bool), numpy.zeros(len(some), dtype=bool)])
    both = sparse.vstack([table, public_table[some]]).tocsr()
    dom = logistic(both, ours, None, DOMAIN_FREEDOM, plain)
    return {"pub": strongest(pub, told), "dom": strongest(dom, both, KEPT // 2)}


def strongest(head: Linear, table: Any, kept: int = KEPT) -> Linear:
    """The head as it is packed: only the `kept` weights that matter most (large ones, of features that many rows have),
    in steps of a byte. Figures are taken of this, not of what was fitted.
    """
    numpy, _, _ = tools()
    known = numpy.bincount(table.indices, minlength=BUCKETS) + 1
    matter = numpy.abs(head.weights) * numpy.sqrt(known)
    least = numpy.partition(matter, -kept)[-kept]
    left = Linear(numpy.where(matter >= max(least, 1e-9), head.weights, 0), head.bias)
    steps, scale = _steps(left, COARSE)
    return Linear((steps * scale).astype(numpy.float32), head.bias)


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


def quantise(heads: Sequence[Linear], coarse: int) -> tuple[bytes, list[float], list[float]]:
    """The heads' weights as bytes around MIDDLE, with each head's scale and bias.

    With `coarse` above 1 only every so-many-th step is used: a smaller file.
    """
    numpy, _, _ = tools()
    rounded = [_steps(head, coarse) for head in heads]
    planes = [(steps + MIDDLE).astype(numpy.uint8).tobytes() for steps, _ in rounded]
    return b"".join(planes), [scale for _, scale in rounded], [round(head.bias, 6) for head in heads]


def _steps(head: Linear, coarse: int) -> tuple[Any, float]:
    """The weights as whole steps, and the size of one. The largest decides: cutting it off would silence a "but"."""
    numpy, _, _ = tools()
    scale = float(numpy.abs(head.weights).max() or 1.0) / (MIDDLE - coarse)
    return numpy.rint(head.weights / scale / coarse) * coarse, scale
