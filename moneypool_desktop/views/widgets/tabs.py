"""Tabs, 34 px: words with a line of accent under the chosen one."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from moneypool_desktop.views import draw, theme
from moneypool_desktop.views.widgets.segmented import Choice


class _Tab(QAbstractButton):
    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self.choice = choice
        self.setText(choice.text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if choice.count:
            self.setAccessibleName(f"{choice.text} {choice.count}")

    def sizeHint(self) -> QSize:
        extra = 26 if self.choice.count else 0
        return QSize(draw.width_of(self.text(), theme.font(theme.BODY, theme.SEMIBOLD)) + extra, 34)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        on = self.isChecked()
        font = theme.font(theme.BODY, theme.SEMIBOLD if on else theme.MEDIUM)
        ink = "accent" if on else "text" if self.underMouse() else "text_2"
        draw.words(painter, QRect(0, 0, self.width(), 33), self.text(), font=font, token=ink, elide=False)
        if self.choice.count:
            badge = QRect(self.width() - 18, 9, 18, 16)
            draw.box(painter, badge, fill="sunk", radius=8)
            small = theme.font(theme.TINY, theme.SEMIBOLD)
            draw.words(
                painter,
                badge,
                str(self.choice.count),
                font=small,
                token="text_2",
                align=Qt.AlignmentFlag.AlignHCenter,
                elide=False,
            )
        if on:
            painter.fillRect(0, self.height() - 2, self.width(), 2, theme.colour("accent"))
        if self.hasFocus():
            draw.box(painter, self.rect(), edge="accent", width=2, radius=theme.RADIUS_SMALL)


class Tabs(QWidget):
    """A row of tabs; arrow keys move, `changed` gives the id of the tab a person chose."""

    changed = Signal(str)

    def __init__(self, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs: list[_Tab] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 0, 14, 0)
        self._row.setSpacing(18)
        self._row.addStretch(1)
        self.setFixedHeight(35)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Replace the tabs, as for another language or new counts; the chosen one stays."""
        chosen = self.value()
        for tab in self._tabs:
            self._row.removeWidget(tab)
            tab.deleteLater()
        self._tabs = [_Tab(choice) for choice in choices]
        for place, tab in enumerate(self._tabs):
            self._row.insertWidget(place, tab)
            tab.clicked.connect(lambda _=False, which=tab.choice.id: self.changed.emit(which))
            tab.setChecked(tab.choice.id == chosen)
        if self._tabs and not self.value():
            self._tabs[0].setChecked(True)

    def value(self) -> str:
        """Return the id of the chosen tab."""
        return next((tab.choice.id for tab in self._tabs if tab.isChecked()), "")

    def set_value(self, chosen: str) -> None:
        """Choose a tab by its id."""
        for tab in self._tabs:
            tab.setChecked(tab.choice.id == chosen)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
