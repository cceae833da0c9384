"""Toasts: what was just done, with Undo, for ten seconds at the bottom of the window."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from moneypool_desktop.views import draw
from moneypool_desktop.views.widgets.icon_label import IconLabel
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.undo_link import UndoLink

SECONDS = 10


class Toast(QWidget):
    """One piece of news in inverse colours; the clock stops while the pointer or the focus is on it."""

    def __init__(
        self,
        text: str,
        icon: str = "circle-check",
        undo: Callable[[], None] | None = None,
        keys: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(12)
        row.addWidget(IconLabel(icon, 18, "surface"))
        row.addWidget(Label(text, "body", ink="surface"))
        row.addStretch(1)
        if undo is not None:
            link = UndoLink(self)
            link.clicked.connect(undo)
            link.clicked.connect(self.end)
            row.addWidget(link)
            if keys:
                row.addWidget(Label(keys.replace("+", " "), "small", ink="surface"))
        self.setFixedHeight(40)
        self.setMinimumWidth(320)
        self.setAccessibleName(text)
        self.clock = QTimer(self)
        self.clock.setSingleShot(True)
        self.clock.setInterval(SECONDS * 1000)
        self.clock.timeout.connect(self.end)

    def begin(self) -> None:
        """Show the toast, tell screen readers and start the clock."""
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))
        self.clock.start()

    def end(self) -> None:
        """Take the toast away."""
        self.clock.stop()
        self.hide()
        self.deleteLater()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.clock.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.clock.start()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw.box(QPainter(self), self.rect(), fill="text")


class Toaster(QObject):
    """Shows one toast at a time at the bottom centre of a window."""

    def __init__(self, window: QWidget, *, above: int = 34) -> None:
        super().__init__(window)
        self._window, self._above = window, above
        self.toast: Toast | None = None

    def say(
        self, text: str, *, icon: str = "circle-check", undo: Callable[[], None] | None = None, keys: str = ""
    ) -> Toast:
        """Show this news in place of the last; `undo` is called when Undo is pressed."""
        if self.toast is not None:
            self.toast.end()
        toast = self.toast = Toast(text, icon, undo, keys, self._window)
        toast.destroyed.connect(lambda: self._forget(toast))
        self.place()
        toast.begin()
        return toast

    def _forget(self, toast: Toast) -> None:
        if self.toast is toast:
            self.toast = None

    def place(self) -> None:
        """Stand at the bottom centre; the window calls this when its size changes."""
        if self.toast is not None:
            self.toast.adjustSize()
            x = (self._window.width() - self.toast.width()) // 2
            self.toast.move(x, self._window.height() - self.toast.height() - self._above)
