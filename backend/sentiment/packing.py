"""The model's file: which features it holds and what each says for and against each head, small and without numpy.

The file is `MAGIC`, the length of a JSON header (4 bytes, little-endian), the header, and zlib-packed bytes. The first
SLOTS of these are a check for each slot: 0, or that of the one feature it holds. Then come, for each head, a byte for
each held feature in the order of their slots; then, for each language, LANGUAGE_BUCKETS bytes. A weight is the byte
less MIDDLE, times the head's scale.
"""

import json
import struct
import sys
import zlib
from array import array
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

MAGIC = b"KSM2"
# Says something good; says something bad; good rather than bad; neither; both; good rather than bad in films and
# forums; a comment rather than film or forum talk.
HEADS = ("pos", "neg", "pol", "neu", "mix", "pub", "dom")
LANGUAGES = ("fi", "sv", "en", "nb", "da", "de", "nl", "other")
# A feature of 32 bits belongs in the slot of its last 20; its first 8, made odd, are the check that it is this one.
SLOTS, LANGUAGE_BUCKETS = 1 << 20, 1 << 16
LAST, FIRST = SLOTS - 1, 24
MIDDLE = 128
# In memory so many heads share one 64-bit number, 16 bits each, so that `sum` adds them at once.
LANES = 4
ANY = bytes([0] + [1] * 255)


class Weights(NamedTuple):
    """The packed bytes by what they are: checks of the slots, weights of each head, weights of the languages."""

    checks: bytes
    heads: list[bytes]
    languages: bytes


def check_of(feature: int) -> int:
    """What a slot that holds this feature is marked with; never 0."""
    return feature >> FIRST | 1


def pack(header: Mapping[str, Any], weights: Weights) -> bytes:
    """The file's bytes. The same header and weights give the same bytes."""
    told = json.dumps(header, sort_keys=True, separators=(",", ":")).encode()
    planes = weights.checks + b"".join(weights.heads) + weights.languages
    return MAGIC + struct.pack("<I", len(told)) + told + zlib.compress(planes, 6)


def unpack(data: bytes) -> tuple[dict[str, Any], Weights]:
    """Header and weights of a packed model; ValueError if the bytes are none or are damaged."""
    if data[:4] != MAGIC or len(data) < 8:
        raise ValueError("not a sentiment model")
    (length,) = struct.unpack("<I", data[4:8])
    try:
        header, planes = json.loads(data[8 : 8 + length]), zlib.decompress(data[8 + length :])
    except (ValueError, zlib.error) as fault:
        raise ValueError("a damaged sentiment model") from fault
    checks = planes[:SLOTS]
    held = SLOTS - checks.count(0)
    if len(planes) != SLOTS + held * len(HEADS) + LANGUAGE_BUCKETS * len(LANGUAGES):
        raise ValueError("a sentiment model of another size")
    heads = [planes[SLOTS + held * head : SLOTS + held * (head + 1)] for head in range(len(HEADS))]
    return header, Weights(checks, heads, planes[SLOTS + held * len(HEADS) :])


def places(checks: bytes) -> "array[int]":
    """For each slot how many features are held up to it: the place of its own weights, counted from 1."""
    return array("I", accumulate(checks.translate(ANY)))


def interleaved(planes: Sequence[bytes]) -> "list[array[int]]":
    """The planes as 64-bit numbers, LANES planes to a number."""
    tables = []
    for first in range(0, len(planes), LANES):
        laid = bytearray(len(planes[0]) * 8)
        for lane, plane in enumerate(planes[first : first + LANES]):
            laid[lane * 2 :: 8] = plane
        table = array("Q", bytes(laid))
        if sys.byteorder == "big":
            table.byteswap()
        tables.append(table)
    return tables
