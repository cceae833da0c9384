"""A banner: a fact that stands under the page header until it is settled."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from moneypool_desktop.views import draw
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.icon_label import IconLabel
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.layouts import reveal

ICONS = {
    "good": "circle-check",
    "warn": "alert-triangle",
    "danger": "alert-circle",
    "info": "info-circle",
    "neutral": "info-circle",
}


class Banner(QWidget):
    """Icon, bold fact, the rest and at most one button, in a tone; `pressed` follows the button."""

    pressed = Signal()

    def __init__(
        self, tone: str, fact: str = "", rest: str = "", *, icon: str = "", button: str = "", button_icon: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._tone = tone
        self._icon = IconLabel(icon or ICONS[tone], 18, tone)
        self._words = Label("", "body", wrap=True)
        self.button = Button(button, icon=button_icon, small=True)
        self.button.clicked.connect(self.pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 1, 13, 1)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        self.setMinimumHeight(36)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.say(fact, rest, tone=tone, icon=icon, button=button)

    def say(self, fact: str, rest: str = "", *, tone: str = "", icon: str = "", button: str = "") -> None:
        """Show another fact; without a button word the button goes."""
        self._tone = tone or self._tone
        self._icon.set_icon(icon or ICONS[self._tone], self._tone)
        if rest:
            self._words.set_fact(fact, rest)
        else:
            self._words.setText(fact)
        self.button.setText(button)
        reveal(self.button, bool(button))
        self.setAccessibleName(self._words.said())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw.box(QPainter(self), self.rect(), fill=f"{self._tone}_fill", edge=f"{self._tone}_edge")
