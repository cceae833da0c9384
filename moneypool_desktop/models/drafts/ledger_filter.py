"""Which transactions a person asks for, as it was typed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.drafts.checks import Amount, Day, only
from moneypool_desktop.models.rows.ledger import LedgerFilter


@dataclass(frozen=True, slots=True)
class FilterDraft:
    """The fields of the filter; what is empty leaves nothing out."""

    kind: str = ""
    place: UUID | None = None
    member: UUID | Problem | None = None
    first: Day = None
    last: Day = None
    least: Amount = None
    most: Amount = None
    status: str = ""

    def problems(self) -> dict[str, str]:
        """Return what is wrong by field: member, first, last, least, most."""
        read = {"member": self.member, "first": self.first, "last": self.last, "least": self.least, "most": self.most}
        found = {name: value.sentence if isinstance(value, Problem) else "" for name, value in read.items()}
        if isinstance(self.first, date) and isinstance(self.last, date) and self.first > self.last:
            found["last"] = tr("The last day is before the first.")
        if isinstance(self.least, Decimal) and isinstance(self.most, Decimal) and self.least > self.most:
            found["most"] = tr("The most is less than the least.")
        return only(found)

    def chosen(self, text: str = "") -> LedgerFilter:
        """Return the filter, with a text to look for; only when nothing is wrong."""
        return LedgerFilter(
            types=(self.kind,) if self.kind else (),
            member=self.member if isinstance(self.member, UUID) else None,
            place=self.place,
            first=self.first if isinstance(self.first, date) else None,
            last=self.last if isinstance(self.last, date) else None,
            least=self.least if isinstance(self.least, Decimal) else None,
            most=self.most if isinstance(self.most, Decimal) else None,
            statuses=(self.status,) if self.status else (),
            text=text,
        )
