"""`flask topics …`: what the topics are told apart by."""

import click
from flask.cli import AppGroup

from backend.insights.usual_words import USUAL_WORDS, count_usual_words

topic_commands = AppGroup("topics", help="What comments are about.")


@topic_commands.command("usual-words")
def usual_words_command() -> None:
    """Count anew how often each word stands in comments; to be run when the sentiment corpus has grown."""
    text = count_usual_words()
    USUAL_WORDS.write_text(text, "utf-8")
    click.echo(f"{USUAL_WORDS.name}: {text.count(chr(10)) - 1:,} lines")
