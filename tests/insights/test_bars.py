"""The letter's chart: a picture that any viewer can read, and bars as high as their scores."""

import struct
import zlib

import pytest

from backend.insights.bars import HEIGHT, NEWEST, USUAL, bars
from backend.insights.figures import Figure, nothing
from backend.insights.png import Canvas

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def pixels(data):
    """The rows of a PNG of one byte a pixel."""
    assert data[:8] == SIGNATURE
    at, parts = 8, {}
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        parts[kind], at = data[at + 8 : at + 8 + length], at + 12 + length
    width, height, depth, kind = struct.unpack(">IIBB", parts[b"IHDR"][:10])
    assert (depth, kind, len(parts[b"PLTE"])) == (8, 3, 3 * len(parts[b"tRNS"]))
    raw = zlib.decompress(parts[b"IDAT"])
    return [raw[row * (width + 1) + 1 : (row + 1) * (width + 1)] for row in range(height)]


def score(value, low=None, high=None):
    return Figure("weighted", value, low, high, 100)


@pytest.mark.parametrize("value", [0.0, 25.0, 50.0, 100.0])
def test_a_bar_is_as_high_as_its_score(value):
    rows = pixels(bars([score(10.0), score(value)]))
    side = len(rows[0]) * 5 // 8  # inside the second bar, beside its middle
    height = sum(row[side] == NEWEST for row in rows)
    assert height == pytest.approx(value / 100 * (HEIGHT - 3) * 2, abs=1)


def test_the_newest_bar_stands_out_and_a_week_without_a_score_is_a_gap():
    rows = pixels(bars([score(60.0), nothing("weighted"), score(70.0)]))
    third = len(rows[0]) // 3
    colours = [{row[x] for row in rows} for x in (third // 2, third + third // 2, 2 * third + third // 2)]
    assert USUAL in colours[0]
    assert not {USUAL, NEWEST} & colours[1]
    assert NEWEST in colours[2]


def test_what_lies_outside_a_canvas_is_left_out():
    canvas = Canvas(3, 2)
    canvas.fill(-5, -5, 1, 9, 1)
    canvas.fill(2, 1, 99, 99, 2)
    assert [[canvas.colour_at(x, y) for x in range(3)] for y in range(2)] == [[1, 0, 0], [1, 0, 2]]
