"""What others changed in the open chama: polled, folded by topic, told to one callback from a thread of its own."""

import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, LiteralString

from moneypool_desktop.services.failures import Failure

if TYPE_CHECKING:
    from moneypool_desktop.services.database.connection import Books

VERSIONS: LiteralString = "select api.changes(%s)"
_IN_FRONT = 1.0
_BEHIND = 5.0


class Changes:
    """Watches one chama's counters: every second while the window is in front, every five behind it."""

    def __init__(
        self,
        books: "Books",
        changed: Callable[[frozenset[str]], None],
        failed: Callable[[Failure | None], None],
        known: Mapping[str, int] | None = None,
    ) -> None:
        """Both callbacks run in the watching thread; `known` are the counters as already read.

        `changed` gets the topics others changed; `failed` gets the failure when polling stops working, then None.
        """
        self._books = books
        self._changed = changed
        self._failed = failed
        self._known = dict(known) if known is not None else None
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._pause = _IN_FRONT
        self._ended = False
        self._broken = False
        self._thread = threading.Thread(target=self._watch, name="changes", daemon=True)

    def start(self) -> None:
        """Begin to watch; what is there now counts as known."""
        self._thread.start()

    def front(self, *, is_front: bool) -> None:
        """Poll quickly while the window is in front; coming to the front looks at once."""
        self._pause = _IN_FRONT if is_front else _BEHIND
        if is_front:
            self._wake.set()

    def own(self, versions: Mapping[str, int]) -> None:
        """Count what this window changed itself (the `changes` of an answer), so that it is not told to read it again.

        A topic that others changed as well since the last look is still told.
        """
        with self._lock:
            if self._known is not None:
                for topic, version in versions.items():
                    if version == self._known.get(topic, 0) + 1:
                        self._known[topic] = version

    def stop(self) -> None:
        """Stop watching and wait until the thread has ended."""
        self._ended = True
        self._wake.set()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join()

    def _watch(self) -> None:
        if self._known is None:
            self._look()
        while not self._ended:
            self._wake.wait(self._pause)
            self._wake.clear()
            if not self._ended:
                self._look()

    def _look(self) -> None:
        try:
            rows = self._books.read(VERSIONS, (self._books.chama.id,))
        except Failure as failure:
            if not self._broken:
                self._broken = True
                self._failed(failure)
            return
        if self._broken:
            self._broken = False
            self._failed(None)
        now: dict[str, int] = rows[0][0]
        with self._lock:
            before, self._known = self._known, now
        if before is None:
            return
        if others := frozenset(topic for topic, version in now.items() if version > before.get(topic, 0)):
            self._changed(others)
