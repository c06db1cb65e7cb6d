"""Keyset pages: `{"items": […], "next_cursor": …}`. A cursor says after which key to go on, never how many to skip."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from marshmallow import fields, validate

from backend.foundation.errors import invalid_param
from backend.foundation.requests import StrictSchema

PAGE_LIMIT = 100


@dataclass(frozen=True)
class Page:
    items: Sequence[Any]
    next_cursor: str | None


class PageQuery(StrictSchema):
    limit = fields.Integer(load_default=50, validate=validate.Range(1, PAGE_LIMIT))
    cursor = fields.String(allow_none=False, load_default=None, validate=validate.Length(1, 200))


def page_of(rows: Sequence[Any], limit: int, key: Any = None) -> Page:
    """Cut rows that were asked for with `limit + 1`: the one too many tells that there is a next page.

    `key` gives a row's cursor text; by default the hexadecimal of its id.
    """
    key = key or (lambda row: row.id.hex)
    more = len(rows) > limit
    return Page(rows[:limit], encode_cursor(key(rows[limit - 1])) if more else None)


def encode_cursor(key: str) -> str:
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def decode_cursor(cursor: str | None, name: str = "cursor") -> str | None:
    """The key behind a cursor, which came as the parameter `name`; one that was not made here is refused with 422."""
    if cursor is None:
        return None
    try:
        return base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        raise invalid_param(name, "invalid", "use next_cursor of the page before, unchanged") from None
