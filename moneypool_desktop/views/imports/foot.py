"""The way on, below every step: what the press will do, and the one primary button."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from moneypool_desktop.views import theme
from moneypool_desktop.views.actions import Actions
from moneypool_desktop.views.widgets.label import LineLabel
from moneypool_desktop.views.widgets.layouts import reveal


class Foot(QWidget):
    """Holds the buttons of the page's acts; the page draws the ground behind it."""

    def __init__(self, acts: Actions) -> None:
        super().__init__()
        self.setFixedHeight(52)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.words = LineLabel("", "quiet")
        self.print, self.back = acts.button("print"), acts.button("back")
        self.on = acts.button("on", kind="primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.UNIT)
        row.addWidget(self.words, 1)
        for button in (self.print, self.back, self.on):
            row.addWidget(button)

    def say(self, words: str, on: str, *, printing: bool) -> None:
        """Say what the press will do; `on` is the word on the primary button."""
        self.words.setText(words)
        self.on.set_face(on, "check")
        reveal(self.print, printing)
