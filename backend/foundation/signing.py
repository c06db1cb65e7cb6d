"""Secrets: random ones kept only as a digest, and derived ones that need not be kept at all."""

import base64
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from flask import current_app


def new_secret(prefix: str) -> str:
    """`prefix` and 32 random bytes. Store only its digest; show it once."""
    return prefix + secrets.token_urlsafe(32)


def digest(secret: str) -> bytes:
    """What is stored of a secret: SHA-256, enough for a random one and quick to look up."""
    return hashlib.sha256(secret.encode()).digest()


def derived_secret(prefix: str, purpose: str, *parts: bytes) -> str:
    """A secret that this installation can work out again from its key, and nobody else at all."""
    key: bytes = current_app.extensions["signing_key"]
    mac = hmac.new(key, purpose.encode() + b"\0" + b"\0".join(parts), hashlib.sha256).digest()
    return prefix + base64.urlsafe_b64encode(mac).decode().rstrip("=")


def signing_key(given: str | None, data: Path) -> bytes:
    """The installation's key: the setting, else one made at first start and kept, readable for its owner only."""
    if given:
        return given.encode()
    path = data / "secret_key"
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_bytes().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
    return path.read_bytes().strip()
