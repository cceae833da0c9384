"""Hidden amounts: while hidden, every sum on the screen is dots, so that a projector shows no one's money."""

import re

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

# a sum has two decimals and stands alone; dates, counts and numbers of receipts are not sums
_SUM = re.compile(r"[−-]?\d[\d,]*\.\d\d(?!\d)")
DOTS = "••••"


class _Privacy(QObject):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.hidden = False


_state = _Privacy()
changed = _state.changed


def hidden() -> bool:
    """Return whether amounts are now hidden."""
    return _state.hidden


def hide(on: bool) -> None:
    """Hide or show every amount in every window."""
    _state.hidden = on
    _state.changed.emit()
    for window in QApplication.topLevelWidgets():
        window.update()


def shown(text: str) -> str:
    """Return text as it may be shown now: unchanged, or each sum in it as dots."""
    return _SUM.sub(DOTS, text) if _state.hidden else text
