"""Who a person is: credentials, second factor, sessions, attempts and enrolled computers.

Nothing outside the functions of schema `auth` reads these tables; no application role holds a right on them.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, LargeBinary, SmallInteger, func, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import UserDefinedType

from moneypool_desktop.models.tables.base import Base, created, json_object, key, one_of, version

AUTH = {"schema": "auth"}


class Xid8(UserDefinedType[int]):
    """PostgreSQL's 64-bit transaction number."""

    cache_ok = True

    def get_col_spec(self, **_kw: Any) -> str:
        """Return the type's name in SQL."""
        return "xid8"


class ComputerStatus(StrEnum):
    """Whether a computer may still connect."""

    ACTIVE = "active"
    REVOKED = "revoked"


class Purpose(StrEnum):
    """What a proof of identity is for."""

    SIGN_IN = "sign_in"
    STEP_UP = "step_up"
    PASSWORD = "password"  # noqa: S105 - the name of a purpose
    RENEW = "renew"
    TOTP_BEGIN = "totp_begin"
    TOTP_ENABLE = "totp_enable"
    TOTP_DISABLE = "totp_disable"
    RECOVERY_CODES = "recovery_codes"


class Outcome(StrEnum):
    """What an attempt came to."""

    OK = "ok"
    BAD = "bad"
    BAD_CODE = "bad_code"
    NEED_CODE = "need_code"
    INACTIVE = "inactive"
    WAIT = "wait"
    CLOSED = "closed"


class InviteKind(StrEnum):
    """Why a one-time code was given out."""

    INVITATION = "invitation"
    RESET = "reset"


class Computer(Base):
    """One enrolled computer: its own PostgreSQL login role."""

    __tablename__ = "computers"
    __table_args__ = (
        one_of("status", ComputerStatus),
        CheckConstraint("device_role ~ '^mpd_[0-9a-f]{16}$'", name="device_role"),
        {"schema": "app"},
    )

    id: Mapped[key]
    name: Mapped[str]
    device_role: Mapped[str] = mapped_column(unique=True)
    status: Mapped[str] = mapped_column(server_default=text("'active'"))
    enrolled_by: Mapped[UUID | None] = mapped_column(ForeignKey("app.users.id"))
    enrolled_at: Mapped[created]
    last_seen: Mapped[datetime | None]
    revoked_by: Mapped[UUID | None] = mapped_column(ForeignKey("app.users.id"))
    revoked_at: Mapped[datetime | None]


class SealedKey(Base):
    """A chama's data key, wrapped for one officer or (user null) for the printed recovery key."""

    __tablename__ = "sealed_keys"
    __table_args__ = (
        Index(
            "uq_sealed_keys__chama_id_user_id_version",
            "chama_id",
            "user_id",
            "version",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
        Index("ix_sealed_keys__user_id", "user_id"),
        {"schema": "app"},
    )

    id: Mapped[key]
    chama_id: Mapped[UUID] = mapped_column(ForeignKey("app.chamas.id"))
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("app.users.id"))
    version: Mapped[version]
    wrapped: Mapped[bytes] = mapped_column(LargeBinary())
    wrapped_by: Mapped[UUID | None] = mapped_column(ForeignKey("app.users.id"))
    created_at: Mapped[created]


class Credential(Base):
    """What proves a password without holding it, and the person's sealed key pair."""

    __tablename__ = "credentials"
    __table_args__ = (
        CheckConstraint("octet_length(salt) = 16", name="salt"),
        CheckConstraint("cost between 4 and 16", name="cost"),
        CheckConstraint("octet_length(stored_key) = 32", name="stored_key"),
        CheckConstraint("octet_length(public_key) = 32", name="public_key"),
        AUTH,
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("app.users.id"), primary_key=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary())
    cost: Mapped[int] = mapped_column(SmallInteger())
    stored_key: Mapped[bytes] = mapped_column(LargeBinary())
    public_key: Mapped[bytes] = mapped_column(LargeBinary())
    sealed_private: Mapped[bytes] = mapped_column(LargeBinary())
    recovery_public: Mapped[bytes | None] = mapped_column(LargeBinary())
    changed_at: Mapped[created]


class Totp(Base):
    """A person's second factor; pending until a first code was shown to be right."""

    __tablename__ = "totp"
    __table_args__ = (CheckConstraint("octet_length(secret) = 20", name="secret"), AUTH)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("app.users.id"), primary_key=True)
    secret: Mapped[bytes] = mapped_column(LargeBinary())
    last_step: Mapped[int] = mapped_column(BigInteger(), server_default=text("0"))
    enabled_at: Mapped[datetime | None]
    created_at: Mapped[created]


class RecoveryCode(Base):
    """One single-use code of a person's recovery sheet."""

    __tablename__ = "recovery_codes"
    __table_args__ = (Index("ix_recovery_codes__user_id", "user_id"), AUTH)

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.gen_random_uuid())
    user_id: Mapped[UUID] = mapped_column(ForeignKey("app.users.id"))
    salt: Mapped[bytes] = mapped_column(LargeBinary())
    code_hash: Mapped[bytes] = mapped_column(LargeBinary())
    created_at: Mapped[created]
    used_at: Mapped[datetime | None]
    epoch: Mapped[int]


class SignedIn(Base):
    """One signed-in person on one computer."""

    __tablename__ = "sessions"
    __table_args__ = (Index("ix_sessions__user_id", "user_id"), AUTH)

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(), primary_key=True)
    id: Mapped[UUID] = mapped_column(unique=True, server_default=func.gen_random_uuid())
    user_id: Mapped[UUID] = mapped_column(ForeignKey("app.users.id"))
    device_role: Mapped[str]
    epoch: Mapped[int]
    created_at: Mapped[created]
    last_seen: Mapped[created]
    expires_at: Mapped[datetime]
    step_up_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class Attempt(Base):
    """A ticket from its challenge to its outcome; `account` is a made-up identity where nobody has that e-mail."""

    __tablename__ = "attempts"
    __table_args__ = (
        one_of("purpose", Purpose),
        one_of("verdict", Outcome),
        one_of("outcome", Outcome),
        Index("ix_attempts__account_attempted_at", "account", "attempted_at"),
        Index("ix_attempts__device_role_created_at", "device_role", "created_at"),
        AUTH,
    )

    ticket: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.gen_random_uuid())
    purpose: Mapped[str]
    account: Mapped[UUID]
    email_hash: Mapped[bytes] = mapped_column(LargeBinary())
    device_role: Mapped[str]
    session_id: Mapped[UUID | None]
    epoch: Mapped[int]
    server_nonce: Mapped[bytes] = mapped_column(LargeBinary())
    created_at: Mapped[created]
    attempted_at: Mapped[datetime | None]
    xid: Mapped[int | None] = mapped_column(Xid8())
    client_nonce: Mapped[bytes | None] = mapped_column(LargeBinary())
    proof: Mapped[bytes | None] = mapped_column(LargeBinary())
    code: Mapped[str | None]
    payload: Mapped[json_object]
    verdict: Mapped[str | None]
    tries_left: Mapped[int | None] = mapped_column(SmallInteger())
    wait_until: Mapped[datetime | None]
    outcome: Mapped[str | None]
    decided_at: Mapped[datetime | None]


class Budget(Base):
    """How many wrong tries are left: per account and computer, per account (role ''), per computer (account nil)."""

    __tablename__ = "budgets"
    __table_args__ = AUTH

    account: Mapped[UUID] = mapped_column(primary_key=True)
    device_role: Mapped[str] = mapped_column(primary_key=True)
    level: Mapped[int] = mapped_column(SmallInteger(), server_default=text("0"))
    locked_until: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    known_since: Mapped[datetime | None]
    cleared_at: Mapped[datetime] = mapped_column(server_default=text("'-infinity'::timestamptz"))
    touched_at: Mapped[created]


class Invite(Base):
    """A one-time code that lets a person set a password."""

    __tablename__ = "invites"
    __table_args__ = (one_of("kind", InviteKind), Index("ix_invites__user_id", "user_id"), AUTH)

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=func.gen_random_uuid())
    user_id: Mapped[UUID] = mapped_column(ForeignKey("app.users.id"))
    kind: Mapped[str]
    salt: Mapped[bytes] = mapped_column(LargeBinary())
    code_hash: Mapped[bytes] = mapped_column(LargeBinary())
    epoch: Mapped[int]
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("app.users.id"))
    created_at: Mapped[created]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Epoch(Base):
    """The one row that a restore moves on, so that every session, ticket and code from before it is dead."""

    __tablename__ = "epoch"
    __table_args__ = (CheckConstraint("single", name="single"), AUTH)

    single: Mapped[bool] = mapped_column(primary_key=True, server_default=text("true"))
    number: Mapped[int] = mapped_column(server_default=text("1"))
    changed_at: Mapped[created]


class ServerSecret(Base):
    """The one row that makes answers about unknown accounts steady and unpredictable."""

    __tablename__ = "server_secret"
    __table_args__ = (CheckConstraint("single", name="single"), AUTH)

    single: Mapped[bool] = mapped_column(primary_key=True, server_default=text("true"))
    secret: Mapped[bytes] = mapped_column(LargeBinary())
    created_at: Mapped[created]


class SecurityEvent(Base):
    """What happened to an account: shown on the security page, never changed."""

    __tablename__ = "events"
    __table_args__ = (Index("ix_events__user_id_at", "user_id", "at"), AUTH)

    id: Mapped[int] = mapped_column(BigInteger(), Identity(always=True), primary_key=True)
    at: Mapped[created]
    kind: Mapped[str]
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("app.users.id"))
    actor_id: Mapped[UUID | None] = mapped_column(ForeignKey("app.users.id"))
    device_role: Mapped[str]
    detail: Mapped[json_object]
