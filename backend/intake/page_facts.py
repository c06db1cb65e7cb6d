"""What a page tells beside an entry, as the touchpoint takes it. Pure.

A page's author may be wrong about her own attributes: what does not fit is dropped, so that no visitor's words are
lost.
"""

from collections.abc import Mapping
from typing import Any

LONGEST_VALUE = 200
GREATEST = 2**53  # beyond it JavaScript's numbers are no longer exact


def fit_attributes(kinds: Mapping[str, str], given: Any) -> dict[str, Any] | None:
    """Those of the given attributes that the touchpoint names, in the form it names; None without any."""
    if not kinds or not isinstance(given, dict):
        return None
    fitted = {key: _fitted(kind, given[key]) for key, kind in kinds.items() if key in given}
    return {key: value for key, value in fitted.items() if value is not None} or None


def _fitted(kind: str, value: Any) -> str | int | float | bool | None:
    if kind == "boolean":
        return value if isinstance(value, bool) else None
    if kind == "number":
        return _number(value)
    return value[:LONGEST_VALUE] if isinstance(value, str) and value.strip() else None


def _number(value: Any) -> int | float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > GREATEST:
        return None
    return int(value) if isinstance(value, float) and value.is_integer() else value
