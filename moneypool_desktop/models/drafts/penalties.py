"""Which of the proposed penalties are to be charged."""

from dataclasses import dataclass

from moneypool_desktop.language import tr
from moneypool_desktop.models.rows.contributions import PenaltyProposal


@dataclass(frozen=True, slots=True)
class PenaltiesDraft:
    """The proposals a person agreed to."""

    chosen: tuple[PenaltyProposal, ...]

    def problems(self) -> dict[str, str]:
        """Return what is wrong by field: chosen."""
        return {} if self.chosen else {"chosen": tr("Choose at least one penalty.")}
