"""What a page tells beside an entry, as the touchpoint takes it. Pure.

A page's author may be wrong about what her page tells: what does not fit is dropped, so that no visitor's words are
lost.
"""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError

from backend.feedback.models import DEVICES
from backend.foundation.errors import invalid_param
from backend.intake.schemas import Element, email_field

LONGEST_VALUE = 200
GREATEST = 2**53  # beyond it JavaScript's numbers are no longer exact


def fit_attributes(kinds: Mapping[str, str], given: Any) -> dict[str, Any] | None:
    """Those of the given attributes that the touchpoint names, in the form it names; None without any."""
    if not kinds or not isinstance(given, dict):
        return None
    fitted = {key: _fitted(kind, given[key]) for key, kind in kinds.items() if key in given}
    return {key: value for key, value in fitted.items() if value is not None} or None


def fit_element(given: Any) -> dict[str, Any] | None:
    """What the visitor pointed at, in the form of Element; None when it has another."""
    if given is None:
        return None
    try:
        fitted: dict[str, Any] = _ELEMENT.load(given)
    except ValidationError:
        return None
    return fitted


def fit_email(given: Any, by_program: bool) -> str | None:
    """The address that came with a new entry. What is none is a page's mistake; a program is told (Invalid)."""
    if given is None:
        return None
    try:
        return str(_EMAIL.deserialize(given))
    except ValidationError as fault:
        if by_program:
            raise invalid_param("email", "invalid", str(fault.messages[0])) from None
        return None


def fit_device(given: Any) -> str | None:
    """What a program says that its visitor wrote on. Raises Invalid for what is no such class."""
    if given is None:
        return None
    if not isinstance(given, str) or given not in DEVICES:
        raise invalid_param("device", "invalid", f"expected one of {', '.join(DEVICES)}")
    return given


def fit_returning(given: Any) -> bool | None:
    return given if isinstance(given, bool) else None


_ELEMENT = Element()
_EMAIL = email_field()


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
