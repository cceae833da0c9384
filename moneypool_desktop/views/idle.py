"""Whether anybody is at the window: so that a session is kept alive while one works, and the window locks when not."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_BUSY_MS = 60_000
_INPUT = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class Idle(QObject):
    """`touched` follows the first input of each minute, `left` comes after `minutes` without any."""

    touched = Signal()
    left = Signal()

    def __init__(self, app: QGuiApplication, minutes: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seen: list[QWindow] = []
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(minutes * 60_000)
        self._quiet.timeout.connect(self.left)
        self._quiet.start()
        self._busy = QTimer(self)
        self._busy.setSingleShot(True)
        self._busy.setInterval(_BUSY_MS)
        self._busy.start()
        app.focusWindowChanged.connect(self._follow)
        self._follow(app.focusWindow())

    def again(self) -> None:
        """Count from now on, as after signing in again."""
        self._quiet.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self._quiet.start()
            if not self._busy.isActive():
                self._busy.start()
                self.touched.emit()
        return super().eventFilter(watched, event)

    def _follow(self, window: QWindow | None) -> None:
        # the events of windows, not of every widget in them: few enough to look at
        if window is not None and window not in self._seen:
            self._seen.append(window)
            window.installEventFilter(self)
            window.destroyed.connect(lambda: self._forget(window))

    def _forget(self, window: QWindow) -> None:
        self._seen = [other for other in self._seen if other is not window]
