"""What the screens show of members: the register, one record, what each has and owes, and how each stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID


class Standing(StrEnum):
    """Where a member stands today."""

    GOOD = "good"
    BEHIND = "behind"
    SUSPENDED = "suspended"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Member:
    """One line of the register; amounts in the chama's currency, `reasons` the codes behind `standing`."""

    id: UUID
    user_id: UUID
    number: str
    name: str
    phone: str | None
    role: str
    status: str
    joined: date
    left: date | None
    savings: Decimal
    shares: Decimal
    welfare: Decimal
    loans: Decimal
    fines: Decimal
    dues_overdue: Decimal
    overdue_since: date | None
    overdue_dues: int
    owes: Decimal
    standing: str
    reasons: Sequence[str]
    row_version: int

    @property
    def has(self) -> Decimal:
        """Savings and shares together."""
        return self.savings + self.shares


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A member as one without office may see them: figures are None where the chama does not show them."""

    id: UUID
    number: str
    name: str
    role: str
    savings: Decimal | None
    shares: Decimal | None
    owes: Decimal | None
    standing: str | None


@dataclass(frozen=True, slots=True)
class Kin:
    """One next of kin with the share in per cent."""

    relation: str
    full_name: str | None
    phone: str | None
    share: Decimal


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """All that the register holds of one member; `account` says whether the person may sign in."""

    id: UUID
    user_id: UUID
    number: str
    first_name: str
    middle_name: str | None
    last_name: str | None
    phone: str | None
    email: str | None
    date_of_birth: date | None
    gender: str | None
    language: str
    account: str
    kyc_status: str
    role: str
    status: str
    joined: date
    left: date | None
    voting_rights: bool
    notes: str | None
    granted: Sequence[str]
    denied: Sequence[str]
    row_version: int
    kin: tuple[Kin, ...] = ()

    @property
    def name(self) -> str:
        """First and last name."""
        return " ".join(part for part in (self.first_name, self.last_name) if part)


@dataclass(frozen=True, slots=True)
class PositionLine:
    """One part of what a member has or owes, in words, with its amount."""

    what: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Position:
    """What a member has and owes today, each with its parts."""

    has: tuple[PositionLine, ...]
    owes: tuple[PositionLine, ...]

    @property
    def has_total(self) -> Decimal:
        """Sum of what the member has."""
        return sum((line.amount for line in self.has), Decimal("0.00"))

    @property
    def owes_total(self) -> Decimal:
        """Sum of what the member owes."""
        return sum((line.amount for line in self.owes), Decimal("0.00"))


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against a member: `level` is stop, warn or good; the clause it rests on."""

    code: str
    level: str
    sentence: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a member stands: one sentence, then what stops, what warns and what is fine."""

    standing: Standing
    sentence: str
    reasons: tuple[Reason, ...]
