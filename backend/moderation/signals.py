"""Signals: what in a text, or in how it came, looks like spam. Each has a name, points and what triggered it. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from backend.moderation.advertising import advertising, lures_in
from backend.moderation.blocked_words import blocked_word
from backend.moderation.contacts import OF_SHOPS, chat_contact, mentions
from backend.moderation.gibberish import gibberish
from backend.moderation.links import Links, links_in, markup_link
from backend.moderation.personal_data import REACH, personal_data
from backend.moderation.probes import probe, template
from backend.moderation.scripts import as_read, disguised_word, unexpected_script
from backend.moderation.wording import Reading, Wording, released

LONGEST_FOUND = 80
_READ = 2000  # characters of a long text that are searched for phrases: the beginning and the end
QUICKEST_SECONDS, WORTH_TYPING = (
    3.0,
    10,
)  # nobody reads the question and types so many characters in that time
OFTEN, VERY_OFTEN = 8, 30  # texts from one network within ten minutes
HOLD, SPAM = (
    4,
    7,
)  # points from which a text waits for a person, and from which it is set aside as spam
AGAIN = 2  # other entries with the same words
# What a customer's own words outweigh: she names a shop, a loan or a number because her matter is about it.
_YIELDING = frozenset(
    {
        "strange_link",
        "luring_link",
        "link",
        "script_with_link",
        "advertising",
        "advertiser_contact",
    }
)
_SAME_SIGN, _SAME_WORD = 15, 8  # so often in a row
_WORD = re.compile(r"\w{2,}")
_COUNTED = re.compile(r"(\d{2,4})\1{3,}\d{0,3}")


@dataclass(frozen=True, slots=True)
class Signal:
    """`found` is what triggered it, for staff to see. `points` are none where it only tells: personal data."""

    name: str
    points: int
    found: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What a site knows of itself: its languages, its hosts and the words it blocks, by language."""

    languages: Sequence[str] = ("fi", "sv", "en")
    hosts: Sequence[str] = ()
    blocked_words: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a text came. `seconds` is how long its form had been shown, `trap` what stood in the field nobody sees."""

    language: str | None = None
    trap: str | None = None
    seconds: float | None = None
    same_text: int = 0
    same_network: int = 0
    known_spam: bool = False


def signals_in(text: str, context: Context, arrival: Arrival) -> tuple[Signal, ...]:
    """Every signal of what a visitor wrote, the plainest first; what triggered it is cut at LONGEST_FOUND."""
    links = links_in(text, context.hosts)
    read = _as_read(text)
    found = [
        *_of_arrival(text, arrival),
        *_of_links(text, read, links, context),
        *_of_words(text, read, context, arrival),
        *_of_letters(text, context, links),
    ]
    return (
        *_weighed(found, read if links.worded is text else _as_read(links.worded)),
        *_of_person(text),
    )


def _weighed(found: list[Signal], read: str) -> Sequence[Signal]:
    """The signals after the wording was heard, which is asked only where the plainer ones leave a doubt."""
    points = sum(signal.points for signal in found)
    firm = [signal for signal in found if not _yields(signal)]
    if points >= HOLD and sum(signal.points for signal in firm) >= HOLD:
        return found
    model = released()
    reading = model.read(read)
    if reading is None:
        return found
    if reading.logit < model.clear:
        return firm
    return found if points >= HOLD else [*found, *_of_wording(reading, model, HOLD - points)]


def _yields(signal: Signal) -> bool:
    return signal.name in _YIELDING or (signal.name == "chat_contact" and str(signal.found).startswith(OF_SHOPS))


def _as_read(text: str) -> str:
    return as_read(text if len(text) <= _READ else f"{text[: _READ * 3 // 4]} {text[-_READ // 4 :]}")


def _of_arrival(text: str, arrival: Arrival) -> Iterator[Signal]:
    if arrival.trap:
        yield _signal("honeypot", 8, arrival.trap)
    if arrival.known_spam:
        yield Signal("known_spam", 8)
    if arrival.seconds is not None and arrival.seconds < QUICKEST_SECONDS and len(text) >= WORTH_TYPING:
        yield Signal("too_fast", 4, f"{max(0.0, arrival.seconds):.1f} s")
    if arrival.same_text >= AGAIN:
        yield Signal("same_text", 4, f"{arrival.same_text + 1}")
    if arrival.same_network >= OFTEN:
        yield Signal(
            "same_network",
            3 if arrival.same_network >= VERY_OFTEN else 2,
            f"{arrival.same_network + 1}",
        )


def _of_links(text: str, read: str, links: Links, context: Context) -> Iterator[Signal]:
    markup = markup_link(text)
    if markup:
        yield _signal("markup_links", 8, markup)
    if links.are_many:
        yield _signal("many_links", 4, ", ".join(links.found))
    if links.are_all:
        yield _signal("mostly_links", 4, links.found[0])
    elif links.hiding:
        yield _signal("hiding_link", 4, links.hiding)
    elif links.found and not links.are_many:
        yield from _of_one_link(read, links, context)


def _of_one_link(read: str, links: Links, context: Context) -> Iterator[Signal]:
    """What leads to a place that everybody knows, or to one at home, is suspicious only beside luring words."""
    if not links.are_near(context.languages):
        yield _signal(
            "appended_link" if links.is_appended else "strange_link",
            4,
            ", ".join(links.found),
        )
        return
    lures = () if links.are_well_known else lures_in(read)
    yield _signal(
        "luring_link" if lures else "link",
        4 if lures else 2,
        ", ".join([*links.found, *lures]),
    )


def _of_words(text: str, read: str, context: Context, arrival: Arrival) -> Iterator[Signal]:
    blocked = blocked_word(text, context.blocked_words, arrival.language, context.languages)
    if blocked:
        yield _signal("blocked_words", 4, blocked)
    points, phrases = advertising(read)
    if points:
        yield _signal("advertising", points, ", ".join(phrases))
        if any(piece.kind in REACH for piece in personal_data(text)):
            yield Signal("advertiser_contact", min(points, 3))
    chat = chat_contact(text[:_READ])
    if chat:
        yield _signal("chat_contact", 4, chat)
    named = mentions(text[:_READ])
    if named:
        yield _signal("many_mentions", 4, named)


def _of_letters(text: str, context: Context, links: Links) -> Iterator[Signal]:
    repeated = _repeated(text)
    if repeated:
        yield _signal("repeated_text", 4, repeated)
    else:
        nonsense = gibberish(links.text_beside)
        if nonsense:
            yield _signal("gibberish", 4, nonsense)
    tried = probe(text[:_READ])
    if tried:
        yield _signal("probe", 4, tried)
    unfilled = template(text[:_READ])
    if unfilled:
        yield _signal("template", 4, unfilled)
    disguised = disguised_word(text)
    if disguised:
        yield _signal("disguised_word", 4, disguised)
    # A language alone is never a reason: a script nobody expects counts only together with a link.
    script = unexpected_script(text, context.languages) if links.found else None
    if script:
        yield _signal("script_with_link", 2, f"{script.title()}, {links.found[0]}")


def _of_wording(reading: Reading, model: Wording, lacking: int) -> Iterator[Signal]:
    """What a model learnt from many texts. It has a person look at a text, no more: it gives the points that are
    `lacking`, and never sets a text aside as spam."""
    if reading.logit >= model.doubt and reading.told:
        yield _signal(
            "wording",
            lacking if reading.logit >= model.hold else min(2, lacking),
            ", ".join(reading.told),
        )


def _repeated(text: str) -> str | None:
    """A sign or a word said again and again."""
    lower = text[:_READ].lower()
    counted = _COUNTED.fullmatch(lower.strip())
    if counted:
        return counted.group()
    run = next(
        (sign * _SAME_SIGN for sign in set(lower) if sign * _SAME_SIGN in lower and not sign.isspace()),
        None,
    )
    return run or next(
        (f"{word} " * 3 for word, times in _in_a_row(lower) if times >= _SAME_WORD),
        None,
    )


def _in_a_row(text: str) -> Iterator[tuple[str, int]]:
    """Each word of two letters or more, with how often it stands there one after the other."""
    for word, same in groupby(_WORD.findall(text)):
        yield word, sum(1 for _ in same)


def _of_person(text: str) -> Iterator[Signal]:
    found = personal_data(text)
    if found:
        yield Signal("personal_data", 0, ", ".join(sorted({piece.kind for piece in found})))


def _signal(name: str, points: int, found: str) -> Signal:
    short = " ".join(found.split())
    return Signal(
        name,
        points,
        short if len(short) <= LONGEST_FOUND else f"{short[: LONGEST_FOUND - 1]}…",
    )
