"""Limits by address, token, touchpoint and site. `limits` is called directly: its Flask extension costs 0.18 ms.

What one process counts for itself is counted by `Windows`, below: the package's own memory starts a thread every ten
milliseconds in which something is counted, and reads a window three times over.

Without VALKEY_URL each process counts for itself, so two processes let through up to twice the limit; with it the
count is one across processes and machines. If Valkey does not answer, the process goes on counting in memory.
"""

import functools
import logging
import math
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask import current_app, g, request
from limits import RateLimitItem, parse
from limits.storage import Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

from backend.foundation.errors import TooMany
from backend.foundation.origins import client_address
from backend.foundation.requests import View, contract
from backend.settings import Settings

log = logging.getLogger(__name__)

State = tuple[bool, int, float]  # whether it is allowed, how many are left, and the time when all are again
TIDY_SECONDS = 60.0


class Windows:
    """Fixed windows of one process: each begins with its first count. Threads may share it."""

    def __init__(self) -> None:
        self._windows: dict[tuple[str, ...], tuple[int, float]] = {}
        self._tidied_at = 0.0
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._windows)

    def count(self, rate: RateLimitItem, subject: tuple[str, ...], now: float) -> State:
        with self._lock:
            if now > self._tidied_at + TIDY_SECONDS:
                self._tidy(now)
            counted, ends = self._windows.get(subject, (0, 0.0))
            if ends <= now:
                counted, ends = 0, now + rate.get_expiry()
            self._windows[subject] = (counted + 1, ends)
        return counted < rate.amount, max(0, rate.amount - counted - 1), ends

    def _tidy(self, now: float) -> None:
        """Forget windows that are over, and with them the addresses they were of."""
        self._windows = {subject: window for subject, window in self._windows.items() if window[1] > now}
        self._tidied_at = now


class Limits:
    def __init__(self, settings: Settings) -> None:
        self.enabled = settings.limits
        self._hops = settings.trusted_hops
        self._rates = {
            "address": parse(settings.limit_address),
            "token": parse(settings.limit_token),
            "reading": parse(settings.limit_reading),
            "touchpoint": parse(settings.limit_touchpoint),
            "site": parse(settings.limit_site),
            "sign_in": parse(settings.limit_sign_in),
        }
        self._local = Windows()
        self._shared = FixedWindowRateLimiter(_shared_storage(settings.valkey_url)) if settings.valkey_url else None
        self._shared_resumes_at = 0.0

    def address(self, environ: Mapping[str, Any]) -> str:
        """Whose request this is, from its WSGI environment."""
        return client_address(environ.get("REMOTE_ADDR"), environ.get("HTTP_X_FORWARDED_FOR"), self._hops)

    def count_address(self, environ: Mapping[str, Any], kind: str = "address", *more: str) -> None:
        """Count one against the limit of the address that a request came from."""
        if self.enabled:
            self.count(kind, *more, self.address(environ))

    def count(self, kind: str, *subjects: str) -> None:
        """Count one against a limit; raises TooMany with the seconds to wait. The subjects say whose limit it is."""
        if not self.enabled:
            return
        rate = self._rates[kind]
        allowed, remaining, reset = self._hit(rate, (kind, *subjects))
        told = g.setdefault("limits_told", {})
        told[kind] = (rate, remaining, reset)
        if not allowed:
            wait = max(1, math.ceil(reset - time.time()))
            raise TooMany(
                f"More than {rate.amount} in {_window(rate)}. Nothing was stored; try again in {wait} seconds.",
                headers={"Retry-After": str(wait), **limit_headers([(kind, rate, 0, reset)])},
            )

    def _hit(self, rate: RateLimitItem, subject: tuple[str, ...]) -> State:
        if self._shared is None or time.monotonic() < self._shared_resumes_at:
            return self._local.count(rate, subject, time.time())
        try:
            allowed = self._shared.hit(rate, *subject)
            window = self._shared.get_window_stats(rate, *subject)
        except Exception as fault:  # noqa: BLE001 - whatever the client raises, Valkey cannot be asked
            log.error("valkey_unreachable", extra={"fault": type(fault).__name__})
            self._shared_resumes_at = time.monotonic() + 5
            return self._local.count(rate, subject, time.time())
        return allowed, window.remaining, window.reset_time


def limits() -> Limits:
    found: Limits = current_app.extensions["limits"]
    return found


def limited(kind: str) -> Callable[[View], View]:
    """Count each call against the caller's address before anything else is done for it."""

    def decorate(view: View) -> View:
        contract(view).problems |= {429}

        @functools.wraps(view)
        def counted(*arguments: Any, **options: Any) -> Any:
            limits().count_address(request.environ, kind)
            return view(*arguments, **options)

        return counted

    return decorate


def limit_headers(told: Iterable[tuple[str, RateLimitItem, int, float]]) -> dict[str, str]:
    """`RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers)."""
    policies, states = [], []
    for kind, rate, remaining, reset in told:
        policies.append(f'"{kind}";q={rate.amount};w={rate.get_expiry()}')
        states.append(f'"{kind}";r={remaining};t={max(0, math.ceil(reset - time.time()))}')
    return {"RateLimit-Policy": ", ".join(policies), "RateLimit": ", ".join(states)}


def _window(rate: RateLimitItem) -> str:
    return f"{rate.get_expiry()} seconds"


def _shared_storage(url: str) -> Storage:
    scheme, _, rest = url.partition("://")
    scheme = {"redis": "valkey", "rediss": "valkeys"}.get(scheme, scheme)
    storage = storage_from_string(f"{scheme}://{rest}", socket_timeout=0.5, socket_connect_timeout=0.5)
    assert isinstance(storage, Storage)  # noqa: S101 - the asynchronous kinds have schemes of their own
    return storage
