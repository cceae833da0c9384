"""Key caps: the keys that do a thing, shown where the thing is."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from moneypool_desktop.views import draw
from moneypool_desktop.views.widgets.label import Label


class KeyCap(QWidget):
    """The caps of one key combination such as `Ctrl+K`; each part gets its own cap."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(keys)

    def sizeHint(self) -> QSize:
        return QSize(draw.caps_width(self._keys), draw.CAP_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw.paint_caps(QPainter(self), self._keys, 0, self.height() // 2)


class KeyHint(QWidget):
    """Key caps and the words that say what they do, for the key line under a table."""

    def __init__(self, keys: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(KeyCap(keys))
        row.addWidget(Label(words, "small"))
