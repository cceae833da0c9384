"""Ledger: every transaction with both its sides; accounts, funds, the trial balance and the locked months."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, override
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget

from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.rows.ledger import Account, Detail, LedgerFilter
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.views.actions import Act
from moneypool_desktop.views.ledger.acts import LedgerActs
from moneypool_desktop.views.ledger.transactions import TransactionsSection
from moneypool_desktop.views.page import Desk, Page
from moneypool_desktop.views.widgets.segmented import Choice, Segmented

if TYPE_CHECKING:
    from moneypool_desktop.views.dialogs.books_check import Checked

_SECTIONS = {
    "transactions": mark("Transactions"),
    "accounts": mark("Accounts"),
    "funds": mark("Funds"),
    "trial": mark("Trial balance"),
    "months": mark("Locked months"),
}
_CONTEXTS = {
    "transactions": mark("Every movement of money, newest first, with both its sides"),
    "accounts": mark("What every place and account holds now"),
    "funds": mark("What every fund is worth now"),
    "trial": mark("Every account at the end of a day, replayed from the entries"),
    "months": mark("A locked month takes no more entries"),
}
_PAPERS, _BOOKS = mark("Statements and papers"), mark("Books")


class LedgerPage(Page):
    """Sections are made when first opened; the one in sight is read again when something changed elsewhere."""

    topics = frozenset({"ledger", "accounts", "contributions", "fines", "receipts", "periods", "approvals"})
    widths = (90, 70, 180, 140, -80, -80)

    def __init__(self, desk: Desk, books: Books) -> None:
        super().__init__(desk)
        self.books = books
        self.check: Any = None
        self.papers: Any = None
        self._made: dict[str, Any] = {}
        self._seen = False
        self.segments = Segmented(tr("Part of the ledger"), self._choices(), "transactions")
        self.transactions = TransactionsSection(desk, books)
        self.acts = LedgerActs(self, books, self.chosen)
        self._act()
        self._lay_out()
        self._connect()

    def chosen(self) -> Detail | None:
        """Return the transaction in sight, or None while another section is open."""
        return self.transactions.pane.detail if self.current() == "transactions" else None

    def current(self) -> str:
        """Return the id of the section in sight."""
        return self.segments.value() or "transactions"

    def section(self) -> Any:
        """Return the section in sight."""
        return self._section(self.current())

    def open_section(self, which: str) -> None:
        """Go to a section and read it."""
        self.segments.set_value(which)
        self._sections.setCurrentWidget(self._section(which))
        self.header.set_words(tr("Ledger"), tr(_CONTEXTS[which]))
        self.setFocusProxy(self.section())
        self.actions_.refresh()
        self.refresh()

    @override
    def reading(self) -> Callable[[], tuple[str, Any]]:
        which, read = self.current(), self.section().reading()
        return lambda: (which, read())

    @override
    def present(self, rows: tuple[str, Any]) -> None:
        which, found = rows
        self._section(which).present(found)
        here = QApplication.focusWidget()
        if not self._seen and (here is None or self.isAncestorOf(here)):
            self.setFocus()  # a list that was still hidden could not take the keyboard when the page was opened
        self._seen = True
        self.actions_.refresh()

    def mark_stale(self, topics: frozenset[str]) -> None:
        """Read again, but not under the eyes of who scrolled away from the newest: they are told instead."""
        if not topics & self.topics:
            return
        if self.isVisible() and self.current() == "transactions" and not self.transactions.at_top():
            self.banner.say(tr("The ledger has changed."), tone="info", icon="refresh", button=tr("Show it"))
            self.banner.show()
            self.transactions.pane.read_again()
            self.transactions.add_up()
            return
        self.refresh()

    @override
    def arrive(self, about: object) -> None:
        if isinstance(about, LedgerFilter):
            self.segments.set_value("transactions")
            self._sections.setCurrentWidget(self.transactions)
            self.transactions.bar.choose(about)
            self.open_section("transactions")
        elif isinstance(about, UUID):
            if self.current() != "transactions":
                self.open_section("transactions")
            self.transactions.show_one(about)
        elif about in _SECTIONS:
            self.open_section(str(about))

    @override
    def retranslate(self) -> None:
        self.header.set_words(tr("Ledger"), tr(_CONTEXTS[self.current()]))
        self.segments.setAccessibleName(tr("Part of the ledger"))
        self.segments.set_choices(self._choices())
        for section in self._made.values():
            section.retranslate()
        if self.transactions.model.rows():
            # the rows were worded in the language spoken before
            self.refresh()

    def _act(self) -> None:
        self.actions_.add(
            *self.acts.acts(),
            Act("filter", mark("Filter"), self.transactions.ask_filter, "filter", "F3", _BOOKS),
            Act("check", mark("Check the books"), self._check, "shield-check", "", _BOOKS, self._may_check),
            Act("print", mark("Print"), lambda: self._papers().show_pdf(), "printer", "Ctrl+P", _PAPERS, self._listed),
            Act("csv", mark("Save CSV"), lambda: self._papers().ask_csv(), "file-type-csv", "", _PAPERS, self._listed),
        )
        for which in ("csv", "print", "journal"):
            button = self.actions_.button(which)
            button.keys = "F7" if which == "journal" else ""
            self.header.add(button)
        self.header.add(self.actions_.button("pay_out", kind="primary"))
        back = self.actions_.button("take_back", small=True)
        back.keys = ""  # the key is in the sheet; the pane is narrow
        self.transactions.pane.add_action(back)

    def _lay_out(self) -> None:
        self._check_button = self.actions_.button("check")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.segments)
        row.addStretch(1)
        row.addWidget(self._check_button)
        self._sections = QStackedWidget()
        self._made["transactions"] = self.transactions
        self._sections.addWidget(self.transactions)
        self.content.addLayout(row)
        self.content.addWidget(self._sections, 1)
        self.setFocusProxy(self.transactions)

    def _connect(self) -> None:
        self.acts.changed = self._changed
        self.segments.changed.connect(self.open_section)
        self.transactions.chosen.connect(lambda _: self.actions_.refresh())
        self.transactions.failed.connect(self.acts.fail)
        self.transactions.pane.member_asked.connect(lambda member: self.went.emit("members", member))
        slash = QShortcut("/", self)
        slash.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        slash.activated.connect(self._search)

    def _search(self) -> None:
        if self.current() == "transactions":
            self.transactions.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _section(self, which: str) -> Any:
        if which not in self._made:
            section = self._make(which)
            section.retranslate()
            self._made[which] = section
            self._sections.addWidget(section)
        return self._made[which]

    def _make(self, which: str) -> Any:
        from moneypool_desktop.views.ledger import accounts
        from moneypool_desktop.views.ledger.months import MonthsSection

        if which == "accounts":
            made = accounts.AccountsSection(self.desk, self.books)
            made.opened.connect(self._open_entries)
            return made
        if which == "funds":
            return accounts.FundsSection(self.desk, self.books)
        if which == "trial":
            trial = accounts.TrialSection(self.desk, self.books)
            trial.asked.connect(self.refresh)
            return trial
        months = self.acts.months = MonthsSection(self.desk, self.books)
        months.chosen.connect(lambda _: self.actions_.refresh())
        months.decide.connect(self._decide)
        for place, act in enumerate(("lock", "unlock")):
            months.foot.insertWidget(place, self.actions_.button(act, small=True))
        return months

    def _open_entries(self, account: Account) -> None:
        self.arrive(LedgerFilter(place=account.id))

    def _decide(self, asked: Any) -> None:
        from moneypool_desktop.views.approvals import Deciding

        Deciding(self, self.books, self.refresh).ask(asked)

    def _changed(self, which: UUID | None) -> None:
        if which is not None and self.current() == "transactions":
            self.transactions.wanted = which
        self.refresh()

    def _check(self) -> None:
        from moneypool_desktop.views.dialogs.books_check import BooksCheckDialog, check_books

        books = self.books

        def show(found: "Checked") -> None:
            self.check = BooksCheckDialog(self, found)
            self.check.open()

        self.desk.workers.run(
            lambda _work: check_books(books), show, self.acts.fail, sentence=tr("Checking the books"), owner=self
        )

    def _may_check(self) -> str:
        return "" if self.books.can("ledger.view") else tr("Only an officer who sees the ledger may check the books.")

    def _papers(self) -> Any:
        from moneypool_desktop.views.ledger.papers import LedgerPapers

        if self.papers is None:
            self.papers = LedgerPapers(self, self.books, lambda: self.transactions.bar)
        return self.papers

    def _listed(self) -> str:
        if self.current() != "transactions":
            return tr("Open the transactions first.")
        return "" if self.transactions.model.rows() else tr("No transaction is shown.")

    @staticmethod
    def _choices() -> list[Choice]:
        return [Choice(which, tr(title)) for which, title in _SECTIONS.items()]
