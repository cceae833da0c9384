"""A choice from a short list, drawn as a field."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QSizePolicy, QWidget

from moneypool_desktop.views import draw, icons, theme
from moneypool_desktop.views.widgets.field import FIELD_HEIGHT, Field


class Combo(QComboBox):
    """The drop-down control in our look; the wheel scrolls the page and never changes the choice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(FIELD_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.view().setProperty("popup", True)
        self.view().setFrameShape(QFrame.Shape.StyledPanel)
        self.setMaxVisibleItems(14)

    def sizeHint(self) -> QSize:
        widest = max((draw.width_of(self.itemText(row), self.font()) for row in range(self.count())), default=60)
        return QSize(min(widest, 280) + 44, FIELD_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(72, FIELD_HEIGHT)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        bad, on = bool(self.property("bad")), self.isEnabled()
        edge = "accent" if self.hasFocus() else "danger" if bad else "line_field" if on else "line_strong"
        draw.box(
            painter, self.rect(), fill="surface" if on else "surface_2", edge=edge, width=2 if self.hasFocus() else 1
        )
        place = QRect(10, 0, self.width() - 42, self.height())
        ink = "disabled" if not on else "text_3" if self.currentIndex() < 0 else "text"
        said = self.currentText() if self.currentIndex() >= 0 else self.placeholderText()
        draw.words(painter, place, said, font=theme.font(theme.BODY), token=ink)
        icons.paint(
            painter, "chevron-down", self.width() - 26, self.height() // 2 - 8, 16, "text_2" if on else "disabled"
        )


class ChoiceField[Value](Field):
    """One of a few values; each choice is a pair of value and words."""

    def __init__(
        self, label: str, choices: Sequence[tuple[Value, str]] = (), *, hint: str = "", optional: bool = False,
        placeholder: str = "", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        self.combo = Combo()
        self.combo.setPlaceholderText(placeholder)
        self._values: list[Value] = []
        super().__init__(label, self.combo, hint=hint, optional=optional, parent=parent)
        self.set_choices(choices)
        self.combo.activated.connect(lambda _: (self.set_problem(""), self.changed.emit()))

    def set_choices(self, choices: Sequence[tuple[Value, str]]) -> None:
        """Replace the list; the chosen value stays chosen when it is still there."""
        kept = self.value()
        self._values = [value for value, _ in choices]
        self.combo.clear()
        self.combo.addItems([words for _, words in choices])
        self.set_value(kept if kept in self._values else None)

    def value(self) -> Value | None:
        """Return the chosen value, or None before a choice."""
        place = self.combo.currentIndex()
        return self._values[place] if 0 <= place < len(self._values) else None

    def set_value(self, value: Value | None) -> None:
        """Choose this value; None chooses the first, or nothing when there is a placeholder."""
        if value in self._values:
            self.combo.setCurrentIndex(self._values.index(value))  # pyright: ignore[reportArgumentType]
        else:
            self.combo.setCurrentIndex(-1 if self.combo.placeholderText() or not self._values else 0)
