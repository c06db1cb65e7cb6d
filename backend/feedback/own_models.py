"""The models that the scorer learnt on this installation: files in the data folder, and which of them is in use.

`current` names the models kept, a line each, the one in use last. It is replaced whole, so whoever reads it sees the
old list or the new one; a model's own file is there before its name is.
"""

import os
import secrets
from pathlib import Path

from backend.foundation.data_folder import sync_folder
from backend.sentiment.model import Model

Stamp = tuple[int, int, int] | None


class OwnModels:
    """The folder, which need not exist. Processes and threads may share it."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._list = folder, folder / "current"

    def stamp(self) -> Stamp:
        """Something that changes when another model comes into use; None where there is none."""
        try:
            told = self._list.stat()
        except FileNotFoundError:
            return None
        return told.st_mtime_ns, told.st_ino, told.st_size

    def in_use(self) -> str | None:
        """The name of the model in use; None for the one that came with this version."""
        names = self._names()
        return names[-1] if names else None

    def load(self) -> Model | None:
        """The model in use; None for the released one. Raises OSError or ValueError for a file that is no model."""
        name = self.in_use()
        if name is None:
            return None
        model = Model((self._folder / Path(name).name).read_bytes())
        if name != _file_name(model):
            raise ValueError("its bytes are not those that were written")
        return model

    def keep(self, model: Model) -> Path:
        """Write the model down and put it in use, once it is on disk; its file. Earlier ones stay."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        path = self._folder / _file_name(model)
        _write(path, model.data)
        names = [name for name in self._names() if name != path.name]
        _write(self._list, "".join(f"{name}\n" for name in [*names, path.name]).encode())
        return path

    def roll_back(self) -> str | None:
        """Return to the model before; its name, None for the released one. Raises LookupError if that is in use."""
        names = self._names()
        if not names:
            raise LookupError("no model of this installation is in use")
        _write(self._list, "".join(f"{name}\n" for name in names[:-1]).encode())
        return names[-2] if len(names) > 1 else None

    def _names(self) -> list[str]:
        try:
            return self._list.read_text("utf-8").split()
        except FileNotFoundError:
            return []


def _file_name(model: Model) -> str:
    return f"{model.version}.model"  # the version is a digest of the bytes


def _write(path: Path, data: bytes) -> None:
    """The file appears whole or not at all, and stays after a power cut."""
    making = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(making, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        making.replace(path)
    finally:
        making.unlink(missing_ok=True)
    sync_folder(path.parent)
