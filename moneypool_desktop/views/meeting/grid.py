"""The grid of a meeting: a row for each member, everything typed by keys, nothing typed ever lost."""

from decimal import Decimal
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QTableView, QWidget

from moneypool_desktop.language import tr, trn
from moneypool_desktop.models.domain.formats import money
from moneypool_desktop.models.domain.money import parse_amount
from moneypool_desktop.models.drafts.meeting import FINES, METHOD, METHODS, REFERENCE, Entries, Entry
from moneypool_desktop.models.drafts.pasted import Block, block_of
from moneypool_desktop.models.items.column import Column
from moneypool_desktop.models.items.entry_model import EntryModel
from moneypool_desktop.views import draw, theme
from moneypool_desktop.views.meeting.columns import columns_of
from moneypool_desktop.views.meeting.editing import Chip, EntryDelegate, Index
from moneypool_desktop.views.meeting.words import goes, method_named
from moneypool_desktop.views.widgets.column_widths import Want
from moneypool_desktop.views.widgets.table import Table
from moneypool_desktop.views.widgets.table_delegate import ICON, PAD

_INITIALS = {"c": "cash", "t": "cash", "m": "mobile_money", "b": "bank_transfer"}
_USUAL = "88,888.00"
_Selection = QItemSelectionModel.SelectionFlag


class MeetingGrid(Table):
    """Types into `entries`. `typed` follows each change, `pasted` gives a Block and what was typed before it."""

    typed = Signal()
    pasted = Signal(object, object)

    def __init__(self, entries: Entries, parent: QWidget | None = None) -> None:
        self.entries = entries
        self._short = False
        self._widest_yet: dict[int, int] = {}
        self.grid: EntryModel[Entry] = EntryModel(
            columns_of(entries.types, lambda: self._short), entries.rows, key=lambda r: r.member.member
        )
        super().__init__(
            self.grid, name=tr("Meeting money"), count=lambda count: _counted(entries, count), cells=True, parent=parent
        )
        self.walk = Walk(self)
        self.delegate = EntryDelegate(self.view, left=self.walk.leave, pasted=self.paste)
        self.delegate.typed = self._work_out
        self.view.setItemDelegate(self.delegate)
        self.view.setTabKeyNavigation(False)
        self.view.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.view.horizontalHeader().setSortIndicatorShown(False)
        self.view.horizontalHeader().setSectionsClickable(False)
        self.view.horizontalHeader().setSectionsMovable(False)
        self.view.setAccessibleDescription(
            tr("Type an amount or a sum. Enter goes to the next cell, Space changes how the money came.")
        )
        self.chip = Chip(self)
        self.view.installEventFilter(self)
        self.view.typed.connect(self._begin)
        self.view.opened.connect(lambda _: self.walk.leave("on"))
        self.view.doubleClicked.connect(self._edit)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._moved())
        self.view.verticalScrollBar().valueChanged.connect(lambda _: self._moved())
        self.grid.totals_changed.connect(self.typed)
        self.grid.modelReset.connect(self._measured.clear)
        if entries.rows:
            self.go(0, self.grid_column(self.cells()[0]))

    def cells(self) -> tuple[str, ...]:
        """Return the cells of a row one can type in, left to right."""
        return tuple(column.key for place, column in enumerate(self.grid.columns) if self.grid.takes(place))

    def grid_column(self, cell: str) -> int:
        """Return the column of a cell."""
        return next(place for place, column in enumerate(self.grid.columns) if column.key == cell)

    def go(self, row: int, column: int) -> None:
        """Stand in a cell."""
        index = self.grid.index(row, column)
        self.view.selectionModel().setCurrentIndex(index, _Selection.ClearAndSelect)
        self.view.scrollTo(index)

    def go_to(self, entry: Entry, cell: str) -> None:
        """Stand in a cell of a member's row and take the keys."""
        self.go(entry.number - 1, self.grid_column(cell))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def seek(self, text: str) -> bool:
        """Stand in the first row whose member's name or number holds every word; returns whether there is one."""
        words = text.casefold().split()
        for row in self.entries.rows if words else ():
            said = f"{row.member.name} {row.member.number}".casefold()
            if all(word in said for word in words):
                self.go(row.number - 1, self.grid_column(self.cells()[0]))
                return True
        return False

    def fill(self, *, everybody: bool = False) -> None:
        """Put what is expected into the chosen rows, or into all, and go on to the next row that waits."""
        if self.grid.locked:
            return
        self.delegate.take()
        chosen = self.entries.rows if everybody else self._chosen_rows()
        for row in chosen:
            row.fill()
        self.grid.say_changed(0, len(self.entries.rows) - 1)
        if not everybody and chosen:
            self.walk.go_on_from(chosen[-1])

    def paste(self) -> None:
        """Take a block of cells from the clipboard; what finds no place is in the Block that `pasted` carries."""
        block = _block(self, QGuiApplication.clipboard().text())
        if block is None or self.grid.locked:
            return
        kept = self.entries.kept()
        for place, cells in block.rows:
            for cell, text in cells.items():
                self.entries.rows[place].put(cell, text)
        self.grid.say_changed(0, len(self.entries.rows) - 1)
        self.pasted.emit(block, kept)

    def lock(self, *, locked: bool) -> None:
        """Take no more typing while an act is on its way."""
        self.delegate.take()
        self.grid.locked = locked

    def show_again(self) -> None:
        """Show what was changed beside the grid."""
        self.grid.say_changed(0, len(self.entries.rows) - 1)
        self._moved()

    def fit(self) -> None:
        """Share the width; where it does not suffice, cents that are not there are left out first."""
        before, self._short = self._short, False
        room = self.view.viewport().width()
        wants = [self._want(place, column) for place, column in enumerate(self.grid.columns)]
        if room and sum(want.least for want in wants) > room:
            self._short = True
            self._measured.clear()
        super().fit()
        if before != self._short:
            self.totals.set_totals(_counted(self.entries, len(self.entries.rows)), self.grid.totals())
        self.view.viewport().update()
        QTimer.singleShot(0, self, self._moved)  # the chip follows its cell once the rows are laid out

    def retranslate(self) -> None:
        """Say heads and totals in the language now spoken."""
        self._measured.clear()
        super().retranslate()

    def _refresh(self) -> None:
        # a column is measured again only when its total outgrows it: the total is the widest of its figures
        texts, head = self.grid.totals(), self.view.horizontalHeader()
        font = theme.font(theme.BODY, theme.SEMIBOLD, figures=True)
        if not self._measured or any(
            text and draw.width_of(text, font) + 2 * PAD >= head.sectionSize(place) and not head.isSectionHidden(place)
            for place, text in enumerate(texts)
        ):
            super()._refresh()
        else:
            self.totals.set_totals(_counted(self.entries, len(self.entries.rows)), texts)

    def _want(self, place: int, column: Column[Any]) -> Want:
        want = super()._want(place, column)
        if column.key in (METHOD, REFERENCE) and not self._short:
            widest = max(draw.width_of(text, theme.font(theme.BODY)) for text in _usual_words(column.key))
            full = max(want.full, widest + 2 * PAD + 1 + (ICON if column.icon else 0))
            return Want(full, full if column.icon else want.least, drop=want.drop)
        if not column.figure or self._short:
            return want
        # columns do not move under the fingers: they only grow
        usual = draw.width_of(_USUAL, theme.font(theme.BODY, figures=True)) + 2 * PAD + 1
        width = max(want.full, usual, self._widest_yet.get(place, 0))
        self._widest_yet[place] = width
        return Want(width, width, drop=want.drop)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.view and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event)
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        key, plain = event.key(), not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif key == Qt.Key.Key_Space and plain:
            self.turn_method()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._empty_chosen()
        elif key == Qt.Key.Key_F2:
            self._edit(self.view.currentIndex())
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and plain:
            return self.walk.step(back=key == Qt.Key.Key_Backtab, everywhere=True)
        else:
            return False
        return True

    def turn_method(self) -> None:
        """Change how the chosen members' money came: cash, M-Pesa, bank, cash again."""
        rows = self._chosen_rows()
        if self.grid.locked or not rows:
            return
        now = METHODS[(METHODS.index(rows[0].method) + 1) % len(METHODS)]
        for row in rows:
            row.put(METHOD, now)
        self.show_again()

    def _begin(self, text: str) -> None:
        index = self.view.currentIndex()
        if not self.grid.takes(index.column()):
            self.view.keyboardSearch(text) if index.column() <= 1 else None
            return
        if self.grid.columns[index.column()].key == METHOD:
            if text.casefold() in _INITIALS:
                self.grid.setData(index, _INITIALS[text.casefold()])
            return
        if self._edit(index) and self.delegate.editor is not None:
            self.delegate.editor.setText(text)

    def _edit(self, index: QModelIndex) -> bool:
        if self.grid.locked or not self.grid.takes(index.column()):
            return False
        if self.grid.columns[index.column()].key == METHOD:
            self.turn_method()
            return False
        self.view.edit(index)
        if self.delegate.editor is not None:
            self._work_out(index, self.delegate.editor.text())
        return True

    def _chosen_rows(self) -> list[Entry]:
        places = {index.row() for index in self.view.selectedIndexes()} or {self.view.currentIndex().row()}
        return [self.entries.rows[place] for place in sorted(places) if 0 <= place < len(self.entries.rows)]

    def _empty_chosen(self) -> None:
        for index in () if self.grid.locked else self.view.selectedIndexes():
            if self.grid.takes(index.column()):
                cell = self.grid.columns[index.column()].key
                self.entries.rows[index.row()].put(cell, "cash" if cell == METHOD else "")
        self.show_again()

    def _moved(self) -> None:
        self.view.viewport().update()
        index = self.view.currentIndex()
        if self.delegate.editor is not None:
            self._work_out(index, self.delegate.editor.text())
            return
        problem = ""
        if index.isValid() and self.grid.takes(index.column()):
            problem = self.entries.rows[index.row()].problem(self.grid.columns[index.column()].key)
        self._say(index, "", problem)

    def _work_out(self, index: Index, text: str) -> None:
        entry, cell = self.entries.rows[index.row()], self.grid.columns[index.column()].key
        amount = parse_amount(text) if text.strip() and cell != REFERENCE else None
        if isinstance(amount, Decimal):
            self._say(index, tr("= {amount}", amount=money(amount)), goes(entry, cell, amount))
        else:
            self._say(index, "", "")

    def _say(self, index: Index, fact: str, rest: str) -> None:
        area = (
            self.view.visualRect(self.grid.index(index.row(), index.column())) if index.isValid() else self.view.rect()
        )
        area.moveTopLeft(self.view.viewport().mapTo(self, area.topLeft()))
        seen = self.rect().contains(area.center())
        self.chip.say(fact if seen else "", rest if seen else "", area)


class Walk:
    """How one goes through the grid: Enter to the next cell that is wanted, Tab to the next of all."""

    def __init__(self, grid: MeetingGrid) -> None:
        self._grid = grid

    def leave(self, way: str) -> None:
        """Leave the cell one stands in: `on`, `back`, `up` or `down`."""
        grid = self._grid
        index = grid.view.currentIndex()
        if way not in ("up", "down"):
            self.step(back=way == "back", everywhere=False)
            return
        row = index.row() + (1 if way == "down" else -1)
        if 0 <= row < grid.grid.rowCount():
            grid.go(row, index.column())

    def step(self, *, back: bool, everywhere: bool) -> bool:
        """Go one cell on or back; at the ends of the grid nothing is done and False returned."""
        grid, step = self._grid, -1 if back else 1
        index, width = grid.view.currentIndex(), len(grid.grid.columns)
        place, row = index.column() + step, index.row()
        while 0 <= row < grid.grid.rowCount():
            if not 0 <= place < width:
                row, place = row + step, 0 if step > 0 else width - 1
            elif self._stops(row, place, everywhere=everywhere):
                grid.go(row, place)
                return True
            else:
                place += step
        return False

    def go_on_from(self, entry: Entry) -> None:
        """Go to the next member in whose row nothing was typed."""
        grid = self._grid
        after = grid.entries.rows[entry.number :] + grid.entries.rows[: entry.number]
        to = next((row for row in after if not row.started), None)
        if to is not None:
            grid.go(to.number - 1, max(grid.view.currentIndex().column(), 0))

    def _stops(self, row: int, column: int, *, everywhere: bool) -> bool:
        grid = self._grid
        if not grid.grid.takes(column) or grid.view.isColumnHidden(column):
            return False
        entry, cell = grid.entries.rows[row], grid.grid.columns[column].key
        if everywhere:
            return True
        if cell == REFERENCE:
            return entry.method != "cash" and entry.started
        return cell != METHOD and (cell != FINES or bool(entry.expected(cell) or cell in entry.typed))


def _usual_words(cell: str) -> tuple[str, ...]:
    return tuple(map(method_named, METHODS)) if cell == METHOD else ("SJ61KQ7Z2B", tr("Code needed"))


def _block(grid: MeetingGrid, text: str) -> Block | None:
    rows = grid.entries.rows
    if not text.strip() or not rows:
        return None
    members = [(row.member.number, row.member.name) for row in rows]
    cells, index = grid.cells(), grid.view.currentIndex()
    titles = {tr(column.title): column.key for column in grid.grid.columns if column.key in cells}
    here = grid.grid.columns[max(index.column(), 0)].key
    at = (max(index.row(), 0), cells.index(here) if here in cells else 0)
    return block_of(text, members, cells, titles, at)


def _counted(entries: Entries, count: int) -> str:
    return trn("{n} member, paid {paid}", "All {n}, paid {paid}", count, paid=len(entries.started()))
