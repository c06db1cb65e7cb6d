"""The folder of the database and the secrets: for its owner alone."""

import logging
import os
from pathlib import Path

log = logging.getLogger(__name__)

OTHERS = 0o077


def make_data_folder(data: Path) -> None:
    data.mkdir(parents=True, exist_ok=True, mode=0o700)


def warn_of_open_folder(data: Path) -> None:
    """A folder that was there before keeps its mode: we make our files private, but who else reads it is for its
    owner to say."""
    mode = data.stat().st_mode & 0o777
    if mode & OTHERS:
        told = f"Others on this machine may look into {data}. To end that: chmod 700 {data}"
        log.warning("data_folder_open", extra={"mode": f"{mode:o}", "told": told})


def sync_folder(folder: Path) -> None:
    """Put on disk which files the folder holds: only then a new name survives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
