"""A picture of few colours as a PNG file (ISO/IEC 15948), with nothing but zlib. Pure."""

import struct
import zlib
from collections.abc import Sequence

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PALETTE, _DEPTH, _UNFILTERED = 3, 8, b"\x00"

Colour = tuple[int, int, int, int]  # red, green, blue and how opaque, each 0–255


class Canvas:
    """So many pixels, each the number of a colour; 0 at first."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._rows = [bytearray(width) for _ in range(height)]

    def fill(self, left: float, top: float, right: float, bottom: float, colour: int) -> None:
        """Paint from the first corner to before the second; what lies outside is left out."""
        first, last = max(0, round(left)), min(self.width, round(right))
        for row in self._rows[max(0, round(top)) : max(0, min(self.height, round(bottom)))]:
            row[first:last] = bytes([colour]) * max(0, last - first)

    def colour_at(self, x: int, y: int) -> int:
        return self._rows[y][x]

    def png(self, colours: Sequence[Colour]) -> bytes:
        """The file. `colours`: at most 256, in the order of their numbers."""
        header = struct.pack(">IIBBBBB", self.width, self.height, _DEPTH, _PALETTE, 0, 0, 0)
        palette = b"".join(bytes(colour[:3]) for colour in colours)
        opaque = bytes(colour[3] for colour in colours)
        pixels = zlib.compress(b"".join(_UNFILTERED + bytes(row) for row in self._rows), 9)
        parts = ((b"IHDR", header), (b"PLTE", palette), (b"tRNS", opaque), (b"IDAT", pixels), (b"IEND", b""))
        return _SIGNATURE + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
