"""What the screens show of money being received: the meeting's grid, receipts, the answer of posting."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Expected:
    """What one member owes of one contribution type on a meeting's day.

    `behind` is past its grace, `due` belongs to the period of that day or fell due before it, `ahead` is their credit;
    `periods` are the first days of the periods both come from, oldest due first, with what each still lacks.
    """

    behind: Decimal = ZERO
    due: Decimal = ZERO
    ahead: Decimal = ZERO
    periods: tuple[tuple[date, Decimal], ...] = ()

    @property
    def total(self) -> Decimal:
        """Everything to collect that day."""
        return self.behind + self.due


@dataclass(frozen=True, slots=True)
class MeetingType:
    """A column of the meeting's grid: a contribution type with the amount in force that day (None: any amount)."""

    id: UUID
    code: str
    name: str
    amount: Decimal | None
    unit_price: Decimal | None
    frequency: str = "monthly"


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A member in the meeting's grid. `expected` is in the order of the types; `method` how they paid last."""

    member: UUID
    number: str
    name: str
    status: str
    expected: tuple[Expected, ...]
    fines: Decimal
    loan: Decimal
    method: str | None

    @property
    def behind(self) -> Decimal:
        """What is past its grace, of every type."""
        return sum((part.behind for part in self.expected), ZERO)

    @property
    def total(self) -> Decimal:
        """Everything Fill expected puts in: dues of every type and unpaid fines."""
        return sum((part.total for part in self.expected), self.fines)


@dataclass(frozen=True, slots=True)
class Place:
    """A place where money lies, with the method whose money goes there and what it holds now."""

    id: UUID
    name: str
    purpose: str
    method: str
    holder: str
    balance: Decimal


@dataclass(frozen=True, slots=True)
class MeetingSheet:
    """The meeting's grid before anything is typed: its columns, a row for each member, what each place holds.

    `locked` says that nothing can be booked on that day because its month is locked.
    """

    on: date
    today: date
    types: tuple[MeetingType, ...]
    rows: tuple[MeetingRow, ...]
    places: tuple[Place, ...]
    locked: bool = False


@dataclass(frozen=True, slots=True)
class ReceiptMade:
    """One receipt an act has just made."""

    id: UUID
    number: str
    member: UUID
    total: Decimal
    on: date


@dataclass(frozen=True, slots=True)
class Received:
    """The answer of receiving money: receipts, what each place holds now, and the version of every topic it changed."""

    receipts: tuple[ReceiptMade, ...]
    places: dict[UUID, Decimal]
    changes: dict[str, int]

    @property
    def total(self) -> Decimal:
        """Sum of the receipts."""
        return sum((receipt.total for receipt in self.receipts), ZERO)


@dataclass(frozen=True, slots=True)
class ReceiptListed:
    """One receipt in a list; `taken_back` when every transaction of it was reversed. `made_at` is UTC."""

    id: UUID
    number: str
    on: date
    member: UUID
    member_number: str
    member_name: str
    method: str
    reference: str
    place_name: str
    total: Decimal
    printed: int
    made_at: datetime
    taken_back: bool
