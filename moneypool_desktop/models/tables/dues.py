"""What members owe the chama by its constitution: contributions, fines, waivers."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Computed,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Numeric,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from moneypool_desktop.models.domain import values
from moneypool_desktop.models.tables import base
from moneypool_desktop.models.tables.base import Base, one_of


def _member() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["chama_id", "member_id"], ["app.chama_members.chama_id", "app.chama_members.id"], ondelete="RESTRICT"
    )


def _transaction() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["chama_id", "transaction_id"], ["app.transactions.chama_id", "app.transactions.id"], ondelete="RESTRICT"
    )


class ContributionType(Base):
    """A kind of contribution: where it is booked, how often it falls due, and what lateness costs."""

    __tablename__ = "contribution_types"
    __table_args__ = (
        one_of("kind", values.ContributionType),
        one_of("frequency", values.ContributionFrequency),
        ForeignKeyConstraint(
            ["chama_id", "account_id"], ["app.accounts.chama_id", "app.accounts.id"], ondelete="RESTRICT"
        ),
        UniqueConstraint("chama_id", "id"),
        UniqueConstraint("chama_id", "code"),
        Index("ix_contribution_types__account", "chama_id", "account_id"),
        CheckConstraint("grace_days >= 0", name="grace_days"),
    )

    id: Mapped[base.key]
    chama_id: Mapped[UUID] = mapped_column(ForeignKey("app.chamas.id", ondelete="RESTRICT"))
    code: Mapped[str]
    name: Mapped[str]
    name_sw: Mapped[str | None]
    kind: Mapped[str] = mapped_column(server_default=text("'regular'"))
    account_id: Mapped[UUID]
    frequency: Mapped[str] = mapped_column(server_default=text("'monthly'"))
    due_rule: Mapped[base.json_object]
    grace_days: Mapped[int] = mapped_column(server_default=text("0"))
    penalty_rule: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    unit_price: Mapped[Decimal | None] = mapped_column(Numeric(15, 2), comment="for shares: what one costs")
    position: Mapped[int] = mapped_column(server_default=text("0"), comment="the order in which receipts are allocated")
    counts_for_standing: Mapped[base.yes]
    clause: Mapped[str | None]
    is_active: Mapped[base.yes]
    row_version: Mapped[base.version]
    created_at: Mapped[base.created]
    created_by: Mapped[UUID | None]


class ContributionRate(Base):
    """The amount of a contribution type in force from a date."""

    __tablename__ = "contribution_rates"
    __table_args__ = (
        ForeignKeyConstraint(
            ["chama_id", "type_id"],
            ["app.contribution_types.chama_id", "app.contribution_types.id"],
            ondelete="RESTRICT",
        ),
        Index("ix_contribution_rates__type", "chama_id", "type_id"),
        CheckConstraint("amount >= 0 and amount <> 'NaN'", name="amount"),
    )

    type_id: Mapped[UUID] = mapped_column(primary_key=True)
    effective_from: Mapped[date] = mapped_column(primary_key=True)
    chama_id: Mapped[UUID]
    amount: Mapped[base.money]
    clause: Mapped[str | None]
    created_at: Mapped[base.created]
    created_by: Mapped[UUID | None]


class Contribution(Base):
    """What one member is expected to pay of one type for one period, and what came of it."""

    __tablename__ = "contributions"
    __table_args__ = (
        one_of("contribution_type", values.ContributionType),
        one_of("status", values.ContributionStatus),
        _member(),
        ForeignKeyConstraint(
            ["chama_id", "type_id"],
            ["app.contribution_types.chama_id", "app.contribution_types.id"],
            ondelete="RESTRICT",
        ),
        _transaction(),
        UniqueConstraint("chama_id", "id"),
        UniqueConstraint("member_id", "type_id", "period_start"),
        Index("ix_contributions__member", "chama_id", "member_id", "due_date"),
        Index("ix_contributions__period", "chama_id", "period_year", "period_month"),
        Index("ix_contributions__due", "chama_id", "type_id", "due_date"),
        Index("ix_contributions__status", "chama_id", "status", "due_date"),
        Index("ix_contributions__transaction", "chama_id", "transaction_id"),
        CheckConstraint(
            "actual_amount >= 0 and waived_amount >= 0 and actual_amount + waived_amount <= expected_amount",
            name="amounts",
        ),
        CheckConstraint("waived_by is null or waived_by <> waiver_requested_by", name="second_person"),
    )

    id: Mapped[base.key]
    chama_id: Mapped[UUID]
    member_id: Mapped[UUID]
    type_id: Mapped[UUID]
    transaction_id: Mapped[UUID | None] = mapped_column(comment="the last transaction that paid of it")
    contribution_type: Mapped[str]
    period_year: Mapped[int]
    period_month: Mapped[int | None]
    period_week: Mapped[int | None]
    period_start: Mapped[date]
    expected_amount: Mapped[base.money]
    actual_amount: Mapped[base.zero_money]
    waived_amount: Mapped[base.zero_money]
    variance: Mapped[Decimal] = mapped_column(
        Numeric(15, 2), Computed("actual_amount - expected_amount", persisted=True)
    )
    due_date: Mapped[date]
    grace_until: Mapped[date]
    paid_date: Mapped[date | None]
    days_late: Mapped[int] = mapped_column(
        server_default=text("0"), comment="from the due date to the payment that completed it"
    )
    status: Mapped[str] = mapped_column(server_default=text("'pending'"))
    waiver_reason: Mapped[str | None]
    waiver_requested_by: Mapped[UUID | None]
    waived_by: Mapped[UUID | None]
    waived_at: Mapped[datetime | None]
    row_version: Mapped[base.version]
    created_at: Mapped[base.created]
    created_by: Mapped[UUID | None]


class ContributionAllocation(Base):
    """How much of a transaction paid how much of which due."""

    __tablename__ = "contribution_allocations"
    __table_args__ = (
        ForeignKeyConstraint(
            ["chama_id", "contribution_id"], ["app.contributions.chama_id", "app.contributions.id"], ondelete="RESTRICT"
        ),
        _transaction(),
        Index("ix_contribution_allocations__contribution", "chama_id", "contribution_id"),
        Index("ix_contribution_allocations__transaction", "chama_id", "transaction_id"),
        CheckConstraint("amount > 0 and amount <> 'NaN'", name="amount"),
    )

    contribution_id: Mapped[UUID] = mapped_column(primary_key=True)
    transaction_id: Mapped[UUID] = mapped_column(primary_key=True)
    chama_id: Mapped[UUID]
    amount: Mapped[base.money]


class ContributionCredit(Base):
    """What of a transaction has not met a due yet: the member is ahead by it."""

    __tablename__ = "contribution_credits"
    __table_args__ = (
        _member(),
        ForeignKeyConstraint(
            ["chama_id", "type_id"],
            ["app.contribution_types.chama_id", "app.contribution_types.id"],
            ondelete="RESTRICT",
        ),
        _transaction(),
        Index("ix_contribution_credits__member", "chama_id", "member_id", "type_id"),
        Index("ix_contribution_credits__type", "chama_id", "type_id"),
        Index("ix_contribution_credits__transaction", "chama_id", "transaction_id"),
        CheckConstraint("amount > 0 and amount <> 'NaN'", name="amount"),
    )

    transaction_id: Mapped[UUID] = mapped_column(primary_key=True)
    chama_id: Mapped[UUID]
    member_id: Mapped[UUID]
    type_id: Mapped[UUID]
    amount: Mapped[base.money]


class FineRule(Base):
    """A fine of the chama's catalogue: what for, how it is worked out, and the clause that allows it."""

    __tablename__ = "fines_catalogue"
    __table_args__ = (
        one_of("method", values.PenaltyMethod),
        UniqueConstraint("chama_id", "id"),
        UniqueConstraint("chama_id", "code", "effective_from"),
    )

    id: Mapped[base.key]
    chama_id: Mapped[UUID] = mapped_column(ForeignKey("app.chamas.id", ondelete="RESTRICT"))
    code: Mapped[str]
    name: Mapped[str]
    name_sw: Mapped[str | None]
    method: Mapped[str]
    rule: Mapped[base.json_object]
    clause: Mapped[str | None]
    effective_from: Mapped[date] = mapped_column(server_default=text("'2000-01-01'::date"))
    effective_to: Mapped[date | None]
    is_active: Mapped[base.yes]
    row_version: Mapped[base.version]
    created_at: Mapped[base.created]
    created_by: Mapped[UUID | None]


class Fine(Base):
    """A fine charged to a member, with what was paid and waived of it."""

    __tablename__ = "fines"
    __table_args__ = (
        one_of("status", values.FineStatus),
        _member(),
        ForeignKeyConstraint(
            ["chama_id", "rule_id"], ["app.fines_catalogue.chama_id", "app.fines_catalogue.id"], ondelete="RESTRICT"
        ),
        ForeignKeyConstraint(
            ["chama_id", "contribution_id"], ["app.contributions.chama_id", "app.contributions.id"], ondelete="RESTRICT"
        ),
        _transaction(),
        UniqueConstraint("chama_id", "id"),
        Index(
            "uq_fines__once",
            "contribution_id",
            "rule_id",
            "breach",
            unique=True,
            postgresql_where=text("status <> 'cancelled'"),
        ),
        Index("ix_fines__member", "chama_id", "member_id", "charged_on"),
        Index("ix_fines__rule", "chama_id", "rule_id"),
        Index("ix_fines__contribution", "chama_id", "contribution_id"),
        Index("ix_fines__status", "chama_id", "status"),
        Index("ix_fines__transaction", "chama_id", "transaction_id"),
        CheckConstraint(
            "amount > 0 and paid_amount >= 0 and waived_amount >= 0 and paid_amount + waived_amount <= amount",
            name="amounts",
        ),
    )

    id: Mapped[base.key]
    chama_id: Mapped[UUID]
    member_id: Mapped[UUID]
    rule_id: Mapped[UUID | None]
    contribution_id: Mapped[UUID | None] = mapped_column(comment="the due whose lateness is fined")
    breach: Mapped[str] = mapped_column(
        server_default=text("''"), comment="which breach of the rule: charging it again changes nothing"
    )
    transaction_id: Mapped[UUID] = mapped_column(comment="the charge in the books")
    charged_on: Mapped[date]
    reason: Mapped[str]
    working: Mapped[base.json_list]
    amount: Mapped[base.money]
    paid_amount: Mapped[base.zero_money]
    waived_amount: Mapped[base.zero_money]
    status: Mapped[str] = mapped_column(server_default=text("'charged'"))
    row_version: Mapped[base.version]
    created_at: Mapped[base.created]
    created_by: Mapped[UUID | None]


class FinePayment(Base):
    """How much of a transaction paid or waived how much of which fine."""

    __tablename__ = "fine_payments"
    __table_args__ = (
        ForeignKeyConstraint(["chama_id", "fine_id"], ["app.fines.chama_id", "app.fines.id"], ondelete="RESTRICT"),
        _transaction(),
        Index("ix_fine_payments__fine", "chama_id", "fine_id"),
        Index("ix_fine_payments__transaction", "chama_id", "transaction_id"),
        CheckConstraint("amount > 0 and amount <> 'NaN'", name="amount"),
    )

    fine_id: Mapped[UUID] = mapped_column(primary_key=True)
    transaction_id: Mapped[UUID] = mapped_column(primary_key=True)
    chama_id: Mapped[UUID]
    amount: Mapped[base.money]


class Approval(Base):
    """An act one officer asks for and another decides: maker and checker are never the same person."""

    __tablename__ = "approvals"
    __table_args__ = (
        one_of("kind", values.ApprovalKind),
        one_of("status", values.ApprovalStatus),
        UniqueConstraint("chama_id", "id"),
        Index("ix_approvals__status", "chama_id", "status"),
        Index("ix_approvals__subject", "subject_id"),
        CheckConstraint("decided_by is null or decided_by <> requested_by", name="second_person"),
    )

    id: Mapped[base.key]
    chama_id: Mapped[UUID] = mapped_column(ForeignKey("app.chamas.id", ondelete="RESTRICT"))
    kind: Mapped[str]
    subject_id: Mapped[UUID | None]
    payload: Mapped[base.json_object]
    reason: Mapped[str]
    status: Mapped[str] = mapped_column(server_default=text("'pending'"))
    requested_by: Mapped[UUID]
    requested_at: Mapped[base.created]
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]
    decision_note: Mapped[str | None]
