"""The word Undo on a toast: underlined, in the toast's inverse colours."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.views import draw, theme


class UndoLink(QAbstractButton):
    """Presses as a button, reads as a link; its focus ring is drawn inside, in the toast's own ink."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(tr("Undo"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(draw.width_of(self.text(), self._font()) + 12, 26)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.hasFocus():
            draw.box(painter, self.rect(), edge="surface", radius=theme.RADIUS_SMALL, width=2)
        draw.words(
            painter,
            self.rect(),
            self.text(),
            font=self._font(),
            token="surface",
            align=Qt.AlignmentFlag.AlignHCenter,
            elide=False,
        )

    @staticmethod
    def _font() -> QFont:
        font = QFont(theme.font(theme.BODY, theme.SEMIBOLD))
        font.setUnderline(True)
        return font
