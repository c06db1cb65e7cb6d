from dataclasses import dataclass
from uuid import UUID

import pytest

from backend.foundation.errors import Invalid
from backend.foundation.ids import new_id
from backend.foundation.pages import decode_cursor, encode_cursor, page_of


@dataclass(frozen=True)
class Row:
    id: UUID


def test_a_full_page_with_one_row_more_points_to_the_next():
    rows = [Row(new_id()) for _ in range(4)]
    page = page_of(rows, 3)
    assert page.items == rows[:3]
    assert decode_cursor(page.next_cursor) == rows[2].id.hex


@pytest.mark.parametrize("n", [0, 1, 3])
def test_the_last_page_points_nowhere(n):
    rows = [Row(new_id()) for _ in range(n)]
    assert page_of(rows, 3).next_cursor is None
    assert page_of(rows, 3).items == rows


@pytest.mark.parametrize("key", ["a", "ab", "abc", "0" * 32])
def test_a_cursor_comes_back_as_it_was(key):
    assert decode_cursor(encode_cursor(key)) == key
    assert decode_cursor(None) is None


@pytest.mark.parametrize("cursor", ["a", "ä", "/w"], ids=["cut short", "no base64", "no text"])
def test_a_cursor_made_elsewhere_is_refused(cursor):
    with pytest.raises(Invalid):
        decode_cursor(cursor)
