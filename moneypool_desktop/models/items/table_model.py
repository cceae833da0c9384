"""The one item model for lists that fit in memory: rows are dataclasses, a screen adds a tuple of columns."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from moneypool_desktop.models.items import cells
from moneypool_desktop.models.items.column import Column

type Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class TableModel[Row](QAbstractTableModel):
    """Rows sorted and filtered in the list itself; `key` tells one row from another when rows are merged."""

    totals_changed = Signal()

    def __init__(
        self, columns: Sequence[Column[Row]], rows: Sequence[Row] = (), *, key: Callable[[Row], object] | None = None,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key: Callable[[Row], object] = key or (lambda row: row)
        self._all: list[Row] = list(rows)
        self._wanted: Callable[[Row], bool] | None = None
        self._typed = ""
        self._said: dict[int, str] = {}
        self._sorted: tuple[int, Qt.SortOrder] | None = None
        self._shown: list[Row] = self._sifted()

    def rows(self) -> Sequence[Row]:
        """Return the rows as shown: sifted and sorted."""
        return self._shown

    def everything(self) -> Sequence[Row]:
        """Return all rows, also those sifted out, in the order they came."""
        return self._all

    def row(self, place: int) -> Row | None:
        """Return the row shown at a place, or None outside."""
        return self._shown[place] if 0 <= place < len(self._shown) else None

    def place_of(self, key: object) -> int:
        """Return where the row with this key is shown, or -1."""
        return next((place for place, row in enumerate(self._shown) if self._key(row) == key), -1)

    def key_at(self, place: int) -> object:
        """Return the key of the row shown at a place, or None outside."""
        row = self.row(place)
        return None if row is None else self._key(row)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Replace all rows; sorting and filter stay."""
        self._all = list(rows)
        self._said.clear()
        self._show_again()

    def merge(self, changed: Sequence[Row]) -> None:
        """Put changed rows in the place of those with the same key; new ones come last before sorting."""
        places = {self._key(row): place for place, row in enumerate(self._all)}
        for row in changed:
            place = places.get(self._key(row))
            if place is None:
                self._all.append(row)
            else:
                self._all[place] = row
        self._said.clear()
        self._show_again()

    def sift(self, typed: str = "", wanted: Callable[[Row], bool] | None = None) -> None:
        """Show only rows that hold every typed word in some column and that are wanted."""
        self._typed, self._wanted = typed, wanted
        self._show_again()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; a column below zero gives back the order in which the rows came."""
        self._sorted = (column, order) if 0 <= column < len(self.columns) else None
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        kept = [(index, self._key(self._shown[index.row()])) for index in old]
        self._shown = self._sifted()
        places = {self._key(row): place for place, row in enumerate(self._shown)}
        self.changePersistentIndexList(old, [self.index(places.get(key, -1), index.column()) for index, key in kept])
        self.layoutChanged.emit()

    def totals(self) -> list[str]:
        """Return the totals of what is shown, a text per column."""
        return [column.total(self._shown) if column.total is not None else "" for column in self.columns]

    def retranslate(self) -> None:
        """Say everything again in the language now spoken."""
        self._said.clear()
        last = len(self.columns) - 1
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, last))
        self.totals_changed.emit()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        return cells.cell(self.columns[index.column()], self._shown[index.row()], role)

    def face(self, place: int, column: int) -> cells.Face | None:
        """Return all that is drawn of one cell in one call; a question for each part of it would be slow."""
        return cells.face(self.columns[column], self._shown[place])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        return cells.heading(self.columns[section], role)

    def _show_again(self) -> None:
        self.beginResetModel()
        self._shown = self._sifted()
        self.endResetModel()
        self.totals_changed.emit()

    def _sifted(self) -> list[Row]:
        words = self._typed.casefold().split()
        rows = [
            row
            for place, row in enumerate(self._all)
            if (self._wanted is None or self._wanted(row)) and all(word in self._words_of(place) for word in words)
        ]
        if self._sorted is not None:
            column, order = self._sorted
            rows.sort(key=self.columns[column].order, reverse=order == Qt.SortOrder.DescendingOrder)
        return rows

    def _words_of(self, place: int) -> str:
        # said once for each row, or every key typed would format every figure again
        if place not in self._said:
            self._said[place] = "\n".join(column.text(self._all[place]) for column in self.columns).casefold()
        return self._said[place]
