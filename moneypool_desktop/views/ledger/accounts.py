"""Balances by account and by fund, and the trial balance of a day."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moneypool_desktop.language import mark, tr, trn
from moneypool_desktop.models.domain.formats import UNKNOWN, date_long, date_short, ksh, money
from moneypool_desktop.models.domain.money import ZERO
from moneypool_desktop.models.items.column import Column
from moneypool_desktop.models.items.table_model import TableModel
from moneypool_desktop.models.rows.ledger import Account, Fund, TrialBalance, TrialLine
from moneypool_desktop.services import ledger
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.views import theme
from moneypool_desktop.views.page import Desk
from moneypool_desktop.views.widgets.banner import Banner
from moneypool_desktop.views.widgets.date_field import DateField
from moneypool_desktop.views.widgets.panel import Panel
from moneypool_desktop.views.widgets.table import Table

KINDS = {
    "asset": mark("What there is"),
    "liability": mark("Owed to members"),
    "equity": mark("The group's own"),
    "income": mark("Income"),
    "expense": mark("Cost"),
}
_PURPOSES = {
    "savings": mark("Savings"),
    "shares": mark("Shares"),
    "welfare": mark("Welfare"),
    "fines": mark("Fines"),
    "reserve": mark("Reserve"),
    "general": mark("General"),
}
_PLACES = {"cash": "cash", "mobile_money": "device-mobile", "bank": "building-bank"}

ACCOUNTS = (
    Column[Account]("code", mark("No."), lambda r: r.code, tone=lambda _: "text_3", narrowest=56),
    Column[Account](
        "name",
        mark("Account"),
        lambda r: r.name,
        icon=lambda r: _PLACES.get(r.purpose, "book-2"),
        tone=lambda r: "" if r.active else "text_3",
        stretch=True,
        narrowest=140,
    ),
    Column[Account]("kind", mark("Kind"), lambda r: tr(KINDS[r.type]), tone=lambda _: "text_2", drop=2),
    Column[Account]("fund", mark("Fund"), lambda r: r.fund_name or UNKNOWN, tone=lambda _: "text_2", drop=3),
    Column[Account]("holder", mark("Held by"), lambda r: r.holder or UNKNOWN, tone=lambda _: "text_2", hidden=True),
    Column[Account](
        "entries", mark("Entries"), lambda r: f"{r.entries:,}", figure=True, sort=lambda r: r.entries, drop=4
    ),
    Column[Account](
        "last", mark("Last entry"), lambda r: date_short(r.last_on), sort=lambda r: r.last_on or date.min, drop=1
    ),
    Column[Account](
        "balance", mark("Balance (Ksh)"), lambda r: money(r.balance), figure=True, sort=lambda r: r.balance
    ),
)
FUNDS = (
    Column[Fund]("code", mark("Code"), lambda r: r.code, tone=lambda _: "text_3", narrowest=64),
    Column[Fund]("name", mark("Fund"), lambda r: r.name, stretch=True, narrowest=140),
    Column[Fund](
        "purpose",
        mark("For"),
        lambda r: tr(_PURPOSES[r.purpose]) if r.purpose in _PURPOSES else r.purpose,
        tone=lambda _: "text_2",
    ),
    Column[Fund](
        "balance",
        mark("Worth (Ksh)"),
        lambda r: money(r.balance),
        figure=True,
        sort=lambda r: r.balance,
        total=lambda rows: money(sum((r.balance for r in rows), ZERO)),
    ),
)


def _side(key: str, title: str, of: Callable[[TrialLine], Any]) -> Column[TrialLine]:
    return Column[TrialLine](
        key,
        title,
        lambda r: money(of(r)) if of(r) else UNKNOWN,
        figure=True,
        sort=of,
        tone=lambda r: "" if of(r) else "text_3",
        total=lambda rows: money(sum((of(r) for r in rows), ZERO)),
    )


TRIAL = (
    Column[TrialLine]("code", mark("No."), lambda r: r.code, tone=lambda _: "text_3", narrowest=56),
    Column[TrialLine]("name", mark("Account"), lambda r: r.name, stretch=True, narrowest=140),
    Column[TrialLine]("kind", mark("Kind"), lambda r: tr(KINDS[r.type]), tone=lambda _: "text_2", drop=1),
    _side("debit", mark("Debit (Ksh)"), lambda r: r.debit),
    _side("credit", mark("Credit (Ksh)"), lambda r: r.credit),
)


class AccountsSection(QWidget):
    """Every account with what it holds; Enter or a double click opens its entries: `opened` gives the account."""

    opened = Signal(object)

    def __init__(self, _desk: Desk, books: Books) -> None:
        super().__init__()
        self._books = books
        self.model: TableModel[Account] = TableModel(ACCOUNTS, key=lambda r: r.id)
        self.table = Table(
            self.model,
            name=tr("Accounts"),
            count=lambda n: trn(
                "{n} account. Enter opens its entries.", "{n} accounts. Enter opens the entries of one.", n
            ),
        )
        self.table.opened.connect(self.opened)
        _hold(self, self.table)

    def reading(self) -> Callable[[], Sequence[Account]]:
        """Return what a worker reads."""
        return lambda: ledger.accounts(self._books)

    def present(self, rows: Sequence[Account]) -> None:
        """Show the accounts."""
        self.model.set_rows(rows)

    def retranslate(self) -> None:
        """Say everything again in the language now spoken."""
        self.table.view.setAccessibleName(tr("Accounts"))
        self.table.retranslate()


class FundsSection(QWidget):
    """Every fund with what it is worth."""

    def __init__(self, _desk: Desk, books: Books) -> None:
        super().__init__()
        self._books = books
        self.model: TableModel[Fund] = TableModel(FUNDS, key=lambda r: r.id)
        self.table = Table(self.model, name=tr("Funds"), count=lambda n: trn("{n} fund", "{n} funds", n))
        _hold(self, self.table)

    def reading(self) -> Callable[[], Sequence[Fund]]:
        """Return what a worker reads."""
        return lambda: ledger.funds(self._books)

    def present(self, rows: Sequence[Fund]) -> None:
        """Show the funds."""
        self.model.set_rows(rows)

    def retranslate(self) -> None:
        """Say everything again in the language now spoken."""
        self.table.view.setAccessibleName(tr("Funds"))
        self.table.retranslate()


class TrialSection(QWidget):
    """Every account at the end of a day, replayed from the entries, and whether both sides are equal."""

    asked = Signal()

    def __init__(self, desk: Desk, books: Books) -> None:
        super().__init__()
        self._desk, self._books = desk, books
        self._shown: TrialBalance | None = None
        self.day = DateField(tr("&As at"), today=desk.today)
        self.day.set_value(desk.today())
        self.day.setFixedWidth(240)
        self.day.changed.connect(self._ask)
        self.day.line.editingFinished.connect(self._ask)
        self.proof = Banner("good")
        self.model: TableModel[TrialLine] = TableModel(TRIAL, key=lambda r: r.account)
        self.table = Table(self.model, name=tr("Trial balance"), count=_accounts)
        panel = Panel(flush=True)
        panel.body.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self.day)
        row.addWidget(self.proof, 1, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(row)
        column.addWidget(panel, 1)

    def reading(self) -> Callable[[], TrialBalance]:
        """Return what a worker reads: the day in the field, or today while it cannot be read."""
        typed, books = self.day.value(), self._books
        day = typed if isinstance(typed, date) else self._desk.today()
        return lambda: ledger.trial_balance(books, day)

    def present(self, rows: TrialBalance) -> None:
        """Show the balance and whether both sides are equal."""
        self._shown = rows
        self.model.set_rows(rows.lines)
        self._prove()

    def retranslate(self) -> None:
        """Say everything again in the language now spoken."""
        self.day.set_label(tr("&As at"))
        self.day.set_hint(tr("t is today, + and − move by a day"))
        self.table.view.setAccessibleName(tr("Trial balance"))
        self.table.retranslate()
        self._prove()

    def _ask(self) -> None:
        typed = self.day.value()
        if isinstance(typed, date) and (self._shown is None or typed != self._shown.as_at):
            self.asked.emit()

    def _prove(self) -> None:
        shown = self._shown
        if shown is None:
            return
        as_at = date_long(shown.as_at)
        if shown.debit == shown.credit:
            rest = tr("{amount} on each, at the end of {day}.", amount=ksh(shown.debit), day=as_at)
            self.proof.say(tr("Both sides are equal."), rest, tone="good", icon="scale")
        else:
            rest = tr("Debit {debit}, credit {credit}.", debit=ksh(shown.debit), credit=ksh(shown.credit))
            self.proof.say(tr("The two sides differ."), rest, tone="danger", icon="alert-circle")


def _accounts(n: int) -> str:
    return trn("{n} account", "{n} accounts", n)


def _hold(section: QWidget, table: Table) -> None:
    panel = Panel(flush=True)
    panel.body.addWidget(table, 1)
    column = QVBoxLayout(section)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(panel)
    section.setFocusProxy(table)
