"""The strip of figures at the top of a page; every figure opens the rows behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from moneypool_desktop.views import draw, icons, privacy, theme
from moneypool_desktop.views.widgets.layouts import clear
from moneypool_desktop.views.widgets.panel import Panel, Rule


@dataclass(frozen=True, slots=True)
class Kpi:
    """One cell: its id, icon, label, the figure and one sentence on what to make of it."""

    id: str
    icon: str
    label: str
    figure: str
    sentence: str
    tone: str = ""


class _Cell(QAbstractButton):
    def __init__(self, kpi: Kpi) -> None:
        super().__init__()
        self.kpi = kpi
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{kpi.label}: {kpi.figure}")
        self.setAccessibleDescription(kpi.sentence)
        self.setToolTip(kpi.sentence)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self.minimumSizeHint().width() + 40, 81)

    def minimumSizeHint(self) -> QSize:
        # a figure is never cut short; label and sentence give way
        return QSize(draw.width_of(self.kpi.figure, theme.font(theme.TITLE, theme.SEMIBOLD)) + 28, 81)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("hover" if self.underMouse() else "surface"))
        wide = self.width() - 24
        icons.paint(painter, self.kpi.icon, 14, 11, 15, "text_2")
        draw.words(
            painter,
            QRect(36, 9, wide - 24, 18),
            self.kpi.label,
            font=theme.font(theme.SMALL, theme.MEDIUM),
            token="text_2",
        )
        figure = privacy.shown(self.kpi.figure)
        draw.words(
            painter,
            QRect(14, 28, wide, 25),
            figure,
            font=theme.font(theme.TITLE, theme.SEMIBOLD),
            token=self.kpi.tone or "text",
            elide=False,
        )
        draw.words(
            painter,
            QRect(14, 53, wide, 18),
            privacy.shown(self.kpi.sentence),
            font=theme.font(theme.SMALL),
            token="text_2",
        )
        if self.hasFocus():
            draw.box(painter, self.rect(), edge="accent", width=2, radius=theme.RADIUS_SMALL)


class KpiStrip(Panel):
    """Three to five figures in one bordered row; `opened` gives the id of the cell that was pressed."""

    opened = Signal(str)

    def __init__(self, cells: Sequence[Kpi] = (), parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self.body.addLayout(self._row)
        self.set_cells(cells)

    def set_cells(self, cells: Sequence[Kpi]) -> None:
        """Replace the figures."""
        clear(self._row)
        for place, kpi in enumerate(cells):
            if place:
                self._row.addWidget(Rule(upright=True))
            cell = _Cell(kpi)
            cell.clicked.connect(lambda _=False, which=kpi.id: self.opened.emit(which))
            self._row.addWidget(cell, 1)
