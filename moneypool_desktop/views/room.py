"""What runs while one person has one chama's books open: the window, the news, the lock, what waits for an answer."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from moneypool_desktop import language
from moneypool_desktop.language import mark, tr, trn
from moneypool_desktop.models.domain.roles import ROLES
from moneypool_desktop.services.database.changes import Changes
from moneypool_desktop.services.database.connection import Session
from moneypool_desktop.services.database.outbox import Replayed
from moneypool_desktop.services.failures import Bug, Failure, explain
from moneypool_desktop.services.runtime.preferences import Preferences
from moneypool_desktop.services.runtime.workers import Workers
from moneypool_desktop.services.startup import Visit
from moneypool_desktop.views import theme
from moneypool_desktop.views.actions import Act
from moneypool_desktop.views.duties import Duties
from moneypool_desktop.views.idle import Idle
from moneypool_desktop.views.main_window import ChamaFace, MainWindow, PersonFace, Shell, say_language_changed
from moneypool_desktop.views.page import Desk, Said
from moneypool_desktop.views.pages import register

if TYPE_CHECKING:
    from moneypool_desktop.services.database.connection import Books
    from moneypool_desktop.views.dialogs.sign_in import SignInDialog
    from moneypool_desktop.views.shell.finder import Found

_COUNT_MS = 2_000
_BELL_MS = 500  # the first page reads first
_SEND_MS = 30_000
_ENDED = "28000"


class MemberFinder:
    """Members by part of a name or number, for the finder; called in workers."""

    def __init__(self, books: "Books", go: Callable[[str, object], None]) -> None:
        self._books, self._go = books, go
        self._known: list[tuple[str, str, object]] | None = None

    def forget(self) -> None:
        """Read the register again at the next question."""
        self._known = None

    def find(self, typed: str) -> "list[Found]":
        """Return at most twenty members."""
        from moneypool_desktop.services import members
        from moneypool_desktop.views.shell.finder import Found

        if self._known is None:
            self._known = [(row.name, row.number, row.id) for row in members.list_members(self._books)]
        wanted = typed.casefold()
        return [
            Found(tr("Members"), "user", name, partial(self._go, "members", which), number)
            for name, number, which in self._known
            if wanted in name.casefold() or wanted in number.casefold()
        ][:20]


class Room(QObject):
    """One person in one chama. `left` asks to sign out, `moved` to open another chama by its id."""

    left = Signal()
    moved = Signal(str)
    _changed = Signal(object)
    _failed = Signal(object)

    def __init__(
        self, app: QApplication, workers: Workers, preferences: Preferences, visit: Visit, page: str = ""
    ) -> None:
        """Build the window on the page last seen, or on `page`."""
        super().__init__()
        self._app, self._workers, self._preferences, self._visit = app, workers, preferences, visit
        self._away: Failure | None = None
        self._closed = False
        self._asking: SignInDialog | None = None
        self._finder = MemberFinder(visit.books, self._go_to)
        if (theme.appearance().mode, theme.appearance().accent) != (preferences.theme, visit.here.accent):
            theme.apply(app, preferences.theme, visit.here.accent)
        self.desk = Desk(workers, preferences, self.explain)
        self.entries = register.entries(self.desk, visit.books)
        known, wanted = [entry.id for entry in self.entries], page or preferences.page
        self._first = wanted if wanted in known else known[0]
        self.window = MainWindow(self._shell(), self._first, visit.home if self._first == "home" else None)
        self._changed.connect(self._news, Qt.ConnectionType.QueuedConnection)
        self._failed.connect(self._line, Qt.ConnectionType.QueuedConnection)
        self._changes = Changes(visit.books, self._changed.emit, self._failed.emit, visit.versions)
        self._counter = _every(self, _COUNT_MS, self._count)
        self._sender = _every(self, _SEND_MS, self._send_again)
        self._duties = Duties(workers, visit.books, self.window)
        self._idle = Idle(app, visit.lock_minutes, self)
        self._idle.touched.connect(self._touch)
        self._idle.left.connect(self._lock)
        app.applicationStateChanged.connect(self._front)

    def begin(self, replayed: Sequence[Replayed] = ()) -> None:
        """Open the first page and start to watch."""
        self.window.open_page(self._first)
        self._changes.start()
        self._count()
        QTimer.singleShot(_BELL_MS, self, self._count_unread)
        self._duties.begin()
        if replayed:
            self._say_replayed(replayed)

    def close(self) -> None:
        """Stop everything that runs beside the window; the window stays until another one stands."""
        if self._closed:
            return
        self._closed = True
        self._app.applicationStateChanged.disconnect(self._front)
        self._counter.stop()
        self._sender.stop()
        self._duties.stop()
        self._changes.stop()
        self.deleteLater()  # in this thread: Python's collector would end the clocks in whichever thread it runs

    def explain(self, error: Exception) -> Said:
        """Return the words for a failure; one that says that the session ended also asks for the password."""
        failure = explain(error)
        if failure.code == _ENDED:
            QTimer.singleShot(0, self, lambda: self._ask(tr("You were signed out. What you typed is still here.")))
        rest = " ".join(part for part in (failure.kept, failure.advice) if part)
        return Said(failure.sentence, rest, failure.code, failure.report if isinstance(failure, Bug) else "")

    def speak(self, code: str) -> None:
        """Change the language of every window, now and next time."""
        language.choose(code)
        self._preferences.language = code
        say_language_changed(self._app)

    def wear(self, mode: str) -> None:
        """Change the appearance, now and next time."""
        self._preferences.theme = mode
        theme.apply(self._app, mode, self._visit.here.accent)

    def _shell(self) -> Shell:
        chama, here = self._visit.books.chama, self._visit.here
        line = trn("{n} member", "{n} members", here.members) if here.members > 1 else chama.short_name
        others = {str(other.chama.id): other.chama.name for other in self._visit.others}
        person = self._visit.books.session.person
        opened = {entry.id for entry in self.entries}
        return Shell(
            self.desk,
            self.entries,
            ChamaFace(chama.name, line, here.accent, chama.is_sample, others),
            PersonFace(person.name, lambda: tr(ROLES[chama.role])),
            self.left.emit,
            self.moved.emit,
            self.speak,
            self.wear,
            self._show_waiting,
            self._connection,
            self._finder.find if "members" in opened else None,
            self._acts(opened),
        )

    def _acts(self, opened: set[str]) -> list[Act]:
        everywhere = mark("Everywhere")
        acts = [Act("lock", mark("Lock the window"), self._lock, "lock", "Ctrl+L", everywhere)]
        if "meeting" in opened:
            go = mark("Start meeting day")
            acts.append(Act("meeting", go, lambda: self._go_to("meeting"), "calendar-check", "F9", everywhere))
        return acts

    def _go_to(self, page: str, about: object = None) -> None:
        self.window.open_page(page, about)

    def _connection(self) -> tuple[str, str, str]:
        if self._away is not None:
            return tr("Not answering"), "cloud-off", "warn"
        return tr("This PC"), "device-desktop", "neutral"

    def _news(self, topics: frozenset[str]) -> None:
        if "members" in topics:
            self._finder.forget()
        self.window.mark_stale(topics)
        if "notifications" in topics:
            self._count_unread()

    def _count_unread(self) -> None:
        if any(entry.id == "notifications" for entry in self.entries):
            from moneypool_desktop.services import notifications

            books = self._visit.books
            self._workers.read(lambda: notifications.unread(books), self.window.set_unread, _quiet, owner=self.window)

    def _line(self, failure: Failure | None) -> None:
        if failure is not None and failure.code == _ENDED:
            self.explain(failure)
            return
        came_back = self._away is not None and failure is None
        self._away = failure
        self.window.refresh_connection()
        if came_back:
            self._send_again()

    def _front(self, state: Qt.ApplicationState) -> None:
        self._changes.front(is_front=state == Qt.ApplicationState.ApplicationActive)

    def _count(self) -> None:
        outbox = self._visit.books.outbox
        self._workers.read(lambda: len(outbox.pending()), self.window.status.set_waiting, _quiet, owner=self.window)

    def _send_again(self) -> None:
        outbox, session = self._visit.books.outbox, self._visit.books.session
        if self._asking is None:
            self._workers.write(lambda: outbox.replay_all(session), self._say_replayed, _quiet, owner=self.window)

    def _say_replayed(self, replayed: Sequence[Replayed]) -> None:
        booked = sum(one.answer is not None for one in replayed)
        refused = [one.failure for one in replayed if one.failure is not None and one.failure.kept]
        if booked:
            kept = trn(
                "{n} act that had no answer is booked, once.",
                "{n} acts that had no answer are booked, each once.",
                booked,
            )
            self.window.toaster.say(kept)
            self.window.mark_stale(frozenset({"home", "ledger", "members", "contributions", "fines"}))
        elif refused and refused[0] is not None:
            self.window.toaster.say(str(refused[0]), icon="alert-circle")
        self._count()

    def _show_waiting(self) -> None:
        from moneypool_desktop.views.dialogs.waiting import WaitingDialog

        dialog = WaitingDialog(self.window, self._visit.books.outbox.pending())
        dialog.again.connect(self._send_again)
        dialog.open()

    def _touch(self) -> None:
        from moneypool_desktop.services import identity

        session = self._visit.books.session
        self._workers.read(lambda: identity.touch(session), _nothing, self._untouched, owner=self.window)

    def _untouched(self, error: Exception) -> None:
        self.explain(error)

    def _lock(self) -> None:
        if not self._visit.books.chama.is_sample:
            self._ask(tr("The window is locked. What you typed is still here."), hide=True)

    def _ask(self, why: str, *, hide: bool = False) -> None:
        if self._asking is not None:
            return
        if self._visit.books.chama.is_sample:
            self.left.emit()
            return
        from moneypool_desktop.views.dialogs.sign_in import SignInDialog

        session = self._visit.books.session
        email = session.person.email
        self._asking = SignInDialog(
            self.window, self._workers, lambda: session.database, email=email, why=why, hide=hide
        )
        self._asking.signed_in.connect(self._go_on)
        self._asking.left.connect(self._leave)
        self._asking.open()

    def _go_on(self, newer: Session) -> None:
        self._asking = None
        self._visit.books.session.go_on(newer)
        self._idle.again()
        self._away = None
        self.window.refresh_connection()
        page = self.window.page(self.window.current)
        if page is not None:
            page.refresh()
        self._send_again()

    def _leave(self) -> None:
        self._asking = None
        self.left.emit()


def _quiet(_error: Exception) -> None:
    """Say nothing: the connection state tells it already."""


def _nothing(_answer: object) -> None:
    """Take an answer that changes nothing here."""


def _every(owner: QObject, milliseconds: int, do: Callable[[], None]) -> QTimer:
    clock = QTimer(owner)
    clock.setInterval(milliseconds)
    clock.timeout.connect(do)
    clock.start()
    return clock
