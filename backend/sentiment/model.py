"""The packed model: what every feature says for and against each head, in one small file and without numpy.

The file is `MAGIC`, the length of a JSON header (4 bytes, little-endian), the header, and zlib-packed bytes: for each
head BUCKETS weights of one byte, then for each language LANGUAGE_BUCKETS. A weight is the byte less MIDDLE, times the
head's scale. In memory four heads share one 64-bit number a feature, 16 bits each, so that `sum` adds four at once.
"""

import json
import struct
import sys
import zlib
from array import array
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple

from backend.sentiment.features import BUCKETS, WEAK, context, of_word, value
from backend.sentiment.words import Word

MAGIC = b"KSM1"
PATH = Path(__file__).with_name("kohtaamo.model")
# Says something good; says something bad; good rather than bad; neither; both; good rather than bad in films and
# forums; a comment rather than film or forum talk; what the teacher says (zero in a model that had none).
HEADS = ("pos", "neg", "pol", "neu", "mix", "pub", "dom", "tea")
LANGUAGES = ("fi", "sv", "en", "nb", "da", "de", "nl", "other")
LANGUAGE_BUCKETS = 1 << 16
MIDDLE = 128
LANES = 4
# More of them could carry over into the lane beside: 256 × 255 < 2¹⁶.
AT_ONCE = 256

Sums = tuple[float, ...]


class Reading(NamedTuple):
    """What the model reads in a text: the logits of the heads and of the languages; and, for the evidence, how far each
    distinct word pulls, each pair of neighbours (from before the first word to after the last), and what one counts.
    """

    heads: list[float]
    languages: list[float]
    words: dict[str, float]
    pairs: list[float]
    value: float


class Model:
    """A loaded model. Immutable but for its cache of words, so threads may share it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.header, planes = unpack(data)
        self.version = f"kohtaamo-{sha256(data).hexdigest()[:8]}"
        self._tables = _tables(planes, 0, BUCKETS, len(HEADS))
        self._language_tables = _tables(planes, BUCKETS * len(HEADS), LANGUAGE_BUCKETS, len(LANGUAGES))
        self._scales: list[float] = self.header["scales"]
        self._biases: list[float] = self.header["biases"]
        self._language_scales: list[float] = self.header["language_scales"]
        self._language_biases: list[float] = self.header["language_biases"]
        self._word = lru_cache(maxsize=4096)(self._read_word)

    def read(self, text: str, found: Sequence[Word]) -> Reading:
        """The logits of `text`, whose words are `found`."""
        forms = [word.form for word in found]
        strong, weak = context(text, forms)
        read = {form: self._word(form) for form in dict.fromkeys(forms)}
        pieces = sum([one[0] for one in read.values()])
        unit = value(len(strong) + len(read), len(weak) + pieces)
        totals = _added(
            [self.sums(strong), [WEAK * told for told in self.sums(weak)], *(one[1] for one in read.values())]
        )
        spoken = _added([one[2] for one in read.values() if one[0]]) or [0.0] * len(LANGUAGES)
        share = 1 / sqrt(max(4.0, pieces))
        return Reading(
            [
                bias + scale * unit * total
                for bias, scale, total in zip(self._biases, self._scales, totals, strict=True)
            ],
            [
                bias + scale * share * total
                for bias, scale, total in zip(self._language_biases, self._language_scales, spoken, strict=True)
            ],
            {form: one[3] for form, one in read.items()},
            self._pulls(strong[: len(found) + 1]),
            unit,
        )

    def pull(self, sums: Sequence[float]) -> float:
        """How far these sums of POS, NEG and POL pull towards good (above 0) or bad, before `value`."""
        good, bad, rather = self._scales[:3]
        return rather * sums[2] + (good * sums[0] - bad * sums[1]) / 2

    def _pulls(self, buckets: Sequence[int]) -> list[float]:
        """`pull` of each feature alone."""
        good, bad, rather = self._scales[0] / 2, self._scales[1] / 2, self._scales[2]
        nothing = MIDDLE * (good - bad + rather)
        return [
            good * (packed & 0xFFFF) - bad * (packed >> 16 & 0xFFFF) + rather * (packed >> 32 & 0xFFFF) - nothing
            for packed in map(self._tables[0].__getitem__, buckets)
        ]

    def sums(self, buckets: Sequence[int]) -> list[int]:
        """The sum of each head's unscaled weights over these features."""
        return _sums(self._tables, buckets)

    def _read_word(self, form: str) -> tuple[int, Sums, Sums, float]:
        own, pieces = of_word(form)
        weak = _sums(self._tables, pieces)
        heads = tuple(a + WEAK * b for a, b in zip(_sums(self._tables, [own]), weak, strict=True))
        if not pieces:
            return 0, heads, (), self.pull(heads)
        spoken = _sums(self._language_tables, [bucket % LANGUAGE_BUCKETS for bucket in [own, *pieces]])
        return len(pieces), heads, tuple(map(float, spoken)), self.pull(heads)


def pack(header: Mapping[str, Any], planes: bytes) -> bytes:
    """The file's bytes. The same header and planes give the same bytes."""
    told = json.dumps(header, sort_keys=True, separators=(",", ":")).encode()
    return MAGIC + struct.pack("<I", len(told)) + told + zlib.compress(planes, 6)


def unpack(data: bytes) -> tuple[dict[str, Any], bytes]:
    """Header and planes of a packed model; ValueError if the bytes are none or are damaged."""
    if data[:4] != MAGIC or len(data) < 8:
        raise ValueError("not a sentiment model")
    (length,) = struct.unpack("<I", data[4:8])
    try:
        header, planes = json.loads(data[8 : 8 + length]), zlib.decompress(data[8 + length :])
    except (ValueError, zlib.error) as fault:
        raise ValueError("a damaged sentiment model") from fault
    if len(planes) != BUCKETS * len(HEADS) + LANGUAGE_BUCKETS * len(LANGUAGES):
        raise ValueError("a sentiment model of another size")
    return header, planes


@lru_cache(maxsize=1)
def released() -> Model:
    """The model that comes with this version, read at the first comment."""
    return Model(PATH.read_bytes())


def _tables(planes: bytes, start: int, buckets: int, heads: int) -> "list[array[int]]":
    tables = []
    for first in range(0, heads, LANES):
        laid = bytearray(buckets * 8)
        for lane in range(LANES):
            at = start + (first + lane) * buckets
            laid[lane * 2 :: 8] = planes[at : at + buckets]
        table = array("Q", bytes(0))
        table.frombytes(laid)
        if sys.byteorder == "big":
            table.byteswap()
        tables.append(table)
    return tables


def _added(rows: Sequence[Sequence[float]]) -> list[float]:
    return list(map(sum, zip(*rows, strict=True)))


def _sums(tables: "Sequence[array[int]]", buckets: Sequence[int]) -> list[int]:
    nothing = MIDDLE * len(buckets)
    totals: list[int] = []
    for table in tables:
        a = b = c = d = -nothing
        for at in range(0, len(buckets), AT_ONCE):
            packed = sum(map(table.__getitem__, buckets[at : at + AT_ONCE]))
            a += packed & 0xFFFF
            b += packed >> 16 & 0xFFFF
            c += packed >> 32 & 0xFFFF
            d += packed >> 48
        totals += (a, b, c, d)
    return totals
