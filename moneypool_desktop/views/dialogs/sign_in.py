"""Signing in again over the page: the session ended or the window was left alone; nothing typed is lost."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.services.database.connection import Database
from moneypool_desktop.services.runtime.workers import Workers
from moneypool_desktop.views import theme
from moneypool_desktop.views.dialogs.base import Dialog
from moneypool_desktop.views.sign_in import SignInForm
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.label import Label


class Cover(QWidget):
    """Lies over a window so that nobody reads it while its person is away."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("window"))


class SignInDialog(Dialog):
    """Asks the same person for the password; `signed_in` gives the new session, `left` asks to sign out instead."""

    signed_in = Signal(object)
    left = Signal()

    def __init__(
        self, parent: QWidget, workers: Workers, books: Callable[[], Database], *, email: str, why: str, hide: bool
    ) -> None:
        super().__init__(parent)
        self._cover = Cover(parent) if hide else None
        title = tr("Sign in again as {email}", email=email)
        self.setAccessibleName(title)
        self.form = SignInForm(workers, books, email=email)
        self.form.signed_in.connect(self._done)
        leave = Button(tr("Sign out"), kind="link")
        leave.clicked.connect(self._leave)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(6)
        for part in (Label(title, "section", wrap=True), Label(why, "quiet", wrap=True), self.form, leave):
            column.addWidget(part)
        self.hold(body)
        self.form.begin()

    def reject(self) -> None:
        """Stay: there is no way past the password but signing out."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            return
        super().keyPressEvent(event)

    def _done(self, session: object) -> None:
        self._uncover()
        self.accept()
        self.signed_in.emit(session)

    def _leave(self) -> None:
        self._uncover()
        self.accept()
        self.left.emit()

    def _uncover(self) -> None:
        if self._cover is not None:
            self._cover.deleteLater()
            self._cover = None
