"""A loaded model: reads a text in plain Python, without numpy.

Four heads share one 64-bit number a feature, 16 bits each, so that `sum` adds four at once; what a word says is
remembered in that form, for words come again. A feature that the model does not hold says nothing.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from backend.sentiment.features import WEAK, context, of_word, value
from backend.sentiment.packing import FIRST, LANGUAGE_BUCKETS, LAST, MIDDLE, interleaved, places, unpack
from backend.sentiment.words import Word

PATH = Path(__file__).with_name("kohtaamo.model")
# More of them could carry over into the lane beside: 256 × 255 < 2¹⁶.
AT_ONCE = 256
# A weak feature counts once, a strong one so often; and so many distinct words are remembered (about 400 bytes each).
TWICE, REMEMBERED = round(1 / WEAK), 8192


class Lanes(NamedTuple):
    """What `units` features say together: for every LANES heads the sum of their packed weights."""

    units: int
    packed: tuple[int, ...]


NOTHING = Lanes(0, (0, 0))


class Spoken(NamedTuple):
    """What a word says: to the heads, to the languages; its number of `pieces` and how far it pulls towards good."""

    heads: Lanes
    languages: Lanes
    pieces: int
    pull: float


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
        self.header, weights = unpack(data)
        self.version = f"kohtaamo-{sha256(data).hexdigest()[:8]}"
        self._checks, self._places = weights.checks, places(weights.checks)
        # The weights of the first place are of no feature.
        self._tables = interleaved([b"\0" + plane for plane in weights.heads])
        self._language_tables = interleaved(
            [weights.languages[at : at + LANGUAGE_BUCKETS] for at in range(0, len(weights.languages), LANGUAGE_BUCKETS)]
        )
        self._scales: list[float] = self.header["scales"]
        self._biases: list[float] = self.header["biases"]
        self._language_scales: list[float] = self.header["language_scales"]
        self._language_biases: list[float] = self.header["language_biases"]
        self._word = lru_cache(maxsize=REMEMBERED)(self._read_word)

    def read(self, text: str, found: Sequence[Word]) -> Reading:
        """The logits of `text`, whose words are `found`."""
        forms = [word.form for word in found]
        strong, weak = context(text, forms)
        read = {form: self._word(form) for form in dict.fromkeys(forms)}
        pieces = sum([one.pieces for one in read.values()])
        unit = value(len(strong) + len(read), len(weak) + pieces)
        around = _lanes(self._tables, self._held(strong) * TWICE + self._held(weak))
        heads = _totals([*around, *[one.heads for one in read.values()]])
        languages = _totals([one.languages for one in read.values() if one.pieces] or [NOTHING])
        share = 1 / sqrt(max(4.0, pieces))
        return Reading(
            _logits(heads, unit * WEAK, self._scales, self._biases),
            _logits(languages, share, self._language_scales, self._language_biases),
            {form: one.pull for form, one in read.items()},
            self._pulls(strong[: len(found) + 1]),
            unit,
        )

    def _held(self, features: Sequence[int]) -> list[int]:
        """Where the weights of these features stand, of those that the model holds."""
        checks, places = self._checks, self._places
        return [places[one & LAST] for one in features if checks[one & LAST] == one >> FIRST | 1]

    def _pulls(self, features: Sequence[int]) -> list[float]:
        """How far each of these features alone pulls towards good (above 0) or bad, before `value`."""
        checks, places = self._checks, self._places
        return [self._pull(places[one & LAST]) if checks[one & LAST] == one >> FIRST | 1 else 0.0 for one in features]

    def _pull(self, place: int) -> float:
        packed, (good, bad, rather) = self._tables[0][place], self._scales[:3]
        pos, neg, pol = (packed & 0xFFFF) - MIDDLE, (packed >> 16 & 0xFFFF) - MIDDLE, (packed >> 32 & 0xFFFF) - MIDDLE
        return rather * pol + (good * pos - bad * neg) / 2

    def _read_word(self, form: str) -> Spoken:
        own, pieces = of_word(form)
        [heads] = _lanes(self._tables, self._held([own]) * TWICE + self._held(pieces))
        good, bad, rather = _logits(_totals([heads]), WEAK, self._scales[:3], (0.0, 0.0, 0.0))
        languages = NOTHING
        if pieces:
            [languages] = _lanes(self._language_tables, [bucket % LANGUAGE_BUCKETS for bucket in [own, *pieces]])
        return Spoken(heads, languages, len(pieces), rather + (good - bad) / 2)


@lru_cache(maxsize=1)
def released() -> Model:
    """The model that comes with this version, read at the first comment."""
    return Model(PATH.read_bytes())


def _lanes(tables: "Sequence[array[int]]", held: Sequence[int]) -> Iterator[Lanes]:
    """What these features say, in parts so small that no lane carries over; at least one part."""
    for at in range(0, len(held) or 1, AT_ONCE):
        part = held[at : at + AT_ONCE]
        yield Lanes(len(part), tuple([sum(map(table.__getitem__, part)) for table in tables]))


def _totals(parts: Sequence[Lanes]) -> list[int]:
    """The sum of the weights of each head, lane by lane."""
    units = sum([part.units for part in parts])
    groups = [parts] if units <= AT_ONCE else _fitting(parts)
    rows = [_unpacked(map(sum, zip(*[part.packed for part in group], strict=True))) for group in groups]
    return [sum(lane) - MIDDLE * units for lane in zip(*rows, strict=True)]


def _fitting(parts: Iterable[Lanes]) -> list[list[Lanes]]:
    """The parts in groups that can be added without carrying over."""
    groups: list[list[Lanes]] = [[]]
    units = 0
    for part in parts:
        units += part.units
        if units > AT_ONCE:
            groups.append([])
            units = part.units
        groups[-1].append(part)
    return groups


def _unpacked(packed: Iterable[int]) -> list[int]:
    return [lane for one in packed for lane in (one & 0xFFFF, one >> 16 & 0xFFFF, one >> 32 & 0xFFFF, one >> 48)]


def _logits(totals: Sequence[int], share: float, scales: Sequence[float], biases: Sequence[float]) -> list[float]:
    return [
        bias + scale * share * total for bias, scale, total in zip(biases, scales, totals, strict=False)
    ]  # a last lane may hold no head
