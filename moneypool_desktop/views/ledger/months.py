"""Months of the books: which are locked, locking them, asking for one to be opened, deciding what others asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moneypool_desktop.language import mark, tr, trn
from moneypool_desktop.models.domain.formats import UNKNOWN, date_and_time, month_long
from moneypool_desktop.models.items.column import Column
from moneypool_desktop.models.items.table_model import TableModel
from moneypool_desktop.models.rows.approvals import Approval
from moneypool_desktop.services import approvals, ledger, periods
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.services.periods import Month
from moneypool_desktop.views import theme
from moneypool_desktop.views.approvals import ApprovalsPanel
from moneypool_desktop.views.page import Desk
from moneypool_desktop.views.widgets.panel import Panel
from moneypool_desktop.views.widgets.table import Table

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Seen:
    """Every month of the books, newest first, and what waits for a second person."""

    months: Sequence[Month]
    waiting: Sequence[Approval]


def _state(row: Month) -> str:
    if row.waiting is not None:
        return tr("Locked, asked to be opened")
    return tr("Locked") if row.locked else tr("Not locked")


COLUMNS = (
    Column[Month](
        "month",
        mark("Month"),
        lambda r: month_long(r.first_day.year, r.first_day.month),
        sort=lambda r: r.first_day,
        narrowest=120,
    ),
    Column[Month](
        "state",
        mark("State"),
        _state,
        icon=lambda r: "lock" if r.locked else "lock-open",
        tone=lambda r: "warn" if r.waiting else "neutral" if r.locked else "good",
    ),
    Column[Month](
        "by", mark("Changed by"), lambda r: r.changed_by or UNKNOWN, tone=lambda _: "text_2", narrowest=80, drop=1
    ),
    Column[Month](
        "at",
        mark("When"),
        lambda r: date_and_time(r.changed_at.astimezone()) if r.changed_at != _NEVER else UNKNOWN,
        sort=lambda r: r.changed_at,
        tone=lambda _: "text_2",
        drop=2,
    ),
    Column[Month](
        "reason",
        mark("Note or reason"),
        lambda r: r.reason or UNKNOWN,
        stretch=True,
        tone=lambda _: "text_2",
        tooltip=lambda r: r.reason,
    ),
)


class MonthsSection(QWidget):
    """`chosen` follows the month; `decide` gives a request to be decided."""

    chosen = Signal(object)
    decide = Signal(object)

    def __init__(self, desk: Desk, books: Books) -> None:
        super().__init__()
        self._desk, self._books = desk, books
        self.model: TableModel[Month] = TableModel(COLUMNS, key=lambda r: r.first_day)
        self.table = Table(self.model, name=tr("Months"), count=lambda n: trn("{n} month", "{n} months", n))
        self.table.chosen.connect(self.chosen)
        self.waiting = ApprovalsPanel()
        self.waiting.pressed.connect(self.decide)
        self.waiting.setMinimumWidth(320)
        panel = Panel(flush=True)
        panel.body.addWidget(self.table, 1)
        self.foot = panel.add_foot()
        self.foot.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.waiting, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(panel, 3)
        row.addLayout(right, 2)
        self.setFocusProxy(self.table)

    def reading(self) -> Callable[[], Seen]:
        """Return what a worker reads."""
        books, today = self._books, self._desk.today()
        decides = books.can("approvals.view")

        def read() -> Seen:
            covered = ledger.span(books)
            first = covered[0] if covered else today
            return Seen(_every(periods.months(books), first, today), approvals.waiting(books) if decides else ())

        return read

    def present(self, rows: Seen) -> None:
        """Show the months and what waits."""
        self.model.set_rows(rows.months)
        self.waiting.show_requests(rows.waiting)
        if self.table.current() is None and rows.months:
            self.table.choose(next((n for n, one in enumerate(self.model.rows()) if _over(one, self._desk.today())), 0))

    def retranslate(self) -> None:
        """Say everything again in the language now spoken."""
        self.table.view.setAccessibleName(tr("Months"))
        self.table.retranslate()
        self.waiting.retranslate()

    def may_lock(self) -> str:
        """Return why the chosen month cannot be locked, or nothing."""
        row: Month | None = self.table.current()
        if not self._books.can("periods.lock"):
            return tr("Only the chairperson and the treasurer may lock a month.")
        if row is None:
            return tr("Choose a month first.")
        if row.locked:
            return tr("That month is locked.")
        return "" if _over(row, self._desk.today()) else tr("That month is not over yet.")

    def may_ask(self) -> str:
        """Return why nobody can be asked to open the chosen month, or nothing."""
        row: Month | None = self.table.current()
        if not self._books.can("periods.lock"):
            return tr("Only the chairperson and the treasurer may ask for this.")
        if row is None:
            return tr("Choose a month first.")
        if not row.locked:
            return tr("That month is open.")
        return tr("This waits for a second person already.") if row.waiting is not None else ""

    def month(self) -> Any:
        """Return the first day of the chosen month."""
        row: Month | None = self.table.current()
        return row.first_day if row is not None else None


def _over(row: Month, today: date) -> bool:
    return row.first_day < today.replace(day=1)


def _every(known: Sequence[Month], first: date, today: date) -> list[Month]:
    """Return every month from the first entry to today, newest first; one never locked is open."""
    found = {one.first_day: one for one in known}
    months: list[Month] = []
    day = today.replace(day=1)
    least = min([first.replace(day=1), *found])
    waiting: UUID | None = None
    while day >= least:
        months.append(found.get(day) or Month(day, False, "", _NEVER, "", waiting))
        day = (day - timedelta(days=1)).replace(day=1)
    return months
