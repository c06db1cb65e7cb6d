"""Migrations, loaded only by the commands that run them: Alembic costs a server 250 ms and 12 MB it never needs."""

from pathlib import Path
from typing import Any

from flask import Flask

from backend.foundation.database import db

FOLDER = Path(__file__).parent.parent.parent / "migrations"


class LazyMigrate:
    """Stands in for Flask-Migrate's entry until `flask db`, `flask serve` or a test asks it for something."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        app.extensions["migrate"] = self

    def __getattr__(self, name: str) -> Any:
        from flask_migrate import Migrate

        Migrate(self._app, db, directory=str(FOLDER), render_as_batch=True)
        return getattr(self._app.extensions["migrate"], name)


def newest_revision() -> str:
    """The revision a database must have: files are named by their revision, and revisions count upwards."""
    return max(path.name for path in (FOLDER / "versions").glob("*.py")).partition("_")[0]
