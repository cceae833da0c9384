"""What the ledger shows: transactions, their two sides, accounts, funds and the trial balance."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """Which transactions to show; what is empty or None leaves nothing out.

    Types and statuses are values of TransactionType and TransactionStatus; `text` is looked for in the numbers, the
    reference and the description.
    """

    types: tuple[str, ...] = ()
    member: UUID | None = None
    place: UUID | None = None
    first: date | None = None
    last: date | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    text: str = ""
    statuses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Transaction:
    """One transaction of the ledger.

    `money_in` and `money_out` are what places gained and lost by it, None when none did. `debit` and `credit` name the
    accounts of either side. `number_before` is the original's number in a reversal. `entered_at` is UTC.
    """

    id: UUID
    number: str
    on: date
    type: str
    category: str
    member: UUID | None
    member_number: str
    member_name: str
    amount: Decimal
    money_in: Decimal | None
    money_out: Decimal | None
    debit: str
    credit: str
    contribution: str
    method: str | None
    reference: str
    description: str
    note: str
    status: str
    receipt: UUID | None
    receipt_number: str
    reverses: UUID | None
    number_before: str
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class LedgerTotals:
    """How many transactions a filter leaves, and what places gained and lost by them."""

    count: int
    money_in: Decimal
    money_out: Decimal


@dataclass(frozen=True, slots=True)
class Entry:
    """One side of a transaction; the side that is not meant is zero. `balance_after` is the account's."""

    line: int
    account: UUID
    code: str
    account_name: str
    fund_name: str
    member_number: str
    member_name: str
    debit: Decimal
    credit: Decimal
    balance_after: Decimal


@dataclass(frozen=True, slots=True)
class Met:
    """A due or a fine that a transaction met, in the language now spoken, and how much of it."""

    what: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class TakenBack:
    """That a transaction was taken back: by which reversal, of which day, by whom and why."""

    id: UUID
    number: str
    on: date
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything of one transaction: both its sides, who entered it, what it met, and its reversal if it has one."""

    transaction: Transaction
    entries: tuple[Entry, ...]
    entered_by: str
    taken_back: TakenBack | None
    met: tuple[Met, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """One account with what it holds now; `last_on` is the newest payment date in it. A place has a `least` balance."""

    id: UUID
    code: str
    name: str
    type: str
    purpose: str
    fund: UUID | None
    fund_name: str
    per_member: bool
    holder: str
    external_number: str
    balance: Decimal
    least: Decimal | None
    entries: int
    active: bool
    last_on: date | None


@dataclass(frozen=True, slots=True)
class Fund:
    """One fund with what it is worth now."""

    id: UUID
    code: str
    name: str
    purpose: str
    balance: Decimal
    active: bool


@dataclass(frozen=True, slots=True)
class TrialLine:
    """One account of a trial balance, on the side where it stands."""

    account: UUID
    code: str
    name: str
    type: str
    debit: Decimal
    credit: Decimal


@dataclass(frozen=True, slots=True)
class TrialBalance:
    """Every account at the end of a day, worked out from the entries up to it; both totals are equal in sound books."""

    as_at: date
    lines: tuple[TrialLine, ...]

    @property
    def debit(self) -> Decimal:
        """Sum of the debit side."""
        return sum((line.debit for line in self.lines), Decimal("0.00"))

    @property
    def credit(self) -> Decimal:
        """Sum of the credit side."""
        return sum((line.credit for line in self.lines), Decimal("0.00"))


@dataclass(frozen=True, slots=True)
class Posted:
    """A transaction an act has just made."""

    id: UUID
    number: str
    type: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Reversed:
    """A reversal an act has just made: its own number and that of the original."""

    id: UUID
    number: str
    original: str


@dataclass(frozen=True, slots=True)
class Booked:
    """The answer of an act: what it posted, and the version of every topic it changed."""

    posted: tuple[Posted, ...] = ()
    reversed: tuple[Reversed, ...] = ()
    changes: dict[str, int] = field(default_factory=dict[str, int])
