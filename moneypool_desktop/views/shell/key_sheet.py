"""The keyboard sheet (F1): every key that does something here, by group."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from moneypool_desktop.language import mark, tr
from moneypool_desktop.views.actions import Act
from moneypool_desktop.views.dialogs.base import Dialog
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.keycap import KeyCap
from moneypool_desktop.views.widgets.label import Label

_FIXED = (
    (mark("In tables"), (
        (mark("Open the row"), "Enter"), (mark("Copy as spreadsheet cells"), "Ctrl+C"),
        (mark("Filter by typing"), "A…Z"),
        (mark("To the first or last row"), "Ctrl+Home"),
    )),
    (mark("In forms"), (
        (mark("Next field"), "Enter"), (mark("Save"), "Ctrl+Enter"), (mark("Today in a date"), "T"),
        (mark("A day on or back in a date"), "+"), (mark("Open the calendar"), "Alt+↓"),
        (mark("Leave without saving"), "Esc"),
    )),
)  # fmt: skip


class KeySheet(Dialog):
    """Lists the acts given that have a key, then the keys that hold in every table and form."""

    def __init__(self, parent: QWidget | None, acts: Sequence[Act]) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Keyboard sheet"))
        inner = QWidget()
        inner.setProperty("plain", True)
        grid = QGridLayout(inner)
        grid.setContentsMargins(3, 3, 3, 3)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        keyed = sorted((act for act in acts if act.keys), key=lambda act: act.group)
        for group, members in groupby(keyed, key=lambda act: act.group):
            self._add(grid, tr(group) if group else tr("Everywhere"), [(tr(act.text), act.keys) for act in members])
        for group, lines in _FIXED:
            self._add(grid, tr(group), [(tr(text), keys) for text, keys in lines])
        held = QScrollArea()
        held.setWidgetResizable(True)
        held.setFrameShape(QScrollArea.Shape.NoFrame)
        held.setWidget(inner)
        held.setMinimumHeight(min(380, inner.sizeHint().height()))
        held.setAccessibleName(tr("Keys"))
        close = Button(tr("Close"), kind="primary", keys="Esc")
        close.clicked.connect(self.accept)
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(Label(tr("Keyboard sheet"), "section"))
        column.addWidget(held, 1)
        column.addLayout(foot)
        self.hold(body)
        self.setFixedWidth(480)
        close.setFocus()

    @staticmethod
    def _add(grid: QGridLayout, title: str, lines: Sequence[tuple[str, str]]) -> None:
        row = grid.rowCount()
        grid.addWidget(Label(title, "label"), row, 0, 1, 2)
        for step, (text, keys) in enumerate(lines, start=1):
            grid.addWidget(Label(text, "body"), row + step, 0)
            grid.addWidget(KeyCap(keys), row + step, 1, Qt.AlignmentFlag.AlignRight)
