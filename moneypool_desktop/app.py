"""The composition root: the one place that decides what stands on the screen and gives every part what it needs."""

import gc
import signal
import socket
import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import date
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, QTimer
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication, QWidget

from moneypool_desktop import language
from moneypool_desktop.language import tr, trn
from moneypool_desktop.models.rows.session import Chama
from moneypool_desktop.services import startup
from moneypool_desktop.services.failures import explain
from moneypool_desktop.services.runtime.preferences import Preferences
from moneypool_desktop.services.runtime.termination import on_termination
from moneypool_desktop.services.runtime.workers import Work, Workers
from moneypool_desktop.services.startup import Entered, Membership, Opening, Ready
from moneypool_desktop.views import qt_language, theme
from moneypool_desktop.views.focus import FocusRings

if TYPE_CHECKING:
    from moneypool_desktop.services.database.connection import Database, Session
    from moneypool_desktop.services.startup import Visit
    from moneypool_desktop.views.room import Room
    from moneypool_desktop.views.stage import Stage

_SETTLED_MS = 3_000
_PATIENCE_MS = 600
_LOG_OFF_SECONDS = 4.0  # what a system that shuts down leaves us at least


class Program(QObject):
    """One running program: it leads from the first window to open books and back."""

    def __init__(self, app: QApplication, opening: Opening, options: Namespace) -> None:
        super().__init__()
        self.app, self.opening, self.demo = app, opening, bool(options.demo)
        self.workers, self.preferences = Workers(), Preferences()
        self.workers.moved.connect(lambda work: self._say_busy(work.sentence))
        self.ready: Ready | None = None
        self.session: Session | None = None
        self.memberships: tuple[Membership, ...] = ()
        self.room: Room | None = None
        self.window: QWidget | None = None
        self._first_run: QWidget | None = None
        language.choose(self.preferences.language or "en")
        theme.apply(app, self.preferences.theme, 1)
        FocusRings(app)
        qt_language.install(app)

    def begin(self) -> None:
        """Show the first window and open the books beside it."""
        if self.demo:
            # no window for so short a wait: what is read while it would be drawn is read sooner
            before = self.window
            QTimer.singleShot(_PATIENCE_MS, self, lambda: self._show_waiting(before))
            self.workers.read(self.opening.sample, self._entered, self._not_entered)
        elif startup.has_books(self.opening.home):
            self._show_sign_in()
        else:
            self._show_first_run()
        if not self.demo:
            self.workers.read(self.opening.wait, self._opened, self._not_opened)
        QTimer.singleShot(0, self, _read_ahead)

    def end(self, seconds: float = 60.0) -> None:
        """Close everything in order: work ends, the session ends, the last window out stops the engine."""
        if self.room is not None:
            self.room.close()
        self.workers.close()
        self._forget_session()
        self.preferences.save()
        self.opening.close(seconds)

    def practise(self) -> None:
        """Open the sample chama, made now when it is not there yet."""
        self._say_busy(tr("Opening the sample chama."))
        self.workers.run(
            lambda work: startup.practise(self.opening.wait(), _reporting(work)),
            self._entered, self._not_entered, sentence=tr("Opening the sample chama."), can_cancel=False,
        )  # fmt: skip

    def _opened(self, ready: Ready) -> None:
        self.ready = ready
        if not ready.anyone:
            if self._first_run is None:
                self._show_first_run()
        elif ready.broken or ready.waiting:
            self._tell_last_run(ready)

    def _tell_last_run(self, ready: Ready) -> None:
        waits = trn(
            "{n} act has no answer yet. It is sent again when you sign in and booked once.",
            "{n} acts have no answer yet. They are sent again when you sign in, each booked once.",
            ready.waiting,
        )  # fmt: skip
        everything = tr("Everything posted is in the books, and nothing waits.")
        fact = tr("MoneyPool was not closed properly last time.") if ready.broken else ""
        rest = waits if ready.waiting else everything
        if stage := _stage(self.window):
            stage.tell(fact or rest, rest if fact else "")

    def _not_opened(self, error: Exception) -> None:
        from moneypool_desktop.views.trouble import Trouble

        screen = Trouble(explain(error))
        screen.again.connect(self._open_again)
        screen.spoke.connect(self.speak)
        self._show(screen)

    def _open_again(self) -> None:
        self.opening = Opening(self.opening.home, sample=self.demo).begin()
        self.begin()

    def _show_waiting(self, instead_of: QWidget | None) -> None:
        if self.window is not instead_of:
            return
        from moneypool_desktop.views.stage import Stage

        screen = Stage(now=lambda: self.opening.now, foot=False)
        screen.say(tr("Opening the books"))
        self._show(screen)

    def _show_sign_in(self) -> None:
        from moneypool_desktop.views.sign_in import SignInScreen

        screen = SignInScreen(
            self.workers, self._database, email=self.preferences.choice("email"), now=lambda: self.opening.now
        )
        screen.signed_in.connect(self._signed_in)
        screen.practise.connect(self.practise)
        screen.spoke.connect(self.speak)
        self._show(screen)

    def _show_first_run(self, session: "Session | None" = None) -> None:
        from moneypool_desktop.views.first_run.assistant import FirstRun
        from moneypool_desktop.views.pages import register

        screen = FirstRun(
            self.workers, self._database, now=lambda: self.opening.now, today=date.today, pages=register.ids(),
            session=session,
        )  # fmt: skip
        screen.practise.connect(self.practise)
        screen.founded.connect(self._founded)
        screen.spoke.connect(self.speak)
        self._first_run = screen
        self._show(screen)

    def _database(self) -> "Database":
        return self.opening.wait().opened.database

    def _signed_in(self, session: "Session") -> None:
        self.preferences.keep_choice("email", session.person.email)
        last = self.preferences.choice("chama")
        self.workers.write(lambda: startup.enter(self.opening.wait(), session, last), self._entered, self._not_entered)

    def _founded(self, session: "Session", chama: Chama, page: str) -> None:
        self.preferences.keep_choice("email", session.person.email)
        self.session = session

        def entered(known: tuple[Membership, ...]) -> None:
            self.memberships = known
            self._open(str(chama.id), page=page)

        self.workers.read(lambda: startup.memberships(session), entered, self._not_entered)

    def _entered(self, entered: Entered) -> None:
        self.session, self.memberships = entered.session, entered.memberships
        self._say_busy("")
        if not entered.memberships:
            self._show_first_run(entered.session)
        elif entered.visit is not None:
            self._enter(entered.visit, entered=entered)
        else:
            self._choose(entered)

    def _choose(self, entered: Entered) -> None:
        from moneypool_desktop.models.domain.roles import ROLES
        from moneypool_desktop.views.sign_in import ChooseChama

        known = entered.memberships
        screen = ChooseChama([(one.chama.name, tr(ROLES[one.chama.role])) for one in known])
        screen.chosen.connect(lambda place: self._open(str(known[place].chama.id), entered))
        screen.spoke.connect(self.speak)
        self._show(screen)

    def _open(self, which: str, entered: Entered | None = None, page: str = "") -> None:
        session, ready = self.session, self.opening.wait
        assert session is not None  # noqa: S101 - only somebody signed in gets here
        here = next(one for one in self.memberships if str(one.chama.id) == which)
        others = [one for one in self.memberships if one is not here]
        self.workers.read(
            lambda: startup.visit(ready(), session, here, others),
            partial(self._enter, entered=entered, page=page),
            self._not_entered,
        )

    def _enter(self, visit: "Visit", *, entered: Entered | None, page: str = "") -> None:
        from moneypool_desktop.views.room import Room

        self.preferences.keep_choice("chama", str(visit.here.chama.id))
        old = self.room
        room = self.room = Room(self.app, self.workers, self.preferences, visit, page)
        room.left.connect(self._leave)
        room.moved.connect(self._open)
        room.begin(entered.replayed if entered else ())
        self._show(room.window)
        self._first_run = None
        QTimer.singleShot(_SETTLED_MS, self, _collect_again)
        if old is not None:
            old.close()

    def _not_entered(self, error: Exception) -> None:
        if self.demo and self.room is None:
            self._not_opened(error)
        elif stage := _stage(self.window):
            stage.fail(error)
        elif self.room is not None:
            self.room.window.toaster.say(str(explain(error)), icon="alert-circle")

    def _leave(self) -> None:
        if self.room is not None:
            self.room.close()
            self.room = None
        self.workers.read(self._forget_session, lambda _: None, lambda _: None)
        theme.apply(self.app, self.preferences.theme, 1)
        self.demo = False
        self.workers.read(
            lambda: startup.somebody(self.opening.wait()),
            lambda anyone: self._show_sign_in() if anyone else self._show_first_run(),
            self._not_opened,
        )

    def _forget_session(self) -> None:
        session, self.session = self.session, None
        if session is not None:
            startup.leave(session)

    def _say_busy(self, sentence: str) -> None:
        if stage := _stage(self.window):
            stage.busy(sentence)

    def speak(self, code: str) -> None:
        """Change the language of every window, now and next time."""
        language.choose(code)
        self.preferences.language = code
        from moneypool_desktop.views.main_window import say_language_changed

        say_language_changed(self.app)

    def _show(self, window: QWidget) -> None:
        old, self.window = self.window, window
        if old is not None and not (old.isMaximized() or old.isFullScreen()):
            window.setGeometry(old.geometry())
        window.showMaximized() if old is not None and old.isMaximized() else window.show()
        if old is not None:
            old.close()


def run(opening: Opening, options: Namespace) -> int:
    """Run the window until it is closed and return the exit status."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("MoneyPool")
    app.setDesktopFileName("moneypool")
    program = Program(app, opening, options)
    app.commitDataRequest.connect(partial(_log_off, program))
    bell = _hear_signals(app)
    on_termination(app.quit)
    program.begin()
    status = app.exec()
    program.end()
    bell.setEnabled(False)
    return status


def _stage(window: QWidget | None) -> "Stage | None":
    if window is None:
        return None
    from moneypool_desktop.views.stage import Stage

    return window if isinstance(window, Stage) else None


def _read_ahead() -> None:
    # the first window stands and the person reads or types: time to load what comes after it
    import_module("moneypool_desktop.views.room")
    import_module("moneypool_desktop.views.pages.home")


def _collect_again() -> None:
    # what the start made lives as long as the program: the collector need not look at it again
    gc.freeze()
    gc.enable()


def _log_off(program: Program, _manager: QSessionManager) -> None:
    # the system may end this process as soon as this returns
    program.end(_LOG_OFF_SECONDS)


def _hear_signals(app: QApplication) -> QSocketNotifier:
    """Wake Python when a signal comes: Qt's loop would not let its handler run."""
    ours, theirs = socket.socketpair()
    for end in (ours, theirs):
        end.settimeout(0)
    signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
    bell = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read, app)
    bell.activated.connect(lambda: ours.recv(64))
    bell.destroyed.connect(lambda: (signal.set_wakeup_fd(-1), ours.close(), theirs.close()))
    return bell


def _reporting(work: Work) -> Callable[[str, int | None], None]:
    def report(sentence: str, percent: int | None) -> None:
        done = percent or 0
        work.report(done / 100, f"{sentence} {done} %" if percent is not None else sentence)

    return report
