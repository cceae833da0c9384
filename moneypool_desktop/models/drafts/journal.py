"""Entries that are neither received nor paid out at the table: interest, charges, adjustments."""

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

INTEREST, FEE, ADJUSTMENT = "interest", "fee", "adjustment"


@dataclass(frozen=True, slots=True)
class JournalDraft:
    """One amount from one account to another; `by_member` when either account is kept by member."""

    kind: str | None
    amount: Amount
    on: Day
    debit: UUID | None
    credit: UUID | None
    today: date
    member: UUID | None = None
    by_member: bool = False
    description: str = ""
    note: str = ""

    def problems(self) -> dict[str, str]:
        """Return what is wrong by field: kind, amount, date, debit, credit, member, description, note."""
        same = self.debit is not None and self.debit == self.credit
        unsaid = self.kind == ADJUSTMENT and not self.description.strip()
        return only(
            {
                "kind": "" if self.kind else tr("Choose what is booked."),
                "amount": amount_problem(self.amount),
                "date": day_problem(self.on, self.today),
                "debit": "" if self.debit else tr("Choose an account."),
                "credit": tr("Choose another account than the first.")
                if same
                else ("" if self.credit else tr("Choose an account.")),
                "member": tr("Choose the member: this account is kept for each one.")
                if self.by_member and not self.member
                else "",
                "description": tr("Say what is put right, and why.") if unsaid else text_problem(self.description),
                "note": text_problem(self.note),
            }
        )

    def payload(self) -> dict[str, Any]:
        """Return the act as the books take it; only when nothing is wrong."""
        line = {
            "type": self.kind,
            "amount": shown(self.amount),
            "debit": self.debit,
            "credit": self.credit,
            "member": self.member,
            "description": self.description.strip(),
            "note": self.note.strip(),
        }
        return {"date": iso(self.on), "lines": [{name: str(value) for name, value in line.items() if value}]}
