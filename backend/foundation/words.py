"""A room's own words in the languages it speaks: one JSON file a language in its folder `locales`."""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

# Browsers in Norway name their language in three ways.
_MEANS = {"no": "nb", "nn": "nb"}
_PLACE = re.compile(r"\{(\w+)\}")


class Dictionary:
    """The texts of one folder. What is said in a language that has no file is said in English."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def languages(self) -> tuple[str, ...]:
        return tuple(sorted(path.stem for path in self._folder.glob("*.json")))

    @cached_property
    def _texts(self) -> Mapping[str, Mapping[str, str]]:
        return {path.stem: json.loads(path.read_text("utf-8")) for path in self._folder.glob("*.json")}

    def nearest(self, *wanted: str | None) -> str:
        """The first of these languages that is spoken here, whatever its region; English if none is."""
        return nearest([language for language in wanted if language], self.languages) or "en"

    def say(self, language: str, key: str, **values: object) -> str:
        """The text in this very language, which `nearest` has given."""
        return filled(self._texts[language][key], values)


def filled(text: str, values: Mapping[str, object]) -> str:
    """The text with its `{places}` filled, in one pass: what is put in is never read as a place itself."""
    return _PLACE.sub(lambda place: str(values.get(place[1], place[0])), text)


def nearest(wanted: Iterable[str], languages: Iterable[str]) -> str | None:
    """The first of the wanted that is among the languages, whatever its region."""
    there = {language.lower(): language for language in languages}
    by_primary: dict[str, str] = {}
    for language in there.values():
        by_primary.setdefault(primary(language), language)
    for tag in wanted:
        found = there.get(tag.lower()) or by_primary.get(primary(tag))
        if found:
            return found
    return None


def primary(tag: str) -> str:
    """The language without its region: `fi` of `fi-FI`."""
    first = tag.lower().replace("_", "-").partition("-")[0]
    return _MEANS.get(first, first)
