"""The database: one declarative base, and two ways in.

Reading is the default: on SQLite it goes through an engine of its own, deferred and `query_only`, so that no SELECT
takes the write lock. Writing happens inside `writing()`, one transaction at a time on SQLite, each committed with
`synchronous=FULL` before anyone is told that it succeeded. On PostgreSQL both ways share one pool.
"""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import DateTime, Dialect, Engine, MetaData, Table, event, make_url
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.types import JSON, TypeDecorator

from backend.foundation.write_lock import WriteLock
from backend.settings import Settings

log = logging.getLogger(__name__)

READING = "reading"
BUSY_TIMEOUT_SECONDS = 5
PRIVATE = {"hide_parameters": True}  # an error's text ends up in the log, and its parameters are visitors' words

# A database that has gone silent must not hold a request for ever: connect, statement and line each have their limit.
PATIENCE = {"connect_timeout": 3, "options": "-c statement_timeout=10000", "tcp_user_timeout": 5000}

JsonValue = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; the same on a database that knows time zones and on one that does not."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


_METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Base(DeclarativeBase):
    registry = registry(
        metadata=_METADATA,
        type_annotation_map={datetime: Moment, dict[str, Any]: JsonValue, list[Any]: JsonValue},
    )


class ReadOrWriteSession(Session):
    """Sends a session to the reading engine, unless it stands inside `writing()`."""

    def get_bind(self, *arguments: Any, **options: Any) -> Any:
        engines = self._db.engines
        return engines[None] if self.info.get("writing") or READING not in engines else engines[READING]


db = SQLAlchemy(model_class=Base, session_options={"class_": ReadOrWriteSession, "expire_on_commit": False})

if TYPE_CHECKING:

    class Model(Base):
        """What every table inherits; a class of its own for the type checker, which cannot see into `db.Model`."""

        __abstract__ = True
        __table__: ClassVar[Table]
else:
    Model = db.Model


def configure_database(app: Flask, settings: Settings) -> None:
    """Attach the engines to the app. Connections are opened at first use, so after gunicorn has forked."""
    url = make_url(settings.database)
    is_sqlite = url.get_backend_name() == "sqlite"
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    if is_sqlite:
        pool = {"pool_size": 4, "max_overflow": settings.threads, **PRIVATE}
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = pool
        app.config["SQLALCHEMY_BINDS"] = {READING: {"url": url, **pool}}
    else:
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {
            "pool_size": 5,
            "max_overflow": 5,
            "pool_timeout": 5,
            "pool_pre_ping": True,
            "connect_args": PATIENCE,
            **PRIVATE,
        }
    db.init_app(app)
    app.extensions["write_lock"] = WriteLock(url.database + ".lock" if is_sqlite and url.database else None)
    if is_sqlite:
        with app.app_context():
            _tune(db.engines[None], begin="BEGIN IMMEDIATE", query_only=False)
            _tune(db.engines[READING], begin="BEGIN", query_only=True)


def database_driver(app: Flask) -> Any:
    """The driver's module, for the errors it raises. Only the driver in use is ever loaded."""
    with app.app_context():
        return db.engines[None].dialect.loaded_dbapi


def _tune(engine: Engine, begin: str, query_only: bool) -> None:
    @event.listens_for(engine, "connect")
    def set_pragmas(connection: sqlite3.Connection, record: object) -> None:
        connection.isolation_level = None  # the driver must not begin or commit behind our back
        for pragma in (
            f"busy_timeout={BUSY_TIMEOUT_SECONDS * 1000}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "wal_autocheckpoint=4000",
            "foreign_keys=ON",
            "secure_delete=ON",
            "temp_store=MEMORY",
            "cache_size=-4000",
            f"query_only={'ON' if query_only else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin_transaction(connection: Any) -> None:
        connection.exec_driver_sql(begin)


def write_lock() -> WriteLock:
    lock: WriteLock = current_app.extensions["write_lock"]
    return lock


def is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


@contextmanager
def writing() -> Iterator[None]:
    """One write transaction for everything inside; committed at the end, rolled back on any error.

    Nested calls join the outer one. What was read before is forgotten, so that a verb decides on what is true now.
    """
    session = db.session()
    if session.info.get("writing"):
        yield
        return
    session.rollback()
    session.expunge_all()
    with write_lock():
        session.info["writing"] = True
        try:
            yield
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info["writing"] = False


def forget_connections(app: Flask) -> None:
    """After a fork: leave the parent's connections alone and open our own."""
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose(close=False)
