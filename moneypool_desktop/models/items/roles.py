"""What a delegate asks of a model beyond Qt's own roles."""

from PySide6.QtCore import Qt

_FIRST = Qt.ItemDataRole.UserRole + 100

TONE = _FIRST + 1
ICON = _FIRST + 2
FILL = _FIRST + 3
STRONG = _FIRST + 4
FIGURE = _FIRST + 5
ROW = _FIRST + 6
WAITING = _FIRST + 7
COPY = _FIRST + 8
