"""The focus ring: two pixels of accent outside the focused control, with a gap of one, never clipped by its neighbours."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from moneypool_desktop.views import draw

_REACH = 3
OUTSIDE = "ring_outside"


class _Ring(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw.box(QPainter(self), self.rect(), edge="accent", radius=8, width=2)


class FocusRings(QObject):
    """Keeps one ring around whichever control has the focus and asked for it with the property `ring_outside`."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: _Ring | None = None
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        app.focusChanged.connect(self._moved)

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._clear()
        if new is None or not new.property(OUTSIDE):
            return
        host = self._host(new)
        self._target = new
        self._ring = _Ring(host)
        step: QWidget | None = new
        while step is not None and step is not host:
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()
        self._place()

    def _clear(self) -> None:
        for widget in self._watched:
            widget.removeEventFilter(self)
        self._watched = []
        if self._ring is not None:
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = self._target = None

    @staticmethod
    def _host(widget: QWidget) -> QWidget:
        host = widget.parentWidget() or widget
        while not host.isWindow():
            above = host.parentWidget()
            if above is None or (isinstance(above, QAbstractScrollArea) and above.viewport() is host):
                break
            host = above
        return host

    def _place(self) -> None:
        if self._ring is None or self._target is None:
            return
        host = self._ring.parentWidget()
        area = QRect(self._target.mapTo(host, QPoint(0, 0)), self._target.size())
        self._ring.setGeometry(area.adjusted(-_REACH, -_REACH, _REACH, _REACH))
        self._ring.setVisible(self._target.isVisibleTo(host))
        self._ring.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the control when it or anything that holds it moves, and let go when it dies."""
        kind = event.type()
        if kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._place()
        elif kind in (QEvent.Type.DeferredDelete, QEvent.Type.ParentChange):
            self._clear()
        return super().eventFilter(watched, event)
