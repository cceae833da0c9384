"""What stands in place of rows: nothing yet, still reading, or an error with a way on."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.views import draw, theme
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.icon_label import IconLabel
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.layouts import reveal

PATIENCE_MS = 300


class EmptyState(QWidget):
    """Icon, what this will hold, and the first act with its key; `pressed` follows the button."""

    pressed = Signal()

    def __init__(
        self, icon: str, title: str, sentence: str, *, button: str = "", keys: str = "", button_icon: str = "plus",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._title, self._sentence = Label(title, "strong"), Label(sentence, "quiet", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._sentence.setFixedWidth(260)
        self.button = Button(button, kind="primary", icon=button_icon, keys=keys)
        reveal(self.button, bool(button))
        self.button.clicked.connect(self.pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        for part, after in ((IconLabel(icon, 32), 16), (self._title, 2), (self._sentence, 10), (self.button, 0)):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
            column.addSpacing(after)
        column.addStretch(1)
        self._measure()

    def _measure(self) -> None:
        self._sentence.setFixedHeight(self._sentence.heightForWidth(260))

    def set_words(self, title: str, sentence: str, button: str = "") -> None:
        """Change the words, as for another language."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._measure()
        self.button.setText(button)
        reveal(self.button, bool(button))


class ErrorState(QWidget):
    """What happened, what is kept, what is tried next; `again` follows the first button. The code is for who helps."""

    again = Signal()

    def __init__(
        self, title: str = "", sentence: str = "", code: str = "", details: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title, self._sentence, self._code = Label("", "strong"), Label("", "quiet", wrap=True), Label("", "help")
        self._details = ""
        self._again = again = Button(icon="refresh", small=True)
        again.clicked.connect(self.again)
        self._copy = copy = Button(icon="copy", small=True)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._details))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for part in (again, copy, self._code):
            buttons.addWidget(part)
        buttons.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        words.addSpacing(5)
        words.addLayout(buttons)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(12)
        row.addWidget(IconLabel("plug-connected-x", 24, "danger"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self._name_buttons()
        self.say(title, sentence, code, details)

    def say(self, title: str, sentence: str, code: str = "", details: str = "") -> None:
        """Show another error; `details` is what Copy details puts on the clipboard."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._code.setText(tr("code {code}", code=code) if code else "")
        self._details = details or "\n".join(part for part in (title, sentence, code) if part)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name_buttons()

    def _name_buttons(self) -> None:
        self._again.setText(tr("Try now"))
        self._copy.setText(tr("Copy details"))


class LoadingBars(QWidget):
    """Bars of the real column widths; nothing is drawn before 300 ms, so quick answers do not flicker."""

    def __init__(self, widths: Sequence[int] = (40, 130, -64), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widths = tuple(widths)
        self._late = False
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(PATIENCE_MS)
        self._clock.timeout.connect(self.appear)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Reading"))

    def begin(self) -> None:
        """Start the clock after which the bars appear."""
        self._late = False
        self._clock.start()
        self.update()

    def appear(self) -> None:
        """Draw the bars from now on."""
        self._late = True
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 4 * theme.ROW_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._late:
            return
        painter = QPainter(self)
        for row in range(self.height() // theme.ROW_HEIGHT):
            top = row * theme.ROW_HEIGHT
            paint_bars(painter, QRect(0, top, self.width(), theme.ROW_HEIGHT), self._widths, row)
            painter.fillRect(0, top + theme.ROW_HEIGHT - 1, self.width(), 1, theme.colour("line"))


def paint_bars(painter: QPainter, area: QRect, widths: Sequence[int], row: int) -> None:
    """Draw one row of bars; a negative width stands at the right."""
    x = area.left() + theme.PADDING
    for place, width in enumerate(widths):
        # neighbours differ a little, as words do; a figure column keeps its width
        wide = abs(width) if width < 0 or place == 0 else round(width * (1.0, 0.8, 1.1, 0.9)[row % 4])
        left = area.right() - theme.PADDING - wide if width < 0 else x
        draw.box(painter, QRect(left, area.top() + 9, wide, 10), fill="sunk", radius=theme.RADIUS_METER)
        x += abs(width) + 8
