"""Texts as sparse tables for the trainer: a row a text, a column a feature. Needs numpy and scipy."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any, NamedTuple

from backend.sentiment.features import WEAK, features, of_word, value
from backend.sentiment.packing import LANGUAGE_BUCKETS
from backend.sentiment.words import words

MISSING = "Training needs scikit-learn: pip install -r requirements-dev.txt"


class Read(NamedTuple):
    """The features of some texts, one text after another (numpy arrays); text n ends before `ends[n + 1]`."""

    features: Any
    values: Any
    ends: Any


class Tables(NamedTuple):
    """Own and public rows in the same columns; `known` are their features, in the order of the columns."""

    own: Any
    public: Any
    known: Any


def tools() -> tuple[Any, Any, Any]:
    """numpy, scipy.sparse and scikit-learn's linear models; ModuleNotFoundError says what to install."""
    try:
        return import_module("numpy"), import_module("scipy.sparse"), import_module("sklearn.linear_model")
    except ModuleNotFoundError as fault:
        raise ModuleNotFoundError(MISSING) from fault


def tables(own: Sequence[str], public: Sequence[str]) -> Tables:
    """The tables of own and public texts. No two features share a column."""
    numpy, _, _ = tools()
    mine, theirs = read(own), read(public)
    known = numpy.union1d(mine.features, theirs.features)
    return Tables(matrix(mine, known), matrix(theirs, known), known)


def read(texts: Sequence[str]) -> Read:
    """The features of each text, and what each counts."""
    rows = []
    for text in texts:
        strong, weak = features(text, words(text))
        unit = value(len(strong), len(weak))
        rows.append(([*strong, *weak], [unit] * len(strong) + [unit * WEAK] * len(weak)))
    return _flat(rows)


def matrix(told: Read, known: Any) -> Any:
    """A sparse row for each text, of those features that are known."""
    numpy, sparse, _ = tools()
    columns = numpy.searchsorted(known, told.features).clip(max=max(0, len(known) - 1)).astype(numpy.int32)
    values = told.values * (known[columns] == told.features) if len(known) else told.values
    made = sparse.csr_matrix((values, columns, told.ends), shape=(len(told.ends) - 1, len(known)))
    made.sum_duplicates()
    made.eliminate_zeros()
    return made


def language_matrix(texts: Sequence[str]) -> Any:
    """A sparse row of the features that tell a language (words and their pieces) for each text."""
    numpy, _, _ = tools()
    rows = []
    for text in texts:
        found = [of_word(form) for form in dict.fromkeys(word.form for word in words(text)) if form[0].isalpha()]
        buckets = [one % LANGUAGE_BUCKETS for own, pieces in found for one in (own, *pieces)]
        share = max(4.0, sum(len(pieces) for _, pieces in found)) ** -0.5
        rows.append((buckets, [share] * len(buckets)))
    return matrix(_flat(rows), numpy.arange(LANGUAGE_BUCKETS, dtype=numpy.uint32))


def _flat(rows: Sequence[tuple[list[int], list[float]]]) -> Read:
    numpy, _, _ = tools()
    ends = numpy.cumsum([0, *(len(found) for found, _ in rows)])
    found = numpy.fromiter((one for row in rows for one in row[0]), dtype=numpy.uint32, count=ends[-1])
    values = numpy.fromiter((one for row in rows for one in row[1]), dtype=numpy.float32, count=ends[-1])
    return Read(found, values, ends)
