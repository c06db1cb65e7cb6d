"""Passwords: argon2id. A hash costs about a quarter of a second, so only sign-in pays it, never an API call."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST_LENGTH, MOST_LENGTH = 12, 200

_hasher = PasswordHasher()
_nobody: list[str] = []


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def verify_password(stored: str | None, password: str) -> bool:
    """Whether the password fits. Takes as long for nobody as for somebody, so that time tells no address."""
    if stored is None:
        _nobody[:] = _nobody or [_hasher.hash("nobody has this password")]
    try:
        _hasher.verify(stored or _nobody[0], password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None
