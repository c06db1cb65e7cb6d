"""The second factor: six digits from an authenticator app (RFC 6238), and ten recovery codes for a lost phone."""

import base64
import hmac
import logging
import os
import secrets
from dataclasses import dataclass
from uuid import UUID

import pyotp
from sqlalchemy import delete, func, select, update

from backend.accounts.models import RecoveryCode, SecondFactor, Staff
from backend.foundation.clock import now
from backend.foundation.database import db
from backend.foundation.errors import Conflict, NotFound, NotSignedIn, invalid_param
from backend.foundation.qr_codes import qr_code
from backend.foundation.signing import derived_bytes

log = logging.getLogger(__name__)

STEP_SECONDS, STEPS_AROUND = 30, 1  # a phone's clock may be half a minute off
RECOVERY_CODES, RECOVERY_LETTERS = 10, 10
ISSUER = "Kohtaamo"
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # without letters that look like digits


class SecondFactorNeeded(NotSignedIn):
    """The address and password are right; the same request with `code` signs in."""

    code, title = "second_factor_needed", "A code from the authenticator app is needed"


@dataclass(frozen=True)
class NewSecret:
    """What an authenticator app takes: the secret to type, and the same as an address and as a QR code of it."""

    secret: str
    uri: str

    @property
    def qr_svg(self) -> str:
        return qr_code(self.uri, ISSUER)


def begin_second_factor(staff: Staff) -> NewSecret:
    """A new secret for the person's app. Nothing is asked of her until a first code has confirmed it."""
    # Waits for a confirmation on its way: a new salt under it would leave her with an app that has another secret.
    known = db.session.get(SecondFactor, staff.id, with_for_update=True)
    if known is not None and known.confirmed_at is not None:
        raise Conflict("Two-step sign-in is on already. Switch it off first to move it to another app.")
    salt = os.urandom(16)
    db.session.merge(SecondFactor(staff_id=staff.id, salt=salt, confirmed_at=None, last_step=0))
    secret = _secret(staff.id, salt)
    return NewSecret(secret, pyotp.TOTP(secret).provisioning_uri(name=staff.email, issuer_name=ISSUER))


def confirm_second_factor(staff_id: UUID, code: str) -> list[str]:
    """Switch it on with the app's first code; the recovery codes, to be shown once."""
    factor = db.session.get(SecondFactor, staff_id, with_for_update=True)
    if factor is None:
        raise NotFound("Two-step sign-in was not begun. Ask for a secret first.")
    if factor.confirmed_at is not None:
        raise Conflict("Two-step sign-in is on already.")
    if not _takes(factor, code):
        raise invalid_param("code", "invalid", "it does not fit; check your phone's clock and try the next code")
    factor.confirmed_at = now()
    log.info("second_factor_on", extra={"staff": staff_id})
    return renew_recovery_codes(staff_id)


def renew_recovery_codes(staff_id: UUID) -> list[str]:
    """Ten new recovery codes, to be shown once; the earlier ones stop working."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.staff_id == staff_id))
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(RECOVERY_LETTERS)) for _ in range(RECOVERY_CODES)]
    db.session.add_all(RecoveryCode(staff_id=staff_id, digest=_recovery_digest(staff_id, code)) for code in codes)
    half = RECOVERY_LETTERS // 2
    return [f"{code[:half]}-{code[half:]}" for code in codes]


def has_second_factor(staff_id: UUID) -> bool:
    factor = db.session.get(SecondFactor, staff_id)
    return factor is not None and factor.confirmed_at is not None


def recovery_codes_left(staff_id: UUID) -> int:
    left = select(func.count()).select_from(RecoveryCode).where(RecoveryCode.staff_id == staff_id)
    return db.session.scalar(left) or 0


def check_second_factor(staff_id: UUID, code: str | None) -> None:
    """Raises SecondFactorNeeded unless the person has none, or `code` is the app's or a recovery code. Uses it up."""
    factor = db.session.get(SecondFactor, staff_id, with_for_update=True)
    if factor is None or factor.confirmed_at is None:
        return
    if code is None:
        raise SecondFactorNeeded("Give the six digits that your authenticator app shows, or a recovery code.")
    if not _takes(factor, code) and not _use_recovery_code(staff_id, code):
        raise SecondFactorNeeded("The code does not fit or was used already. Wait for the next one and try again.")


def remove_second_factor(staff_id: UUID) -> None:
    """Ask the person for no code any more."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.staff_id == staff_id))
    db.session.execute(delete(SecondFactor).where(SecondFactor.staff_id == staff_id))
    log.info("second_factor_off", extra={"staff": staff_id})


def _takes(factor: SecondFactor, code: str) -> bool:
    """Whether this is a code of about now that was not taken before; it is taken with this."""
    given = code.replace(" ", "")
    app = pyotp.TOTP(_secret(factor.staff_id, factor.salt))
    present = int(now().timestamp()) // STEP_SECONDS
    for step in range(present - STEPS_AROUND, present + STEPS_AROUND + 1):
        if hmac.compare_digest(app.at(step * STEP_SECONDS).encode(), given.encode()):
            unused = SecondFactor.staff_id == factor.staff_id, SecondFactor.last_step < step
            return bool(db.session.execute(update(SecondFactor).where(*unused).values(last_step=step)).rowcount)  # type: ignore[attr-defined]
    return False


def _use_recovery_code(staff_id: UUID, code: str) -> bool:
    mine = RecoveryCode.staff_id == staff_id, RecoveryCode.digest == _recovery_digest(staff_id, code)
    used = db.session.execute(delete(RecoveryCode).where(*mine)).rowcount  # type: ignore[attr-defined]
    if used:
        log.info("recovery_code_used", extra={"staff": staff_id})
    return bool(used)


def _secret(staff_id: UUID, salt: bytes) -> str:
    return base64.b32encode(derived_bytes("second factor", staff_id.bytes, salt)[:20]).decode()


def _recovery_digest(staff_id: UUID, code: str) -> bytes:
    """Under this installation's key: fifty random bits alone could be tried out from a copy of the database."""
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    return derived_bytes("recovery code", staff_id.bytes, plain.encode())
