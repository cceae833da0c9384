"""Draws table cells: words, figures, states, the selected row and the focus ring."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from moneypool_desktop.models.items import roles
from moneypool_desktop.views import draw, icons, privacy, theme
from moneypool_desktop.views.widgets.states import paint_bars

PAD = 8
ICON = 20


def cell_font(*, figure: bool, strong: bool) -> QFont:
    """Return the font of a cell."""
    return theme.font(theme.BODY, theme.SEMIBOLD if strong else theme.REGULAR, figures=figure)


class TableDelegate(QStyledItemDelegate):
    """One delegate for every table; what a cell says and in which token comes from its column."""

    def __init__(self, table: QTableView, *, height: int = theme.ROW_HEIGHT, upright_lines: bool = False) -> None:
        super().__init__(table)
        self._table, self._height, self._upright = table, height, upright_lines

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(60, self._height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        fill = index.data(roles.FILL)
        painter.fillRect(area, theme.colour("accent_tint" if chosen and not fill else fill or "surface"))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, theme.colour("line"))
        if self._upright:
            painter.fillRect(area.right(), area.top(), 1, area.height(), theme.colour("line"))
        if index.data(roles.WAITING):
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
        del chosen
        figure, strong = bool(index.data(roles.FIGURE)), bool(index.data(roles.STRONG))
        tone, icon = index.data(roles.TONE) or "text", index.data(roles.ICON)
        inner = area.adjusted(PAD, 0, -PAD, -1)
        text = privacy.shown(index.data() or "")
        # a state is icon and word in a tone; its word is as heavy as a label
        font = cell_font(figure=figure, strong=strong)
        if icon:
            if tone in ("good", "warn", "danger", "info", "neutral") and not figure:
                font = theme.font(theme.BODY, theme.MEDIUM)
            icons.paint(painter, icon, inner.left(), area.center().y() - 6, 14, tone, icons.STATE)
            inner.setLeft(inner.left() + ICON)
        align = Qt.AlignmentFlag.AlignRight if figure else Qt.AlignmentFlag.AlignLeft
        draw.words(painter, inner, text, font=font, token=tone, align=align, elide=not figure)

    def _paint_ring(self, painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        if not self._table.hasFocus():
            return
        current = self._table.currentIndex()
        ring = theme.colour("accent")
        if self._table.selectionBehavior() == QTableView.SelectionBehavior.SelectRows:
            if current.row() != index.row():
                return
            painter.fillRect(area.left(), area.top(), area.width(), 2, ring)
            painter.fillRect(area.left(), area.bottom() - 1, area.width(), 2, ring)
            if self._is_first(index):
                painter.fillRect(area.left(), area.top(), 3, area.height(), ring)
            if self._is_last(index):
                painter.fillRect(area.right() - 1, area.top(), 2, area.height(), ring)
        elif current.row() == index.row() and current.column() == index.column():
            draw.box(painter, area, edge="accent", width=2, radius=0)

    def _is_first(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        return self._table.horizontalHeader().visualIndex(index.column()) == 0

    def _is_last(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        head = self._table.horizontalHeader()
        hidden = self._table.isColumnHidden
        later = range(head.visualIndex(index.column()) + 1, head.count())
        return all(hidden(head.logicalIndex(place)) for place in later)
