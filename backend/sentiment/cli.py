"""`flask sentiment …`: the scorer's model."""

from pathlib import Path

import click
from flask.cli import AppGroup

from backend.sentiment.card import card
from backend.sentiment.model import PATH, Model
from backend.sentiment.rows import own_rows, public_rows
from backend.sentiment.train import train

CARD = Path(__file__).parents[2] / "docs" / "reference" / "sentiment-model.md"

sentiment_commands = AppGroup("sentiment", help="The model that scores comments.")


@sentiment_commands.command("train")
@click.option(
    "--public",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of labelled public sentences, a file a language; without it the corpus alone.",
)
@click.option("--curve/--no-curve", default=True, show_default=True, help="Measure the learning curve too.")
def train_command(public: Path | None, curve: bool) -> None:
    """Train the scorer's model from the corpus; write it and its data card. Takes some minutes."""
    try:
        own, others = own_rows(), public_rows(public)
        made = train(own, others, click.echo, curve=curve)
    except (ModuleNotFoundError, OSError, ValueError) as fault:
        raise click.ClickException(str(fault)) from fault
    model = Model(made.data)
    PATH.write_bytes(made.data)
    CARD.write_text(card(made, own, others, model), "utf-8")
    click.echo(f"{model.version}: {PATH.name}, {len(made.data):,} bytes. Figures: {CARD.name}")
