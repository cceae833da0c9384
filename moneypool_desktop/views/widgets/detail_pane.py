"""The pane beside a table: who or what the chosen row is, its actions, and tabs of what is known."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from moneypool_desktop.views import draw, theme
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.label import LineLabel
from moneypool_desktop.views.widgets.panel import Panel
from moneypool_desktop.views.widgets.segmented import Choice
from moneypool_desktop.views.widgets.tabs import Tabs


def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name."""
    words = name.split()
    return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper() if words else ""


class Initials(QWidget):
    """A square with a person's initials where there is no photo; round in the top bar."""

    def __init__(self, name: str = "", size: int = 44, *, round_: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size, self._round = size, round_
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Show another person's initials."""
        self._letters = initials(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRect(0, 0, self._size, self._size)
        draw.box(painter, area, fill="sunk", edge="line_strong", radius=self._size / 2 if self._round else 4)
        size = theme.TINY if self._size < 32 else theme.POSITION
        font = theme.font(size, theme.SEMIBOLD)
        draw.words(
            painter, area, self._letters, font=font, token="text_2", align=Qt.AlignmentFlag.AlignHCenter, elide=False
        )


class DetailPane(Panel):
    """Name, one line, at most two actions, tabs with a page each; `opened` gives the id of a chosen tab."""

    opened = Signal(str)

    def __init__(self, tabs: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._initials = Initials()
        self._name = LineLabel("", "section")
        self._line = LineLabel("", "small")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._name)
        words.addWidget(self._line)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(14, 12, 14, 8)
        self._row.setSpacing(12)
        self._row.addWidget(self._initials)
        self._row.addLayout(words, 1)
        self.tabs = Tabs(tabs)
        self._stack = QStackedWidget()
        self._pages: dict[str, QWidget] = {}
        self.body.addLayout(self._row)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self._stack, 1)
        self.tabs.changed.connect(self._open)

    def set_subject(self, name: str, line: str) -> None:
        """Say who or what this is about."""
        self._initials.set_name(name)
        self._name.setText(name)
        self._line.setText(line)

    def add_action(self, button: Button) -> None:
        """Put an action beside the name."""
        self._row.addWidget(button)

    def set_page(self, tab: str, page: QWidget) -> None:
        """Give a tab its content, which scrolls when it is taller than the pane."""
        held = QScrollArea()
        held.setWidgetResizable(True)
        held.setFrameShape(QScrollArea.Shape.NoFrame)
        page.setProperty("plain", True)
        held.setWidget(page)
        old = self._pages.pop(tab, None)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._pages[tab] = held
        self._stack.addWidget(held)
        if self.tabs.value() == tab:
            self._stack.setCurrentWidget(held)

    def _open(self, tab: str) -> None:
        if tab in self._pages:
            self._stack.setCurrentWidget(self._pages[tab])
        self.opened.emit(tab)
