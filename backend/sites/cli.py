"""`flask staff …`: people and their credentials. Works on the data folder of a running server."""

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select

from backend.accounts.invite import create_staff, create_token, find_staff
from backend.accounts.sign_in import make_link
from backend.foundation.database import db, writing
from backend.foundation.errors import Problem
from backend.sites.manage import add_member
from backend.sites.models import Site
from backend.sites.roles import ROLES

staff_commands = AppGroup("staff", help="Staff, their sign-in links and API tokens.")


@staff_commands.command("create")
@click.argument("email")
@click.option("--name", help="As visitors see it beside an answer.")
@click.option("--role", type=click.Choice(ROLES), default="owner", show_default=True)
@click.option("--site", "site_keys", multiple=True, help="A site's key; may repeat. Without it: every site.")
def create(email: str, name: str | None, role: str, site_keys: tuple[str, ...]) -> None:
    """Make EMAIL a staff member and print a one-time sign-in link."""
    with Told(), writing():
        staff = create_staff(email, name)
        sites = _sites(site_keys)
        for site in sites:
            add_member(site, staff.id, role)
        token = make_link(staff)
    click.echo(f"{staff.email} is {role} of {', '.join(site.name for site in sites) or 'no site yet'}.")
    _print_link(token)


@staff_commands.command("link")
@click.argument("email")
def link(email: str) -> None:
    """Print a new one-time sign-in link for EMAIL; earlier links stop working."""
    with Told(), writing():
        token = make_link(find_staff(email))
    _print_link(token)


@staff_commands.command("token")
@click.argument("email")
@click.option(
    "--scope", "scopes", multiple=True, required=True, help="read, reply, moderate, manage or submit; may repeat."
)
@click.option("--label", default="", help="What the token is for.")
@click.option("--days", type=click.IntRange(1, 3650), help="Days until it stops working; without it, never.")
def token(email: str, scopes: tuple[str, ...], label: str, days: int | None) -> None:
    """Print a new API token of EMAIL. It is shown this once."""
    with Told(), writing():
        secret = create_token(find_staff(email), list(scopes), label, days)
    click.echo(secret)


class Told:
    """Turns a refusal into one plain line on the terminal."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, fault: BaseException | None, trace: object) -> None:
        if isinstance(fault, Problem):
            raise click.ClickException(fault.detail)


def _sites(keys: tuple[str, ...]) -> list[Site]:
    sites = list(db.session.scalars(select(Site).order_by(Site.name)))
    if not keys:
        return sites
    by_key = {site.key: site for site in sites}
    missing = [key for key in keys if key not in by_key]
    if missing:
        raise click.ClickException(f"No site has the key {missing[0]}. There are: {', '.join(by_key) or 'none'}")
    return [by_key[key] for key in keys]


def _print_link(token: str) -> None:
    click.echo(f"Sign in once, within 7 days: {current_app.extensions['settings'].address}/console/#/welcome/{token}")
