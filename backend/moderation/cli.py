"""`flask moderation …`: what the house rules have learnt."""

import click
from flask.cli import AppGroup

from backend.moderation.wording import PATH
from backend.moderation.wording_train import rows, train

moderation_commands = AppGroup("moderation", help="The house rules by which texts are held back.")


@moderation_commands.command("train")
def train_command() -> None:
    """Learn anew how spam is worded, from the rows in the repository, and write the model. Takes about a minute."""
    try:
        told = rows()
        data = train(told)
    except (ModuleNotFoundError, OSError, ValueError) as fault:
        raise click.ClickException(str(fault)) from fault
    PATH.write_bytes(data)
    genuine = len(told.hard) + len(told.comments)
    click.echo(f"{PATH.name}: {len(data):,} bytes from {len(told.spam):,} spam and {genuine:,} genuine texts.")
