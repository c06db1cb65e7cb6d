"""What somebody is to be told by letter of an event. The rooms that know about it write it; notifications sends it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from backend.events.models import Event


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one person, in words alone: how it looks is the sender's affair, and nothing in it is markup.

    `said` is what a person wrote, kept as typed; `quoted` what the reader wrote herself. Who may unsubscribe is told
    how, and is not written to any more once she has.
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
    may_unsubscribe: bool = False


# Called when the letter is about to go, not when it is asked for: None says that there is nothing to tell any more.
Writer = Callable[[Event], Letter | None]
