"""The field that filters what stands below it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from moneypool_desktop.views import draw, icons
from moneypool_desktop.views.widgets.field import Line
from moneypool_desktop.views.widgets.table import Table


class SearchField(Line):
    """A line with a glass and, when a key reaches it, its cap; Esc empties it. `name` is for screen readers."""

    def __init__(self, placeholder: str, *, name: str = "", keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.setClearButtonEnabled(False)
        glass = self.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        icons.dress(glass, "search")
        self._below: QWidget | None = None

    def serve(self, table: Table) -> None:
        """Let Down and Enter go to the table that is being filtered, and letters typed there come here."""
        self._below = table
        table.view.typed.connect(self._take)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._below is not None:
            self._below.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _take(self, typed: str) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setText("" if typed == self._keys else typed)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._keys and not self.text() and not self.hasFocus():
            painter = QPainter(self)
            draw.paint_caps(painter, self._keys, self.width() - draw.caps_width(self._keys) - 8, self.height() // 2)
