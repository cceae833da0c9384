"""The transactions: filter, a list without end, the sums of what the filter leaves, and the chosen one beside them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from moneypool_desktop.language import tr, trn
from moneypool_desktop.models.domain.formats import count, money
from moneypool_desktop.models.items.paged_model import PagedModel
from moneypool_desktop.models.rows.ledger import Account, LedgerFilter, LedgerTotals
from moneypool_desktop.services import ledger, members
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.services.runtime.workers import Work
from moneypool_desktop.views.ledger.filters import FilterBar, FilterForm
from moneypool_desktop.views.ledger.looks import COLUMNS, Line, line
from moneypool_desktop.views.ledger.pane import TransactionPane
from moneypool_desktop.views.page import Desk
from moneypool_desktop.views.shell.menus import drop
from moneypool_desktop.views.widgets.member_field import Named
from moneypool_desktop.views.widgets.panel import Panel, Rule
from moneypool_desktop.views.widgets.table import Table

_SPLIT, _SHOWN = "ledger.split", "ledger.columns"
_PAGE, _KEPT = 100, 600


@dataclass(frozen=True, slots=True)
class Names:
    """Whoever and whatever transactions can be filtered by; read after the first rows are in sight."""

    accounts: Sequence[Account]
    members: Sequence[Named]


def read_names(books: Books) -> Names:
    """Read the accounts and the members."""
    people = [Named(one.id, one.name, one.number, one.phone or "") for one in members.list_members(books)]
    return Names(ledger.accounts(books), people)


class Fetch:
    """Reads pages of one filter in a worker, worded there."""

    def __init__(self, books: Books, chosen: LedgerFilter) -> None:
        self._books, self._chosen = books, chosen

    def __call__(self, *, after: Line | None, before: Line | None, last: bool, limit: int) -> Sequence[Line]:
        rows = ledger.page(
            self._books,
            self._chosen,
            after=after.row if after else None,
            before=before.row if before else None,
            last=last,
            limit=limit,
        )
        return [line(row) for row in rows]


class TransactionsSection(QWidget):
    """The list and its pane; `chosen` follows the row, `failed` gives an error to be said."""

    chosen = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, books: Books) -> None:
        super().__init__()
        self._desk, self._books = desk, books
        self.names: Names | None = None
        self._shown = False
        self.form: FilterForm | None = None
        self.wanted: UUID | None = None
        self._sifted = False
        self._sums: Work | None = None
        self._counted = ""
        self.bar = FilterBar()
        self.model: PagedModel[Line] = PagedModel(
            self._columns(),
            Fetch(books, LedgerFilter()),
            self._read,
            key=lambda one: one.row.id,
            page=_PAGE,
            keep=_KEPT,
        )
        self.table = Table(self.model, name=tr("Transactions"), count=lambda _: self._counted)
        self.pane = TransactionPane(desk, books)
        self._lay_out()
        self._connect()

    def reading(self) -> Callable[[], Sequence[Line]]:
        """Return what a worker reads: the first page of the filter now chosen."""
        fetch = Fetch(self._books, self.bar.chosen)
        return lambda: fetch(after=None, before=None, last=False, limit=_PAGE + 1)

    def present(self, lines: Sequence[Line]) -> None:
        """Show the first page, then count and sum all that the filter leaves."""
        self._shown = True
        wanted, stays = self.wanted or self.pane.key, self.wanted is not None or not self._sifted
        self.wanted, self._sifted = None, False
        self.model.begin(lines, Fetch(self._books, self.bar.chosen))
        self.add_up()
        if self.names is None:
            self._read(lambda: read_names(self._books), self._take_names, self.failed.emit)
        if wanted is not None and (self.table.choose_key(wanted) or stays):
            self.pane.show_one(wanted)
        elif lines:
            self.table.choose(0)
        else:
            self.pane.show_one(None)

    def show_one(self, key: UUID) -> None:
        """Go to one transaction; when it is not among the rows held it is shown beside them."""
        if not self._shown:
            self.wanted = key
        elif not self.table.choose_key(key) or self.pane.key != key:
            self.pane.show_one(key)

    def at_top(self) -> bool:
        """Return whether the newest rows are in sight."""
        return self.table.view.verticalScrollBar().value() == 0 and not self.model.waiting_above()

    def add_up(self) -> None:
        """Count and sum in a worker; whatever was being summed before is stopped."""
        if self._sums is not None:
            self._sums.cancel()
        self._counted = tr("Counting…")
        self.model.set_totals({})
        books, chosen = self._books, self.bar.chosen

        def add(work: Work) -> LedgerTotals:
            def progress(done: int, years: int) -> None:
                work.report(done / years, tr("Adding up the ledger"))

            return ledger.totals(books, chosen, progress=progress, cancelled=lambda: work.cancelled)

        self._sums = self._desk.workers.run(
            add, self._show_sums, self._not_summed, sentence=tr("Adding up the ledger"), owner=self
        )

    def ask_filter(self) -> None:
        """Ask which transactions are wanted."""
        found = self.names
        if found is None:
            return
        self.form = form = FilterForm(self, self.bar.chosen, found.accounts, found.members, self._desk.today)

        def take(draft: Any) -> None:
            form.finish()
            self.bar.choose(draft.chosen(self.bar.chosen.text))

        form.sent.connect(take)
        form.open()

    def retranslate(self) -> None:
        """Say everything again in the language now spoken."""
        self.bar.retranslate()
        self.table.view.setAccessibleName(tr("Transactions"))
        self.table.retranslate()
        self.pane.retranslate()

    def _columns(self) -> tuple[Any, ...]:
        shown = self._desk.preferences.choice(_SHOWN).split()
        return tuple(replace(one, hidden=one.key not in shown) for one in COLUMNS) if shown else COLUMNS

    def _lay_out(self) -> None:
        panel = Panel(flush=True)
        panel.body.addWidget(self.bar)
        panel.body.addWidget(Rule())
        panel.body.addWidget(self.table, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(10)
        self.split.addWidget(panel)
        self.split.addWidget(self.pane)
        kept = self._desk.preferences.place(_SPLIT)
        if kept.isEmpty() or not self.split.restoreState(kept):
            self.split.setSizes([794, 346])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.split)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.bar.search.serve(self.table)
        self.bar.changed.connect(self._begin_again)
        self.bar.asked.connect(self.ask_filter)
        self.bar.chooser.clicked.connect(lambda: drop(self.column_menu(), self.bar.chooser))
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda _: self.pane.take_focus())
        self.model.failed.connect(self.failed)
        self.pane.failed.connect(self.failed)
        self.pane.shown.connect(self.chosen)
        self.pane.asked.connect(self.show_one)
        self.split.splitterMoved.connect(lambda *_: self._desk.preferences.keep_place(_SPLIT, self.split.saveState()))
        self._desk.workers.ended.connect(self._ended)

    def column_menu(self) -> Any:
        """Return the menu of columns; what is ticked is remembered."""
        menu = self.table.column_menu()

        def keep() -> None:
            shown = [one.key for one, act in zip(COLUMNS, menu.actions(), strict=True) if act.isChecked()]
            self._desk.preferences.keep_choice(_SHOWN, " ".join(shown))

        for act in menu.actions():
            act.toggled.connect(lambda _: keep())
        return menu

    def _read(self, fn: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None]) -> Work:
        return self._desk.workers.read(fn, done, failed, owner=self)

    def _take_names(self, names: Names) -> None:
        self.names = names
        self.bar.set_names({one.id: one.name for one in (*names.accounts, *names.members)})

    def _begin_again(self) -> None:
        self._sifted = True
        self._read(self.reading(), self._present_for(self.bar.chosen), self.failed.emit)

    def _present_for(self, chosen: LedgerFilter) -> Callable[[Sequence[Line]], None]:
        return lambda lines: self.present(lines) if chosen == self.bar.chosen else None

    def _choose(self, one: Line | None) -> None:
        if one is not None and one.row.id != self.pane.key:
            self.pane.show_one(one.row.id)

    def _show_sums(self, sums: LedgerTotals) -> None:
        self._sums = None
        # the figure grouped as everywhere, the noun by its number
        self._counted = trn("{count} transaction", "{count} transactions", sums.count, count=count(sums.count))
        self.model.set_totals({"in": money(sums.money_in), "out": money(sums.money_out)})

    def _not_summed(self, error: Exception) -> None:
        self._sums, self._counted = None, tr("Not added up")
        self.model.set_totals({})
        self.failed.emit(error)

    def _ended(self, work: Work) -> None:
        if work is self._sums and work.cancelled:
            self._sums, self._counted = None, tr("Not added up")
            self.model.set_totals({})
