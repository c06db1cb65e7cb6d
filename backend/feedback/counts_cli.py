"""`flask counts …`: are the figures' counts what they should be?"""

import sys
from uuid import UUID

import click
from flask.cli import AppGroup

from backend.feedback.cli import chosen_site_ids, of_site
from backend.feedback.packed_days import DayKey
from backend.feedback.verify_counts import Difference, differences, repair
from backend.feedback.verify_packed import spoil_wrong, wrong_days
from backend.foundation.database import writing

counts_commands = AppGroup("counts", help="The day counts from which every figure is made.")

SHOWN = 20


@counts_commands.command("verify")
@of_site
@click.option("--repair", "mends", is_flag=True, help="Set right what differs; holds up writers meanwhile.")
def verify_command(site_key: str | None, mends: bool) -> None:
    """Count all feedback anew and report where the kept counts differ; exit status 1 if they do and stay so."""
    found = [one for site_id in chosen_site_ids(site_key) for one in (repair if mends else differences)(site_id)]
    wrong = [one for site_id in chosen_site_ids(site_key) for one in _wrong_days(site_id, mends)]
    click.echo(f"{len(found):,} differences.")
    for one in found[:SHOWN]:
        click.echo(_line(one))
    if len(found) > SHOWN:
        click.echo(f"  and {len(found) - SHOWN:,} more")
    if wrong:
        click.echo(f"{len(wrong):,} days are packed wrongly, {wrong[0][3]} the first.")
    if (found or wrong) and mends:
        click.echo("Set right.")
    elif found or wrong:
        click.echo("To set them right: flask counts verify --repair")
        sys.exit(1)


def _wrong_days(site_id: UUID, mends: bool) -> list[DayKey]:
    if not mends:
        return wrong_days(site_id)
    with writing():
        return spoil_wrong(site_id)


def _line(one: Difference) -> str:
    key = one.key
    label = key.label or "no words"
    return (
        f"  question {key.question_id}, {key.day}, value {key.value}, {label}: {one.kept} kept, {one.counted} counted"
    )
