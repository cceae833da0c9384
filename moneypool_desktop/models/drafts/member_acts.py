"""What dialogs collect about a membership: another status, another office, and a statement to be made."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.formats import date_long
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.drafts.checks import Day, only, reason_problem, text_problem


@dataclass(frozen=True, slots=True)
class StatusDraft:
    """Another status of a membership from a day on; a reason is needed for all but taking back."""

    status: str
    on: Day
    reason: str
    joined: date
    today: date

    def problems(self) -> dict[str, str]:
        """Return what is wrong by field."""
        return only(
            {
                "on": self._day_problem(),
                "reason": text_problem(self.reason) if self.status == "active" else reason_problem(self.reason),
            }
        )

    def _day_problem(self) -> str:
        if self.on is None:
            return tr("No date is given. Type one, such as 7 Nov 2026.")
        if isinstance(self.on, Problem):
            return self.on.sentence
        if self.on > self.today:
            return tr("{date} has not come yet.", date=date_long(self.on))
        if self.on < self.joined:
            return tr("The member joined on {date}.", date=date_long(self.joined))
        return ""


@dataclass(frozen=True, slots=True)
class OfficeDraft:
    """The office of a member and what they may do beyond and short of it."""

    role: str
    granted: frozenset[str]
    denied: frozenset[str]

    def problems(self) -> dict[str, str]:
        """Return nothing: every choice can be sent; the books decide."""
        return {}


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """Which period a statement covers and as at which day; `together` makes one file of many statements."""

    first: Day
    as_at: Day
    today: date
    together: bool = False

    def problems(self) -> dict[str, str]:
        """Return what is wrong by field."""
        return only(dict(self._problems()))

    def period(self) -> tuple[date, date]:
        """Return the first and the last day of a draft without problems."""
        assert isinstance(self.first, date)  # noqa: S101 - problems() was empty
        assert isinstance(self.as_at, date)  # noqa: S101
        return self.first, self.as_at

    def _problems(self) -> Iterator[tuple[str, Any]]:
        for name, day in (("first", self.first), ("as_at", self.as_at)):
            if day is None:
                yield name, tr("No date is given. Type one, such as 7 Nov 2026.")
            elif isinstance(day, Problem):
                yield name, day.sentence
        if isinstance(self.as_at, date) and self.as_at > self.today:
            yield "as_at", tr("{date} has not come yet.", date=date_long(self.as_at))
        elif isinstance(self.first, date) and isinstance(self.as_at, date) and self.first > self.as_at:
            yield "first", tr("The period begins after it ends on {date}.", date=date_long(self.as_at))
