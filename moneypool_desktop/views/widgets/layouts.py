"""Small care for widgets in layouts."""

from PySide6.QtWidgets import QLayout, QWidget


def reveal(widget: QWidget, on: bool) -> None:
    """Show or hide a part of something; a part not yet put anywhere would open as a window, so it is only hidden."""
    if widget.parentWidget() is not None:
        widget.setVisible(on)
    elif not on:
        widget.hide()


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout; they die once control is back in the event loop."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            # hidden at once, or it would be painted where it stood until it dies
            widget.hide()
            widget.deleteLater()
