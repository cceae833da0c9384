"""Small rows inside panels: a thing waiting with its button, and facts with their figures."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moneypool_desktop.views import theme
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.icon_label import IconLabel
from moneypool_desktop.views.widgets.label import Label, LineLabel
from moneypool_desktop.views.widgets.layouts import clear, reveal
from moneypool_desktop.views.widgets.tag import State


class _Ruled(QWidget):
    """A row with a line below it."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))


class ListRow(_Ruled):
    """Two lines, 48 px: icon in a tone, bold title over detail, a figure and the button that settles it."""

    pressed = Signal()

    def __init__(
        self, icon: str, tone: str, title: str, detail: str = "", *, figure: str = "", button: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.button = Button(button, small=True)
        reveal(self.button, bool(button))
        self.button.clicked.connect(self.pressed)
        self.button.setAccessibleName(f"{button}: {title}")
        words = QVBoxLayout()
        words.setContentsMargins(0, 6, 0, 6)
        words.setSpacing(0)
        words.addWidget(LineLabel(title, "strong"))
        if detail:
            words.addWidget(LineLabel(detail, "small"))
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 0, 12, 1)
        row.setSpacing(12)
        row.addWidget(IconLabel(icon, 18, tone))
        row.addLayout(words, 1)
        if figure:
            row.addWidget(Label(figure, "strong", figures=True, right=True))
            row.addSpacing(12)
        row.addWidget(self.button)
        self.setFixedHeight(48)


class PlaceRow(_Ruled):
    """Two lines, 39 px, for where money lies: name over detail, figure over its state."""

    def __init__(
        self, icon: str, name: str, detail: str, figure: str, *, state: str = "", tone: str = "good",
        state_icon: str = "check", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(0)
            column.setContentsMargins(0, 2, 0, 2)
        left.addWidget(LineLabel(name, "body"))
        left.addWidget(LineLabel(detail, "tiny"))
        right.addWidget(Label(figure, "body", figures=True, right=True))
        if state:
            right.addWidget(State(state, tone, state_icon, small=True), 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(11, 0, 11, 1)
        row.setSpacing(12)
        row.addWidget(IconLabel(icon, 16))
        row.addLayout(left, 1)
        row.addLayout(right)
        self.setFixedHeight(39)


class FactRow(QWidget):
    """A quiet name at the left and its figure or words at the right, 21 px."""

    def __init__(
        self,
        name: str,
        value: str,
        *,
        figures: bool = True,
        strong: bool = False,
        ink: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(LineLabel(name, "strong" if strong else "quiet"), 1)
        self.value = Label(value, "strong" if strong else "body", figures=figures, right=True, ink=ink)
        row.addWidget(self.value)
        self.setFixedHeight(21)


class Facts(QWidget):
    """Fact rows one under the other, as of a position: each is a name and a value."""

    def __init__(
        self, facts: Sequence[tuple[str, str]] = (), *, figures: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._figures = figures
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.set_facts(facts)

    def set_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show other facts."""
        clear(self._column)
        for name, value in facts:
            self._column.addWidget(FactRow(name, value, figures=self._figures))
