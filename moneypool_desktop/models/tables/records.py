"""What the program remembers about its own work: audit, change counters, imports, notifications."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import INET, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from moneypool_desktop.models.domain import values
from moneypool_desktop.models.tables import base
from moneypool_desktop.models.tables.base import Base, one_of


class AuditLog(Base):
    """One link of a chama's audit chain: who did what, when, before and after, and the hash of the link before."""

    __tablename__ = "audit_logs"
    __table_args__ = (
        one_of("action", values.AuditAction),
        one_of("severity", values.AuditSeverity),
        Index("ix_audit_logs__chain", "chama_id", "seq"),
        Index("ix_audit_logs__entity", "entity_type", "entity_id"),
        Index("ix_audit_logs__who", "chama_id", "performed_by", "id"),
        {"postgresql_partition_by": "RANGE (id)"},
    )

    id: Mapped[base.key]
    chama_id: Mapped[UUID | None] = mapped_column(comment="null: the chain of the system's own events")
    seq: Mapped[int] = mapped_column(BigInteger)
    event_type: Mapped[str]
    entity_type: Mapped[str]
    entity_id: Mapped[UUID | None]
    action: Mapped[str]
    old_values: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    new_values: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    changed_fields: Mapped[list[str] | None]
    ip_address: Mapped[str | None] = mapped_column(INET)
    user_agent: Mapped[str | None]
    computer: Mapped[str | None]
    session_id: Mapped[UUID | None]
    request_id: Mapped[UUID | None]
    notes: Mapped[str | None]
    severity: Mapped[str] = mapped_column(server_default=text("'info'"))
    performed_by: Mapped[UUID | None]
    performed_at: Mapped[base.created]
    body_text: Mapped[str] = mapped_column(comment="exactly the text that was hashed")
    prev_hash: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class ChainHead(Base):
    """The last link of each audit chain; its row is the lock that orders them."""

    __tablename__ = "chain_heads"

    chain: Mapped[UUID] = mapped_column(primary_key=True, comment="the chama, or all zeros for the system's own events")
    seq: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class ChangeCounter(Base):
    """At which version of a chama's books a topic last changed, for windows that poll."""

    __tablename__ = "change_counters"

    chama_id: Mapped[UUID] = mapped_column(ForeignKey("app.chamas.id", ondelete="RESTRICT"), primary_key=True)
    topic: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))


class ImportBatch(Base):
    """One file brought in, which can be taken back whole."""

    __tablename__ = "import_batches"
    __table_args__ = (
        one_of("kind", values.ImportKind),
        one_of("status", values.ImportStatus),
        UniqueConstraint("chama_id", "id"),
        Index("ix_import_batches__file_hash", "chama_id", "file_hash"),
    )

    id: Mapped[base.key]
    chama_id: Mapped[UUID] = mapped_column(ForeignKey("app.chamas.id", ondelete="RESTRICT"))
    kind: Mapped[str]
    file_name: Mapped[str]
    file_hash: Mapped[bytes] = mapped_column(LargeBinary)
    mapping: Mapped[base.json_object]
    totals: Mapped[base.json_object]
    rows_added: Mapped[int] = mapped_column(server_default=text("0"))
    rows_left_out: Mapped[int] = mapped_column(server_default=text("0"))
    status: Mapped[str] = mapped_column(server_default=text("'posted'"))
    created_at: Mapped[base.created]
    created_by: Mapped[UUID | None]
    reversed_at: Mapped[datetime | None]
    reversed_by: Mapped[UUID | None]
    reversal_reason: Mapped[str | None]


class ImportRow(Base):
    """One line of an imported file, known again by the hash of its raw text and its occurrence in the file."""

    __tablename__ = "import_rows"
    __table_args__ = (
        ForeignKeyConstraint(
            ["chama_id", "batch_id"], ["app.import_batches.chama_id", "app.import_batches.id"], ondelete="RESTRICT"
        ),
        Index(
            "uq_import_rows__live",
            "chama_id",
            "kind",
            "raw_hash",
            "occurrence",
            unique=True,
            postgresql_where=text("live"),
        ),
        Index("ix_import_rows__batch", "chama_id", "batch_id"),
        CheckConstraint("occurrence > 0", name="occurrence"),
    )

    batch_id: Mapped[UUID] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    chama_id: Mapped[UUID]
    kind: Mapped[str]
    raw_hash: Mapped[bytes] = mapped_column(LargeBinary)
    occurrence: Mapped[int] = mapped_column(server_default=text("1"))
    raw: Mapped[str]
    entity_id: Mapped[UUID | None] = mapped_column(comment="the member or the transaction the line became")
    live: Mapped[base.yes] = mapped_column(comment="false once its import was taken back")


class Notification(Base):
    """A message to one person, with what became of it."""

    __tablename__ = "notifications"
    __table_args__ = (
        one_of("notification_type", values.NotificationType),
        one_of("priority", values.NotificationPriority),
        one_of("status", values.NotificationStatus),
        Index("ix_notifications__user", "user_id", "id"),
        Index("ix_notifications__chama", "chama_id", "id"),
        Index("ix_notifications__expires", "expires_at"),
        {"postgresql_partition_by": "RANGE (id)"},
    )

    id: Mapped[base.key]
    chama_id: Mapped[UUID | None]
    user_id: Mapped[UUID]
    title: Mapped[str]
    message: Mapped[str]
    values: Mapped[base.json_object] = mapped_column(
        comment="what fills the places of title and message, whose text is a catalogue key"
    )
    notification_type: Mapped[str] = mapped_column(server_default=text("'info'"))
    category: Mapped[str] = mapped_column(server_default=text("'general'"))
    channels: Mapped[list[str]] = mapped_column(server_default=text("'{app}'::text[]"))
    priority: Mapped[str] = mapped_column(server_default=text("'normal'"))
    status: Mapped[str] = mapped_column(server_default=text("'pending'"))
    sent_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
    related_entity_type: Mapped[str | None]
    related_entity_id: Mapped[UUID | None]
    action_url: Mapped[str | None]
    details: Mapped[base.json_object] = mapped_column("metadata")
    expires_at: Mapped[datetime | None]
    created_at: Mapped[base.created]
