"""`flask changes …`: mark what was done, from a deploy script on the machine itself."""

from datetime import datetime

import click
from flask.cli import AppGroup

from backend.foundation.clock import now
from backend.foundation.database import writing
from backend.improvements.mark import mark_change
from backend.improvements.models import KINDS
from backend.sites.cli import Told
from backend.sites.queries import site_by_key

change_commands = AppGroup("changes", help="What was done and when, marked on every trend.")


@change_commands.command("add")
@click.argument("title")
@click.option("--site", "site_key", required=True, help="The site's key.")
@click.option("--touchpoint", "touchpoints", multiple=True, help="A touchpoint's key; may repeat. Without: all.")
@click.option("--kind", type=click.Choice(KINDS), default="release", show_default=True)
@click.option("--at", type=click.DateTime(["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M%z"]), help="When; without it, now.")
@click.option("--link", help="Where one can read more.")
def add(
    title: str, site_key: str, touchpoints: tuple[str, ...], kind: str, at: datetime | None, link: str | None
) -> None:
    """Mark TITLE on the trends of a site: flask changes add "Release 4.2" --site pk_…"""
    with Told(), writing():
        site = site_by_key(site_key)
        if site is None:
            raise click.ClickException(f"No site has the key {site_key}.")
        places = list(touchpoints) or None
        values = {"title": title[:200], "kind": kind, "at": at or now(), "touchpoints": places, "link": link}
        change = mark_change(site, values)
    click.echo(f"Marked on {site.name}: {change.title}, {change.at:%Y-%m-%d %H:%M} UTC.")
