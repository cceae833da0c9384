"""The only place that starts threads: reads side by side, writes one after the other, answers in the window."""

import sys
import threading
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

READERS = 3
_TURN_SECONDS = 0.0005


class Work:
    """One piece of work under way. `sentence` is what the status bar says of it; without one it stays silent."""

    def __init__(self, sentence: str, *, can_cancel: bool) -> None:
        self.sentence = sentence
        self.can_cancel = can_cancel
        self.share = 0.0
        self._cancelled = threading.Event()
        self.reported: Callable[[Work, float, str], None] | None = None

    @property
    def cancelled(self) -> bool:
        """Return whether a person has asked for the end; the work looks at this between its steps."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask for the end of the work; its answer is dropped."""
        self._cancelled.set()

    def report(self, share: float, sentence: str = "") -> None:
        """Say from the worker how far it is, 0 to 1, and what it is doing."""
        if self.reported is not None:
            self.reported(self, share, sentence)


class Workers(QObject):
    """Runs functions off the window's thread. `begun`, `moved` and `ended` carry the Work they speak of."""

    begun = Signal(Work)
    moved = Signal(Work)
    ended = Signal(Work)
    _answered = Signal(object)
    _progressed = Signal(object, float, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # the window's thread gets its turn from a busy worker ten times as soon as Python would give it
        sys.setswitchinterval(_TURN_SECONDS)
        self._readers, self._writer = QThreadPool(self), QThreadPool(self)
        self._readers.setMaxThreadCount(READERS)
        self._writer.setMaxThreadCount(1)
        self._under_way: set[Work] = set()
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._progressed.connect(self._progress, Qt.ConnectionType.QueuedConnection)

    def read(
        self, fn: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None], *,
        owner: QObject | None = None, sentence: str = "",
    ) -> Work:  # fmt: skip
        """Run `fn` beside other reads; then, in the window's thread, `done` with its answer or `failed` with its error.

        Nothing is called once `owner` is gone or the work was cancelled.
        """
        return self._start(
            self._readers, lambda _work: fn(), done, failed, owner, Work(sentence, can_cancel=bool(sentence))
        )

    def write(
        self, fn: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None], *,
        owner: QObject | None = None, sentence: str = "",
    ) -> Work:  # fmt: skip
        """Run `fn` after every earlier write; an act that is under way cannot be cancelled."""
        return self._start(self._writer, lambda _work: fn(), done, failed, owner, Work(sentence, can_cancel=False))

    def run(
        self, fn: Callable[[Work], Any], done: Callable[[Any], None], failed: Callable[[Exception], None], *,
        sentence: str, owner: QObject | None = None, can_cancel: bool = True,
    ) -> Work:  # fmt: skip
        """Run long work that reports progress and looks at `cancelled`; `fn` is given its Work."""
        return self._start(self._readers, fn, done, failed, owner, Work(sentence, can_cancel=can_cancel))

    def busy(self) -> bool:
        """Return whether anything is under way or waits for its turn."""
        return bool(self._under_way)

    def close(self, wait_ms: int = 10_000) -> bool:
        """Cancel reads, let writes end, wait for the threads; returns whether all ended in time."""
        for work in self._under_way:
            if work.can_cancel:
                work.cancel()
        ended = self._readers.waitForDone(wait_ms) and self._writer.waitForDone(wait_ms)
        self._under_way.clear()
        return ended

    def _start(  # noqa: PLR0917 - the whole description of one piece of work
        self, pool: QThreadPool, fn: Callable[[Work], Any], done: Callable[[Any], None],
        failed: Callable[[Exception], None], owner: QObject | None, work: Work,
    ) -> Work:  # fmt: skip
        work.reported = self._progressed.emit
        self._under_way.add(work)

        def answer(call: Callable[[Any], None], value: Any) -> None:
            if shiboken6.isValid(self):
                self._answered.emit((work, owner, call, value))

        def go() -> None:
            try:
                value = None if work.cancelled else fn(work)
            except Exception as error:  # noqa: BLE001 - carried to the window, which decides what it is
                answer(failed, error)
            else:
                answer(done, value)

        if work.sentence:
            self.begun.emit(work)
        pool.start(go)
        return work

    @Slot(object)
    def _deliver(self, answered: tuple[Work, QObject | None, Callable[[Any], None], Any]) -> None:
        work, owner, call, value = answered
        if work not in self._under_way:
            return
        self._under_way.discard(work)
        if work.sentence:
            self.ended.emit(work)
        if not work.cancelled and (owner is None or shiboken6.isValid(owner)):
            call(value)

    @Slot(object, float, str)
    def _progress(self, work: Work, share: float, sentence: str) -> None:
        if work in self._under_way:
            work.share = share
            work.sentence = sentence or work.sentence
            self.moved.emit(work)
