"""Send a letter that was given up once more: the address or the mail server was mended meanwhile."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from backend.accounts.credentials import Credential
from backend.events.record import record
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.foundation.errors import Conflict, NotFound
from backend.notifications.models import GIVEN_UP, WAITING, Mail
from backend.notifications.postbox import postbox


class NotGivenUp(Conflict):
    code, title = "not_given_up", "This letter was not given up"


class NoMail(Conflict):
    code, title = "no_mail", "This installation sends no letters"


def find_mail(site_ids: Sequence[UUID], mail_id: UUID) -> Mail:
    """The letter with this id on one of these sites, kept from every other writer; NotFound also for another site's."""
    wanted = select(Mail).where(Mail.site_id.in_(site_ids), Mail.event_id == mail_id).with_for_update(of=Mail)
    mail = db.session.scalar(wanted)
    if mail is None:
        raise NotFound("There is no such letter on your sites.")
    return mail


def try_again(mail: Mail, actor: Credential) -> Mail:
    """Let it wait as a new one does: it goes at the worker's next look, and is written anew with what is true then."""
    if not postbox().settings.sends_mail:
        raise NoMail("This installation sends no letters. Set SMTP_URL, MAIL_FROM and PUBLIC_URL first.")
    if mail.state != GIVEN_UP:
        raise NotGivenUp(f"Only a letter that was given up can be tried again; this one is {mail.state}.")
    mail.state, mail.attempts, mail.due_at, mail.reason = WAITING, 0, now(), None
    record("mail.retried", mail.site_id, mail.about_id, actor, about=mail.kind)
    db.session.flush()
    return mail
