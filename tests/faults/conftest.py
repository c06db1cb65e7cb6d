"""The real server on a database of its own, for tests that hurt it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.databases import KINDS
from tests.servers import Server, prepare, serving, settings_for


@dataclass(frozen=True)
class Place:
    """A data folder and a database with the demo site on it, and how to start a server there."""

    data: Path
    address: str

    def serve(self, **options: str) -> AbstractContextManager[Server]:
        return serving(self.data, self.address, **options)


def make_place(data: Path, address: str | None = None) -> Place:
    address = address or f"sqlite:///{data / 'kohtaamo.db'}"
    prepare(settings_for(data, address))
    return Place(data, address)


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path, fresh_database_url: Callable[[str], str]) -> Place:
    """A place of each kind of database."""
    return make_place(tmp_path, fresh_database_url(request.param) if request.param != "sqlite" else None)


@pytest.fixture
def sqlite_place(tmp_path: Path) -> Place:
    return make_place(tmp_path)


@pytest.fixture
def sqlite_server(sqlite_place: Place) -> Iterator[Server]:
    with ExitStack() as stack:
        yield stack.enter_context(sqlite_place.serve())
