"""What waits for a second person, and what was decided."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Approval:
    """One request. `kind` and `status` are ApprovalKind and ApprovalStatus; `may_decide` for whoever is signed in.

    A waiver concerns `member` and has `of` (contribution or fine), `what` and `amount`; an unlock has `month`.
    """

    id: UUID
    kind: str
    of: str
    what: str
    member_number: str
    member_name: str
    amount: Decimal | None
    month: date | None
    reason: str
    status: str
    requested_by: str
    requested_at: datetime
    decided_by: str
    decided_at: datetime | None
    note: str
    own: bool
    may_decide: bool
