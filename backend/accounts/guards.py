"""The staff's guard: a valid credential with the scope, and from a browser also the CSRF token."""

import functools
import hmac
from collections.abc import Callable
from typing import Any

from flask import g, request

from backend.accounts.credentials import Credential, authenticate, require_scope
from backend.foundation.errors import Forbidden
from backend.foundation.guards import mark
from backend.foundation.requests import View, contract

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def staff(scope: str) -> Callable[[View], View]:
    """Let in staff whose credential carries this scope. What their role allows on a site is asked in `sites`."""

    def decorate(view: View) -> View:
        contract(view).problems |= {401, 403}

        @functools.wraps(view)
        def guarded(*arguments: Any, **options: Any) -> Any:
            credential = authenticate()
            require_scope(credential, scope)
            refuse_forged_request(credential)
            g.credential, g.caller = credential, credential.staff_id.hex
            return view(*arguments, **options)

        return mark(guarded, "staff", scope)

    return decorate


def refuse_forged_request(credential: Credential) -> None:
    """A browser sends its cookie whatever page asks; only our own page knows the token that goes with it."""
    if not credential.is_session or request.method in SAFE_METHODS:
        return
    sent = request.headers.get("X-CSRF-Token", "")
    if not hmac.compare_digest(sent.encode(), str(credential.csrf_token).encode()):
        raise Forbidden("X-CSRF-Token is missing or does not belong to this session. Load the page again.")
