"""Money moved from one place to another, such as the cash box emptied into the bank."""

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


@dataclass(frozen=True, slots=True)
class TransferDraft:
    """Money moved between two places of the chama."""

    amount: Amount
    on: Day
    source: UUID | None
    target: UUID | None
    today: date
    reference: str = ""
    description: str = ""

    def problems(self) -> dict[str, str]:
        """Return what is wrong by field: amount, date, source, target, reference, description."""
        same = self.source is not None and self.source == self.target
        target = tr("Choose another place: the money is there already.") if same else ""
        return only(
            {
                "amount": amount_problem(self.amount),
                "date": day_problem(self.on, self.today),
                "source": "" if self.source else tr("Choose the place the money comes from."),
                "target": target if self.target else tr("Choose the place the money goes to."),
                "reference": text_problem(self.reference),
                "description": text_problem(self.description),
            }
        )

    def payload(self) -> dict[str, Any]:
        """Return the act as the books take it; only when nothing is wrong."""
        act: dict[str, Any] = {
            "kind": "transfer",
            "date": iso(self.on),
            "amount": shown(self.amount),
            "place": str(self.source),
            "to": str(self.target),
        }
        named = {"reference": self.reference.strip(), "description": self.description.strip()}
        return act | {name: value for name, value in named.items() if value}
