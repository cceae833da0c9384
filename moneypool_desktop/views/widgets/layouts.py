"""Emptying a layout whose widgets are made anew."""

from PySide6.QtWidgets import QLayout


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout; they die once control is back in the event loop."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            # hidden at once, or it would be painted where it stood until it dies
            widget.hide()
            widget.deleteLater()
