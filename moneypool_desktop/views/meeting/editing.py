"""Typing in a cell: the editor holds the sum as typed, the chip under it says the result and where it goes."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from moneypool_desktop.models.items import roles
from moneypool_desktop.views import draw, privacy, theme
from moneypool_desktop.views.widgets.table_delegate import TableDelegate

type Index = QModelIndex | QPersistentModelIndex
_OF_THE_PAGE = {Qt.Key.Key_E, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F}


class Chip(QWidget):
    """What a sum comes to and where it goes, in inverse colours over the rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._over = parent
        self._fact = self._rest = ""
        self.hide()

    def say(self, fact: str, rest: str, cell: QRect) -> None:
        """Stand under a cell, or above it where there is no room; without words it goes."""
        self._fact, self._rest = fact, rest
        self.setVisible(bool(fact or rest))
        self.setAccessibleName(f"{fact} {rest}".strip())
        self.resize(self.sizeHint())
        room = self._over.rect()
        y = cell.bottom() + 2 if cell.bottom() + 2 + self.height() < room.bottom() else cell.top() - self.height() - 2
        self.move(max(2, min(cell.left(), room.right() - self.width() - 2)), y)
        self.raise_()
        self.update()

    def said(self) -> str:
        """Return the words now shown, or none."""
        return "" if self.isHidden() else self.accessibleName()

    def sizeHint(self) -> QSize:
        fact, rest = self._widths()
        return QSize(fact + rest + 17 + (5 if fact and rest else 0), 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.box(painter, self.rect(), fill="text", radius=theme.RADIUS_SMALL)
        fact, _ = self._widths()
        strong, plain = theme.font(theme.SMALL, theme.SEMIBOLD, figures=True), theme.font(theme.SMALL, figures=True)
        inner = self.rect().adjusted(8, 0, -8, 0)
        draw.words(painter, inner, privacy.shown(self._fact), font=strong, token="surface", elide=False)
        inner.setLeft(inner.left() + fact + (5 if fact else 0))
        draw.words(painter, inner, privacy.shown(self._rest), font=plain, token="surface", elide=False)

    def _widths(self) -> tuple[int, int]:
        strong, plain = theme.font(theme.SMALL, theme.SEMIBOLD, figures=True), theme.font(theme.SMALL, figures=True)
        return tuple(  # pyright: ignore[reportReturnType]
            draw.width_of(privacy.shown(text), font) if text else 0
            for text, font in ((self._fact, strong), (self._rest, plain))
        )


class CellEditor(QLineEdit):
    """The line in a cell, framed in the accent."""

    def __init__(self, parent: QWidget, *, figure: bool) -> None:
        super().__init__(parent)
        self.setProperty("plain", True)
        self.setAutoFillBackground(True)
        self.setMaxLength(200)
        self.setFont(theme.font(theme.BODY, figures=figure))
        self.setTextMargins(8, 0, 6, 0)
        if figure:
            self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("surface"))
        super().paintEvent(event)
        draw.box(QPainter(self), self.rect(), edge="accent", width=2, radius=0)


class EntryDelegate(TableDelegate):
    """Draws the whole row in which one stands as chosen, and gives cells their editor.

    `left` is told which way a key leaves the editor (`on`, `back`, `up`, `down`) once the text was taken; `pasted` is
    called when what is pasted is more than one cell.
    """

    def __init__(self, table: QTableView, *, left: Callable[[str], None], pasted: Callable[[], None]) -> None:
        super().__init__(table, height=theme.ROW_HEIGHT, upright_lines=True)
        self._left, self._pasted = left, pasted
        self.editor: CellEditor | None = None
        self.typed: Callable[[Index, str], None] = lambda _index, _text: None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = QStyleOptionViewItem(option)
        if index.row() == self._table.currentIndex().row():
            shown.state |= QStyle.StateFlag.State_Selected  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setClipRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        super().paint(painter, shown, index)
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = index.column()
        title = self._table.model().headerData(column, Qt.Orientation.Horizontal) or ""
        editor = CellEditor(parent, figure=bool(index.data(roles.FIGURE)))
        editor.setAccessibleName(title)
        kept = QPersistentModelIndex(index)
        editor.textChanged.connect(lambda text: self.typed(kept, text))
        self.editor = editor
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, CellEditor):
            editor.setText(index.data(Qt.ItemDataRole.EditRole) or "")
            editor.selectAll()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(-1, -1, 0, 0))  # pyright: ignore[reportAttributeAccessIssue]

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if self.editor is editor:
            self.editor = None
        super().destroyEditor(editor, index)

    def take(self) -> None:
        """Take what stands in the open editor, as when the page posts."""
        if self.editor is not None:
            self._close(self.editor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and isinstance(watched, CellEditor):
            if event.type() == QEvent.Type.ShortcutOverride and _page_key(event):
                event.ignore()  # a key of the page, which a line would keep for itself
                return True
            if event.type() == QEvent.Type.KeyPress and self._press(watched, event):
                return True
        return super().eventFilter(watched, event)

    def _press(self, editor: CellEditor, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Paste) and _many_cells():
            self._close(editor)
            self._pasted()
            return True
        way = _WAYS.get(Qt.Key(event.key()))
        if way is None or event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            return False
        self._close(editor)
        back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and way == "on"
        self._left("back" if back else way)
        return True

    def _close(self, editor: CellEditor) -> None:
        self.editor = None
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)


_WAYS = {
    Qt.Key.Key_Return: "on",
    Qt.Key.Key_Enter: "on",
    Qt.Key.Key_Tab: "on",
    Qt.Key.Key_Backtab: "back",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}


def _page_key(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier) and event.key() in _OF_THE_PAGE


def _many_cells() -> bool:
    text = QGuiApplication.clipboard().text().strip("\r\n")
    return "\t" in text or "\n" in text
