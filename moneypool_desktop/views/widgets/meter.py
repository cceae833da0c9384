"""A meter: how much of a whole, with a mark where enough begins."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from moneypool_desktop.views import draw, theme


class Meter(QWidget):
    """Parts from 0 to 1 of the track; `sentence` says the same to screen readers and in the tooltip."""

    def __init__(
        self,
        share: float = 0.0,
        *,
        mark: float | None = None,
        width: int = 120,
        sentence: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._width = width
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_share(share, mark=mark, sentence=sentence)

    def set_share(self, share: float, *, mark: float | None = None, sentence: str = "") -> None:
        """Show another share; more than the whole fills the track."""
        self._share, self._mark = min(1.0, max(0.0, share)), mark
        self.setAccessibleName(sentence)
        self.setToolTip(sentence)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._width, 14)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        track = QRect(0, self.height() // 2 - 3, self.width(), 6)
        draw.box(painter, track, fill="sunk", radius=theme.RADIUS_METER)
        if self._share > 0:
            filled = QRect(track.left(), track.top(), max(6, round(track.width() * self._share)), 6)
            draw.box(painter, filled, fill="accent_fill", radius=theme.RADIUS_METER)
        if self._mark is not None:
            painter.fillRect(round(track.width() * self._mark) - 1, track.top() - 4, 2, 14, theme.colour("text"))
