"""A template's places filled with what is known of one feedback. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

# What may stand in braces. `name` may be unknown without harm: it goes, with the space before it.
PLACES = ("name", "touchpoint", "site", "order", "reference", "page", "staff")
DROPPED = "name"
_PLACE = re.compile(r"( ?)\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Filled:
    """The text, and the places that nothing is known for: they stand in it as they were, for a person to fill."""

    text: str
    missing: tuple[str, ...]


def fill(text: str, values: Mapping[str, str | None]) -> Filled:
    """In one pass: what is put in is never read as a place itself."""
    missing: list[str] = []

    def put(found: re.Match[str]) -> str:
        space, name = found.groups()
        value = values.get(name)
        if value:
            return space + value
        if name == DROPPED:
            return ""
        missing.append(name)
        return found[0]

    return Filled(_PLACE.sub(put, text), tuple(dict.fromkeys(missing)))


def unknown_places(text: str) -> list[str]:
    """Places that nothing will ever be known for, in the order they stand."""
    return list(dict.fromkeys(name for _, name in _PLACE.findall(text) if name not in PLACES))
