"""Makes the model of wording: of spam and hard genuine rows written for it, and comments of the sentiment corpus.

Comments are parted by their writers: some teach, some draw the lines, and the rest are never seen, so that the
benchmark can measure on them. Needs scikit-learn, which only training uses; the same rows give the same bytes.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from backend.moderation.links import links_in
from backend.moderation.scripts import as_read
from backend.moderation.wording import FIRST, LAST, MIDDLE, SLOTS, pack
from backend.moderation.wording_features import WEAK, features, value
from backend.sentiment.fit import leaning, logistic, rarity
from backend.sentiment.rows import own_rows
from backend.sentiment.table import Read, matrix, tools

CORPUS = Path(__file__).with_name("corpus")
OTHERS = Path(__file__).with_name("other_languages.txt")
TEACH, DRAW = (
    frozenset("abcdemoq"),
    frozenset("fg"),
)  # writers; the others are measured on
FREEDOM = 10.0  # inverse strength of the penalty
SPAM_WEIGHT, HARD_WEIGHT = (
    4.0,
    8.0,
)  # what a row written for this counts beside a comment
KEPT = 60_000  # features
# Of comments that draw the lines, the share that is above each: what alone holds a text back, what adds to others, and
# what no longer outweighs them.
HELD, DOUBTED, CLEARED = 0.0035, 0.0105, 0.02


class Rows(NamedTuple):
    spam: Sequence[str]
    hard: Sequence[str]
    comments: Sequence[str]
    drawing: Sequence[str]


def rows() -> Rows:
    """All rows of the repository that teach or draw the lines."""
    own = own_rows()
    return Rows(
        _written(CORPUS / "spam"),
        [*_written(CORPUS / "genuine"), *OTHERS.read_text("utf-8").split("\n")[:-1]],
        [row.text for row in own if row.writer in TEACH],
        [row.text for row in own if row.writer in DRAW],
    )


def train(told: Rows) -> bytes:
    """The packed model; ModuleNotFoundError says what to install."""
    numpy, _, _ = tools()
    texts = [*told.spam, *told.hard, *told.comments]
    read = _read(texts)
    known = numpy.unique(read.features)
    table = matrix(read, known)
    is_spam = numpy.arange(len(texts)) < len(told.spam)
    weights = numpy.repeat(
        [SPAM_WEIGHT, HARD_WEIGHT, 1.0],
        [len(told.spam), len(told.hard), len(told.comments)],
    )
    scale = rarity(table) * leaning(table, is_spam, weights)
    head = logistic(table, is_spam, weights, FREEDOM, scale)
    held = _held(head.weights, table, known)
    steps, step = _steps(numpy.where(held, head.weights, 0))
    drawn = matrix(_read(told.drawing), known) @ (steps * step) + head.bias
    shares = {"hold": HELD, "doubt": DOUBTED, "clear": CLEARED}
    lines = {name: round(float(numpy.quantile(drawn, 1 - share)), 4) for name, share in shares.items()}
    header = {"bias": round(head.bias, 6), "scale": step, **lines}
    return pack(header, *_planes(known[held], steps[held]))


def _written(folder: Path) -> list[str]:
    """The texts of a folder's files, whose lines are a language and a text."""
    lines = (line for path in sorted(folder.glob("*.tsv")) for line in path.read_text("utf-8").splitlines())
    return [line.split("\t", 1)[1] for line in lines]


def _read(texts: Iterable[str]) -> Read:
    """The features of each text and what each counts, one text after another."""
    numpy, _, _ = tools()
    found, values, ends = [], [], [0]
    for text in texts:
        strong, weak = features(as_read(links_in(text).worded))
        unit = value(len(strong), len(weak))
        found += [*strong, *weak]
        values += [unit] * len(strong) + [unit * WEAK] * len(weak)
        ends.append(len(found))
    return Read(
        numpy.array(found, numpy.uint32),
        numpy.array(values, numpy.float32),
        numpy.array(ends),
    )


def _held(weights: Any, table: Any, known: Any) -> Any:
    """The features that matter most (large weights, many rows) and do not want the slot of one that matters more."""
    numpy, _, _ = tools()
    matters = numpy.abs(weights) * numpy.sqrt(numpy.bincount(table.indices, minlength=len(known)))
    order = numpy.argsort(-matters, kind="stable")
    _, first = numpy.unique(known[order] & LAST, return_index=True)
    held = numpy.zeros(len(known), dtype=bool)
    held[order[numpy.sort(first)[:KEPT]]] = True
    return held


def _steps(weights: Any) -> tuple[Any, float]:
    """The weights as whole steps of a byte, and how large a step is."""
    numpy, _, _ = tools()
    step = round(float(numpy.abs(weights).max()) / (MIDDLE - 1), 8) or 1.0
    return numpy.clip(numpy.rint(weights / step), 1 - MIDDLE, MIDDLE - 1).astype(numpy.int32), step


def _planes(known: Any, steps: Any) -> tuple[bytes, bytes]:
    numpy, _, _ = tools()
    checks, weights = numpy.zeros(SLOTS, numpy.uint8), numpy.full(SLOTS, 0, numpy.uint8)
    slots = known & LAST
    checks[slots], weights[slots] = known >> FIRST | 1, steps + MIDDLE
    return checks.tobytes(), weights.tobytes()
