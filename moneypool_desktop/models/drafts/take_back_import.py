"""An import to be taken back whole, and why."""

from dataclasses import dataclass
from uuid import UUID

from moneypool_desktop.models.drafts.checks import only, reason_problem


@dataclass(frozen=True, slots=True)
class TakeBackImportDraft:
    """Which import goes, and the reason that stands beside it for good."""

    batch: UUID
    reason: str

    def problems(self) -> dict[str, str]:
        """Return what is wrong by field: reason."""
        return only({"reason": reason_problem(self.reason)})
