"""Scores of 0–100 week by week as a picture for a letter: bars from zero, each with its interval as a line. Pure."""

from collections.abc import Sequence

from backend.insights.figures import Figure
from backend.insights.png import Canvas, Colour

# As it is shown; it is drawn twice as fine, for screens that can show it.
WIDTH, HEIGHT, FINE = 560, 140, 2
_BAR, _WHISKER, _CAP = 0.56, 3 * FINE, 8 * FINE
# Seen on white and on black alike (3:1 at least): mail programs turn the ground, and ask nobody.
CLEAR, LINE, USUAL, NEWEST, INTERVAL = range(5)
COLOURS: Sequence[Colour] = (
    (255, 255, 255, 0),
    (128, 134, 140, 110),
    (112, 150, 142, 255),
    (32, 140, 118, 255),
    (96, 102, 110, 255),
)


def bars(scores: Sequence[Figure]) -> bytes:
    """A PNG with a bar for each score, the last in the colour of the newest; a gap where there is no score."""
    canvas = Canvas(WIDTH * FINE, HEIGHT * FINE)
    for level in (0, 50, 100):
        top = min(_y(level), HEIGHT * FINE - FINE)
        canvas.fill(0, top, canvas.width, top + FINE, LINE)
    step = canvas.width / len(scores)
    for place, score in enumerate(scores):
        if score.value is not None:
            _draw(canvas, (place + 0.5) * step, step * _BAR / 2, score, place == len(scores) - 1)
    return canvas.png(COLOURS)


def _draw(canvas: Canvas, middle: float, half: float, score: Figure, is_newest: bool) -> None:
    canvas.fill(middle - half, _y(score.value or 0), middle + half, canvas.height, NEWEST if is_newest else USUAL)
    if score.low is None or score.high is None:
        return
    high, low = _y(score.high), _y(score.low)
    canvas.fill(middle - _WHISKER / 2, high, middle + _WHISKER / 2, low, INTERVAL)
    for end in (high, low):
        canvas.fill(middle - _CAP, end - FINE, middle + _CAP, end + FINE, INTERVAL)


def _y(score: float) -> float:
    """From the top; the line of 100 lies a little below it, so that no interval's end is cut off."""
    return 3 * FINE + (HEIGHT - 3) * FINE * (1 - score / 100)
