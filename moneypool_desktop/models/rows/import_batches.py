"""Imports that were posted: what one brought in, and the history of all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from moneypool_desktop.models.domain.values import ImportKind


@dataclass(frozen=True, slots=True)
class Posted:
    """What posting a plan did; `raised` is how many dues it raised for members who came in."""

    batch: UUID | None
    kind: ImportKind
    posted: int
    receipts: int
    raised: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Batch:
    """One import of the history; times in UTC, `totals` as the plan gave them (money as decimal strings)."""

    id: UUID
    kind: str
    file_name: str
    rows: int
    left_out: int
    status: str
    made_at: datetime
    made_by: str
    reversed_at: datetime | None
    reversed_by: str
    reason: str
    totals: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def may_take_back(self) -> bool:
        """Whether the import still stands and so can be taken back."""
        return self.status == "posted"

    @property
    def made_on(self) -> date:
        """The day of the import, as the clock of this computer has it."""
        return self.made_at.astimezone().date()
