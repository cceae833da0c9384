"""A row of joined buttons of which one is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from moneypool_desktop.views import draw, focus, icons, theme


@dataclass(frozen=True, slots=True)
class Choice:
    """One part: its id, its word, and if it has them an icon and a count."""

    id: str
    text: str
    icon: str = ""
    count: int | None = None


class _Part(QAbstractButton):
    def __init__(self, choice: Choice, *, first: bool, last: bool) -> None:
        super().__init__()
        self.choice, self._first, self._last = choice, first, last
        self.setText(choice.text if choice.count is None else f"{choice.text}  {choice.count}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setProperty(focus.OUTSIDE, True)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = draw.width_of(self.text(), theme.font(theme.BODY, theme.SEMIBOLD))
        return QSize(words + 23 + (22 if self.choice.icon else 0), theme.BUTTON_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        focus.keep(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, warm = self.isChecked(), self.underMouse()
        outline = QPainterPath()
        left, right = (0.5 if self._first else -20.5), (self.width() - 0.5 if self._last else self.width() + 20)
        outline.addRoundedRect(QRectF(left, 0.5, right - left, self.height() - 1), theme.RADIUS, theme.RADIUS)
        painter.fillPath(outline, theme.colour("accent_tint" if on else "hover" if warm else "surface"))
        painter.strokePath(outline, QPen(theme.colour("line_strong"), 1))
        if not self._last:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(theme.colour("line_strong"))
            painter.drawLine(self.width() - 1, 1, self.width() - 1, self.height() - 2)
        self._paint_words(painter, "accent" if on else "text_2", theme.SEMIBOLD if on else theme.MEDIUM)

    def _paint_words(self, painter: QPainter, ink: str, weight: int) -> None:
        area = self.rect()
        if self.choice.icon:
            icons.paint(painter, self.choice.icon, 11, area.height() // 2 - 8, 16, ink)
            area.setLeft(22)
        font = theme.font(theme.BODY, weight)
        draw.words(painter, area, self.text(), font=font, token=ink, align=Qt.AlignmentFlag.AlignHCenter, elide=False)


class Segmented(QWidget):
    """The choice itself; arrow keys move it, `changed` gives the id a person chose."""

    changed = Signal(str)

    def __init__(self, name: str, choices: Sequence[Choice], chosen: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._parts: list[_Part] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_choices(choices, chosen)

    def set_choices(self, choices: Sequence[Choice], chosen: str = "") -> None:
        """Replace the parts, as for another language or new counts; the chosen one stays when none is named."""
        chosen = chosen or self.value()
        for part in self._parts:
            self._row.removeWidget(part)
            part.deleteLater()
        self._parts = [_Part(c, first=n == 0, last=n == len(choices) - 1) for n, c in enumerate(choices)]
        for part in self._parts:
            self._row.addWidget(part)
            part.clicked.connect(lambda _=False, which=part.choice.id: self.changed.emit(which))
            part.setChecked(part.choice.id == chosen)
        if self._parts and not self.value():
            self._parts[0].setChecked(True)

    def value(self) -> str:
        """Return the id of the chosen part."""
        return next((part.choice.id for part in self._parts if part.isChecked()), "")

    def set_value(self, chosen: str) -> None:
        """Choose a part by its id."""
        for part in self._parts:
            part.setChecked(part.choice.id == chosen)
