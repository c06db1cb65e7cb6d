"""The worker's part: take what is due, have it written, hand it to the mail server, keep what came of it."""

import logging
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, update

from backend.events.letter import Letter
from backend.events.record import record
from backend.foundation.clock import now
from backend.foundation.database import db, writing
from backend.foundation.signing import derived_secret
from backend.notifications.compose import Place, addressed, compose
from backend.notifications.models import GIVEN_UP, SENT, UNNEEDED, WAITING, Mail
from backend.notifications.postbox import postbox
from backend.notifications.smtp import MailServer, ServerAway, Undeliverable, mail_server
from backend.notifications.subscription import SiteLetters, Subscription, WeeklyLetter
from backend.notifications.unsubscribe import reader_of
from backend.settings import Settings

log = logging.getLogger(__name__)

AT_ONCE = 20
# After each try that failed. Two days in all: a server that is away over a weekend loses nothing that mattered.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440)]
# Taken by a worker that died, a letter is due again after this; it may then arrive twice, with the same Message-ID.
LEASE = timedelta(minutes=10)
KEPT_FOR = timedelta(days=90)
NOT_WANTED, NOTHING_TO_TELL, UNWRITABLE = "unsubscribed", "nothing_to_tell", "no_address"


def send_due_letters() -> bool:
    """Send some of the letters that are due; whether there may be more."""
    settings = postbox().settings
    if not settings.sends_mail or not _due():
        return False
    with mail_server(settings) as server:
        taken = _take()
        _send_all(taken, server, settings)
    return len(taken) == AT_ONCE


def _send_all(taken: Sequence[Mail], server: MailServer, settings: Settings) -> None:
    """One after the other. Where the server is away the rest is put off with the first: each would wait as long."""
    away: ServerAway | None = None
    for mail in taken:
        if away is None:
            away = _send(mail, server, settings)
        else:
            _put_off(mail, away.reason, is_final=False)


def forget_old_letters() -> int:
    """Delete the record of letters that went long ago; how many rows went."""
    old = delete(Mail).where(Mail.state != WAITING, Mail.due_at < now() - KEPT_FOR)
    return int(db.session.execute(old).rowcount)  # type: ignore[attr-defined]


def _is_due() -> ColumnElement[bool]:
    return (Mail.state == WAITING) & (Mail.due_at <= now())


def _due() -> bool:
    """Looked at without the write lock, since nearly always nothing is."""
    found = db.session.scalar(select(Mail.event_id).where(_is_due()).limit(1)) is not None
    db.session.rollback()
    return found


def _take() -> Sequence[Mail]:
    """Letters that are now this worker's: of two that ask at once, the row count says whose each is."""
    with writing():
        due = db.session.scalars(select(Mail).where(_is_due()).order_by(Mail.due_at, Mail.event_id).limit(AT_ONCE))
        return [mail for mail in due.all() if _claim(mail)]


def _claim(mail: Mail) -> bool:
    if not _set(mail, _is_due(), due_at=now() + LEASE, attempts=Mail.attempts + 1):
        return False
    db.session.refresh(mail)
    return True


def _send(mail: Mail, server: MailServer, settings: Settings) -> ServerAway | None:
    try:
        letter = _written(mail)
        if letter is None:
            _settle(mail, UNNEEDED, NOTHING_TO_TELL)
        elif letter.may_unsubscribe and _subscription(mail.site_id, letter).is_stopped:
            _settle(mail, UNNEEDED, NOT_WANTED)
        else:
            message = compose(letter, settings.mail_from or "", place_of(*_key(mail), letter, settings))
            server.send(message, settings.mail_from or "", addressed(letter.to).addr_spec)
            _settle(mail, SENT)
    except Undeliverable as fault:
        _put_off(mail, fault.reason, fault.is_final)
        return fault if isinstance(fault, ServerAway) else None
    except ValueError:
        _put_off(mail, UNWRITABLE, is_final=True)
    except Exception as fault:  # one letter that cannot be written must not hold up the others
        log.error("letter_failed", extra={"kind": mail.kind}, exc_info=fault)
        _put_off(mail, type(fault).__name__, is_final=False)
    return None


def _written(mail: Mail) -> Letter | None:
    """In a transaction, since a writer may make the one-time link that it puts into the letter."""
    with writing():
        write = postbox().writers.get(mail.kind)
        return write(mail.event) if write else None


def _key(mail: Mail) -> tuple[UUID, UUID, UUID]:
    return mail.site_id, mail.about_id, mail.event_id


def place_of(site_id: UUID, about_id: UUID, event_id: UUID, letter: Letter, settings: Settings) -> Place:
    """Where a letter about this event stands among those that went about the same."""
    its = (Mail.site_id == site_id, Mail.about_id == about_id)
    went = select(Mail.event_id).where(*its, Mail.state == SENT, Mail.event_id < event_id)
    earlier = [_message_id(site_id, one, settings) for one in db.session.scalars(went.order_by(Mail.event_id))]
    root, own = (_message_id(site_id, named, settings) for named in (about_id, event_id))
    return Place(own, root, earlier, _stop(site_id, letter, settings))


def _message_id(site_id: UUID, named: UUID, settings: Settings) -> str:
    """The same whenever it is asked for, and it tells nobody the id of a row."""
    secret = derived_secret("", "mail-id", site_id.bytes, named.bytes)[:32]
    return f"<{secret}@{(settings.mail_from or 'localhost').rpartition('@')[2]}>"


def _stop(site_id: UUID, letter: Letter, settings: Settings) -> str | None:
    if not letter.may_unsubscribe:
        return None
    return f"{settings.address}{settings.prefix}/u/{_subscription(site_id, letter).token}"


def _subscription(site_id: UUID, letter: Letter) -> Subscription:
    if letter.digest_of is not None:
        return WeeklyLetter(site_id, letter.digest_of)
    return SiteLetters(reader_of(site_id, letter.to))


def _put_off(mail: Mail, reason: str, is_final: bool) -> None:
    attempts = mail.attempts
    if is_final or attempts > len(PAUSES):
        _settle(mail, GIVEN_UP, reason)
        return
    with writing():
        _set(mail, Mail.state == WAITING, due_at=now() + PAUSES[attempts - 1], reason=reason)


def _settle(mail: Mail, state: str, reason: str | None = None) -> None:
    """Its end, which the history of what it tells of shows as well."""
    with writing():
        _set(mail, Mail.state == WAITING, state=state, reason=reason, sent_at=now() if state == SENT else None)
        kind = "mail.unwanted" if reason == NOT_WANTED else f"mail.{state}"
        if kind != f"mail.{UNNEEDED}":
            record(kind, mail.site_id, mail.about_id, None, about=mail.kind, reason=reason)


def _set(mail: Mail, still: ColumnElement[bool], **values: object) -> bool:
    row = (Mail.site_id == mail.site_id, Mail.event_id == mail.event_id)
    done = db.session.execute(update(Mail).where(*row, still).values(**values))
    return bool(done.rowcount == 1)  # type: ignore[attr-defined]
