"""The base of every page: it reads in a worker when seen and stale, and shows rows, nothing yet, or an error."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.services.runtime.preferences import Preferences
from moneypool_desktop.services.runtime.workers import Workers
from moneypool_desktop.views import theme
from moneypool_desktop.views.actions import Actions
from moneypool_desktop.views.widgets.banner import Banner
from moneypool_desktop.views.widgets.page_header import PageHeader
from moneypool_desktop.views.widgets.states import EmptyState, ErrorState, LoadingBars


@dataclass(frozen=True, slots=True)
class Said:
    """A failure in words: what happened, what is kept and tried next, and a code for who helps."""

    title: str
    sentence: str
    code: str = ""
    details: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """What every page works with: workers, what is remembered, the day, and the one function that explains failures."""

    workers: Workers
    preferences: Preferences
    explain: Callable[[Exception], Said]
    today: Callable[[], date] = date.today


class Page(QWidget):
    """A page fills `content`, says what to read in `reading` and shows it in `present`.

    `topics` are the changes that make it stale. `went` asks the window for another page, `said` for a toast.
    """

    topics: frozenset[str] = frozenset()
    widths: tuple[int, ...] = (60, 180, -80)
    went = Signal(str, object)
    said = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.actions_ = Actions(self)
        self.header = PageHeader()
        self.banner = Banner("warn")
        self.banner.hide()
        self.banner.pressed.connect(self.refresh)
        self._stale, self._held = True, False
        self._asked = 0
        self._loading = LoadingBars(self.widths)
        self._error = ErrorState()
        self._error.again.connect(self.refresh)
        content = QWidget()
        self.content = QVBoxLayout(content)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(theme.GAP)
        self._content, self._empty = content, None
        self._stack = QStackedWidget()
        for state in (self._loading, content, self._error):
            self._stack.addWidget(state)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 14)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)

    def reading(self) -> Callable[[], Any] | None:
        """Return what the worker runs, holding what it needs from the controls; None when nothing is read."""
        return None

    def present(self, rows: Any) -> None:
        """Show what was read, in the window's thread."""

    def retranslate(self) -> None:
        """Say every sentence again in the language now spoken."""

    def arrive(self, about: object) -> None:
        """Do what another page asked for when it sent the person here, such as going to one row."""

    def refresh(self) -> None:
        """Read again now, or as soon as the page is seen."""
        self._stale = True
        if self.isVisible():
            self._load()

    def read_ahead(self, rows: Any = None) -> None:
        """Begin to read before the page is seen, while the window round it is built; or show rows already read."""
        if rows is None:
            self._load()
        else:
            self._stale = False
            self._show(self._asked, rows)

    def mark_stale(self, topics: frozenset[str]) -> None:
        """Take the news that something changed elsewhere; only topics of this page matter."""
        if topics & self.topics:
            self.refresh()

    def set_empty(self, empty: EmptyState) -> None:
        """Say what stands here while there are no rows."""
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
        self._empty = empty
        self._stack.addWidget(empty)

    def show_empty(self, nothing: bool) -> None:
        """Show the empty state, or the content; called from `present`."""
        self._stack.setCurrentWidget(self._empty if nothing and self._empty is not None else self._content)

    def speak_again(self) -> None:
        """Change the language of everything on the page, actions included."""
        self.retranslate()
        self.actions_.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._load()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.speak_again()

    def _load(self) -> None:
        self._stale = False
        fn = self.reading()
        if fn is None:
            self._stack.setCurrentWidget(self._content)
            return
        self._asked += 1
        asked = self._asked
        if not self._held:
            self._stack.setCurrentWidget(self._loading)
            self._loading.begin()
        self.desk.workers.read(
            fn, lambda rows: self._show(asked, rows), lambda error: self._fail(asked, error), owner=self
        )

    def _show(self, asked: int, rows: Any) -> None:
        if asked == self._asked:
            self._held = True
            self.banner.hide()
            self._stack.setCurrentWidget(self._content)
            self.present(rows)

    def _fail(self, asked: int, error: Exception) -> None:
        if asked != self._asked:
            return
        self._stale = True
        words = self.desk.explain(error)
        if self._held:
            # what was read before stays in sight
            self.banner.say(words.title, words.sentence, tone="warn", icon="plug-connected-x", button=tr("Try now"))
            self.banner.show()
            return
        self._error.say(words.title, words.sentence, words.code, words.details)
        self._stack.setCurrentWidget(self._error)
