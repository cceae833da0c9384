"""A month to be locked, and one to be opened again by a second person."""

from dataclasses import dataclass
from datetime import date

from moneypool_desktop.models.drafts.checks import only, reason_problem, text_problem


@dataclass(frozen=True, slots=True)
class LockDraft:
    """A month to be locked with all before it; `note` stands beside it for good."""

    month: date
    note: str = ""

    def problems(self) -> dict[str, str]:
        """Return what is wrong by field: note."""
        return only({"note": text_problem(self.note)})


@dataclass(frozen=True, slots=True)
class UnlockDraft:
    """A locked month another officer is asked to open, and why."""

    month: date
    reason: str

    def problems(self) -> dict[str, str]:
        """Return what is wrong by field: reason."""
        return only({"reason": reason_problem(self.reason)})
