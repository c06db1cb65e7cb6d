"""`flask demo …`: data to look at."""

from datetime import timedelta

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select

from backend.accounts.invite import create_staff
from backend.accounts.models import Staff
from backend.accounts.sign_in import make_link
from backend.feedback.counts import day_of
from backend.foundation.clock import now
from backend.foundation.database import db, writing
from backend.ops.demo import DEMO_OWNER
from backend.ops.demo_seed import open_demo, seed_demo
from backend.ops.demo_story import CHANGES, planted_at
from backend.sites.cli import Told
from backend.sites.manage import add_member
from backend.sites.models import Site

demo_commands = AppGroup("demo", help="A demo site with a history whose truth is known.")


@demo_commands.command("seed")
@click.option("--entries", type=click.IntRange(100, 10_000_000), default=200_000, show_default=True)
@click.option("--seed", type=int, default=7, show_default=True, help="The same number tells the same story.")
@click.option("--owner", "email", default=DEMO_OWNER, show_default=True, help="Who shall own the site.")
def seed_command(entries: int, seed: int, email: str) -> None:
    """Make a site with two years of feedback: an improvement, a decline and a change that did nothing are planted."""
    with Told(), writing():
        # Today is not over: what it was told to say would stand above what is really said until the evening.
        last = day_of(now(), "Europe/Helsinki") - timedelta(days=1)
        site = open_demo(seed, last)
        link, name = _make_owner(site, email), f"{site.name} ({site.key})"
    with click.progressbar(length=entries, label="Telling two years") as bar:
        total = seed_demo(seed, entries, last, bar.update)
    click.echo(f"{total:,} entries on {name}. Planted there:")
    for change in CHANGES:
        told = f"{planted_at(change, last).date()} at {change.touchpoint}"
        click.echo(f"  {told}: {change.title}, {change.moves:+.1f} stars")
    address = current_app.extensions["settings"].address
    click.echo(f"Look at it: {address}/console/#/{f'welcome/{link}' if link else 'journey'}")


def _make_owner(site: Site, email: str) -> str | None:
    """Let her own the site; a sign-in link if she is new here."""
    staff = db.session.scalar(select(Staff).where(Staff.email == email))
    owner = staff or create_staff(email, None)
    add_member(site, owner.id, "owner")
    return None if staff else make_link(owner)
