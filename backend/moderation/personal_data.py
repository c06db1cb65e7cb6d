"""Personal data in a text: found, named, and masked where others read it. Pure.

Finnish personal identity codes are checked by their check character, account numbers by ISO 13616 (mod 97), so that an
order number is not taken for one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

EMAIL, PHONE, IDENTITY, ACCOUNT = "email", "phone", "identity_code", "bank_account"
REACH = frozenset({EMAIL, PHONE})  # by which somebody asks to be reached
MASK = "•••"

_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,5}[^\W\d_]{2,24}\b")
_IDENTITY = re.compile(r"(?<![\w-])(\d{6})[-+A-FU-Y](\d{3})([0-9A-Y])(?![\w-])", re.IGNORECASE)
_CHECK_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_ACCOUNT = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}(?!\w)", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w+/.,-])(?:\+|00)?\(?\d(?:[ ()/-]{0,2}\d){6,14}(?![\w/-])")
_DATE = re.compile(r"\d{1,2}[-/ ]\d{1,2}[-/ ]\d{2,4}|\d{4}-\d{1,2}-\d{1,2}")
_FOREIGN, _DOMESTIC = re.compile(r"(?:\+|00)[1-9]\d{6,13}"), re.compile(r"0[1-9]\d{5,10}")


@dataclass(frozen=True, slots=True)
class Personal:
    """One piece of personal data: characters `start` to before `end`."""

    kind: str
    start: int
    end: int


def personal_data(text: str) -> list[Personal]:
    """What in the text tells who somebody is or how to reach her, in the order it stands there; none overlap."""
    found: list[Personal] = []
    for piece in _candidates(text):
        if all(piece.end <= other.start or other.end <= piece.start for other in found):
            found.append(piece)
    return sorted(found, key=lambda piece: piece.start)


def masked(text: str) -> str:
    """The text with `•••` in place of each piece of personal data."""
    for piece in reversed(personal_data(text)):
        text = text[: piece.start] + MASK + text[piece.end :]
    return text


def _candidates(text: str) -> Iterator[Personal]:
    """The surest first: what a longer pattern has taken is no longer looked at by a shorter one."""
    if "@" in text:
        yield from (Personal(EMAIL, *match.span()) for match in _EMAIL.finditer(text))
    if not any(map(text.__contains__, "0123456789")):
        return
    yield from (Personal(IDENTITY, *match.span()) for match in _IDENTITY.finditer(text) if is_identity_code(match))
    yield from _accounts(text)
    yield from (Personal(PHONE, *match.span()) for match in _PHONE.finditer(text) if is_phone(match.group()))


def _accounts(text: str) -> Iterator[Personal]:
    """Words may follow the number with nothing but a space between: it is as long as its check sum says."""
    for match in _ACCOUNT.finditer(text):
        number = match.group()
        while number and not is_account(number):
            number = number.rpartition(" ")[0]
        if number:
            yield Personal(ACCOUNT, match.start(), match.start() + len(number))


def is_identity_code(match: re.Match[str]) -> bool:
    """Whether the check character is right: the nine digits mod 31 (Digital and Population Data Services Agency)."""
    birthday, number, check = match.groups()
    is_date = 1 <= int(birthday[:2]) <= 31 and 1 <= int(birthday[2:4]) <= 12
    return is_date and _CHECK_CHARACTERS[int(birthday + number) % 31] == check.upper()


def is_account(text: str) -> bool:
    """Whether this is an IBAN: 15 to 34 characters, and mod 97 of it, rearranged, is 1 (ISO 13616)."""
    plain = text.replace(" ", "").upper()
    if not 15 <= len(plain) <= 34 or (plain.startswith("FI") and len(plain) != 18):
        return False
    return int("".join(str(int(character, 36)) for character in plain[4:] + plain[:4])) % 97 == 1


def is_phone(text: str) -> bool:
    """Whether these digits can be dialled in the Nordic countries: with a country code, or a trunk zero."""
    digits = re.sub(r"[^\d+]", "", text)
    if _DATE.fullmatch(text.strip()):
        return False
    return bool(_FOREIGN.fullmatch(digits) or _DOMESTIC.fullmatch(digits))
