"""The walk through a window: what a person without a mouse or without sight would miss."""

from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QMenu,
    QScrollArea,
    QScrollBar,
    QSplitterHandle,
    QStackedWidget,
    QWidget,
)

# they hold controls and are never where a person stops
NAMELESS = (QScrollArea, QScrollBar, QSplitterHandle, QStackedWidget, QMenu)


def focusable(root: QWidget) -> list[QWidget]:
    """Return the controls Tab reaches, in the order in which it reaches them."""
    chain, step = [], root
    while (step := step.nextInFocusChain()) is not root and len(chain) < 2000:
        reached = step.isVisibleTo(root) and step.isEnabled() and step.focusPolicy() & Qt.FocusPolicy.TabFocus
        if root.isAncestorOf(step) and reached and step.focusProxy() is None:
            chain.append(step)
    return chain


def named(widget: QWidget) -> bool:
    """Return whether a screen reader has a name for the control: its own, its words, or a label's."""
    if widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()):
        return True
    return any(label.buddy() is widget and label.text() for label in widget.window().findChildren(QLabel))


def problems_of(root: QWidget) -> list[str]:
    """Return a sentence for each control without a name, and for each that Tab reaches after one below it."""
    seen = [widget for widget in focusable(root) if not isinstance(widget, NAMELESS)]
    found = [f"{_where(root, widget)} has no accessible name" for widget in seen if not named(widget)]
    for earlier, later in pairwise(seen):
        # in one column what stands above comes first; the next column may start higher up
        one, two = (widget.mapTo(root, QPoint()) for widget in (earlier, later))
        same_column = two.x() < one.x() + earlier.width() and one.x() < two.x() + later.width()
        if earlier.parentWidget() is later.parentWidget() and same_column and two.y() + later.height() <= one.y():
            found.append(f"{_where(root, later)} stands above {_where(root, earlier)} but Tab reaches it later")
    return found


def _where(root: QWidget, widget: QWidget) -> str:
    place = widget.mapTo(root, QPoint())
    return f"{type(widget).__name__} “{widget.accessibleName()}” at {place.x()}, {place.y()}"
