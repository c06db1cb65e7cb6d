"""An owner's accent colour, moved as little as needed to be read: WCAG 2.2's contrast. Pure."""

from collections.abc import Sequence

LEAST_CONTRAST = 4.5
_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)

Colour = Sequence[float]


def readable(accent: str, grounds: Sequence[str], is_dark: bool) -> str:
    """The colour (`#rrggbb`), or the nearest to it towards black or white that reads on each of these grounds."""
    wanted, towards = _parts(accent), _WHITE if is_dark else _BLACK
    for step in range(21):
        share = step / 20
        moved = [part * (1 - share) + end * share for part, end in zip(wanted, towards, strict=True)]
        if all(contrast(moved, _parts(ground)) >= LEAST_CONTRAST for ground in grounds):
            return "#" + "".join(f"{round(part):02x}" for part in moved)
    return "#ffffff" if is_dark else "#000000"


def contrast(one: Colour, other: Colour) -> float:
    """From 1, the same, to 21, black on white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _parts(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
