"""The window before the books are open: brand and steps at the left, one question at the right, the way on below."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from moneypool_desktop import language
from moneypool_desktop.language import tr
from moneypool_desktop.services.failures import explain
from moneypool_desktop.views import draw, icons, theme
from moneypool_desktop.views.shell.menus import TONGUES
from moneypool_desktop.views.widgets.banner import Banner
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.layouts import reveal
from moneypool_desktop.views.widgets.segmented import Choice, Segmented
from moneypool_desktop.views.widgets.stepper import Stepper

_LINE, _PANE, _WIDE = 3, 300, 680
_LOOK_MS = 150


class _Brand(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(36)
        row = QHBoxLayout(self)
        row.setContentsMargins(48, 0, 0, 0)
        row.addWidget(Label(tr("MoneyPool"), "chart"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.box(painter, self.rect().adjusted(0, 0, 36 - self.width(), 0), fill="accent_fill")
        icons.paint(painter, "pig-money", 7, 7, 22, "on_accent")


class _Pane(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(_PANE)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(32, 36, 16, 24)
        self.column.setSpacing(34)
        self.column.addWidget(_Brand())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.colour("line"))


class _Foot(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(32, 14, 32, 14)
        self.row.setSpacing(8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(0, 0, self.width(), 1, theme.colour("line"))


class Stage(QWidget):
    """A window with one question: `put` shows it; `on` and `back` follow the buttons at the foot, `spoke` the language.

    `now` says in words what the books are doing meanwhile.
    """

    on = Signal()
    back = Signal()
    spoke = Signal(str)

    def __init__(self, *, now: Callable[[], str] = str, steps: Sequence[str] = (), foot: bool = True) -> None:
        super().__init__()
        self.setMinimumSize(1000, 560)
        self.setWindowTitle(tr("MoneyPool"))
        self.resize(1366, 768)
        self.stepper = Stepper(steps, upright=True)
        reveal(self.stepper, bool(steps))
        self.title, self.lead = Label("", "first_run", wrap=True), Label("", "lead", wrap=True)
        self.tongue = Segmented(tr("Language"), [Choice(code, name) for code, name in TONGUES.items()])
        self.tongue.set_value(language.current())
        self.tongue.changed.connect(self.spoke)
        self.back_button = Button("", icon="arrow-left")
        self.on_button = Button("", kind="primary", icon="arrow-right", keys="Enter")
        self.back_button.clicked.connect(self.back)
        self.on_button.clicked.connect(self.on)
        self.state = Label("", "small", wrap=True)
        self.foot = _Foot()
        self.banner = Banner("info")
        self.busy_with = ""
        self._now = now
        self._clock = QTimer(self)
        self._clock.timeout.connect(lambda: self.state.setText(self.busy_with or self._now()))
        self._clock.start(_LOOK_MS)
        reveal(self.foot, foot)
        self._body: QWidget | None = None
        self._notice, self._scroll = QWidget(), QScrollArea()
        self._hold = self._make_hold()
        self._notice.hide()
        self._lay_out()

    def put(self, body: QWidget) -> None:
        """Show another question; the one before it is only hidden, with all that was typed."""
        if self._body is not None:
            self._body.hide()
        if self._hold.indexOf(body) < 0:
            self._hold.insertWidget(self._hold.count() - 1, body)
        self._body = body
        body.show()
        self._scroll.verticalScrollBar().setValue(0)

    def say(self, title: str, lead: str = "") -> None:
        """Say what the question is, and a sentence about it."""
        self.title.setText(title)
        self.lead.setText(lead)
        reveal(self.lead, bool(lead))

    def tell(self, fact: str, rest: str = "", tone: str = "info") -> None:
        """Show a notice above the question, or take it away."""
        self.banner.say(fact, rest, tone=tone)
        self._notice.setVisible(bool(fact))

    def fail(self, error: Exception) -> None:
        """Say why something did not work; everything typed stays."""
        self.busy("")
        failure = explain(error)
        self.tell(failure.sentence, " ".join(part for part in (failure.kept, failure.advice) if part), "danger")

    def busy(self, sentence: str) -> None:
        """Say that something long is under way and one cannot go on; an empty sentence ends that."""
        self.busy_with = sentence
        self.state.setText(sentence)
        self.on_button.allow(not sentence, sentence)
        self.back_button.allow(not sentence, sentence)

    def set_way(self, on: str, back: str = "", *, icon: str = "arrow-right") -> None:
        """Name the buttons at the foot; without a word for it there is no way back."""
        self.on_button.set_face(on, icon)
        self.back_button.set_face(back, "arrow-left")
        reveal(self.back_button, bool(back))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.foot.isVisible():
            focus = self.focusWidget()
            if isinstance(focus, Button):
                focus.click()
            elif self.on_button.isEnabled():
                self.on.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.tongue.setAccessibleName(tr("Language"))
            self.tongue.set_value(language.current())
            self.retranslate()

    def retranslate(self) -> None:
        """Say every sentence again in the language now spoken."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("window"))
        painter.fillRect(0, 0, self.width(), _LINE, theme.colour("accent_fill"))

    def _lay_out(self) -> None:
        pane = _Pane()
        pane.column.addWidget(self.stepper)
        pane.column.addStretch(1)
        pane.column.addWidget(self.state)
        tongue = QHBoxLayout()
        tongue.setContentsMargins(0, 28, 32, 0)
        tongue.addStretch(1)
        tongue.addWidget(self.tongue, 0, Qt.AlignmentFlag.AlignTop)
        inner = QVBoxLayout()
        inner.setContentsMargins(92, 62, 0, 0)
        inner.addWidget(self._scroll, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(pane)
        middle.addLayout(inner, 1000)
        middle.addLayout(tongue, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, _LINE, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(self.foot)
        self.foot.row.addStretch(1)
        self.foot.row.addWidget(self.back_button)
        self.foot.row.addWidget(self.on_button)

    def _make_hold(self) -> QVBoxLayout:
        """Return the column that scrolls: title, lead, notice, and the question above what is left over."""
        content = QWidget()
        content.setProperty("plain", True)
        content.setMaximumWidth(_WIDE + 8)
        hold = QVBoxLayout(content)
        hold.setContentsMargins(4, 0, 4, 16)  # room for focus rings
        hold.setSpacing(0)
        hold.addWidget(self.title)
        hold.addSpacing(6)
        hold.addWidget(self.lead)
        hold.addSpacing(theme.GROUP + 4)
        notice = QVBoxLayout(self._notice)
        notice.setContentsMargins(0, 0, 0, theme.MARGIN)
        notice.addWidget(self.banner)
        hold.addWidget(self._notice)
        hold.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(content)
        self._scroll.setMaximumWidth(_WIDE + 20)
        return hold


def spaced(*parts: QWidget | int) -> QWidget:
    """Return the parts one under the other; a number is a gap in pixels."""
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        if isinstance(part, int):
            column.addSpacing(part)
        else:
            column.addWidget(part)
    column.addStretch(1)
    return held


def beside(icon: QWidget, words: QWidget) -> QWidget:
    """Return an icon and the words it stands for, side by side."""
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.PADDING)
    row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return held
