"""Transactions, or all of some receipts, to be taken back."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from moneypool_desktop.language import tr
from moneypool_desktop.models.drafts.checks import Day, day_problem, iso, only, reason_problem


@dataclass(frozen=True, slots=True)
class ReversalDraft:
    """What is taken back and why: some transactions, or everything of some receipts."""

    reason: str
    on: Day
    today: date
    transactions: tuple[UUID, ...] = ()
    receipts: tuple[UUID, ...] = ()

    def problems(self) -> dict[str, str]:
        """Return what is wrong by field: reason, date, transactions."""
        chosen = self.transactions or self.receipts
        return only(
            {
                "reason": reason_problem(self.reason),
                "date": day_problem(self.on, self.today),
                "transactions": "" if chosen else tr("Choose what is to be taken back."),
            }
        )

    def payload(self) -> dict[str, Any]:
        """Return the act as the books take it; only when nothing is wrong."""
        act: dict[str, Any] = {"reason": self.reason.strip(), "date": iso(self.on)}
        if self.receipts:
            return act | {"receipts": [str(key) for key in self.receipts]}
        return act | {"transactions": [str(key) for key in self.transactions]}
