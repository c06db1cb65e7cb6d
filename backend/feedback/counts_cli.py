"""`flask counts …`: are the figures' counts what they should be?"""

import sys

import click
from flask.cli import AppGroup

from backend.feedback.cli import chosen_site_ids, of_site
from backend.feedback.verify_counts import Difference, differences, repair

counts_commands = AppGroup("counts", help="The day counts from which every figure is made.")

SHOWN = 20


@counts_commands.command("verify")
@of_site
@click.option("--repair", "mends", is_flag=True, help="Set right what differs; holds up writers meanwhile.")
def verify_command(site_key: str | None, mends: bool) -> None:
    """Count all feedback anew and report where the kept counts differ; exit status 1 if they do and stay so."""
    found = [one for site_id in chosen_site_ids(site_key) for one in (repair if mends else differences)(site_id)]
    click.echo(f"{len(found):,} differences.")
    for one in found[:SHOWN]:
        click.echo(_line(one))
    if len(found) > SHOWN:
        click.echo(f"  and {len(found) - SHOWN:,} more")
    if found and mends:
        click.echo("Set right.")
    elif found:
        click.echo("To set them right: flask counts verify --repair")
        sys.exit(1)


def _line(one: Difference) -> str:
    key = one.key
    label = key.label or "no words"
    return (
        f"  question {key.question_id}, {key.day}, value {key.value}, {label}: {one.kept} kept, {one.counted} counted"
    )
