"""The console's built files."""

import json
from pathlib import Path
from typing import Any

from flask import current_app

BUILT = Path(__file__).parent / "built"


def console_manifest() -> dict[str, Any] | None:
    """The names of the built script and style sheet; None when nothing has been built."""
    file = current_app.extensions["console_manifest"]
    found: dict[str, Any] | None = file
    return found


def read_manifest(folder: Path = BUILT) -> dict[str, Any] | None:
    path = folder / "manifest.json"
    return json.loads(path.read_text()) if path.is_file() else None
