"""Is the process alive, and can it do its work?"""

from flask import Blueprint, Response, current_app
from sqlalchemy import inspect, text
from sqlalchemy.exc import SQLAlchemyError

from backend.foundation.database import READING, db
from backend.foundation.errors import Unavailable
from backend.foundation.guards import public
from backend.foundation.requests import json_response

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@public
def live() -> Response:
    """The process answers."""
    return json_response({"status": "ok"})


@blueprint.get("/readyz")
@public
def ready() -> Response:
    """The database answers and has every migration; else 503 with what is missing."""
    try:
        current = _revision()
    except SQLAlchemyError:
        raise Unavailable("The database does not answer.") from None
    newest = current_app.extensions["newest_revision"]
    if current != newest:
        raise Unavailable(
            f"The database is at migration {current}, this version needs {newest}. Run `flask db upgrade`."
        )
    return json_response({"status": "ok"})


def _revision() -> str | None:
    engine = db.engines.get(READING) or db.engines[None]
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return revision
