"""What happened to one member: money that moved on their accounts, and changes of their record."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement on a member's accounts, in words.

    `amount` is negative when the member has less or owes more by it. `savings` is what the member had saved after it,
    None when it left the savings alone. `receipt` is the number that a person knows it by.
    """

    id: UUID
    on: date
    receipt: str
    what: str
    method: str | None
    amount: Decimal
    savings: Decimal | None
    status: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a record in words, before and after; both are empty where only that it changed may be said."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing done to a member's record: when, in the chama's zone, by whom, what, and fields before and after."""

    id: UUID
    at: datetime
    by: str
    what: str
    changes: tuple[FieldChange, ...]
    note: str
