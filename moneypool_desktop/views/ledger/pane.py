"""The chosen transaction: what it was, both its sides, what it met, and what took it back or it took back."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.formats import UNKNOWN, date_and_time, date_long, ksh, money
from moneypool_desktop.models.domain.money import ZERO
from moneypool_desktop.models.rows.ledger import Detail, Entry
from moneypool_desktop.services import ledger
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.views import theme
from moneypool_desktop.views.ledger.looks import METHODS, STATES, TYPES, direction, what_of
from moneypool_desktop.views.page import Desk
from moneypool_desktop.views.widgets.banner import Banner
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.icon_label import IconLabel
from moneypool_desktop.views.widgets.label import Label, LineLabel
from moneypool_desktop.views.widgets.layouts import clear
from moneypool_desktop.views.widgets.panel import Panel, Rule
from moneypool_desktop.views.widgets.rows import FactRow

_FIGURE = 92


class TransactionPane(Panel):
    """One transaction at a time; `shown` follows each, `asked` wants another one, `member_asked` their page."""

    shown = Signal(object)
    asked = Signal(object)
    member_asked = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, books: Books) -> None:
        super().__init__(flush=True)
        self._desk, self._books = desk, books
        self.key: UUID | None = None
        self.detail: Detail | None = None
        self._asked = 0
        self._icon = IconLabel("book-2", 18)
        self._what, self._number = LineLabel("", "section"), Label("", "help")
        self._words = QVBoxLayout()
        self._words.setContentsMargins(12, 10, 12, 12)
        self._words.setSpacing(2)
        self._lay_out()

    def show_one(self, key: UUID | None) -> None:
        """Read and show a transaction; the one shown before stays in sight until the answer is here."""
        self.key = key
        self._asked += 1
        if key is None:
            self._present(None)
            return
        asked, books = self._asked, self._books
        self._desk.workers.read(
            lambda: ledger.detail(books, key),
            lambda found: self._present(found) if asked == self._asked else None,
            lambda error: self.failed.emit(error) if asked == self._asked else None,
            owner=self,
        )

    def read_again(self) -> None:
        """Read the transaction in sight again: it may have been taken back meanwhile."""
        if self.key is not None:
            self.show_one(self.key)

    def add_action(self, button: Button) -> None:
        """Put an act below the transaction."""
        self._foot.insertWidget(self._foot.count() - 1, button)

    def take_focus(self) -> None:
        """Take the keyboard into the pane."""
        first = next((one for one in self.findChildren(Button) if one.isVisible() and one.isEnabled()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say everything again in the language now spoken."""
        self._held.setAccessibleName(tr("The chosen transaction"))
        if self.key is not None:
            self.show_one(self.key)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 9, 12, 9)
        head.setSpacing(8)
        head.addWidget(self._icon)
        head.addWidget(self._what, 1)
        head.addWidget(self._number)
        self.body.addLayout(head)
        self.body.addWidget(Rule())
        inside = QWidget()
        inside.setProperty("plain", True)
        inside.setLayout(self._words)
        self._held = QScrollArea()
        self._held.setWidgetResizable(True)
        self._held.setFrameShape(QScrollArea.Shape.NoFrame)
        self._held.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._held.setWidget(inside)
        self.body.addWidget(self._held, 1)
        self._foot = self.add_foot()
        self._foot.addStretch(1)
        self.setMinimumWidth(300)

    def _present(self, found: Detail | None) -> None:
        self.detail = found
        clear(self._words)
        if found is None:
            self._what.setText("")
            self._number.setText("")
            nothing = tr("No transaction is chosen.") if self.key is None else tr("It is not for you to see.")
            self._words.addWidget(Label(nothing, "quiet", wrap=True))
        else:
            self._show(found)
        self._words.addStretch(1)
        self.shown.emit(found)

    def _show(self, found: Detail) -> None:
        row = found.transaction
        self._icon.set_icon(direction(row), "text_2")
        self._what.setText(what_of(row))
        self._number.setText(row.number)
        self._add_links(found)
        self._words.addWidget(_Facts(_facts(found)))
        if row.member is not None:
            link = Button(tr("Open {name}", name=row.member_name), kind="link", icon="user")
            link.clicked.connect(lambda: self.member_asked.emit(row.member))
            line = QHBoxLayout()
            held = QWidget()
            held.setLayout(line)
            line.setContentsMargins(0, 2, 0, 0)
            line.addWidget(link)
            line.addStretch(1)
            self._words.addWidget(held)
        self._section(tr("Both sides"))
        self._words.addWidget(_Side(tr("Account"), "", tr("Debit"), tr("Credit"), style="help"))
        for entry in found.entries:
            debit = money(entry.debit) if entry.debit else UNKNOWN
            credit = money(entry.credit) if entry.credit else UNKNOWN
            self._words.addWidget(_Side(f"{entry.code} {entry.account_name}", _belongs(entry), debit, credit))
        self._words.addWidget(_Side(tr("Both the same"), "", *_sums(found.entries), style="strong"))
        if found.met:
            self._section(tr("What it met"))
            for met in found.met:
                self._words.addWidget(FactRow(met.what, money(met.amount)))

    def _add_links(self, found: Detail) -> None:
        row, back = found.transaction, found.taken_back
        if back is not None:
            fact = tr("Taken back by {number} on {day}.", number=back.number, day=date_long(back.on))
            self._add_link(fact, tr("{by}: “{reason}”", by=back.by, reason=back.reason), back.id, back.number)
        if row.reverses is not None:
            fact = tr("Takes back {number}.", number=row.number_before)
            self._add_link(fact, tr("“{reason}”", reason=row.note), row.reverses, row.number_before)

    def _add_link(self, fact: str, rest: str, key: UUID, number: str) -> None:
        banner = Banner("warn", fact, rest, icon="arrow-back-up", button=tr("Open"))
        banner.button.setAccessibleName(tr("Open {number}", number=number))
        banner.pressed.connect(lambda: self.asked.emit(key))
        self._words.addWidget(banner)
        self._words.addSpacing(8)

    def _section(self, title: str) -> None:
        self._words.addSpacing(12)
        self._words.addWidget(Label(title, "strong"))
        self._words.addWidget(Rule())


class _Facts(QWidget):
    """Names at the left, what is so beside them, wrapped."""

    def __init__(self, facts: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        for place, (name, value) in enumerate(facts):
            grid.addWidget(Label(name, "quiet"), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(value, "body", wrap=True), place, 1, Qt.AlignmentFlag.AlignTop)


class _Side(QWidget):
    """One entry: its account over whose it is, and the figure on its side."""

    def __init__(self, name: str, whose: str, debit: str, credit: str, *, style: str = "body") -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(LineLabel(name, style))
        if whose:
            words.addWidget(LineLabel(whose, "tiny"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 5)
        row.setSpacing(6)
        row.addLayout(words, 1)
        for said in (debit, credit):
            figure = Label(said, style, figures=True, right=True, ink="text_3" if said == UNKNOWN else "")
            figure.setMinimumWidth(_FIGURE)
            row.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"{name}, {whose}, {debit}, {credit}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))


def _sums(entries: Sequence[Entry]) -> tuple[str, str]:
    debit: Decimal = sum((one.debit for one in entries), ZERO)
    credit: Decimal = sum((one.credit for one in entries), ZERO)
    return money(debit), money(credit)


def _belongs(entry: Entry) -> str:
    parts = [part for part in (entry.member_name, entry.fund_name) if part]
    return ", ".join(parts)


def _facts(found: Detail) -> list[tuple[str, str]]:
    row = found.transaction
    how = ", ".join(part for part in (tr(METHODS[row.method]) if row.method else "", row.reference) if part)
    when = date_and_time(row.entered_at.astimezone())
    facts = [
        (tr("Amount"), ksh(row.amount)),
        (tr("Date"), date_long(row.on)),
        (tr("Kind"), tr(TYPES[row.type])),
        (tr("State"), tr(STATES[row.status])),
        (tr("Member"), f"{row.member_name}, {row.member_number}" if row.member_name else ""),
        (tr("Receipt"), row.receipt_number),
        (tr("Paid"), how),
        (tr("What for"), row.description),
        (tr("Note"), "" if row.reverses else row.note),
        (tr("Entered"), tr("{when}, by {person}", when=when, person=found.entered_by) if found.entered_by else when),
    ]
    return [(name, value) for name, value in facts if value]
