"""Since when a form has been shown: a moment in the form itself, signed, because nothing is kept of who only looks."""

import hmac
from uuid import UUID

from backend.foundation.clock import now
from backend.foundation.signing import derived_secret

_MARK = 16  # letters of the signature


def shown_now(touchpoint_id: UUID) -> str:
    return _signed(touchpoint_id, str(int(now().timestamp() * 1000)))


def shown_for(touchpoint_id: UUID, moment: str) -> float | None:
    """For how many seconds; None if the moment was not written here."""
    told = moment.partition(".")[0]
    if not told.isascii() or not told.isdigit() or not hmac.compare_digest(_signed(touchpoint_id, told), moment):
        return None
    return now().timestamp() - int(told) / 1000


def _signed(touchpoint_id: UUID, told: str) -> str:
    return f"{told}.{derived_secret('', 'form shown', touchpoint_id.bytes, told.encode())[:_MARK]}"
