"""Who sends at the public door, and whose budget a write there counts against."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import request

from backend.accounts.credentials import authenticate
from backend.foundation.errors import NotSignedIn
from backend.foundation.limits import limits
from backend.foundation.requests import View, contract
from backend.intake.device import device_of


@dataclass(frozen=True, slots=True)
class Sender:
    """Where a submission comes from: a page, by its origin, or a program, by the token that its request carries."""

    origin: str | None
    has_token: bool
    here: str  # the address the request came to, as the sender wrote it
    address: str = ""  # whose request it is, as limits name it; never kept
    seconds: float | None = None  # how long a form of ours had been shown
    device: str | None = None  # the visitor's; a program does not tell hers
    objects: bool = False  # the browser says that she wants not to be followed


def sender_of(environ: Mapping[str, Any]) -> Sender:
    """The sender of a request, from its WSGI environment."""
    here = f"{environ['wsgi.url_scheme']}://{environ.get('HTTP_HOST', '')}"
    has_token = bool(environ.get("HTTP_AUTHORIZATION"))
    device = None if has_token else device_of(environ)
    objects = "1" in (environ.get("HTTP_SEC_GPC"), environ.get("HTTP_DNT"))
    origin, address = environ.get("HTTP_ORIGIN"), limits().address(environ)
    return Sender(origin, has_token, here, address, device=device, objects=objects)


def limited_by_sender(view: View) -> View:
    """Count each call before anything else is done for it: a program's against its owner, a page's by its address.

    A shop's server sends for all its customers from one address, which a visitor's budget would choke.
    """
    contract(view).problems |= {429}

    @functools.wraps(view)
    def counted(*arguments: Any, **options: Any) -> Any:
        owner = _token_owner() if "Authorization" in request.headers else None
        if owner is None:
            limits().count_address(request.environ)
        else:
            limits().count("token", owner.hex)
        return view(*arguments, **options)

    return counted


def _token_owner() -> UUID | None:
    """Whose valid submit token the request carries. What is no such token is refused later, and counts as a page's."""
    try:
        credential = authenticate()
    except NotSignedIn:
        return None
    return credential.staff_id if "submit" in credential.scopes else None
