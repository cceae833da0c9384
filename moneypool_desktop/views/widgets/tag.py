"""States: icon and word in a tone, boxed as a tag or standing free."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from moneypool_desktop.views import draw, icons, theme
from moneypool_desktop.views.widgets.layouts import reveal


class Tag(QWidget):
    """A boxed state; `tone` is good, warn, danger, info or neutral."""

    def __init__(self, text: str, tone: str = "neutral", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(text, tone, icon)

    def set_state(self, text: str, tone: str, icon: str = "") -> None:
        """Show another state."""
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = draw.width_of(self._text, theme.font(theme.SMALL, theme.MEDIUM))
        return QSize(wide + 16 + (16 if self._icon else 0), 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.box(painter, self.rect(), fill=f"{self._tone}_fill", edge=f"{self._tone}_edge", radius=theme.RADIUS_SMALL)
        left = 8
        if self._icon:
            icons.paint(painter, self._icon, 6, 3, 14, self._tone, icons.STATE)
            left = 24
        font = theme.font(theme.SMALL, theme.MEDIUM)
        draw.words(
            painter,
            QRect(left, 0, self.width() - left, self.height()),
            self._text,
            font=font,
            token=self._tone,
            elide=False,
        )


class State(QWidget):
    """A state without a box: icon and word in the tone's colour; `small` for the second line of a row."""

    def __init__(
        self, text: str, tone: str = "neutral", icon: str = "", *, small: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._small = small
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(text, tone, icon)

    def set_state(self, text: str, tone: str, icon: str = "") -> None:
        """Show another state."""
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = draw.width_of(self._text, self._font()) + 1
        return QSize(wide + (20 if self._icon else 0), 16 if self._small else 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        left = 20 if self._icon else 0
        if self._icon:
            icons.paint(painter, self._icon, 0, self.height() // 2 - 7, 14, self._tone, icons.STATE)
        draw.words(
            painter,
            QRect(left, 0, self.width() - left, self.height()),
            self._text,
            font=self._font(),
            token=self._tone,
            elide=False,
        )

    def _font(self):
        return theme.font(theme.TINY, theme.MEDIUM) if self._small else theme.font(theme.BODY, theme.MEDIUM)


class Badge(QWidget):
    """A round count on the accent; nothing at zero."""

    def __init__(self, count: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count(count)

    def set_count(self, count: int) -> None:
        """Show this count; more than 99 reads 99+."""
        self._text = "99+" if count > 99 else str(count)
        reveal(self, count > 0)
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(max(16, draw.width_of(self._text, theme.font(theme.TINY, theme.SEMIBOLD)) + 9), 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        from PySide6.QtCore import Qt

        painter = QPainter(self)
        draw.box(painter, self.rect(), fill="accent_fill", radius=8)
        font = theme.font(theme.TINY, theme.SEMIBOLD)
        draw.words(
            painter,
            self.rect(),
            self._text,
            font=font,
            token="on_accent",
            align=Qt.AlignmentFlag.AlignHCenter,
            elide=False,
        )
