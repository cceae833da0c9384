"""The box beside the grid: what it should hold once everything typed is in it, and who has not paid yet."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from moneypool_desktop.language import tr, trn
from moneypool_desktop.models.domain.formats import ksh, money
from moneypool_desktop.models.drafts.meeting import Entries, Entry
from moneypool_desktop.models.rows.receipts import Place
from moneypool_desktop.views import draw, theme
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.icon_label import IconLabel
from moneypool_desktop.views.widgets.label import Label, LineLabel
from moneypool_desktop.views.widgets.layouts import clear, reveal
from moneypool_desktop.views.widgets.panel import Rule
from moneypool_desktop.views.widgets.rows import FactRow

WIDE, NARROW = 298, 222
_LINE = 26
_FILL_KEYS = "Ctrl+E"


class _Tinted(QWidget):
    """The ground of the accent."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), theme.colour("accent_tint"))


class BoxPanel(QWidget):
    """Stands at the right of the window from top to bottom; `post` and `fill` are the buttons of the page's acts."""

    def __init__(self, post: Button, fill: Button, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: Entries | None = None
        self._rows: list[FactRow] = []
        self._shown: tuple[object, ...] = ()
        self._title, self.figure = LineLabel("", "strong"), Label("", "figure", figures=True)
        self._sums = QVBoxLayout()
        self._sums.setSpacing(0)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(4)
        self._mpesa, self._bank = _Came("device-mobile", "info"), _Came("building-bank", "text_2")
        for came in (self._mpesa, self._bank):
            self._beside.addWidget(came)
        self._heading, self._count = Label("", "strong"), Label("", "small", figures=True)
        self._lead = Label("", "small")
        self._waiting = QWidget()
        self._names = QVBoxLayout(self._waiting)
        self._names.setContentsMargins(0, 0, 0, 0)
        self._names.setSpacing(0)
        self._post, self._fill = post, fill
        self._lay_out()
        self.retranslate()

    def show_money(self, entries: Entries, place: Place | None) -> None:
        """Say what this box should hold with what was typed, and what came other ways."""
        self._entries = entries
        dues, fines = entries.cash()
        before = place.balance if place else Decimal(0)
        name = place.name if place else ""
        self._title.setText(tr("{place} should hold", place=name) if name else tr("Box should hold"))
        self.figure.setText(ksh(before + dues + fines))
        for row, amount in zip(self._rows, (money(before), _plus(dues), _plus(fines)), strict=True):
            row.value.setText(amount)
        self._mpesa.words.setText(tr("M-Pesa {amount}", amount=money(entries.came("mobile_money"))))
        self._bank.words.setText(tr("Bank {amount}", amount=money(entries.came("bank_transfer"))))
        self._shape()
        self._show_waiting()

    def retranslate(self) -> None:
        """Say everything in the language now spoken, the sums the next time money is shown."""
        self._shown = ()
        clear(self._sums)
        self._rows = [FactRow(words, "") for words in (tr("In it now"), tr("Dues in cash"), tr("Fines in cash"))]
        for row in self._rows:
            self._sums.addWidget(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shape()
        self._show_waiting()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour("surface"))
        painter.fillRect(0, 0, 1, self.height(), theme.colour("line"))

    def _lay_out(self) -> None:
        top = _Tinted()
        inside = QVBoxLayout(top)
        inside.setContentsMargins(14, 12, 14, 11)
        inside.setSpacing(4)
        inside.addWidget(self._title)
        inside.addWidget(self.figure)
        inside.addSpacing(2)
        inside.addLayout(self._sums)
        inside.addSpacing(3)
        inside.addWidget(Rule("line_strong"))
        inside.addSpacing(3)
        inside.addLayout(self._beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(Rule())
        column.addLayout(self._list(), 1)
        column.addWidget(Rule())
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 10, 14, 10)
        foot.addStretch(1)
        foot.addWidget(self._post)
        column.addLayout(foot)

    def _list(self) -> QVBoxLayout:
        head = QHBoxLayout()
        head.addWidget(self._heading)
        head.addStretch(1)
        head.addWidget(self._count)
        column = QVBoxLayout()
        column.setContentsMargins(14, 12, 14, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._lead)
        column.addWidget(self._waiting, 1)
        row = QHBoxLayout()
        row.addWidget(self._fill)
        row.addStretch(1)
        column.addLayout(row)
        return column

    def _shape(self) -> None:
        # a figure is never cut: it gets smaller, and what stands beside goes below
        room, words = self.width() - 30, self.figure.said()
        sizes = (theme.FIGURE, theme.TITLE, theme.POSITION, theme.BODY)
        fonts = [theme.font(size, theme.SEMIBOLD, figures=True) for size in sizes]
        self.figure.setFont(next((font for font in fonts if draw.width_of(words, font) <= room), fonts[-1]))
        self._fill.keys = _FILL_KEYS if self.width() >= WIDE else ""
        self._fill.updateGeometry()
        below = self._beside.minimumSize().width() > room or self.width() < WIDE
        direction = QBoxLayout.Direction
        self._beside.setDirection(direction.TopToBottom if below else direction.LeftToRight)

    def _show_waiting(self) -> None:
        if self._entries is None:
            return
        entries = self._entries
        waiting, paid = entries.waiting(), len(entries.started())
        self._heading.setText(tr("Collections"))
        self._count.setText(f"{paid} / {len(entries.rows)}")
        self._lead.setText(tr("Not paid yet") if waiting else tr("Nobody is left who owes."))
        room = max(0, self._waiting.height() // _LINE)
        shown = waiting if len(waiting) <= room else waiting[: max(0, room - 1)]
        rest = len(waiting) - len(shown)
        now = (rest, *(row.member for row in shown))
        if now == self._shown:
            return
        self._shown = now
        clear(self._names)
        for row in shown:
            self._names.addWidget(_Waits(row))
        more = Label(trn("and {n} more", "and {n} more", rest), "small")
        reveal(more, bool(rest))
        self._names.addWidget(more)
        self._names.addStretch(1)


class _Came(QWidget):
    def __init__(self, icon: str, tone: str) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(IconLabel(icon, 15, tone))
        self.words = Label("", "small", ink=tone, figures=True)
        line.addWidget(self.words)
        line.addStretch(1)


class _Waits(QWidget):
    def __init__(self, row: Entry) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(LineLabel(row.member.name, "body"), 1)
        amount = Label(money(row.member.total), "body", figures=True, right=True)
        line.addWidget(amount, 0, Qt.AlignmentFlag.AlignRight)
        self.setFixedHeight(_LINE)


def _plus(amount: Decimal) -> str:
    return f"+ {money(amount)}"
