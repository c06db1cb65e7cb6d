"""What somebody is to be told by letter of an event. The rooms that know about it write it; notifications sends it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from backend.events.models import Event


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG that goes with the letter; `alt` says the same in words. `above` and `below` stand over and under equal
    parts of its width, so that the picture itself needs no letters."""

    caption: str
    png: bytes
    alt: str
    width: int
    height: int
    above: Sequence[str] = ()
    below: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """What a visitor said, and where."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a longer letter under a title of its own."""

    title: str
    lines: Sequence[str] = ()
    picture: Picture | None = None
    quotes: Sequence[Quote] = ()
    link: str = ""
    link_label: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one person, in words alone: how it looks is the sender's affair, and nothing in it is markup.

    `said` is what a person wrote, kept as typed; `quoted` what the reader wrote herself. Who may unsubscribe is told
    how, and is not written to any more once she has; `digest_of` is the member of the staff whose weekly letter it is,
    and then it is that letter alone which she stops.
    """

    to: str
    language: str
    sender: str
    subject: str
    greeting: str
    opening: Sequence[str]
    link: str
    link_label: str
    closing: Sequence[str]
    said: str = ""
    quoted: str = ""
    quoted_label: str = ""
    parts: Sequence[Part] = ()
    may_unsubscribe: bool = False
    digest_of: UUID | None = None


# Called when the letter is about to go, not when it is asked for: None says that there is nothing to tell any more.
Writer = Callable[[Event], Letter | None]
