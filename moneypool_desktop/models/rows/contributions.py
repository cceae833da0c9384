"""What the screens show of contributions: the member × period grid, single dues, aged dues, penalties proposed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from moneypool_desktop.models.domain.periods import Period


class CellState(StrEnum):
    """How a period stands for a member, by what came in during it and what its due has been met with."""

    PAID = "paid"
    LATE = "late"
    PART = "part"
    NOTHING = "nothing"
    AHEAD = "ahead"
    WAIVED = "waived"
    NOT_YET = "not_yet"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class GridCell:
    """One member in one period.

    `received` came in during the period, whatever it met; `allocated` is what the period's own due has been met with,
    whenever that came in. `due` None: no due was raised. `days_overdue` counts from the due date while it is unpaid.
    """

    due: UUID | None
    received: Decimal
    expected: Decimal
    allocated: Decimal
    waived: Decimal
    state: CellState
    due_on: date | None
    days_overdue: int

    @property
    def unpaid(self) -> Decimal:
        """What is still to pay of the due."""
        return self.expected - self.allocated - self.waived


@dataclass(frozen=True, slots=True)
class GridRow:
    """One member: a cell for each column, what came in during the year, how far behind (below zero: ahead)."""

    member: UUID
    number: str
    name: str
    cells: tuple[GridCell, ...]
    paid: Decimal
    behind: Decimal


@dataclass(frozen=True, slots=True)
class GridTotal:
    """One column: what came in, what its dues expected, and the first as a per cent of the second (None: no dues)."""

    received: Decimal
    expected: Decimal
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class Grid:
    """Members × periods of one contribution type and year.

    `amount` is in force today. `expected` counts only dues whose day has come; `behind` and `ahead` add up the rows on
    either side of zero. `period_names` are the column heads.
    """

    type: UUID
    name: str
    frequency: str
    amount: Decimal | None
    due_rule: str
    grace_days: int
    clause: str
    year: int
    today: date
    periods: tuple[Period, ...]
    period_names: tuple[str, ...]
    rows: tuple[GridRow, ...]
    totals: tuple[GridTotal, ...]
    received: Decimal
    expected: Decimal
    percent: Decimal | None
    behind: Decimal
    ahead: Decimal


@dataclass(frozen=True, slots=True)
class Due:
    """One due of a member. `state` is a ContributionStatus; `waiver` the request that waits for a second person."""

    id: UUID
    member: UUID
    type: UUID
    name: str
    period: str
    due_on: date
    grace_until: date
    expected: Decimal
    paid: Decimal
    waived: Decimal
    unpaid: Decimal
    paid_on: date | None
    days_late: int
    state: str
    waiver_reason: str
    waiver: UUID | None


@dataclass(frozen=True, slots=True)
class AgedDues:
    """What one member owes of dues at a day, by how long it has been due; `current` is within grace."""

    member: UUID
    number: str
    name: str
    current: Decimal
    to_30: Decimal
    to_60: Decimal
    to_90: Decimal
    older: Decimal
    oldest: date | None

    @property
    def total(self) -> Decimal:
        """Everything that has fallen due."""
        return self.current + self.overdue

    @property
    def overdue(self) -> Decimal:
        """What is past its grace."""
        return self.to_30 + self.to_60 + self.to_90 + self.older


@dataclass(frozen=True, slots=True)
class PenaltyProposal:
    """A penalty that the rule of a due's type asks for and nobody has charged; `working` answers "why?" in sentences.

    `breach` keeps it from being charged twice, whoever charges first.
    """

    due: UUID
    member: UUID
    number: str
    name: str
    what: str
    due_on: date
    days_late: int
    base: Decimal
    amount: Decimal
    charged_before: Decimal
    clause: str
    reason: str
    breach: str
    working: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Raised:
    """The answer of raising dues: how many, and the version of every topic it changed."""

    raised: int
    changes: dict[str, int]
