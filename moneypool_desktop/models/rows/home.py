"""What Home shows: where the money is, what is overdue, what waits, what was posted last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from moneypool_desktop.models.rows.approvals import Approval
    from moneypool_desktop.models.rows.members import Member, Verdict


@dataclass(frozen=True, slots=True)
class HomePlace:
    """A place where money lies, what it holds, and the newest payment date in it."""

    id: UUID
    name: str
    purpose: str
    holder: str
    external_number: str
    balance: Decimal
    last_on: date | None


@dataclass(frozen=True, slots=True)
class Overdue:
    """A member who is behind: the periods short in words, oldest first, since when, how they stand, what they owe.

    `standing` is a Standing of models/rows/members.
    """

    member: UUID
    number: str
    name: str
    short: tuple[str, ...]
    since: date
    standing: str
    owes: Decimal


@dataclass(frozen=True, slots=True)
class LastPosted:
    """One of the newest transactions by the moment it was entered (UTC); `amount` is below zero when money went out."""

    id: UUID
    number: str
    at: datetime
    on: date
    type: str
    what: str
    member_name: str
    amount: Decimal
    status: str


@dataclass(frozen=True, slots=True)
class NextDue:
    """The next day dues fall: what is still expected on it, and of how many members."""

    on: date
    expected: Decimal
    members: int


@dataclass(frozen=True, slots=True)
class Home:
    """Everything Home shows. `overdue_since` None: nobody is behind. Sums are of what the person may see."""

    today: date
    places: tuple[HomePlace, ...]
    overdue: tuple[Overdue, ...]
    last: tuple[LastPosted, ...]
    next_due: NextDue | None
    loans: Decimal
    borrowers: int
    fines: Decimal
    members: int
    approvals: int
    unread: int

    @property
    def cash(self) -> Decimal:
        """What all places hold together."""
        return sum((place.balance for place in self.places), Decimal("0.00"))

    @property
    def overdue_total(self) -> Decimal:
        """What everybody is behind with dues."""
        return sum((member.owes for member in self.overdue), Decimal("0.00"))

    @property
    def overdue_since(self) -> date | None:
        """The oldest due day that is still unpaid past its grace."""
        return min((member.since for member in self.overdue), default=None)


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything Home shows, read in one go; `unsent` acts have no answer, `own` is the person as a member, if any."""

    home: Home
    approvals: "Sequence[Approval]"
    unsent: int
    own: "Member | None"
    verdict: "Verdict | None"
