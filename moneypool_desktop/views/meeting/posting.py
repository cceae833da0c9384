"""Posting a meeting: one act under the key of its form, and what is said of each way it can end."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, Signal

from moneypool_desktop.models.drafts.receipt import MeetingDraft
from moneypool_desktop.models.rows.receipts import Received
from moneypool_desktop.services import receipts
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.services.failures import Lost, explain
from moneypool_desktop.services.runtime.workers import Workers

_RECEIPTED = "MP416"


class Posting(QObject):
    """Sends a meeting's draft. The key belongs to the draft: however often it is sent, it is booked once.

    `posted` gives what was received; `lost` that no answer came and the act waits on this computer; `refused` the draft
    and the error, nothing being booked.
    """

    posted = Signal(object)
    lost = Signal(object)
    refused = Signal(object, object)

    def __init__(self, books: Books, workers: Workers, parent: QObject) -> None:
        super().__init__(parent)
        self._books, self._workers = books, workers
        self._key: UUID = uuid4()
        self.under_way = False
        self.waiting: MeetingDraft | None = None
        self._repeat: MeetingDraft | None = None

    @property
    def busy(self) -> bool:
        """Whether the draft is on its way, or waits here for an answer."""
        return self.under_way or self.waiting is not None

    @property
    def can_repeat(self) -> bool:
        """Whether the last refusal was for a reference receipted before, which a person may allow."""
        return self._repeat is not None

    def send(self, draft: MeetingDraft) -> None:
        """Send a draft, unless one is on its way."""
        if self.under_way:
            return
        self.under_way, self._repeat = True, None
        act: Callable[[], Received] = partial(receipts.receive_meeting, self._books, draft, self._key)
        self._workers.write(act, self._done, lambda error: self._failed(draft, error), owner=self)

    def send_again(self) -> None:
        """Ask again for the answer of the draft that waits; it is booked now or was booked before, once in any case."""
        if self.waiting is not None:
            self.send(self.waiting)

    def repeat(self) -> None:
        """Send the refused draft again, letting its references stand on a second receipt."""
        if self._repeat is not None:
            self.send(replace(self._repeat, same_reference=True))

    def _done(self, received: Received) -> None:
        self.under_way, self.waiting = False, None
        self._key = uuid4()
        self.posted.emit(received)

    def _failed(self, draft: MeetingDraft, error: Exception) -> None:
        self.under_way = False
        failure = explain(error)
        if isinstance(failure, Lost):
            self.waiting = draft
            self.lost.emit(error)
            return
        self.waiting = None
        self._repeat = draft if failure.code == _RECEIPTED else None
        self.refused.emit(draft, error)
