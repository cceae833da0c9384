"""The books: funds, accounts, transactions with their double entries, receipts, periods and numbering."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Computed,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Numeric,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from moneypool_desktop.models.domain import values
from moneypool_desktop.models.tables import base
from moneypool_desktop.models.tables.base import Base, one_of

MONEY_LIMIT = "9999999999999.99"


def _member() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["chama_id", "member_id"], ["app.chama_members.chama_id", "app.chama_members.id"], ondelete="RESTRICT"
    )


class Fund(Base):
    """A purpose money is kept apart for; its balance is what its accounts owe to it."""

    __tablename__ = "funds"
    __table_args__ = (
        one_of("purpose", values.FundPurpose),
        UniqueConstraint("chama_id", "id"),
        UniqueConstraint("chama_id", "code"),
    )

    id: Mapped[base.key]
    chama_id: Mapped[UUID] = mapped_column(ForeignKey("app.chamas.id", ondelete="RESTRICT"))
    code: Mapped[str]
    name: Mapped[str]
    purpose: Mapped[str]
    balance: Mapped[base.zero_money] = mapped_column(comment="credits minus debits of the fund's accounts")
    is_active: Mapped[base.yes]
    row_version: Mapped[base.version]
    created_at: Mapped[base.created]
    created_by: Mapped[UUID | None]


class Account(Base):
    """One account of a chama; a place where money lies, a control account over members, income or expense."""

    __tablename__ = "accounts"
    __table_args__ = (
        one_of("account_type", values.AccountType),
        one_of("purpose", values.AccountPurpose),
        ForeignKeyConstraint(["chama_id", "fund_id"], ["app.funds.chama_id", "app.funds.id"], ondelete="RESTRICT"),
        UniqueConstraint("chama_id", "id"),
        UniqueConstraint("chama_id", "code"),
        Index("ix_accounts__fund_id", "chama_id", "fund_id"),
        CheckConstraint("(account_type = 'asset') = (fund_id is null)", name="fund"),
        CheckConstraint("min_balance is null or balance >= min_balance", name="balance"),
    )

    id: Mapped[base.key]
    chama_id: Mapped[UUID] = mapped_column(ForeignKey("app.chamas.id", ondelete="RESTRICT"))
    code: Mapped[str]
    name: Mapped[str]
    account_type: Mapped[str]
    purpose: Mapped[str]
    fund_id: Mapped[UUID | None]
    per_member: Mapped[base.no]
    holder: Mapped[str | None]
    external_number: Mapped[str | None]
    balance: Mapped[base.zero_money] = mapped_column(
        comment="debits minus credits for assets and expenses, else credits minus debits"
    )
    min_balance: Mapped[Decimal | None]
    entries: Mapped[int] = mapped_column(
        BigInteger, server_default=text("0"), comment="how many entries made the balance"
    )
    is_active: Mapped[base.yes]
    row_version: Mapped[base.version]
    created_at: Mapped[base.created]
    created_by: Mapped[UUID | None]


class MemberBalance(Base):
    """What one member holds or owes in one control account."""

    __tablename__ = "member_balances"
    __table_args__ = (
        _member(),
        ForeignKeyConstraint(
            ["chama_id", "account_id"], ["app.accounts.chama_id", "app.accounts.id"], ondelete="RESTRICT"
        ),
        Index("ix_member_balances__member", "chama_id", "member_id"),
        Index("ix_member_balances__account", "chama_id", "account_id"),
    )

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(primary_key=True)
    chama_id: Mapped[UUID]
    balance: Mapped[base.zero_money]


class Receipt(Base):
    """A numbered slip for one payment of one member, possibly over several transactions."""

    __tablename__ = "receipts"
    __table_args__ = (
        one_of("payment_method", values.PaymentMethod),
        _member(),
        ForeignKeyConstraint(
            ["chama_id", "place_id"], ["app.accounts.chama_id", "app.accounts.id"], ondelete="RESTRICT"
        ),
        UniqueConstraint("chama_id", "id"),
        UniqueConstraint("chama_id", "number"),
        Index("ix_receipts__member", "chama_id", "member_id"),
        Index("ix_receipts__payment_reference", "chama_id", "payment_reference"),
        Index("ix_receipts__place", "chama_id", "place_id"),
    )

    id: Mapped[base.key]
    chama_id: Mapped[UUID]
    number: Mapped[str]
    member_id: Mapped[UUID]
    place_id: Mapped[UUID]
    payment_date: Mapped[date]
    payment_method: Mapped[str]
    payment_reference: Mapped[str | None]
    total: Mapped[base.money]
    printed: Mapped[int] = mapped_column(server_default=text("0"))
    created_at: Mapped[base.created]
    created_by: Mapped[UUID | None]


class Transaction(Base):
    """One movement of money; never changed but to be marked reversed by the transaction that names it.

    The key is a version-7 UUID whose time is the payment date: its order is the order of the books, and the
    partitions cut by it are cut by business date.
    """

    __tablename__ = "transactions"
    __table_args__ = (
        one_of("transaction_type", values.TransactionType),
        one_of("payment_method", values.PaymentMethod),
        one_of("status", values.TransactionStatus),
        _member(),
        ForeignKeyConstraint(
            ["chama_id", "receipt_id"], ["app.receipts.chama_id", "app.receipts.id"], ondelete="RESTRICT"
        ),
        ForeignKeyConstraint(
            ["chama_id", "import_batch_id"],
            ["app.import_batches.chama_id", "app.import_batches.id"],
            ondelete="RESTRICT",
        ),
        ForeignKeyConstraint(
            ["chama_id", "contribution_type_id"],
            ["app.contribution_types.chama_id", "app.contribution_types.id"],
            ondelete="RESTRICT",
        ),
        UniqueConstraint("chama_id", "id"),
        Index("ix_transactions__contribution_type", "chama_id", "contribution_type_id"),
        Index("ix_transactions__number", "chama_id", "transaction_number"),
        Index("ix_transactions__member", "chama_id", "member_id", "id"),
        Index("ix_transactions__status", "chama_id", "status", postgresql_where=text("status <> 'confirmed'")),
        Index("ix_transactions__type", "chama_id", "transaction_type", "id"),
        Index("ix_transactions__reference", "chama_id", "payment_reference"),
        Index("ix_transactions__related", "chama_id", "related_transaction"),
        Index("ix_transactions__receipt", "chama_id", "receipt_id"),
        Index("ix_transactions__import_batch", "chama_id", "import_batch_id"),
        CheckConstraint(f"amount > 0 and amount <= {MONEY_LIMIT} and amount <> 'NaN'", name="amount"),
        CheckConstraint("fee_amount >= 0 and fee_amount <> 'NaN' and fee_amount <= amount", name="fee_amount"),
        {"postgresql_partition_by": "RANGE (id)"},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    chama_id: Mapped[UUID] = mapped_column(ForeignKey("app.chamas.id", ondelete="RESTRICT"))
    member_id: Mapped[UUID | None]
    transaction_type: Mapped[str]
    transaction_number: Mapped[str]
    reference_number: Mapped[str | None]
    amount: Mapped[base.money]
    currency: Mapped[str] = mapped_column(server_default=text("'KES'"))
    fee_amount: Mapped[base.zero_money]
    net_amount: Mapped[Decimal] = mapped_column(Numeric(15, 2), Computed("amount - fee_amount", persisted=True))
    payment_method: Mapped[str | None]
    payment_reference: Mapped[str | None]
    payment_date: Mapped[date]
    status: Mapped[str] = mapped_column(server_default=text("'confirmed'"))
    confirmation_code: Mapped[str | None]
    failure_reason: Mapped[str | None]
    processed_at: Mapped[base.created]
    processed_by: Mapped[UUID | None]
    category: Mapped[str | None]
    description: Mapped[str | None]
    notes: Mapped[str | None]
    tags: Mapped[base.texts]
    contribution_type_id: Mapped[UUID | None]
    receipt_id: Mapped[UUID | None]
    import_batch_id: Mapped[UUID | None]
    related_loan: Mapped[UUID | None]
    related_meeting: Mapped[UUID | None]
    related_transaction: Mapped[UUID | None] = mapped_column(comment="the transaction this one reverses")
    created_at: Mapped[base.created]
    created_by: Mapped[UUID | None]


class Reversal(Base):
    """That a transaction was reversed, once, by another, and why."""

    __tablename__ = "reversals"
    __table_args__ = (
        ForeignKeyConstraint(
            ["chama_id", "transaction_id"], ["app.transactions.chama_id", "app.transactions.id"], ondelete="RESTRICT"
        ),
        ForeignKeyConstraint(
            ["chama_id", "reversal_id"],
            ["app.transactions.chama_id", "app.transactions.id"],
            ondelete="RESTRICT",
            name="fk_reversals__reversal",
        ),
        UniqueConstraint("chama_id", "reversal_id"),
    )

    transaction_id: Mapped[UUID] = mapped_column(primary_key=True)
    chama_id: Mapped[UUID]
    reversal_id: Mapped[UUID]
    reason: Mapped[str]
    created_at: Mapped[base.created]
    created_by: Mapped[UUID | None]


class LedgerEntry(Base):
    """One side of a transaction: a debit or a credit on one account."""

    __tablename__ = "ledger_entries"
    __table_args__ = (
        _member(),
        ForeignKeyConstraint(
            ["chama_id", "transaction_id"], ["app.transactions.chama_id", "app.transactions.id"], ondelete="RESTRICT"
        ),
        ForeignKeyConstraint(
            ["chama_id", "account_id"], ["app.accounts.chama_id", "app.accounts.id"], ondelete="RESTRICT"
        ),
        Index("ix_ledger_entries__account", "chama_id", "account_id", "transaction_id"),
        Index("ix_ledger_entries__member", "chama_id", "member_id", "transaction_id"),
        CheckConstraint("debit >= 0 and credit >= 0 and (debit = 0) <> (credit = 0)", name="one_side"),
        CheckConstraint(f"debit <= {MONEY_LIMIT} and credit <= {MONEY_LIMIT}", name="limit"),
        {"postgresql_partition_by": "RANGE (transaction_id)"},
    )

    transaction_id: Mapped[UUID] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    chama_id: Mapped[UUID]
    account_id: Mapped[UUID]
    member_id: Mapped[UUID | None]
    debit: Mapped[base.zero_money]
    credit: Mapped[base.zero_money]
    balance_after: Mapped[base.money]
    account_entry: Mapped[int] = mapped_column(BigInteger, comment="the running count of entries on the account")


class Period(Base):
    """A month of a chama's books that was locked, by whom, and whether it was opened again."""

    __tablename__ = "periods"
    __table_args__ = (
        one_of("status", values.PeriodStatus),
        CheckConstraint("extract(day from month) = 1", name="month"),
    )

    chama_id: Mapped[UUID] = mapped_column(ForeignKey("app.chamas.id", ondelete="RESTRICT"), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True, comment="the first day of the month")
    status: Mapped[str] = mapped_column(server_default=text("'locked'"))
    reason: Mapped[str | None]
    changed_at: Mapped[base.created]
    changed_by: Mapped[UUID | None]


class NumberSequence(Base):
    """The next gapless number of a kind in one chama."""

    __tablename__ = "number_sequences"
    __table_args__ = (one_of("kind", values.NumberKind), CheckConstraint("next_value > 0", name="next_value"))

    chama_id: Mapped[UUID] = mapped_column(ForeignKey("app.chamas.id", ondelete="RESTRICT"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    prefix: Mapped[str]
    next_value: Mapped[int] = mapped_column(BigInteger, server_default=text("1"))


class IdempotencyKey(Base):
    """That an act with a client-made key was done, and what it answered."""

    __tablename__ = "idempotency_keys"

    chama_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[UUID] = mapped_column(primary_key=True)
    act: Mapped[str]
    request_hash: Mapped[bytes]
    result: Mapped[dict[str, Any] | None]
    created_at: Mapped[base.created]
    created_by: Mapped[UUID | None]
