"""Figures in words outside the console: the weekly letter and the shared page, in the staff's three languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from backend.foundation.words import Dictionary
from backend.insights.figures import Figure

WORDS = Dictionary(Path(__file__).parent / "locales")
_NARROW = "\u202f"  # a space that no line breaks at


@dataclass(frozen=True, slots=True)
class Speech:
    """One of our languages, with its numbers, days and lists."""

    language: str

    def say(self, key: str, **values: object) -> str:
        return WORDS.say(self.language, key, **values)

    def plural(self, key: str, n: int, **values: object) -> str:
        return self.say(f"{key}.{'one' if n == 1 else 'other'}", n=self.number(n), **values)

    def number(self, value: float, digits: int = 0, sign: bool = False) -> str:
        """With the language's own marks; `sign`: with + where it is more than nothing."""
        text = f"{abs(value):,.{digits}f}"
        is_nothing = not text.strip("0.,")
        if self.language != "en":
            text = text.replace(",", _NARROW).replace(".", ",")
        return text if is_nothing else ("−" if value < 0 else "+" if sign else "") + text

    def share(self, value: float) -> str:
        return f"{self.number(100 * value)}{'' if self.language == 'en' else _NARROW}%"

    def listed(self, names: Sequence[str]) -> str:
        if len(names) < 2:
            return "".join(names)
        return self.say("list.and", first=", ".join(names[:-1]), last=names[-1])

    def day(self, day: date) -> str:
        month = self.say("months").split()[day.month - 1]
        return self.say("day", d=day.day, month=month, y=day.year)

    def days(self, since: date, until: date) -> str:
        """Both inclusive; what they have in common is said once."""
        last = self.day(until)
        if (since.year, since.month) == (until.year, until.month):
            return self.say("daysOfMonth", d=since.day, until=last)
        month = self.say("months").split()[since.month - 1]
        first = self.say("dayOfYear", d=since.day, month=month) if since.year == until.year else self.day(since)
        return self.say("days", since=first, until=last)

    def short_day(self, day: date) -> str:
        return self.say("shortDay", d=day.day, m=day.month)

    def margin(self, figure: Figure, digits: int = 1) -> str:
        """Half the interval's width, with as many digits as it takes not to be called nothing; empty without one."""
        if figure.low is None or figure.high is None:
            return ""
        half = (figure.high - figure.low) / 2
        return self.number(half, max(digits, 2) if half < 0.095 else digits)


def speech_for(*wanted: str | None) -> Speech:
    """In the first of these languages that is spoken here; else in English."""
    return Speech(WORDS.nearest(*wanted))
