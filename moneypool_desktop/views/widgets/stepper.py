"""The steps of a longer way: done, here, still to come."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.views import draw, icons, theme


class Stepper(QWidget):
    """Names of steps, across or down; `set_step` says which is now being done, from 0."""

    def __init__(
        self, steps: Sequence[str], step: int = 0, *, upright: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._upright = upright
        self._steps = tuple(steps)
        self._step = step
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_step(step)

    def set_steps(self, steps: Sequence[str]) -> None:
        """Change the names, as for another language."""
        self._steps = tuple(steps)
        self.set_step(self._step)

    def set_step(self, step: int) -> None:
        """Move to a step; those before it are done."""
        self._step = step
        name = self._steps[min(step, len(self._steps) - 1)] if self._steps else ""
        self.setAccessibleName(tr("Step {n} of {all}: {name}", n=step + 1, all=len(self._steps), name=name))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        widths = [draw.width_of(step, self._font()) + 26 for step in self._steps]
        if self._upright:
            return QSize(max(widths, default=0) + 6, 38 * len(self._steps))
        return QSize(sum(widths) + 56 * max(0, len(widths) - 1), 30)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        x = 0
        for place, name in enumerate(self._steps):
            wide = draw.width_of(name, self._font()) + 26
            area = QRect(0, place * 38, self.width(), 38) if self._upright else QRect(x, 0, wide, self.height())
            self._paint_step(painter, area, place, name)
            x += wide
            if not self._upright and place < len(self._steps) - 1:
                painter.fillRect(x + 10, self.height() // 2, 36, 1, theme.colour("line_strong"))
                x += 56

    def _paint_step(self, painter: QPainter, area: QRect, place: int, name: str) -> None:
        middle = area.center().y() + 1
        spot = QRect(area.left(), middle - 10, 20, 20) if self._upright else QRect(area.left(), middle - 9, 18, 18)
        if place < self._step:
            icons.paint(painter, "circle-check", spot.left(), middle - 9, 18, "good", icons.STATE)
        else:
            here = place == self._step
            draw.box(
                painter,
                spot,
                fill="accent_fill" if here else "",
                edge="accent_fill" if here else "line_field",
                radius=10,
            )
            font = theme.font(theme.TINY, theme.SEMIBOLD)
            ink = "on_accent" if here else "text_2"
            draw.words(
                painter, spot, str(place + 1), font=font, token=ink, align=Qt.AlignmentFlag.AlignHCenter, elide=False
            )
        here = place == self._step
        left = spot.right() + (13 if self._upright else 8)
        font = theme.font(theme.BODY, theme.SEMIBOLD if here else theme.REGULAR)
        token = "text" if here else "text_2"
        draw.words(
            painter,
            QRect(left, area.top(), area.right() - left + 8, area.height()),
            name,
            font=font,
            token=token,
            elide=False,
        )

    @staticmethod
    def _font():
        return theme.font(theme.BODY, theme.SEMIBOLD)
