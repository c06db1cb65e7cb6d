"""The style of the hosted pages: one sheet of ours, and a small one a look, because inline style is not allowed."""

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from backend.embed.colour import readable
from backend.foundation.files import BuiltFile, built_file
from backend.sites.models import DEFAULT_LOOK

FOLDER = Path(__file__).parent / "page_files"
ICON = "icon.svg"
# What hosted.css paints behind text: page and card, in light and in dark.
LIGHT_GROUNDS, DARK_GROUNDS = ("#f5f6f5", "#ffffff"), ("#14171a", "#1d2126")
_LOOK = re.compile(r"look-([0-9a-f]{6})-([0-9]{1,2})\.css")


def sheets_of(look: Mapping[str, Any]) -> list[str]:
    """The names of the style sheets of a page with this look. What a name stands for never changes."""
    accent, radius = (look.get(name, DEFAULT_LOOK[name]) for name in ("accent", "radius"))
    return [_sheet()[0], f"look-{accent.removeprefix('#')}-{radius}.css"]


def page_file(name: str) -> BuiltFile | None:
    """The style sheet or picture of this name; None when there is none."""
    if name in {ICON, _sheet()[0]}:
        return _sheet()[1] if name != ICON else _icon()
    found = _LOOK.fullmatch(name)
    return built_file(name, _look_sheet(f"#{found[1]}", int(found[2]))) if found else None


@cache
def _sheet() -> tuple[str, BuiltFile]:
    body = (FOLDER / "hosted.css").read_bytes()
    name = f"hosted.{hashlib.sha256(body).hexdigest()[:8]}.css"
    return name, built_file(name, body)


@cache
def _icon() -> BuiltFile:
    return built_file(ICON, (FOLDER / ICON).read_bytes())


def _look_sheet(accent: str, radius: int) -> bytes:
    light, dark = readable(accent, LIGHT_GROUNDS, is_dark=False), readable(accent, DARK_GROUNDS, is_dark=True)
    return f":root {{ --accent-light: {light}; --accent-dark: {dark}; --radius: {radius}px }}\n".encode()
