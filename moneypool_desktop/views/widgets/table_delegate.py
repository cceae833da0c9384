"""Draws table cells: words, figures, states, the selected row and the focus ring."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from moneypool_desktop.models.items import roles
from moneypool_desktop.models.items.cells import Face
from moneypool_desktop.views import draw, icons, privacy, theme
from moneypool_desktop.views.widgets.states import paint_bars

PAD = 8
ICON = 20
_SELECTED = QStyle.StateFlag.State_Selected.value
_STATES = frozenset({"good", "warn", "danger", "info", "neutral"})


def cell_font(*, figure: bool, strong: bool) -> QFont:
    """Return the font of a cell."""
    return theme.font(theme.BODY, theme.SEMIBOLD if strong else theme.REGULAR, figures=figure)


class TableDelegate(QStyledItemDelegate):
    """One delegate for every table; what a cell says and in which token comes from its column."""

    def __init__(self, table: QTableView, *, height: int = theme.ROW_HEIGHT, upright_lines: bool = False) -> None:
        super().__init__(table)
        self._table, self._height, self._upright = table, height, upright_lines
        self._now: Face | None = None

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(60, self._height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        chosen = bool(option.state.value & _SELECTED)  # pyright: ignore[reportAttributeAccessIssue]
        face = self._now = self._face(index)
        fill = face.fill if face is not None else ""
        if chosen or fill:  # the ground of the view is the surface already
            painter.fillRect(area, theme.colour(fill or "accent_tint"))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, theme.colour("line"))
        if self._upright:
            painter.fillRect(area.right(), area.top(), 1, area.height(), theme.colour("line"))
        if face is None:
            width = (
                -64
                if self._table.model().headerData(index.column(), Qt.Orientation.Horizontal, roles.FIGURE)
                else area.width() // 2
            )
            paint_bars(painter, area, (width,), index.row())
        else:
            self._paint_words(painter, area, index, chosen=chosen)
        if chosen and self._is_first(index):
            painter.fillRect(area.left(), area.top(), 3, area.height(), theme.colour("accent"))
        self._paint_ring(painter, area, index)

    def _paint_words(
        self, painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex, *, chosen: bool
    ) -> None:
        del chosen, index
        face = self._now
        if face is None:
            return
        tone = face.tone or "text"
        left, right = area.left() + PAD, area.right() - PAD
        weight = theme.SEMIBOLD if face.strong else theme.REGULAR
        if face.icon:
            # a state is icon and word in a tone; its word is as heavy as a label
            if tone in _STATES and not face.figure:
                weight = theme.MEDIUM
            icons.paint(painter, face.icon, left, area.center().y() - 6, 14, tone, icons.STATE)
            left += ICON
        inner = QRect(left, area.top(), right - left + 1, area.height() - 1)
        text = privacy.shown(face.text) if privacy.hidden() else face.text
        letters = draw.letters(theme.BODY, weight, face.figure)
        letters.line(painter, inner, text, tone, right=face.figure, elide=not face.figure)

    def _face(self, index: QModelIndex | QPersistentModelIndex) -> Face | None:
        # asked of the model itself: a role for each part of a cell, through Qt, took most of the time of scrolling
        return self._table.model().face(index.row(), index.column())  # pyright: ignore[reportAttributeAccessIssue]

    def _paint_ring(self, painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        current = self._table.currentIndex()
        if current.row() != index.row() or not self._table.hasFocus():
            return
        ring = theme.colour("accent")
        if self._table.selectionBehavior() == QTableView.SelectionBehavior.SelectRows:
            painter.fillRect(area.left(), area.top(), area.width(), 2, ring)
            painter.fillRect(area.left(), area.bottom() - 1, area.width(), 2, ring)
            if self._is_first(index):
                painter.fillRect(area.left(), area.top(), 3, area.height(), ring)
            if self._is_last(index):
                painter.fillRect(area.right() - 1, area.top(), 2, area.height(), ring)
        elif current.column() == index.column():
            draw.box(painter, area, edge="accent", width=2, radius=0)

    def _is_first(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        return self._table.horizontalHeader().visualIndex(index.column()) == 0

    def _is_last(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        head = self._table.horizontalHeader()
        hidden = self._table.isColumnHidden
        later = range(head.visualIndex(index.column()) + 1, head.count())
        return all(hidden(head.logicalIndex(place)) for place in later)
