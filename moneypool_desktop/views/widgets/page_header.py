"""The head of a page: title, one line of context, draft state and buttons with the one primary last."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from moneypool_desktop.views import theme
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.icon_label import IconLabel
from moneypool_desktop.views.widgets.label import LineLabel
from moneypool_desktop.views.widgets.layouts import reveal
from moneypool_desktop.views.widgets.tag import State


class _Crumb(Button):
    """The page this one hangs under, in the size of the title."""

    def __init__(self) -> None:
        super().__init__(kind="link")

    def _font(self):
        return theme.font(theme.TITLE, theme.SEMIBOLD)


class PageHeader(QWidget):
    """58 px high; a child page names its parent, and `back` follows a press on that name."""

    back = Signal()

    def __init__(
        self, title: str = "", context: str = "", *, parent_title: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFixedHeight(58)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._crumb = _Crumb()
        self._crumb.clicked.connect(self.back)
        self._chevron = IconLabel("chevron-right", 18, "text_2")
        self._title = LineLabel("", "title")
        self._context = LineLabel("", "small")
        self.state = State("")
        self.state.hide()
        line = QHBoxLayout()
        line.setSpacing(6)
        for part in (self._crumb, self._chevron, self._title):
            line.addWidget(part)
        line.addStretch(1)
        words = QVBoxLayout()
        words.setContentsMargins(0, 9, 0, 9)
        words.setSpacing(0)
        words.addLayout(line)
        words.addWidget(self._context)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addLayout(words, 1)
        self._row.addWidget(self.state, 0, Qt.AlignmentFlag.AlignVCenter)
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_words(title, context, parent_title=parent_title)

    def set_words(self, title: str, context: str = "", *, parent_title: str = "") -> None:
        """Change title, context and the name of the page above."""
        self._title.setText(title)
        self._context.setText(context)
        self._crumb.setText(parent_title)
        reveal(self._crumb, bool(parent_title))
        reveal(self._chevron, bool(parent_title))

    def set_state(self, text: str, tone: str = "good", icon: str = "device-floppy") -> None:
        """Say how far a draft is kept; nothing takes the words away."""
        self.state.set_state(text, tone, icon)
        reveal(self.state, bool(text))

    def add(self, *widgets: QWidget) -> None:
        """Put controls at the right, in this order; the primary button comes last."""
        for widget in widgets:
            self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def buttons(self) -> Sequence[Button]:
        """Return the buttons at the right, left to right."""
        return [b for b in self.findChildren(Button) if b is not self._crumb]
