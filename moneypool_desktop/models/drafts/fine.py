"""A fine to be charged to one member."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from moneypool_desktop.language import tr
from moneypool_desktop.models.drafts.checks import (
    Amount,
    Day,
    amount_problem,
    day_problem,
    iso,
    only,
    reason_problem,
    shown,
)


@dataclass(frozen=True, slots=True)
class FineDraft:
    """A fine, of a rule of the catalogue or of none; `working` says in sentences how its amount came about."""

    member: UUID | None
    amount: Amount
    on: Day
    reason: str
    today: date
    rule: UUID | None = None
    working: tuple[str, ...] = ()

    def problems(self) -> dict[str, str]:
        """Return what is wrong by field: member, amount, date, reason."""
        return only(
            {
                "member": "" if self.member else tr("Choose the member who is fined."),
                "amount": amount_problem(self.amount),
                "date": day_problem(self.on, self.today),
                "reason": reason_problem(self.reason),
            }
        )

    def payload(self) -> dict[str, Any]:
        """Return the act as the books take it; only when nothing is wrong."""
        line: dict[str, Any] = {
            "member": str(self.member),
            "amount": shown(self.amount),
            "reason": self.reason.strip(),
            "working": list(self.working),
        }
        return {"date": iso(self.on), "lines": [line | ({"rule": str(self.rule)} if self.rule else {})]}
