"""What is to be said of the chosen cell, with what can be done about it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.formats import money
from moneypool_desktop.models.rows.contributions import CellState, Grid, GridRow
from moneypool_desktop.views import draw, theme
from moneypool_desktop.views.contributions import words
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.icon_label import IconLabel
from moneypool_desktop.views.widgets.label import Label

_TONES = {CellState.NOTHING: "danger", CellState.PART: "warn", CellState.LATE: "warn", CellState.AHEAD: "info"}


class CellBar(QWidget):
    """One sentence about a cell; `receive`, `waive`, `fine` and `why` say which button was pressed."""

    receive = Signal()
    waive = Signal()
    why = Signal()
    fine = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tone = "neutral"
        self._icon = IconLabel("info-circle", 18, "neutral")
        self._words = Label("", "body", wrap=True)
        self.take = Button("", icon="arrow-down-left", small=True)
        self.pardon = Button("", icon="circle-minus", small=True)
        self.punish = Button("", icon="gavel", small=True)
        self.explain = Button("", kind="link")
        self.take.clicked.connect(self.receive)
        self.pardon.clicked.connect(self.waive)
        self.punish.clicked.connect(self.fine)
        self.explain.clicked.connect(self.why)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.PADDING, 5, theme.PADDING, 5)
        row.setSpacing(theme.PADDING)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        for button in (self.take, self.pardon, self.punish, self.explain):
            row.addWidget(button)

    def show_cell(
        self, grid: Grid, row: GridRow, place: int, *, may_receive: str, may_waive: str, may_fine: str
    ) -> None:
        """Say a cell; `may_*` is why something may not be done, or no text."""
        cell = row.cells[place]
        self._tone = _TONES.get(cell.state, "good" if cell.state is CellState.PAID else "neutral")
        self._icon.set_icon(words.FACES[cell.state].icon or "info-circle", self._tone)
        self._words.set_fact(words.whose(grid, row, place), words.sentence(grid, cell))
        owed = cell.unpaid if cell.due_on else grid.amount
        self.take.setText(tr("Receive {amount}", amount=money(owed)) if owed and owed > 0 else tr("Receive"))
        self.pardon.setText(tr("Waive"))
        self.punish.setText(tr("Fine"))
        self.explain.setText(tr("Why?"))
        self.take.allow(not may_receive, may_receive)
        self.pardon.allow(not may_waive, may_waive)
        self.punish.allow(not may_fine, may_fine)
        self.setAccessibleName(self._words.said())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw.box(QPainter(self), self.rect(), fill=f"{self._tone}_fill", edge=f"{self._tone}_edge")
