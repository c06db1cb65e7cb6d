"""A loaded model: reads a text in plain Python, without numpy.

Four heads share one 64-bit number a feature, 16 bits each, so that `sum` adds four at once. What is added so is spread
to 32 bits a head and put into one long number with the number of features: what words say is then added by one `sum`,
and nothing carries over. It is remembered in that form, for words come again. A feature that the model does not hold
says nothing.
"""

import struct
from array import array
from collections.abc import Sequence
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
# The long number, in lanes of 32 bits: eight heads, eight languages, how many features were added to the heads and to
# the languages, and the words' pieces.
SPOKEN = struct.Struct("<19I")
LANE, OF_LANGUAGES, UNITS, LANGUAGE_UNITS, PIECES = 32, 8 * 32, 16 * 32, 17 * 32, 18 * 32
EVEN, ODD = sum(0xFFFF << lane * LANE for lane in range(4)), 4 * LANE
# In which lane a head stands once the even ones were spread first.
ORDER = (0, 4, 1, 5, 2, 6, 3, 7)


class Spoken(NamedTuple):
    """What a word says: to heads and languages, as a long number; and how far it pulls towards good."""

    said: int
    pull: float


class Reading(NamedTuple):
    """What the model reads in a text: the logits of the heads and of the languages; and, for the evidence, how far each
    word pulls, each pair of neighbours (from before the first word to after the last), and what one counts.
    """

    heads: list[float]
    languages: list[float]
    words: list[float]
    pairs: list[float]
    value: float


class Model:
    """A loaded model. Immutable but for its caches of words and pulls, so threads may share it."""

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
        self._pull = lru_cache(maxsize=REMEMBERED)(self._pull_of)

    def read(self, text: str, found: Sequence[Word]) -> Reading:
        """The logits of `text`, whose words are `found`."""
        forms = [word.form for word in found]
        strong, weak = context(text, forms)
        known = {form: self._word(form) for form in forms}
        in_order = self._held(strong)
        said = sum([one.said for one in known.values()])
        said += self._said(in_order) * TWICE + self._said(self._held(weak))
        lanes = SPOKEN.unpack(said.to_bytes(SPOKEN.size, "little"))
        pieces = lanes[PIECES // LANE]
        unit = value(len(strong) + len(known), len(weak) + pieces)
        share = 1 / sqrt(max(4.0, pieces))
        return Reading(
            _logits(lanes[:8], lanes[16], unit * WEAK, self._scales, self._biases),
            _logits(lanes[8:16], lanes[17], share, self._language_scales, self._language_biases),
            [known[form].pull for form in forms],
            [self._pull(place) for place in in_order[: len(found) + 1]],
            unit,
        )

    def _held(self, features: Sequence[int]) -> list[int]:
        """Where the weights of these features stand; 0 for one that the model does not hold."""
        checks, places = self._checks, self._places
        return [places[one & LAST] if checks[one & LAST] == one >> FIRST | 1 else 0 for one in features]

    def _said(self, held: Sequence[int]) -> int:
        """What the features at these places say to the heads, as a long number."""
        said = len(held) - held.count(0) << UNITS
        for at in range(0, len(held), AT_ONCE):
            said += _spread(self._tables, held[at : at + AT_ONCE])
        return said

    def _pull_of(self, place: int) -> float:
        """How far the feature at this place alone pulls towards good (above 0) or bad, before `value`."""
        if not place:
            return 0.0
        packed, (good, bad, rather) = self._tables[0][place], self._scales[:3]
        pos, neg, pol = (packed & 0xFFFF) - MIDDLE, (packed >> 16 & 0xFFFF) - MIDDLE, (packed >> 32 & 0xFFFF) - MIDDLE
        return rather * pol + (good * pos - bad * neg) / 2

    def _read_word(self, form: str) -> Spoken:
        own, pieces = of_word(form)
        said = self._said(self._held([own] * TWICE + pieces))
        lanes = SPOKEN.unpack(said.to_bytes(SPOKEN.size, "little"))
        good, bad, rather = _logits(lanes[:8], lanes[16], WEAK, self._scales[:3], (0.0, 0.0, 0.0))
        if pieces:
            buckets = [one % LANGUAGE_BUCKETS for one in (own, *pieces)]
            said |= _spread(self._language_tables, buckets) << OF_LANGUAGES
            said |= len(pieces) + 1 << LANGUAGE_UNITS | len(pieces) << PIECES
        return Spoken(said, rather + (good - bad) / 2)


@lru_cache(maxsize=1)
def released() -> Model:
    """The model that comes with this version, read at the first comment."""
    return Model(PATH.read_bytes())


def _spread(tables: "Sequence[array[int]]", held: Sequence[int]) -> int:
    """What at most AT_ONCE features say together, spread to lanes of 32 bits."""
    first, second = tables
    packed = sum(map(first.__getitem__, held)) | sum(map(second.__getitem__, held)) << 64
    return packed & EVEN | (packed >> 16 & EVEN) << ODD


def _logits(
    lanes: Sequence[int], units: int, share: float, scales: Sequence[float], biases: Sequence[float]
) -> list[float]:
    """A logit for each head that has a bias, from the lanes of all and the number of features added in them."""
    nothing = MIDDLE * units
    return [
        bias + scale * share * (lanes[at] - nothing) for bias, scale, at in zip(biases, scales, ORDER, strict=False)
    ]  # the last lane holds no head
