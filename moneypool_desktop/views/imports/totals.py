"""The figures to hold against the paper book, and the proof of both sides where a file has two."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.models.rows.imports import ControlTotal, ImportPlan
from moneypool_desktop.views import theme
from moneypool_desktop.views.imports.looks import total_text
from moneypool_desktop.views.widgets.banner import Banner
from moneypool_desktop.views.widgets.label import Label, LineLabel
from moneypool_desktop.views.widgets.layouts import clear, reveal
from moneypool_desktop.views.widgets.panel import Panel

_A_ROW = 6


class Totals(Panel):
    """Control totals of the rows that would be written, then whether both sides agree."""

    def __init__(self) -> None:
        super().__init__(flush=True)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(theme.PADDING, 8, theme.PADDING, 8)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(6)
        self.proof = Banner("good")
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(8, 0, 8, 8)
        column.addWidget(self.proof)
        self._held = held
        self.body.addLayout(self._grid)
        self.body.addWidget(held)

    def show_plan(self, plan: ImportPlan) -> None:
        """Show the figures of a plan."""
        clear(self._grid)
        across = max(1, min(_A_ROW, len(plan.totals)))
        for place, total in enumerate(plan.totals):
            row, column = divmod(place, across)
            self._grid.addWidget(_Figure(total), row, column, Qt.AlignmentFlag.AlignTop)
        for column in range(_A_ROW):
            self._grid.setColumnStretch(column, int(column < across))
        reveal(self._held, plan.proof is not None)
        if plan.proof is not None:
            fact = tr("Both sides agree.") if plan.proof.agrees else tr("The two sides do not agree.")
            self.proof.say(fact, plan.proof.sentence, tone="good" if plan.proof.agrees else "danger")
        self.setAccessibleName(tr("Control totals"))


class _Figure(QWidget):
    def __init__(self, total: ControlTotal) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(LineLabel(total.label, "small", right=True))
        column.addWidget(Label(total_text(total), "strong", figures=True, right=True))
