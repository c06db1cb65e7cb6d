"""The hosted pages in the visitor's language: our own words, and the owner's texts."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from backend.foundation.words import nearest, primary
from backend.touchpoints.catalog import KnownSite

LOCALES = Path(__file__).parent / "locales"
_RIGHT_TO_LEFT = {"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"}

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """A page's language: what the owner wrote in it is picked, what we say is said in it or in the nearest we have."""

    language: str
    fallback: str

    @property
    def direction(self) -> str:
        return "rtl" if primary(self.language) in _RIGHT_TO_LEFT else "ltr"

    def say(self, key: str, n: int | None = None, **values: object) -> str:
        """Our words; a key that has a plural is said for `n`."""
        words = _said(self.language) or _said(self.fallback) or _said("en")
        text = words.get(f"{key}.{_plural(self.language, n)}") if n is not None else None
        text = text or words[key]
        for name, value in {"n": n, **values}.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    def pick(self, texts: Texts | None) -> str:
        """The owner's text in this language, else in a near one, else in the site's own."""
        if not texts:
            return ""
        near = nearest([self.language, self.fallback], texts)
        return texts[near] if near else next(iter(texts.values()))

    def date(self, moment: datetime, timezone: str) -> str:
        local = moment.astimezone(ZoneInfo(timezone))
        month = self.say("months").split()[local.month - 1]
        return self.say("date", d=local.day, month=month, y=local.year)


def words_for(site: KnownSite | None, asked: str | None, accepted: Iterable[str]) -> Words:
    """The language asked for if the site speaks it, else what the browser prefers, else the site's own."""
    languages = site.languages if site else our_languages()
    default = site.default_language if site else "en"
    return Words(nearest([*([asked] if asked else []), *accepted], languages) or default, default)


@cache
def our_languages() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in LOCALES.glob("*.json")))


@cache
def _said(language: str) -> Texts:
    path = LOCALES / f"{nearest([language], our_languages())}.json"
    words: Texts = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return words


def _plural(language: str, n: int) -> str:
    """Of the ten languages only French counts nothing as one."""
    return "one" if n == 1 or (n == 0 and primary(language) == "fr") else "other"
