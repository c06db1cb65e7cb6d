"""In which language the owner's texts are told: the caller's, or that of whoever a page or letter is made for."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import g

from backend.accounts.credentials import current_credential


def reader_language() -> str | None:
    """None: nobody in particular reads, so the site's own language serves."""
    made_for: str | None = g.get("reader_language")
    if made_for is not None:
        return made_for
    return current_credential().locale if g.get("credential") else None


@contextmanager
def reading_in(language: str) -> Iterator[None]:
    """Tell everything in this language, whoever asks."""
    before = g.get("reader_language")
    g.reader_language = language
    try:
        yield
    finally:
        g.reader_language = before
