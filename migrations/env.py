"""Runs migrations on the app's own database, in one transaction, one process at a time."""

from alembic import context
from flask import current_app
from sqlalchemy import MetaData, text

from backend.foundation.database import db, write_lock

SEARCH_TABLES = "feedback_search"  # FTS5 and its shadow tables: made by hand, unknown to the models


def is_ours(thing: object, name: str | None, kind: str, reflected: bool, compared: object) -> bool:
    return not (kind == "table" and (name or "").startswith(SEARCH_TABLES))


def run() -> None:
    options = dict(current_app.extensions["migrate"].configure_args)
    metadata: MetaData = db.metadatas[None]
    with write_lock(), db.engines[None].connect() as connection:
        context.configure(connection=connection, target_metadata=metadata, include_object=is_ours, **options)
        with context.begin_transaction():
            if connection.dialect.name == "postgresql":
                # Two servers that start at once must not both migrate: the second waits and finds nothing to do.
                # The transaction's lock, not the session's: that would outlive this in the pool, and the next
                # server to start on this database would wait for ever.
                connection.execute(text("SELECT pg_advisory_xact_lock(7211030)"))
            context.run_migrations()


run()
