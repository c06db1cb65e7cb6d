"""Idempotency-Key: the same key with the same request gets the first answer, kept for two days."""

import hashlib
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from flask import Response, g, request
from sqlalchemy import LargeBinary, String, delete
from sqlalchemy.orm import Mapped, mapped_column

from backend.foundation.clock import now
from backend.foundation.database import Model, db
from backend.foundation.errors import BadRequest, IdempotencyMismatch

KEPT_FOR = timedelta(hours=48)
KEY_LENGTH, KEY_FORM = 255, re.compile(r"[!-~]([ -~]*[!-~])?")


class IdempotencyRecord(Model):
    """The first answer to a keyed request of one caller. Not a site's row: it belongs to a credential."""

    __tablename__ = "idempotency_record"
    caller: Mapped[str] = mapped_column(String(64), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary(32))
    status: Mapped[int]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(index=True)


def answer_once(deed: Callable[[], Any]) -> Any:
    """Do the deed, unless this caller's key has been answered before. Call inside the deed's transaction.

    Two requests with one key at the same time: on SQLite the second waits for the first's commit and finds its answer;
    on PostgreSQL it fails on the primary key, is rolled back whole, and its repetition finds the answer.
    """
    key = request.headers.get("Idempotency-Key")
    caller = g.get("caller")
    if key is None or request.method != "POST" or caller is None:
        return deed()
    if len(key) > KEY_LENGTH or not KEY_FORM.fullmatch(key):
        raise BadRequest(f"Idempotency-Key: give 1 to {KEY_LENGTH} printable ASCII characters.")
    fingerprint = _fingerprint()
    known = db.session.get(IdempotencyRecord, (caller, key))
    if known is not None:
        if known.fingerprint != fingerprint:
            raise IdempotencyMismatch("This Idempotency-Key came before with another request; use a new key.")
        return Response(known.body, status=known.status, content_type="application/json")
    response: Response = deed()
    db.session.add(
        IdempotencyRecord(
            caller=caller, key=key, fingerprint=fingerprint,
            status=response.status_code, body=response.get_data(), created_at=now(),
        )
    )  # fmt: skip
    return response


def forget_old_answers() -> int:
    """Delete what is older than the promise; how many rows went."""
    result = db.session.execute(delete(IdempotencyRecord).where(IdempotencyRecord.created_at < now() - KEPT_FOR))
    return int(result.rowcount)  # type: ignore[attr-defined]


def _fingerprint() -> bytes:
    told = b"\n".join([request.method.encode(), request.full_path.encode(), g.get("request_body", b"")])
    return hashlib.sha256(told).digest()
