"""Money paid out: savings given back, a loan handed over, a cost met."""

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
    shown,
    text_problem,
)

WITHDRAWAL, LOAN, EXPENSE = "withdrawal", "loan", "expense"


@dataclass(frozen=True, slots=True)
class PayoutDraft:
    """Money out of a place; `kind` is withdrawal, loan or expense, `account` the cost account of an expense."""

    kind: str | None
    amount: Amount
    on: Day
    place: UUID | None
    today: date
    member: UUID | None = None
    account: UUID | None = None
    method: str | None = "cash"
    reference: str = ""
    description: str = ""
    note: str = ""

    def problems(self) -> dict[str, str]:
        """Return what is wrong by field: kind, amount, date, place, member, description, reference, note."""
        theirs = self.kind in (WITHDRAWAL, LOAN)
        unsaid = self.kind == EXPENSE and not self.description.strip()
        return only(
            {
                "kind": "" if self.kind else tr("Choose what the money is for."),
                "amount": amount_problem(self.amount),
                "date": day_problem(self.on, self.today),
                "place": "" if self.place else tr("Choose the place the money comes from."),
                "member": tr("Choose the member who is paid.") if theirs and not self.member else "",
                "description": tr("Say what was paid for.") if unsaid else text_problem(self.description),
                "reference": text_problem(self.reference),
                "note": text_problem(self.note),
            }
        )

    def payload(self) -> dict[str, Any]:
        """Return the act as the books take it; only when nothing is wrong."""
        named = {
            "place": self.place,
            "member": self.member,
            "account": self.account if self.kind == EXPENSE else None,
            "method": self.method,
            "reference": self.reference.strip(),
            "description": self.description.strip(),
            "note": self.note.strip(),
        }
        act: dict[str, Any] = {"kind": self.kind, "date": iso(self.on), "amount": shown(self.amount)}
        return act | {name: str(value) for name, value in named.items() if value}
