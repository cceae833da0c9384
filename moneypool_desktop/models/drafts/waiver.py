"""A due or a fine that one officer asks another to waive."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.formats import ksh
from moneypool_desktop.models.drafts.checks import Amount, amount_problem, only, reason_problem, shown

CONTRIBUTION, FINE = "contribution", "fine"


@dataclass(frozen=True, slots=True)
class WaiverDraft:
    """What is to be waived of one due or fine; `owed` is what is still to pay of it."""

    of: str
    id: UUID
    amount: Amount
    reason: str
    owed: Decimal

    def problems(self) -> dict[str, str]:
        """Return what is wrong by field: amount, reason."""
        more = isinstance(self.amount, Decimal) and self.amount > self.owed
        too_much = tr("That is more than is owed: {owed}.", owed=ksh(self.owed)) if more else ""
        return only({"amount": amount_problem(self.amount) or too_much, "reason": reason_problem(self.reason)})

    def payload(self) -> dict[str, Any]:
        """Return the act as the books take it; only when nothing is wrong."""
        return {"of": self.of, "id": str(self.id), "amount": shown(self.amount), "reason": self.reason.strip()}
