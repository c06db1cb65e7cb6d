"""What a letter's last link stops and starts again: a site's letters to a visitor, or one's own weekly letter."""

import base64
import binascii
import hmac
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from backend.foundation.database import db
from backend.foundation.errors import NotFound
from backend.foundation.signing import derived_bytes
from backend.notifications.digest import set_wish, wants_digest
from backend.notifications.unsubscribe import Reader, allow_again, has_refused, reader_behind, refuse, token_of
from backend.sites.models import Membership, Site

DIGEST_PREFIX = "md_"
_ID, _SEAL = 16, 16


class Subscription(Protocol):
    """Letters that can be stopped by a link which names no address."""

    @property
    def site_id(self) -> UUID: ...
    @property
    def words(self) -> str:
        """By which words a page asks about it: `stop`, or `weekly`."""

    @property
    def token(self) -> str: ...
    @property
    def is_stopped(self) -> bool: ...
    def stop(self) -> None: ...
    def resume(self) -> None: ...


@dataclass(frozen=True, slots=True)
class SiteLetters:
    """All that a site sends to one address."""

    reader: Reader
    words: str = "stop"

    @property
    def site_id(self) -> UUID:
        return self.reader.site_id

    @property
    def token(self) -> str:
        return token_of(self.reader)

    @property
    def is_stopped(self) -> bool:
        return has_refused(self.reader)

    def stop(self) -> None:
        refuse(self.reader)

    def resume(self) -> None:
        allow_again(self.reader)


@dataclass(frozen=True, slots=True)
class WeeklyLetter:
    """The digest of one site for one member of its staff: the link sets what she sets in the console."""

    site_id: UUID
    staff_id: UUID
    words: str = "weekly"

    @property
    def token(self) -> str:
        """It says itself whose it is, so that nothing is kept of a letter that went."""
        named = self.site_id.bytes + self.staff_id.bytes
        return DIGEST_PREFIX + base64.urlsafe_b64encode(named + _seal(named)).decode().rstrip("=")

    @property
    def is_stopped(self) -> bool:
        return not wants_digest(self.site_id, self.staff_id)

    def stop(self) -> None:
        self._set(False)

    def resume(self) -> None:
        self._set(True)

    def _set(self, is_on: bool) -> None:
        if db.session.get(Membership, (self.site_id, self.staff_id)) is None:
            raise NotFound("This person works on the site no more, and gets no letters of it.")
        set_wish(db.session.get_one(Site, self.site_id), self.staff_id, is_on)


def subscription_behind(token: str) -> Subscription:
    """Whose letters this link is about; NotFound unless it was made here."""
    return _weekly(token) if token.startswith(DIGEST_PREFIX) else SiteLetters(reader_behind(token))


def _weekly(token: str) -> WeeklyLetter:
    try:
        whole = base64.urlsafe_b64decode(token.removeprefix(DIGEST_PREFIX) + "==")
    except (binascii.Error, ValueError):
        whole = b""
    named, seal = whole[: 2 * _ID], whole[2 * _ID :]
    if len(whole) != 2 * _ID + _SEAL or not hmac.compare_digest(_seal(named), seal):
        raise NotFound("This link is not whole. Copy all of it from the letter.")
    return WeeklyLetter(UUID(bytes=named[:_ID]), UUID(bytes=named[_ID:]))


def _seal(named: bytes) -> bytes:
    return derived_bytes("digest-unsubscribe", named)[:_SEAL]
