"""`flask notifications …`: what letters look like, before anybody waits for one."""

from datetime import date, datetime
from email.message import EmailMessage
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import func, select

from backend.accounts.models import Staff
from backend.events.letter import Letter
from backend.events.models import Event
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.foundation.ids import new_id
from backend.notifications.compose import addressed, compose
from backend.notifications.deliver import place_of
from backend.notifications.digest import DIGEST, ONE_DAY, last_monday
from backend.notifications.postbox import postbox
from backend.notifications.smtp import Undeliverable, mail_server
from backend.sites.models import Membership, Site
from backend.sites.queries import membership_of, site_by_key

notification_commands = AppGroup("notifications", help="Letters to visitors and staff.")


@notification_commands.command("digest")
@click.option("--site", "site_key", required=True, help="The site's key.")
@click.option("--to", "email", required=True, help="A member of its staff, whether she wants the letter or not.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The week's last day; without it, last Sunday.")
@click.option("--save", type=click.Path(dir_okay=False, path_type=Path), help="Write the letter to this file instead.")
def digest_command(site_key: str, email: str, until: datetime | None, save: Path | None) -> None:
    """Send the weekly letter of a site to one person now, whatever was sent before: to see what it looks like."""
    member = _member(site_key, email)
    day = until.date() if until else last_monday(member.site.timezone, now()) - ONE_DAY
    letter, message = _written(member, day)
    if save:
        save.write_bytes(message.as_bytes())
        click.echo(f"Written to {save}: {letter.subject}")
        return
    settings = current_app.extensions["settings"]
    if not settings.sends_mail:
        raise click.ClickException("No mail is set up. Set SMTP_URL, MAIL_FROM and PUBLIC_URL, or give --save FILE.")
    try:
        with mail_server(settings) as server:
            server.send(message, settings.mail_from, addressed(letter.to).addr_spec)
    except Undeliverable as fault:
        raise click.ClickException(f"The mail server did not take it: {fault.reason}") from None
    click.echo(f"Sent to {letter.to}: {letter.subject}")


def _member(site_key: str, email: str) -> Membership:
    site: Site | None = site_by_key(site_key)
    if site is None:
        raise click.ClickException(f"No site has the key {site_key}.")
    staff_id = db.session.scalar(select(Staff.id).where(func.lower(Staff.email) == email.strip().lower()))
    member = membership_of(site.id, staff_id) if staff_id else None
    if member is None:
        raise click.ClickException(f"{email} does not work on {site.name}. Its letter goes to its staff alone.")
    return member


def _written(member: Membership, until: date) -> tuple[Letter, EmailMessage]:
    """As the worker would write it; nothing is put on record."""
    told = {"staff_id": str(member.staff_id), "until": str(until)}
    event = Event(id=new_id(), site_id=member.site_id, kind=DIGEST, subject_id=new_id(), data=told, occurred_at=now())
    letter = postbox().writers[DIGEST](event)
    if letter is None:
        raise click.ClickException(f"Nobody said anything in the two weeks until {until}: no letter goes then.")
    settings = current_app.extensions["settings"]
    place = place_of(event.site_id, event.subject_id, event.id, letter, settings)
    return letter, compose(letter, settings.mail_from or "kohtaamo@localhost", place)
