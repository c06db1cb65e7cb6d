"""Staff and their credentials. A person may serve several sites, so these rows belong to no site; memberships do."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.foundation.clock import now
from backend.foundation.database import Model
from backend.foundation.ids import new_id


class Staff(Model):
    __tablename__ = "staff"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    locale: Mapped[str | None] = mapped_column(String(35))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    identities: Mapped[list["OpenIdentity"]] = relationship(viewonly=True)

    @property
    def has_come(self) -> bool:
        """Whether the person has a way in of her own: before that an invitation can be renewed."""
        return self.password_hash is not None or bool(self.identities)


class ApiToken(Model):
    """A program's credential: shown once, stored as a digest, limited to its scopes, revocable."""

    __tablename__ = "api_token"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    label: Mapped[str] = mapped_column(String(120), default="")
    scopes: Mapped[list[Any]]
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    staff: Mapped[Staff] = relationship(lazy="joined")

    def is_valid(self) -> bool:
        return self.revoked_at is None and self.staff.is_active and (self.expires_at is None or self.expires_at > now())


class StaffSession(Model):
    """A browser's sign-in. The cookie's secret is stored as a digest only."""

    __tablename__ = "staff_session"
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    # Names the session where its owner looks at all of hers; the digest stays inside.
    id: Mapped[UUID] = mapped_column(unique=True, default=new_id)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    by_link: Mapped[bool] = mapped_column(default=False)
    agent: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    last_seen_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    staff: Mapped[Staff] = relationship(lazy="joined")

    def is_valid(self) -> bool:
        return self.expires_at > now() and self.staff.is_active


class SignInLink(Model):
    """A link that signs one person in, once."""

    __tablename__ = "sign_in_link"
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)


class SecondFactor(Model):
    """A person's authenticator app. Its secret is worked out from `salt` and this installation's key, never stored:
    a copy of the database alone makes nobody a code."""

    __tablename__ = "second_factor"
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary(16))
    # None until a first code has shown that the app has the secret: before that nobody is asked for one.
    confirmed_at: Mapped[datetime | None]
    # The time step of the last code that was taken: a code that somebody looked at over a shoulder is worth nothing.
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)


class RecoveryCode(Model):
    """One of ten codes for the day the phone is lost; gone with its use."""

    __tablename__ = "recovery_code"
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)


class OpenIdentity(Model):
    """A sign-in provider's name for somebody of the staff."""

    __tablename__ = "open_identity"
    issuer: Mapped[str] = mapped_column(String(300), primary_key=True)
    subject: Mapped[str] = mapped_column(String(255), primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
