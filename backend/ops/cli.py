"""The operator's commands."""

import sys

import click
from flask import current_app
from flask.cli import with_appcontext

from backend.ops.serve import serve
from backend.ops.worker import work


@click.command("serve")
@click.option("--demo/--no-demo", default=True, help="Make the demo shop and its owner if there is no site yet.")
@with_appcontext
def serve_command(demo: bool) -> None:
    """Migrate, then run the server and the worker until Ctrl-C."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    sys.exit(serve(app, app.extensions["settings"], demo))


@click.command("work")
@with_appcontext
def work_command() -> None:
    """Run the worker alone; `flask serve` starts one by itself."""
    work(current_app._get_current_object())  # type: ignore[attr-defined]
