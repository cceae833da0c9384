"""What the screens show of fines."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Fine:
    """One fine charged. `status` is a FineStatus, `working` answers "why?", `waiver` the request that waits."""

    id: UUID
    number: str
    member: UUID
    member_number: str
    member_name: str
    on: date
    reason: str
    rule: str
    clause: str
    amount: Decimal
    paid: Decimal
    waived: Decimal
    unpaid: Decimal
    status: str
    working: tuple[str, ...]
    waiver: UUID | None


@dataclass(frozen=True, slots=True)
class Charged:
    """The answer of charging fines: numbers and amounts, how many were skipped as charged before, topics changed."""

    numbers: tuple[str, ...]
    total: Decimal
    skipped: int
    changes: dict[str, int]
