"""The focus ring: two pixels of accent outside the focused control, a gap of one between, never clipped."""

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer
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
        app.focusChanged.connect(self._moved)

    def keep(self, widget: QWidget) -> None:
        """Move the ring to where its control now is; controls call this when they paint."""
        ring = self._ring if widget is self._target else None
        if ring is not None and shiboken6.isValid(ring) and ring.geometry() != self._around(widget):
            QTimer.singleShot(0, self, self._place)

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = self._target = None
        if new is not None and new.property(OUTSIDE):
            self._target = new
            self._ring = _Ring(_host(new))
            self._place()

    def _around(self, widget: QWidget) -> QRect:
        corner = widget.mapTo(_host(widget), QPoint(0, 0))
        return QRect(corner, widget.size()).adjusted(-_REACH, -_REACH, _REACH, _REACH)

    def _place(self) -> None:
        ring, target = self._ring, self._target
        if ring is None or target is None or not shiboken6.isValid(ring) or not shiboken6.isValid(target):
            return
        ring.setGeometry(self._around(target))
        ring.show()
        ring.raise_()


def _host(widget: QWidget) -> QWidget:
    """Return the widget the ring lies in: the window, or what is scrolled when the control is inside a scroll area."""
    host = widget.parentWidget() or widget
    while not host.isWindow() and (above := host.parentWidget()) is not None:
        around = above.parentWidget()
        if isinstance(around, QAbstractScrollArea) and around.viewport() is above:
            break
        host = above
    return host


def keep(widget: QWidget) -> None:
    """Keep the ring round this control, when it has one; called while the control paints."""
    app = QApplication.instance()
    rings = (
        app.findChild(FocusRings, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if widget.hasFocus() and app
        else None
    )
    if rings is not None:
        rings.keep(widget)
