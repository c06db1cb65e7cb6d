"""Who wants no letters of a site: by a link that names no address, and back again."""

import base64
import binascii
import hmac
from dataclasses import dataclass
from uuid import UUID

from backend.foundation.database import db
from backend.foundation.errors import NotFound
from backend.foundation.signing import derived_bytes
from backend.notifications.models import MailRefusal

PREFIX = "mu_"
_SITE, _DIGEST, _SEAL = 16, 32, 16


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody's address as one site knows it, told by a digest alone."""

    site_id: UUID
    digest: bytes


def reader_of(site_id: UUID, address: str) -> Reader:
    return Reader(site_id, derived_bytes("mail-reader", site_id.bytes, address.strip().lower().encode()))


def token_of(reader: Reader) -> str:
    """What stands in the link. It says itself whose it is, so that nothing is kept of a letter that went."""
    named = reader.site_id.bytes + reader.digest
    return PREFIX + base64.urlsafe_b64encode(named + _seal(named)).decode().rstrip("=")


def reader_behind(token: str) -> Reader:
    """Whose link this is; NotFound unless it was made here."""
    try:
        whole = base64.urlsafe_b64decode(token.removeprefix(PREFIX) + "==")
    except (binascii.Error, ValueError):
        whole = b""
    named, seal = whole[: _SITE + _DIGEST], whole[_SITE + _DIGEST :]
    if len(whole) != _SITE + _DIGEST + _SEAL or not hmac.compare_digest(_seal(named), seal):
        raise NotFound("This link is not whole. Copy all of it from the letter.")
    return Reader(UUID(bytes=named[:_SITE]), named[_SITE:])


def has_refused(reader: Reader) -> bool:
    return db.session.get(MailRefusal, (reader.site_id, reader.digest)) is not None


def refuse(reader: Reader) -> None:
    """No more letters of this site. Twice is as good as once."""
    if not has_refused(reader):
        db.session.add(MailRefusal(site_id=reader.site_id, digest=reader.digest))


def allow_again(reader: Reader) -> None:
    refusal = db.session.get(MailRefusal, (reader.site_id, reader.digest))
    if refusal is not None:
        db.session.delete(refusal)


def _seal(named: bytes) -> bytes:
    return derived_bytes("mail-unsubscribe", named)[:_SEAL]
