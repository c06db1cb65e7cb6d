"""Every file that this installation ever served under a name with a hash stays to be had.

A page may pin a launcher, with its digest, and that launcher asks for the files of its own time. So at each start the
app puts the files of its build into the data folder, and answers from there what the present build no longer has.
"""

import base64
import hashlib
import logging
import os
import re
import secrets
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from flask import current_app

from backend.foundation.data_folder import sync_folder
from backend.foundation.files import BuiltFile, built_file

log = logging.getLogger(__name__)

FOLDER = "files"
_FROZEN_NAME = re.compile(r"[A-Za-z]{1,12}(-[A-Za-z]{1,8})?\.[0-9a-f]{8,64}\.(js|json|css)")


def keep_files(data: Path, files: Mapping[str, BuiltFile]) -> None:
    """Put the build's files into the archive, each whole or not at all; what is there already stays as it is."""
    folder = data / FOLDER
    frozen = {name: file for name, file in files.items() if _FROZEN_NAME.fullmatch(name)}
    missing = [name for name in frozen if not (folder / name).exists()]
    if not missing:
        return
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        for name in missing:
            _write(folder / name, frozen[name].body)
        sync_folder(folder)
    except OSError as fault:
        # On a full disk visitors can still be answered, and commands that make room must run.
        log.error("files_not_kept", extra={"folder": str(folder), "fault": str(fault)})


def _write(path: Path, body: bytes) -> None:
    """Several processes may start at once: each writes a file of its own, and the name goes from one to the same."""
    making = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(making, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        making.replace(path)
    finally:
        making.unlink(missing_ok=True)


def frozen_file(name: str) -> BuiltFile | None:
    """The file of this name, of the present build or of an earlier one."""
    files: Mapping[str, BuiltFile] = current_app.extensions["built_files"]
    if name in files:
        return files[name]
    if not _FROZEN_NAME.fullmatch(name):
        return None
    return _archived(current_app.extensions["settings"].data / FOLDER / name)


def _archived(path: Path) -> BuiltFile | None:
    try:
        return _kept(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return None


@lru_cache(maxsize=256)
def _kept(path: Path, changed: int) -> BuiltFile:
    return built_file(path.name, path.read_bytes())


def with_frozen_launcher(files: dict[str, BuiltFile], launcher: str) -> dict[str, BuiltFile]:
    """The build's files and its launcher under the build's own name too, if the build has not done so itself."""
    version = next((name.split(".")[1] for name in sorted(files) if _FROZEN_NAME.fullmatch(name)), None)
    if version is None or launcher not in files:
        return files
    stem, _, ending = launcher.partition(".")
    return {f"{stem}.{version}.{ending}": files[launcher], **files}


def integrity_of(file: BuiltFile) -> str:
    """The digest that a page may demand of a script (Subresource Integrity)."""
    return "sha384-" + base64.b64encode(hashlib.sha384(file.body).digest()).decode()
