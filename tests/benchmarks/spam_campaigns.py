"""Spam as programs make it: campaigns, each of one mould filled at random. One belongs to one half as a whole."""

import json
import random
import string
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

MOULDS = Path(__file__).with_name("spam_rows") / "campaigns.json"
EACH = 30
_HOSTS = ("best{}.example", "{}24.example", "{}-online.example/go", "www.{}.example/fi", "get{}.example/?id={}")
_TOPICS = ("deal", "money", "pills", "slots", "rank", "lucky", "crypto", "shoes", "loan", "date", "meds", "traffic")
_NAMES = ("Anna", "Mark", "Ruth", "Kelvin", "Sarah", "Ben", "Olga", "Tom")
_NUMBERS = (50, 100, 200, 500, 1000, 5000)
_WORDS = (
    "our",
    "quality",
    "best",
    "new",
    "online",
    "product",
    "page",
    "great",
    "visit",
    "very",
    "good",
    "more",
    "free",
)
_LETTERS = {
    "keys": ("asdfghjkl", 6, 14),
    "random": (string.ascii_lowercase, 8, 14),
    "random_mixed": (string.ascii_letters, 10, 18),
    "consonants": ("bcdfghjklmnpqrstvwxz", 7, 12),
}

Make = Callable[[random.Random], str]


def campaigns() -> Iterator[tuple[str, str, str, list[str]]]:
    """(name, language, how it comes, texts) of each campaign."""
    for mould in json.loads(MOULDS.read_text("utf-8")):
        make = _filled(mould["texts"], mould["slots"])
        yield mould["name"], mould["language"], mould["how"], _made(mould["name"], make)
    for name, make in (("links", _link_list), ("salad", _word_salad), ("markup", _markup)):
        yield name, "en", "", _made(name, make)
    for name, (alphabet, least, most) in _LETTERS.items():
        yield name, "en", "", _made(name, _letters(alphabet, least, most))


def _made(name: str, make: Make) -> list[str]:
    chance = random.Random(name)
    return [make(chance) for _ in range(EACH)]


def _filled(texts: Sequence[str], slots: Mapping[str, Sequence[str]]) -> Make:
    """One of the texts, each `{slot}` filled from its choices, `{host}` by an address, `{n}` by a number."""

    def make(chance: random.Random) -> str:
        values = {name: chance.choice(choices) for name, choices in slots.items()}
        told = {"host": _host(chance), "n": chance.choice(_NUMBERS), "name": chance.choice(_NAMES)}
        return chance.choice(texts).format(**told, **values)

    return make


def _letters(alphabet: str, least: int, most: int) -> Make:
    def make(chance: random.Random) -> str:
        sizes = [chance.randint(least, most) for _ in range(chance.randint(1, 4))]
        return " ".join("".join(chance.choice(alphabet) for _ in range(size)) for size in sizes)

    return make


def _host(chance: random.Random) -> str:
    topic = chance.choice(_TOPICS)
    return "https://" * (chance.random() < 0.5) + chance.choice(_HOSTS).format(topic, chance.randrange(100, 9999))


def _word_salad(chance: random.Random) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(chance.randint(8, 20))) + f" {_host(chance)}"


def _link_list(chance: random.Random) -> str:
    return chance.choice(("", "see ", "ok: ")) + " ".join(_host(chance) for _ in range(chance.randint(1, 6)))


def _markup(chance: random.Random) -> str:
    words, host = " ".join(chance.sample(_WORDS, 2)), _host(chance).removeprefix("https://")
    forms = ('<a href="http://{0}">{1}</a>', "[url=http://{0}]{1}[/url]", "[{1}](http://{0})", "<a href={0}>{1}</a>")
    return " ".join(chance.sample(_WORDS, 4)) + " " + chance.choice(forms).format(host, words)
