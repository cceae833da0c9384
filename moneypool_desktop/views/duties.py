"""What the window has done for the group while a person works: see `services.duties`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from moneypool_desktop.services.runtime.workers import Workers

if TYPE_CHECKING:
    from moneypool_desktop.models.rows.audit import WitnessWarning
    from moneypool_desktop.services.database.connection import Books

_FIRST_MS = 1_500  # the first page reads first
_STUCK_MS = 20_000


class Duties(QObject):
    """Does what is due at sign-in once, and looks for stuck connections now and then while an officer is here."""

    def __init__(self, workers: Workers, books: "Books", window: QWidget) -> None:
        super().__init__(window)
        self._workers, self._books, self._window = workers, books, window
        self._first, self._warden = QTimer(self), QTimer(self)
        self._first.setSingleShot(True)
        self._first.timeout.connect(self._at_sign_in)
        self._warden.timeout.connect(self._end_stuck)

    def begin(self) -> None:
        """Start, as soon as the first page has been read."""
        self._first.start(_FIRST_MS)
        if self._books.can("ledger.view"):
            self._warden.start(_STUCK_MS)

    def stop(self) -> None:
        """Stop looking."""
        self._first.stop()
        self._warden.stop()

    def _at_sign_in(self) -> None:
        from moneypool_desktop.services import duties

        books = self._books
        self._workers.read(lambda: duties.at_sign_in(books), self._warn, _quiet, owner=self)

    def _end_stuck(self) -> None:
        from moneypool_desktop.services import duties

        books = self._books
        self._workers.read(lambda: duties.end_stuck(books), lambda _: None, _quiet, owner=self)

    def _warn(self, warnings: "Sequence[WitnessWarning]") -> None:
        from moneypool_desktop.views.dialogs.witness import WitnessDialog

        if warnings:
            WitnessDialog(self._window, warnings).open()


def _quiet(_error: Exception) -> None:
    """Say nothing: it is tried again, and the connection state tells the rest."""
