"""How a text is worded: as spam is, or as visitors write. A linear model over hashed words, learnt by `flask moderation
train` from the rows of `corpus/` and from comments; each judgement names the words that spoke for it. Pure.

The file is MAGIC, the length of a JSON header (4 bytes, little-endian), the header, and zlib-packed bytes: SLOTS checks
(0, or that of the one feature the slot holds) and SLOTS weights (a byte less MIDDLE, times the header's scale).
"""

import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from backend.moderation.wording_features import (
    WEAK,
    forms,
    of_word,
    pairs,
    sides_of,
    value,
)

PATH = Path(__file__).with_name("wording.model")
MAGIC = b"KWM1"
# A feature of 32 bits belongs in the slot of its last 18; its first 8, made odd, are the check that it is this one.
SLOTS, FIRST, MIDDLE = 1 << 18, 24, 128
LAST = SLOTS - 1
TWICE = round(1 / WEAK)  # a strong feature counts as so many weak ones
FEWEST_WORDS, MOST_TOLD, SHORTEST_TOLD = 3, 5, 4


class Known(NamedTuple):
    """A word: its sides towards its neighbours, what it says in weak units, and of how many pieces it is."""

    sides: tuple[bytes, int]
    says: int
    pieces: int


class Reading(NamedTuple):
    """How much a text is worded like spam (`logit`), its words, and what they and their neighbourhoods say."""

    logit: float
    words: Sequence[str]
    says: Sequence[int]
    beside: Sequence[int]

    @property
    def told(self) -> Sequence[str]:
        """The words that speak most for spam, in the order of the text; not `to`, `och` or `ja`, which tell nothing."""
        place = {word: at for at, word in reversed(list(enumerate(self.words))) if _says_something(word)}
        pulls = {word: self.says[at] + self.beside[at] + self.beside[at + 1] for word, at in place.items()}
        most = sorted((word for word in place if pulls[word] > 0), key=lambda word: -pulls[word])
        return sorted(most[:MOST_TOLD], key=place.__getitem__)


class Wording:
    """A loaded model. Immutable but for its cache of words, so threads may share it."""

    def __init__(self, data: bytes) -> None:
        header, self._checks, self._weights = unpack(data)
        self.hold: float = header["hold"]
        self.doubt: float = header["doubt"]
        self.clear: float = header["clear"]
        self._bias: float = header["bias"]
        self._scale: float = header["scale"]
        self._word = lru_cache(maxsize=8192)(self._read_word)

    def read(self, read: str) -> Reading | None:
        """The reading of a text that comes `as_read` and without its links; None if it says too little to judge."""
        spoken = forms(read)
        if len(spoken) < FEWEST_WORDS:
            return None
        known = [self._word(form) for form in spoken]
        beside = self._weigh(pairs([one.sides for one in known]))
        said = dict(zip(spoken, known, strict=True)).values()
        total = sum([one.says for one in said]) + TWICE * sum(beside)
        unit = value(len(beside) + len(said), sum([one.pieces for one in said])) * WEAK
        return Reading(
            self._bias + self._scale * unit * total,
            spoken,
            [one.says for one in known],
            beside,
        )

    def met(self, form: str) -> float:
        """The share of a word's pieces that the model knows: next to none of random letters."""
        pieces = of_word(form)[1]
        return sum(self._checks[one & LAST] == one >> FIRST | 1 for one in pieces) / len(pieces) if pieces else 0.0

    def _read_word(self, form: str) -> Known:
        own, pieces = of_word(form)
        return Known(sides_of(form), sum(self._weigh([own] * TWICE + pieces)), len(pieces))

    def _weigh(self, features: Sequence[int]) -> list[int]:
        checks, weights = self._checks, self._weights
        return [weights[one & LAST] - MIDDLE if checks[one & LAST] == one >> FIRST | 1 else 0 for one in features]


def _says_something(word: str) -> bool:
    return word[0].isalpha() and (len(word) >= SHORTEST_TOLD or word > "\u3040")


@cache
def released() -> Wording:
    """The model that comes with this version, read at the first text."""
    return Wording(PATH.read_bytes())


def pack(header: Mapping[str, Any], checks: bytes, weights: bytes) -> bytes:
    """The file's bytes. The same header and weights give the same bytes."""
    told = json.dumps(header, sort_keys=True, separators=(",", ":")).encode()
    return MAGIC + struct.pack("<I", len(told)) + told + zlib.compress(checks + weights, 9)


def unpack(data: bytes) -> tuple[dict[str, Any], bytes, bytes]:
    """Header, checks and weights of a packed model; ValueError if the bytes are none or are damaged."""
    if data[:4] != MAGIC or len(data) < 8:
        raise ValueError("This is no model of wording. Make it anew: flask moderation train")
    (length,) = struct.unpack("<I", data[4:8])
    try:
        header, planes = (
            json.loads(data[8 : 8 + length]),
            zlib.decompress(data[8 + length :]),
        )
    except (ValueError, zlib.error) as fault:
        raise ValueError("The model of wording is damaged. Make it anew: flask moderation train") from fault
    if len(planes) != 2 * SLOTS:
        raise ValueError("The model of wording has another size. Make it anew: flask moderation train")
    return header, planes[:SLOTS], planes[SLOTS:]
