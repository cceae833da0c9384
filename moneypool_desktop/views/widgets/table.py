"""The table of every list: sorted by its heads, copied as cells, totals pinned below, nothing of a figure ever cut."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QVBoxLayout, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.models.items import roles
from moneypool_desktop.models.items.column import Column
from moneypool_desktop.models.items.paged_model import PagedModel
from moneypool_desktop.models.items.table_model import TableModel
from moneypool_desktop.views import draw, theme
from moneypool_desktop.views.widgets.column_widths import Want, shared
from moneypool_desktop.views.widgets.layouts import reveal
from moneypool_desktop.views.widgets.table_delegate import ICON, PAD, TableDelegate, cell_font
from moneypool_desktop.views.widgets.table_head import TableHead, TotalsRow

_MEASURED = 400


class _View(QTableView):
    """The rows themselves; Enter opens, Ctrl+C copies, Home and End go to the ends of the whole list."""

    opened = Signal(QModelIndex)
    resized = Signal()
    asked_end = Signal(bool)
    typed = Signal(str)

    def __init__(self, height: int, *, cells: bool) -> None:
        super().__init__()
        self.setHorizontalHeader(TableHead(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalHeader().setMinimumSectionSize(height)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        if not cells:
            self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setItemDelegate(TableDelegate(self, height=height, upright_lines=cells))
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        elif (
            event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End)
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        ):
            self.asked_end.emit(event.key() == Qt.Key.Key_End)
            super().keyPressEvent(event)
        elif (
            event.text().strip()
            and event.text().isprintable()
            and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        ):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def copy(self) -> None:
        """Put the selected rows on the clipboard as spreadsheet cells, with the heads of more than one."""
        head = self.horizontalHeader()
        order = [head.logicalIndex(n) for n in range(head.count()) if not head.isSectionHidden(head.logicalIndex(n))]
        chosen = {(index.row(), index.column()) for index in self.selectionModel().selectedIndexes()}
        lines = sorted({row for row, _ in chosen})
        order = [column for column in order if any((row, column) in chosen for row in lines)]
        cells = [[self.model().index(row, column).data(roles.COPY) or "" for column in order] for row in lines]
        if len(lines) > 1:
            heads = [self.model().headerData(column, Qt.Orientation.Horizontal) or "" for column in order]
            cells.insert(0, heads)
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in cells))


class Table(QWidget):
    """A view with its totals. `chosen` follows the current row, `opened` Enter or a double click; both give the row."""

    chosen = Signal(object)
    opened = Signal(object)
    line_of_totals: type[TotalsRow] = TotalsRow

    def __init__(
        self, model: TableModel[Any] | PagedModel[Any], *, name: str, count: Callable[[int], str] | None = None,
        height: int = theme.ROW_HEIGHT, cells: bool = False, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.model = model
        self._count = count
        self._by_hand: dict[int, int] = {}
        self._measured: dict[int, int] = {}
        self._hidden = {n for n, column in enumerate(model.columns) if column.hidden}
        self._fitting = False
        self._kept: object = None
        self.view = _View(height, cells=cells)
        self.view.setAccessibleName(name)
        self.view.setModel(model)
        self.totals = self.line_of_totals(self.view)
        reveal(self.totals, count is not None)
        self.setFocusProxy(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.totals)
        self._connect()
        self._refresh()

    def current(self) -> Any:
        """Return the row the person is on, or None."""
        return self.model.row(self.view.currentIndex().row())

    def choose(self, place: int) -> None:
        """Go to the row at a place."""
        if 0 <= place < self.model.rowCount():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.view.selectionModel().setCurrentIndex(self.model.index(place, 0), flags)

    def choose_key(self, key: object) -> bool:
        """Go to the row with this key and return whether it is shown."""
        place = self.model.place_of(key)
        self.choose(place)
        return place >= 0

    def column_menu(self) -> QMenu:
        """Return a menu with a tick for every column; the first always stays."""
        menu = QMenu(self)
        for place, column in enumerate(self.model.columns):
            act = QAction(tr(column.title), menu, checkable=True, checked=place not in self._hidden, enabled=place > 0)
            act.toggled.connect(lambda on, which=place: self._show_column(which, on=on))
            menu.addAction(act)
        return menu

    def fit(self) -> None:
        """Share the width among the columns."""
        self._fitting = True
        room = self.view.viewport().width()
        wants = [self._want(place, column) for place, column in enumerate(self.model.columns)]
        head = self.view.horizontalHeader()
        for place, width in enumerate(shared(wants, room)):
            gone = width <= 0 or place in self._hidden
            head.setSectionHidden(place, gone)
            if not gone:
                head.resizeSection(place, width)
        self._fitting = False
        self.totals.update()

    def retranslate(self) -> None:
        """Say heads and totals in the language now spoken."""
        self.model.retranslate()
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def _connect(self) -> None:
        self.view.setSortingEnabled(False)
        head = self.view.horizontalHeader()
        if isinstance(self.model, TableModel):
            head.setSortIndicatorShown(True)
            head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            head.sortIndicatorChanged.connect(self._sort)
        else:
            self.model.rowsInserted.connect(self._inserted)
            self.model.rowsAboutToBeRemoved.connect(self._removing)
            self.view.verticalScrollBar().valueChanged.connect(lambda _: self._need())
            self.model.loaded.connect(self._need)
            # widths are shared once: measuring each page that comes would make scrolling stutter
            self.model.restarted.connect(lambda _: self._fit_first())
            paged = self.model
            self.view.asked_end.connect(lambda last: paged.restart(last=last))
            paged.restarted.connect(self._go_to_end)
        head.sectionResized.connect(self._resized_by_hand)
        self.model.totals_changed.connect(self._refresh)
        self.model.modelAboutToBeReset.connect(self._keep)
        self.model.modelReset.connect(self._give_back)
        self.view.resized.connect(self.fit)
        self.view.opened.connect(lambda index: self.opened.emit(self.model.row(index.row())))
        self.view.doubleClicked.connect(lambda index: self.opened.emit(self.model.row(index.row())))
        self.view.selectionModel().currentRowChanged.connect(lambda now, _: self.chosen.emit(self.model.row(now.row())))

    def _want(self, place: int, column: Column[Any]) -> Want:
        if place in self._hidden:
            return Want(0, 0)
        if place in self._by_hand:
            return Want(self._by_hand[place], self._by_hand[place], stretch=column.stretch, drop=column.drop)
        if place not in self._measured:
            self._measured[place] = self._widest(place, column)
            if isinstance(self.model, PagedModel):  # rows still to come may be wider than those first measured
                self._measured[place] = max(self._measured[place], column.narrowest)
        full = self._measured[place] + self._arrow(place)
        # a figure is never cut, nor the word of a state
        least = full if column.figure or column.icon is not None else min(full, column.narrowest)
        return Want(full, least, stretch=column.stretch, drop=column.drop)

    def _widest(self, place: int, column: Column[Any]) -> int:
        # the word of a state is drawn as heavy as a label
        states = column.icon is not None and not column.figure
        font = theme.font(theme.BODY, theme.MEDIUM) if states else cell_font(figure=column.figure, strong=column.strong)
        icon = column.icon or _no_icon
        texts = {(column.text(row), bool(icon(row))) for row in _widest_rows(self.model.rows(), column)}
        longest = sorted(texts, key=lambda cell: len(cell[0]))[-40:]
        cells = max((draw.width_of(text, font) + ICON * marked for text, marked in longest), default=0)
        title = draw.width_of(tr(column.title), theme.font(theme.SMALL, theme.SEMIBOLD))
        total = self.totals.texts()[place] if place < len(self.totals.texts()) else ""
        return (
            max(cells, title, draw.width_of(total, theme.font(theme.BODY, theme.SEMIBOLD, figures=True))) + 2 * PAD + 1
        )

    def _arrow(self, place: int) -> int:
        head = self.view.horizontalHeader()
        return 16 if head.isSortIndicatorShown() and head.sortIndicatorSection() == place else 0

    def _refresh(self) -> None:
        self._measured.clear()
        if self._count is not None:
            self.totals.set_totals(self._count(len(self.model.rows())), self.model.totals())
        self.fit()

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        self.model.sort(section, order)
        self.fit()

    def _resized_by_hand(self, section: int, _old: int, new: int) -> None:
        if not self._fitting and new > 0:
            self._by_hand[section] = new

    def _show_column(self, place: int, *, on: bool) -> None:
        self._hidden.discard(place) if on else self._hidden.add(place)
        self.fit()

    def _keep(self) -> None:
        self._kept = self.model.key_at(self.view.currentIndex().row())

    def _give_back(self) -> None:
        if self._kept is not None:
            self.choose_key(self._kept)

    def _need(self) -> None:
        height = max(1, self.view.verticalHeader().defaultSectionSize())
        first = self.view.verticalScrollBar().value() // height
        self.model.need(first, first + self.view.viewport().height() // height + 1)  # pyright: ignore[reportAttributeAccessIssue]

    def _fit_first(self) -> None:
        if not self._by_hand:
            self._refresh()

    def _go_to_end(self, last: bool) -> None:
        self.view.scrollToBottom() if last else self.view.scrollToTop()

    def _inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._hold_place(first, last - first + 1)

    def _removing(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._hold_place(first, first - last - 1)

    def _hold_place(self, first: int, rows: int) -> None:
        # rows that come or go above what is in sight must not move it
        bar, height = self.view.verticalScrollBar(), self.view.verticalHeader().defaultSectionSize()
        top = max(bar.value() // height, self.model.waiting_above())  # pyright: ignore[reportAttributeAccessIssue]
        if first <= top:
            bar.setMaximum(max(0, bar.maximum() + rows * height))
            bar.setValue(bar.value() + rows * height)


def _no_icon(_row: Any) -> str:
    return ""


def _widest_rows(rows: Sequence[Any], column: Column[Any]) -> Sequence[Any]:
    """Return the rows that can need the most room; figures are all of one digit's width, so the extremes are enough."""
    if not column.figure:
        return rows[:_MEASURED]
    if column.sort is None or not rows:
        return rows
    return (*rows[:_MEASURED], max(rows, key=column.sort), min(rows, key=column.sort))
