"""Read the token by which a site's server vouches for a customer. Pure, but for the clock that the caller gives.

Nothing raises here: whatever is wrong with a token, the words that came with it are kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backend.customers.models import LONGEST_NAME, LONGEST_REFERENCE, LONGEST_SEGMENT

LONGEST_TOKEN, LEEWAY_SECONDS, ALGORITHM = 4096, 60, "HS256"
# Why a token proves nothing. Staff read the reason beside the entry, so the words stand in the console's locales.
FAULTS = (
    "not_set_up", "too_long", "no_token", "wrong_algorithm", "bad_signature", "wrong_site", "no_expiry", "expired",
    "not_yet_valid", "no_reference", "bad_claim",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """What a valid token says of a customer."""

    reference: str
    name: str | None = None
    email: str | None = None
    segment: str | None = None
    account: str | None = None
    account_name: str | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose an entry is, or the fault that keeps it unknown; one of the two."""

    person: Person | None = None
    fault: str | None = None


class Faulty(Exception):
    """The fault's name is its only argument."""


def identify(token: Any, site_key: str, secrets: Sequence[str], at: datetime) -> Identity | None:
    """The identity that `token` proves on the site with this key at this moment; None where there is no token.

    Valid is an HS256 JWT under one of the secrets with `sub` (the customer's reference), `aud` (the site's key) and
    `exp`; a clock may be wrong by a minute. `name`, `email`, `segment`, `account` and `account_name` may stand beside.
    """
    if token is None or token == "":
        return None
    try:
        claims = _verified(token, secrets)
        _refuse_foreign(claims, site_key)
        _refuse_untimely(claims, at.timestamp())
        return Identity(_person(claims))
    except Faulty as fault:
        return Identity(fault=str(fault))


def _verified(token: Any, secrets: Sequence[str]) -> Mapping[str, Any]:
    if not secrets:
        raise Faulty("not_set_up")
    if not isinstance(token, str):
        raise Faulty("no_token")
    if len(token) > LONGEST_TOKEN:
        raise Faulty("too_long")
    # Imported at the first token: its packages take a quarter of a second to load, and most pages send none.
    from backend.customers.signed_token import claims_of

    return claims_of(token, secrets)


def _refuse_foreign(claims: Mapping[str, Any], site_key: str) -> None:
    audience = claims.get("aud")
    if audience != site_key and not (isinstance(audience, list) and site_key in audience):
        raise Faulty("wrong_site")


def _refuse_untimely(claims: Mapping[str, Any], now: float) -> None:
    if "exp" not in claims:
        raise Faulty("no_expiry")
    times = {name: claims[name] for name in ("exp", "nbf", "iat") if name in claims}
    for value in times.values():
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e12:
            raise Faulty("bad_claim")
    if times["exp"] + LEEWAY_SECONDS <= now:
        raise Faulty("expired")
    if max(times.get("nbf", 0), times.get("iat", 0)) - LEEWAY_SECONDS > now:
        raise Faulty("not_yet_valid")


def _person(claims: Mapping[str, Any]) -> Person:
    reference = _text(claims, "sub", LONGEST_REFERENCE)
    if reference is None:
        raise Faulty("no_reference")
    if reference != claims["sub"]:  # two that differ in a blank alone must not become one customer
        raise Faulty("bad_claim")
    return Person(
        reference=reference,
        name=_text(claims, "name", LONGEST_NAME),
        email=_text(claims, "email", 254),
        segment=_text(claims, "segment", LONGEST_SEGMENT),
        account=_text(claims, "account", LONGEST_REFERENCE),
        account_name=_text(claims, "account_name", LONGEST_NAME),
    )


def _text(claims: Mapping[str, Any], name: str, most: int) -> str | None:
    """The claim as it stands on one line; None when it is not there or blank."""
    value = claims.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > most or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise Faulty("bad_claim")
    return " ".join("".join(letter if letter.isprintable() else " " for letter in value).split()) or None
