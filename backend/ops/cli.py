"""The operator's commands."""

import sys

import click
from flask import current_app, g
from flask.cli import AppGroup, with_appcontext

from backend.ops.parent import end_with
from backend.ops.serve import serve
from backend.ops.worker import work


@click.command("serve")
@click.option("--demo/--no-demo", default=True, help="Make the demo shop and its owner if there is no site yet.")
@with_appcontext
def serve_command(demo: bool) -> None:
    """Migrate, then run the server and the worker until Ctrl-C."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    sys.exit(serve(app, app.extensions["settings"], demo))


class MigrationCommands(AppGroup):
    """Flask-Migrate's own commands, loaded when one is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        from flask_migrate.cli import db

        return list(db.list_commands(ctx))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from flask_migrate.cli import db

        command: click.Command | None = db.get_command(ctx, cmd_name)
        return command


@with_appcontext
def _use_own_folder() -> None:
    g.directory, g.x_arg = None, []


migration_commands = MigrationCommands("db", help="Database migrations.", callback=_use_own_folder)


@click.command("work")
@click.option("--parent", type=int, hidden=True)  # `flask serve` tells its own
@with_appcontext
def work_command(parent: int | None) -> None:
    """Run the worker alone; `flask serve` starts one by itself."""
    if parent is not None:
        end_with(parent)
    work(current_app._get_current_object())  # type: ignore[attr-defined]
