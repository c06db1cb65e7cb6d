"""`flask staff …`: people and their credentials. Works on the data folder of a running server."""

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select

from backend.accounts.invite import create_staff, create_token, find_staff
from backend.accounts.revoke import activate, deactivate, revoke_token, revoke_tokens, tokens_of
from backend.accounts.second_factor import remove_second_factor
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


@staff_commands.command("tokens")
@click.argument("email")
def tokens(email: str) -> None:
    """List the API tokens of EMAIL that work: id, label, scopes, last use."""
    with Told():
        found = tokens_of(find_staff(email))
    for token in found:
        used = f"{token.last_used_at:%Y-%m-%d}" if token.last_used_at else "never"
        click.echo(f"{token.id}  {token.label or '(no label)'}  {','.join(token.scopes)}  last used: {used}")
    if not found:
        click.echo("No token.")


@staff_commands.command("revoke")
@click.argument("token_or_email")
@click.option("--all", "every", is_flag=True, help="Every token of the person whose e-mail address is given.")
def revoke(token_or_email: str, every: bool) -> None:
    """Revoke the API token with this id (or its beginning), or with --all every token of an e-mail address."""
    with Told(), writing():
        if every:
            told = f"{revoke_tokens(find_staff(token_or_email))} revoked."
        else:
            token = revoke_token(token_or_email)
            told = f"Revoked: {token.label or token.id} of {token.staff.email}."
    click.echo(told)


@staff_commands.command("reset-second-factor")
@click.argument("email")
def reset_second_factor(email: str) -> None:
    """Ask EMAIL for no code at sign-in any more: for who has lost the phone and the recovery codes."""
    with Told(), writing():
        remove_second_factor(find_staff(email).id)
    click.echo(f"{email} signs in without a code now and can set up two-step sign-in anew.")


@staff_commands.command("deactivate")
@click.argument("email")
def deactivate_command(email: str) -> None:
    """Let EMAIL in no more: ends their sessions and links and revokes their tokens."""
    with Told(), writing():
        deactivate(find_staff(email))
    click.echo(f"{email} is not let in any more. To undo: flask staff activate {email}")


@staff_commands.command("activate")
@click.argument("email")
def activate_command(email: str) -> None:
    """Let EMAIL in again, after `deactivate`. Revoked tokens stay revoked."""
    with Told(), writing():
        activate(find_staff(email))
    click.echo(f"{email} may sign in again. For a sign-in link: flask staff link {email}")


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
