"""Secrets: random ones kept only as a digest, and derived ones that need not be kept at all."""

import base64
import contextlib
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from flask import current_app

from backend.foundation.data_folder import sync_folder
from backend.settings import SettingsError

LEAST_KEY_BYTES = 32


def new_secret(prefix: str) -> str:
    """`prefix` and 32 random bytes. Store only its digest; show it once."""
    return prefix + secrets.token_urlsafe(32)


def digest(secret: str) -> bytes:
    """What is stored of a secret: SHA-256, enough for a random one and quick to look up."""
    return hashlib.sha256(secret.encode()).digest()


def derived_secret(prefix: str, purpose: str, *parts: bytes) -> str:
    """A secret that this installation can work out again from its key, and nobody else at all."""
    return prefix + base64.urlsafe_b64encode(derived_bytes(purpose, *parts)).decode().rstrip("=")


def derived_bytes(purpose: str, *parts: bytes) -> bytes:
    """The 32 bytes behind such a secret."""
    key: bytes = current_app.extensions["signing_key"]
    return hmac.new(key, purpose.encode() + b"\0" + b"\0".join(parts), hashlib.sha256).digest()


def signing_key(given: str | None, data: Path) -> bytes:
    """The installation's key: the setting, else one made at first start and kept, readable for its owner only.

    Raises SettingsError for a kept key too short to be one: with a weak key anybody could work out a thread key.
    """
    if given:
        return given.encode()
    path = data / "secret_key"
    if not path.exists():
        _keep_new_key(path)
    key = path.read_bytes().strip()
    if len(key) < LEAST_KEY_BYTES:
        raise SettingsError(
            f"{path}: expected a signing key of at least {LEAST_KEY_BYTES} bytes, found {len(key)}. "
            "Restore the file from a backup; delete it only if nobody has left feedback yet."
        )
    return key


def _keep_new_key(path: Path) -> None:
    """The file appears whole or not at all, and of several processes that start together the first one's counts."""
    making = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(making, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(making, path)
    finally:
        making.unlink(missing_ok=True)
    sync_folder(path.parent)
