"""The window: accent line, bars, rail, and one page at a time, each built when it is first opened."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from moneypool_desktop.language import mark, tr
from moneypool_desktop.views import privacy, theme
from moneypool_desktop.views.actions import Act, Actions
from moneypool_desktop.views.page import Desk, Page
from moneypool_desktop.views.shell.menus import chama_menu, drop, person_menu
from moneypool_desktop.views.shell.rail import Entry, Rail
from moneypool_desktop.views.shell.status import StatusBar
from moneypool_desktop.views.shell.top_bar import TopBar
from moneypool_desktop.views.widgets.toast import Toaster

if TYPE_CHECKING:
    from moneypool_desktop.views.shell.finder import Finder, Found

LINE, DEMO_LINE, ROOMY = 3, 6, 1200


@dataclass(frozen=True, slots=True)
class ChamaFace:
    """What the window shows of the open chama; `others` are the names of the rest by id."""

    name: str
    line: str
    accent: int = 1
    demo: bool = False
    others: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PersonFace:
    """Who is signed in, and the office as words of the language now spoken."""

    name: str
    role: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Shell:
    """Everything the window is given: pages, faces, and what follows when a person asks for more than a page can do."""

    desk: Desk
    entries: Sequence[Entry]
    chama: ChamaFace
    person: PersonFace
    sign_out: Callable[[], None]
    switch_chama: Callable[[str], None]
    speak: Callable[[str], None]
    wear: Callable[[str], None]
    show_waiting: Callable[[], None]
    connection: Callable[[], tuple[str, str, str]]
    find: "Callable[[str], Sequence[Found]] | None" = None
    acts: Sequence[Act] = ()


class MainWindow(QWidget):
    """The shell of one signed-in person in one chama."""

    def __init__(self, shell: Shell, first: str = "", rows: object = None) -> None:
        """`first` is the page opened first: not given its rows, it reads them while the rest of the window is built."""
        super().__init__()
        self.shell = shell
        self.setMinimumSize(1000, 560)
        self._entries = {entry.id: entry for entry in shell.entries}
        self._pages: dict[str, Page] = {}
        self.current = ""
        self.toaster = Toaster(self)
        if first:
            self._make(first).read_ahead(rows)
        self.acts = Actions(self, everywhere=True)
        self.rail = Rail(shell.entries)
        self.top = TopBar(has_bell="notifications" in self._entries)
        self.status = StatusBar(shell.desk.workers)
        self.stack = QStackedWidget()
        self._lay_out()
        self._finder: Finder | None = None
        self._connect()
        self._face()
        self._remember()

    def open_page(self, page: str, about: object = None) -> Page:
        """Open a page, building it the first time; `about` is handed to it, as when a figure leads to its rows."""
        shown = self._pages.get(page) or self._make(page)
        self.current = page
        self.rail.set_current(page)
        self._shape()
        if self.stack.indexOf(shown) < 0:
            self.stack.addWidget(shown)
        if self.stack.currentWidget() is not shown:
            self.stack.setCurrentWidget(shown)
            # Qt would hand the focus of the page that went to the first button of this one
            shown.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shell.desk.preferences.page = page
        if about is not None:
            shown.arrive(about)
        if not shown.isAncestorOf(self.focusWidget() or self):
            # the keys of a page hold while the focus is in it
            shown.setFocus(Qt.FocusReason.OtherFocusReason)
        self._name()
        return shown

    @property
    def finder(self) -> "Finder":
        """The finder over this window, made when it is first asked for."""
        if self._finder is None:
            from moneypool_desktop.views.shell.finder import Finder

            self._finder = Finder(self, self.shell.desk.workers, self._here, self.shell.find)
        return self._finder

    def page(self, page: str) -> Page | None:
        """Return a page if it was opened before."""
        return self._pages.get(page)

    def mark_stale(self, topics: frozenset[str]) -> None:
        """Pass on the news that something changed; only pages already built care."""
        for page in self._pages.values():
            page.mark_stale(topics)

    def set_unread(self, count: int) -> None:
        """Show how many notifications are unread."""
        self.top.badge.set_count(count)

    def refresh_connection(self) -> None:
        """Ask again where the books are and show it."""
        self.top.connection.set_state(*self.shell.connection())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shape()
        self.toaster.place()
        if self._finder is not None and self._finder.isVisible():
            self._finder.setGeometry(self.rect())

    def closeEvent(self, event: QCloseEvent) -> None:
        preferences = self.shell.desk.preferences
        preferences.keep_place("window", self.saveGeometry())
        preferences.save()
        super().closeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("window"))
        painter.fillRect(0, 0, self.width(), self._line(), theme.colour("accent_fill"))
        if self.shell.chama.demo:
            # stripes: the practice chama cannot be mistaken for a real one
            for x in range(0, self.width(), 24):
                painter.fillRect(QRect(x + 12, 0, 12, DEMO_LINE), theme.colour("surface"))

    def _make(self, page: str) -> Page:
        made = self._pages[page] = self._entries[page].make()
        made.went.connect(self.open_page)
        made.said.connect(self.toaster.say)
        made.retranslate()
        return made

    def _line(self) -> int:
        return DEMO_LINE if self.shell.chama.demo else LINE

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, self._line(), 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(middle, 1)
        column.addWidget(self.status)

    def person_menu(self) -> QMenu:
        """Return the menu of the signed-in person: language, appearance, signing out."""
        shell = self.shell
        return person_menu(self, shell.person.name, speak=shell.speak, wear=shell.wear, sign_out=shell.sign_out)

    def _connect(self) -> None:
        shell = self.shell
        self.rail.opened.connect(self.open_page)
        self.top.search.connect(lambda: self.acts.run("find"))
        self.top.keys.connect(self._show_keys)
        self.top.bell.connect(lambda: self.open_page("notifications"))
        self.top.tile.clicked.connect(
            lambda: drop(chama_menu(self, shell.chama.others, shell.switch_chama), self.top.tile)
        )
        self.top.person.clicked.connect(lambda: drop(self.person_menu(), self.top.person))
        self.status.keys.connect(self._show_keys)
        self.status.waiting.connect(self.shell.show_waiting)
        everywhere = mark("Everywhere")
        self.acts.add(
            Act(
                "find",
                mark("Find a page, a member or an action"),
                lambda: self.finder.open(),  # noqa: PLW0108 - it is made when it is first asked for
                "search",
                "Ctrl+K",
                everywhere,
            ),
            Act("keys", mark("Keyboard sheet"), self._show_keys, "keyboard", "F1", everywhere),
            Act(
                "hide",
                mark("Hide or show amounts"),
                lambda: privacy.hide(not privacy.hidden()),
                "eye-off",
                "Ctrl+H",
                everywhere,
            ),
            Act("refresh", mark("Read this page again"), self._refresh, "refresh", "Ctrl+R", everywhere),
            *self.shell.acts,
        )

    def _face(self) -> None:
        chama, person = self.shell.chama, self.shell.person
        self.top.tile.set_chama(chama.name, chama.line, demo=chama.demo, several=bool(chama.others))
        self.top.person.set_person(person.name, person.role())
        self.refresh_connection()

    def _remember(self) -> None:
        place = self.shell.desk.preferences.place("window")
        if place.isEmpty() or not self.restoreGeometry(place):
            self.resize(1366, 768)

    def _shape(self) -> None:
        entry = self._entries.get(self.current)
        narrow = self.width() < ROOMY or (entry is not None and entry.narrow)
        self.rail.set_shape(narrow=narrow, low=self.height() < 680)
        self.top.set_room(narrow=self.width() < ROOMY, short=self.width() < ROOMY)

    def _retranslate(self) -> None:
        for part in (self.rail, self.top, self.status):
            part.retranslate()
        self.acts.refresh()
        self._face()
        self._name()

    def _name(self) -> None:
        if self.current:
            page = tr(self._entries[self.current].title)
            self._pages[self.current].setAccessibleName(page)
            self.setWindowTitle(tr("{page}, {chama} – MoneyPool", page=page, chama=self.shell.chama.name))

    def _refresh(self) -> None:
        if self.current:
            self._pages[self.current].refresh()

    def _show_keys(self) -> None:
        from moneypool_desktop.views.shell.key_sheet import KeySheet

        page = self._pages.get(self.current)
        KeySheet(self, [*self.acts.acts(), *(page.actions_.acts() if page is not None else ())]).open()

    def _here(self) -> "list[Found]":
        from moneypool_desktop.views.shell.finder import Found

        pages = [
            Found(tr("Pages"), entry.icon, tr(entry.title), partial(self.open_page, entry.id))
            for entry in self._entries.values()
        ]
        page = self._pages.get(self.current)
        known = [(self.acts, act) for act in self.acts.acts() if act.id != "find"]
        known += [(page.actions_, act) for act in page.actions_.acts()] if page is not None else []
        does = [
            Found(
                tr("Do"),
                act.icon or "bolt",
                tr(act.text),
                partial(who.run, act.id),
                keys=act.keys,
            )
            for who, act in known
            if not act.refusal()
        ]
        return pages + does


def say_language_changed(app: QApplication) -> None:
    """Tell every window that another language is now spoken."""
    for window in app.topLevelWidgets():
        QApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
