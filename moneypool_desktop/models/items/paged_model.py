"""The item model for lists without end: pages by key in both directions, fetched in a worker, a bounded number kept."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from moneypool_desktop.models.items import cells, roles
from moneypool_desktop.models.items.column import Column

type Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Fetch[Row](Protocol):
    """Reads one page in a worker: rows after a key, or before it, in shown order; both None is the first page."""

    def __call__(self, *, after: Row | None, before: Row | None, last: bool, limit: int) -> Sequence[Row]: ...


class Runner(Protocol):
    """Runs a function in a worker and gives its answer, or what it raised, to the thread of the window."""

    def __call__(
        self, fn: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None], /
    ) -> object: ...


class PagedModel[Row](QAbstractTableModel):
    """A window of rows over a list that stays where it is; rows still under way are shown as bars.

    Every page asks for rows after or before the row at the edge, never by number: the millionth costs what the first
    does.
    """

    failed = Signal(Exception)
    loaded = Signal()
    restarted = Signal(bool)
    totals_changed = Signal()
    AHEAD = 12

    def __init__(
        self, columns: Sequence[Column[Row]], fetch: Fetch[Row], run: Runner, *, key: Callable[[Row], object],
        page: int = 200, keep: int = 1000, parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.columns = tuple(columns)
        self._fetch, self._run, self._key = fetch, run, key
        self._page, self._keep = page, max(keep, 3 * page)
        self._rows: list[Row] = []
        self._faces: list[tuple[cells.Face, ...] | None] = []
        self._more_above = self._more_below = False
        self._busy = False
        self._round = 0
        self._sums: dict[str, str] = {}

    def begin(self, rows: Sequence[Row], fetch: Fetch[Row] | None = None) -> None:
        """Show a first page that was read already: one row more than a page says that there is more."""
        self._fetch = fetch or self._fetch
        self._round += 1
        self._busy = False
        self._take(rows, after=None, before=None, last=False)

    def restart(self, fetch: Fetch[Row] | None = None, *, last: bool = False) -> None:
        """Read from the first page again, or from the last; a new `fetch` carries another filter."""
        self._fetch = fetch or self._fetch
        self._round += 1
        self._ask(after=None, before=None, last=last)

    def rows(self) -> Sequence[Row]:
        """Return the rows held now."""
        return self._rows

    def row(self, place: int) -> Row | None:
        """Return the row at a place of the table, or None where it is still under way."""
        place -= self.waiting_above()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def key_at(self, place: int) -> object:
        """Return the key of the row at a place, or None."""
        row = self.row(place)
        return None if row is None else self._key(row)

    def place_of(self, key: object) -> int:
        """Return where the row with this key stands among those held, or -1."""
        return next((n + self.waiting_above() for n, row in enumerate(self._rows) if self._key(row) == key), -1)

    def need(self, first: int, last: int) -> None:
        """Say which places are in sight; the next page is asked for before they run out."""
        if self._busy or not self._rows:
            return
        near = self._page // 2
        if self._more_below and last >= self.waiting_above() + len(self._rows) - near:
            self._ask(after=self._rows[-1], before=None, last=False)
        elif self._more_above and first <= self.waiting_above() + near:
            self._ask(after=None, before=self._rows[0], last=False)

    def totals(self) -> list[str]:
        """Return the sums that were given, a text per column: what is held is not all there is."""
        return [self._sums.get(column.key, "") for column in self.columns]

    def set_totals(self, sums: Mapping[str, str]) -> None:
        """Show these sums by the keys of their columns; none while they are being worked out."""
        self._sums = dict(sums)
        self.totals_changed.emit()

    def retranslate(self) -> None:
        """Say everything again in the language now spoken."""
        self._faces = [None] * len(self._rows)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        ends = self._more_above + self._more_below
        return 0 if parent.isValid() else len(self._rows) + self.AHEAD * ends

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.row(index.row())
        if row is None:
            return True if role == roles.WAITING else None
        return cells.cell(self.columns[index.column()], row, role)

    def face(self, place: int, column: int) -> cells.Face | None:
        """Return all that is drawn of one cell in one call, or None where the row is still under way."""
        place -= self.AHEAD if self._more_above else 0
        if not 0 <= place < len(self._rows):
            return None
        faces = self._faces[place]
        if faces is None:  # worded once: a row is drawn many times while it is scrolled through
            faces = self._faces[place] = tuple(cells.face(one, self._rows[place]) for one in self.columns)
        return faces[column]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        return cells.heading(self.columns[section], role)

    def waiting_above(self) -> int:
        """Return how many places above the rows held stand for rows still under way."""
        return self.AHEAD if self._more_above else 0

    def _ask(self, *, after: Row | None, before: Row | None, last: bool) -> None:
        self._busy = True
        asked, fetch, limit = self._round, self._fetch, self._page + 1

        def read() -> Sequence[Row]:
            return fetch(after=after, before=before, last=last, limit=limit)

        def done(rows: Sequence[Row]) -> None:
            if asked == self._round:
                self._busy = False
                self._take(rows, after=after, before=before, last=last)

        def failed(error: Exception) -> None:
            if asked == self._round:
                self._busy = False
                self.failed.emit(error)

        self._run(read, done, failed)

    def _take(self, rows: Sequence[Row], *, after: Row | None, before: Row | None, last: bool) -> None:
        # one row more than a page was asked for: it only says that there is more
        more = len(rows) > self._page
        if after is not None:
            self._append(list(rows[: self._page]), more=more)
        elif before is not None:
            self._prepend(list(rows[-self._page :]), more=more)
        else:
            self.beginResetModel()
            self._rows = list(rows[-self._page :] if last else rows[: self._page])
            self._faces = [None] * len(self._rows)
            self._more_above, self._more_below = more and last, more and not last
            self.endResetModel()
            self.restarted.emit(last)
        self.loaded.emit()

    def _append(self, rows: list[Row], *, more: bool) -> None:
        self._insert(self.waiting_above() + len(self._rows), len(self._rows), rows)
        self._set_end(above=False, more=more)
        spare = len(self._rows) - self._keep
        if spare > 0:
            self._set_end(above=True, more=True)
            self._remove(self.waiting_above(), 0, spare)

    def _prepend(self, rows: list[Row], *, more: bool) -> None:
        self._insert(self.waiting_above(), 0, rows)
        self._set_end(above=True, more=more)
        spare = len(self._rows) - self._keep
        if spare > 0:
            self._set_end(above=False, more=True)
            self._remove(self.waiting_above() + self._keep, self._keep, spare)

    def _insert(self, place: int, at: int, rows: list[Row]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), place, place + len(rows) - 1)
            self._rows[at:at] = rows
            self._faces[at:at] = [None] * len(rows)
            self.endInsertRows()

    def _remove(self, place: int, at: int, count: int) -> None:
        self.beginRemoveRows(QModelIndex(), place, place + count - 1)
        del self._rows[at : at + count]
        del self._faces[at : at + count]
        self.endRemoveRows()

    def _set_end(self, *, above: bool, more: bool) -> None:
        if more == (self._more_above if above else self._more_below):
            return
        first = 0 if above else self.waiting_above() + len(self._rows)
        begin, end = (self.beginInsertRows, self.endInsertRows) if more else (self.beginRemoveRows, self.endRemoveRows)
        begin(QModelIndex(), first, first + self.AHEAD - 1)
        if above:
            self._more_above = more
        else:
            self._more_below = more
        end()
