"""The letter to somebody who was invited: with it comes the one-time link, which nobody else ever sees."""

from pathlib import Path

from flask import current_app

from backend.accounts.sign_in import make_link
from backend.events.letter import Letter
from backend.events.models import Event
from backend.foundation.database import db
from backend.foundation.words import Dictionary
from backend.settings import Settings
from backend.sites.models import Membership

WORDS = Dictionary(Path(__file__).parent / "locales")


def invitation(event: Event) -> Letter | None:
    """About a `member.invited`. The link is made now, by whoever sends the letter: it goes to this address alone.

    None where the person works on the site no more, or may not sign in.
    """
    member = db.session.get(Membership, (event.site_id, event.subject_id))
    if member is None or not member.staff.is_active:
        return None
    is_new = not member.staff.has_come
    language = WORDS.nearest(member.staff.locale, member.site.default_language)
    told = {"site": member.site.name, "name": member.staff.name, "by": event.actor_name or member.site.name}
    kind = "new" if is_new else "known"

    def say(name: str) -> str:
        return WORDS.say(language, name, **told)

    return Letter(
        to=member.staff.email,
        language=language,
        sender=member.site.name,
        subject=say("invitation.subject"),
        greeting=say("invitation.greeting"),
        opening=[say("invitation.opening"), say(f"invitation.{kind}")],
        link=_console(f"welcome/{make_link(member.staff)}" if is_new else "inbox"),
        link_label=say(f"invitation.{kind}Link"),
        closing=[say("invitation.unexpected")],
    )


def _console(room: str) -> str:
    settings: Settings = current_app.extensions["settings"]
    return f"{settings.address}/console/#/{room}"
