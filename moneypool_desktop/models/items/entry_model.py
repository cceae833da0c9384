"""The item model of grids in which one types: a column that takes text says where it puts it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt

from moneypool_desktop.models.items.column import Column
from moneypool_desktop.models.items.table_model import Index, TableModel


@dataclass(frozen=True, slots=True)
class EntryColumn[Row](Column[Row]):
    """A column one may type in: `put` takes the text into the row, `typed` gives it back to the editor."""

    put: Callable[[Row, str], None] | None = None
    typed: Callable[[Row], str] | None = None


class EntryModel[Row](TableModel[Row]):
    """Rows that are typed in place; whatever is typed is taken, and the row says itself what is wrong with it."""

    locked = False

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = QAbstractTableModel.flags(self, index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.takes(index.column()) and not self.locked else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.EditRole and index.isValid():
            column = self.columns[index.column()]
            asked = column.typed if isinstance(column, EntryColumn) else None
            return asked(self._shown[index.row()]) if asked is not None else column.text(self._shown[index.row()])
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        column = self.columns[index.column()] if index.isValid() else None
        if self.locked or role != Qt.ItemDataRole.EditRole or not isinstance(column, EntryColumn) or not column.put:
            return False
        column.put(self._shown[index.row()], str(value))
        self.say_changed(index.row())
        return True

    def takes(self, column: int) -> bool:
        """Return whether one may type in a column."""
        found = self.columns[column] if 0 <= column < len(self.columns) else None
        return isinstance(found, EntryColumn) and found.put is not None

    def say_changed(self, first: int = 0, last: int | None = None) -> None:
        """Tell views that rows were changed beside the model, all from `first` on to `last` (itself)."""
        last = first if last is None else last
        if 0 <= first <= last < len(self._shown):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        self.totals_changed.emit()
