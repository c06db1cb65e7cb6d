"""A letter as the message that goes: text and HTML side by side, and headers that mail programs can thread by."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime
from itertools import count
from pathlib import Path

from flask import render_template

from backend.events.letter import Letter, Picture
from backend.foundation.clock import now
from backend.foundation.words import Dictionary

WORDS = Dictionary(Path(__file__).parent / "locales")
MOST_REFERENCES = 10
POLICY: "EmailPolicy[EmailMessage]" = SMTP.clone(max_line_length=998)

_UNSEEN = re.compile(r"[\x00-\x1F\x7F-\x9F\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a letter stands among others: its own id, those before it, the first of all, and how to stop them."""

    message_id: str
    root_id: str
    earlier: Sequence[str]
    unsubscribe: str | None


def compose(letter: Letter, from_address: str, place: Place) -> EmailMessage:
    """The whole message. What was written by people stands in it as text alone, and never in a header but as a name."""
    message = EmailMessage(POLICY)
    message["From"] = addressed(from_address, one_line(letter.sender, 100))
    message["To"] = addressed(letter.to)
    message["Subject"] = one_line(letter.subject, 200)
    message["Date"] = format_datetime(now())
    message["Message-ID"] = place.message_id
    message["In-Reply-To"] = place.earlier[-1] if place.earlier else place.root_id
    message["References"] = " ".join([place.root_id, *place.earlier[-MOST_REFERENCES:]])
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office note answers it
    message["X-Auto-Response-Suppress"] = "All"  # the same to Exchange
    if place.unsubscribe:
        message["List-Unsubscribe"] = f"<{place.unsubscribe}>"
        if place.unsubscribe.startswith("https://"):
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058, which asks for https
    pictures = {part.picture: name for part, name in zip(letter.parts, _names(place), strict=False) if part.picture}
    words = {"letter": letter, "unsubscribe": place.unsubscribe, "say": _said_in(letter.language), "names": pictures}
    message.set_content(render_template("letters/letter.txt", **words).strip() + "\n", cte="quoted-printable")
    html = render_template("letters/letter.html", **words)
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    _enclose(message, pictures)
    message["Content-Language"] = letter.language  # of both parts, so after them
    return message


def _names(place: Place) -> Iterator[str]:
    """Names by which the HTML shows what is enclosed, unlike any other letter's (RFC 2392)."""
    return (place.message_id.replace("<", f"picture-{number}.").rstrip(">") for number in count(1))


def _enclose(message: EmailMessage, pictures: Mapping[Picture, str]) -> None:
    """The pictures go with the letter: nothing is loaded from anywhere, so nobody learns when it is read."""
    html = message.get_body(("html",))
    if not pictures or not isinstance(html, EmailMessage):
        return
    html.make_related()
    for number, (picture, name) in enumerate(pictures.items(), 1):
        part = EmailMessage(SMTP)  # in lines of 76, as RFC 2045 has them
        file = f"chart-{number}.png"
        part.set_content(picture.png, "image", "png", cid=f"<{name}>", filename=file, disposition="inline")
        html.attach(part)


def addressed(address: str, name: str = "") -> Address:
    """An address as headers and mail servers take it: a domain outside ASCII in its ASCII form, so that only a name
    before the @ may need a server that knows SMTPUTF8. Raises ValueError for what is no address.
    """
    user, _, domain = address.strip().rpartition("@")
    if not user or not domain:
        raise ValueError("an address needs a name and a domain")
    return Address(name, user, domain if domain.isascii() else domain.encode("idna").decode())


def one_line(text: str, most: int) -> str:
    """A text as it may stand in a header: on one line, without marks that turn letters around, not too long."""
    line = " ".join(_UNSEEN.sub(" ", text).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _said_in(language: str) -> object:
    nearest = WORDS.nearest(language)
    return lambda key, **values: WORDS.say(nearest, key, **values)
