"""The bar at the bottom: whether all work is saved, what runs in the background, and how old the back-up is."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from moneypool_desktop.language import tr, trn
from moneypool_desktop.services.runtime.workers import Work, Workers
from moneypool_desktop.views import theme
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.icon_label import IconLabel
from moneypool_desktop.views.widgets.keycap import KeyCap
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.layouts import reveal
from moneypool_desktop.views.widgets.meter import Meter

HEIGHT = 26


class _Note(QWidget):
    """An icon and a few words."""

    def __init__(self, icon: str, text: str = "", token: str = "text_2") -> None:
        super().__init__()
        self.icon, self.words = IconLabel(icon, 14, token), Label(text, "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        row.addWidget(self.icon)
        row.addWidget(self.words)

    def say(self, text: str, icon: str, token: str = "text_2") -> None:
        self.icon.set_icon(icon, token)
        self.words.setText(text)
        reveal(self, bool(text))


class _Link(Button):
    """A link no higher than the bar."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEIGHT - 4)


class StatusBar(QWidget):
    """26 px; `keys` asks for the keyboard sheet, `waiting` for the list of what is not yet confirmed."""

    keys = Signal()
    waiting = Signal()

    def __init__(self, workers: Workers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self._works: list[Work] = []
        self._waiting = 0
        self._saved = _Note("circle-check", "", "good")
        self._open = _Link("", kind="link", small=True)
        self._open.clicked.connect(self.waiting)
        self._work, self._meter, self._cancel = Label("", "small"), Meter(width=90), _Link("", kind="link", small=True)
        self._meter.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._cancel.clicked.connect(self._stop)
        self._keys = _Link("", kind="quiet", icon="keyboard", small=True)
        self._keys.clicked.connect(self.keys)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 12, 0)
        row.setSpacing(5)
        for part in (self._saved, self._open):
            row.addWidget(part)
        row.addSpacing(12)
        for part in (self._work, self._meter, self._cancel):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self._keys)
        row.addWidget(KeyCap("F1"))
        workers.begun.connect(self._begin)
        workers.moved.connect(self._move)  # not a lambda: the workers outlive the window
        workers.ended.connect(self._end)
        self.retranslate()

    def set_waiting(self, waiting: int) -> None:
        """Say how many acts are not yet confirmed; at zero all work is saved."""
        self._waiting = waiting
        if waiting:
            self._saved.say(trn("{n} waiting", "{n} waiting", waiting), "clock", "warn")
        else:
            self._saved.say(tr("All work saved"), "circle-check", "good")
        reveal(self._open, waiting > 0)

    def retranslate(self) -> None:
        """Say every word again."""
        self._open.set_face(tr("Show"))
        self._cancel.set_face(tr("Cancel"))
        self._keys.set_face(tr("Keyboard sheet"), "keyboard")
        self.set_waiting(self._waiting)
        self._show_work()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour("surface"))
        painter.fillRect(0, 0, self.width(), 1, theme.colour("line"))

    def _begin(self, work: Work) -> None:
        self._works.append(work)
        self._show_work()

    def _move(self, _work: Work) -> None:
        self._show_work()

    def _end(self, work: Work) -> None:
        self._works = [other for other in self._works if other is not work]
        self._show_work()

    def _show_work(self) -> None:
        work = self._works[-1] if self._works else None
        for part in (self._work, self._meter):
            reveal(part, work is not None)
        reveal(self._cancel, work is not None and work.can_cancel and not work.cancelled)
        if work is not None:
            self._work.setText(work.sentence)
            self._meter.set_share(work.share, sentence=work.sentence)

    def _stop(self) -> None:
        if self._works:
            self._works[-1].cancel()
            self._show_work()
