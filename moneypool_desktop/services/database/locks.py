"""Locks between processes that the operating system itself lets go when their owner dies."""

import os
import time
import uuid
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from moneypool_desktop.language import tr
from moneypool_desktop.services.failures import Refused

_PAUSE = 0.01
_RECOVERY = 600.0


def _told() -> None:
    """Say nothing twice."""


class FileLock:
    """An exclusive lock on a file: one process has it, and its death sets it free."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stream: BinaryIO | None = None

    def try_take(self) -> bool:
        """Take the lock now; False when another holder has it."""
        stream = self.path.open("ab")
        try:
            _lock(stream)
        except OSError:
            stream.close()
            return False
        self._stream = stream
        return True

    def take(self, seconds: float, waiting: Callable[[], object]) -> Self:
        """Take the lock, waiting up to `seconds`; a holder that keeps it longer is refused with a sentence.

        `waiting` is called once when it has to be waited for.
        """
        end = time.monotonic() + seconds
        while not self.try_take():
            if waiting is not _told:
                waiting()
                waiting = _told
            if time.monotonic() > end:
                raise Refused(
                    "engine.busy",
                    tr("Another MoneyPool on this computer is still starting or closing the books."),
                    advice=tr("Wait a minute, then start it again."),
                )
            time.sleep(_PAUSE)
        return self

    def free(self) -> None:
        """Let the lock go; the file stays."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.free()


class Holders:
    """Who uses the server now: one locked file each, so that killed ones stop counting by themselves."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        self._gate = folder / "gate"
        self._mine: FileLock | None = None

    @contextmanager
    def gate(self, waiting: Callable[[], object]) -> Generator[None]:
        """Let one process at a time start, join, leave or stop; one that recovers keeps others waiting for minutes."""
        with FileLock(self._gate).take(_RECOVERY, waiting):
            yield

    def join(self) -> None:
        """Count this process in; call inside the gate."""
        if self._mine is None:
            mine = FileLock(self._folder / f"{os.getpid()}-{uuid.uuid4().hex[:8]}.holder")
            mine.try_take()
            self._mine = mine

    def leave(self) -> bool:
        """Count this process out and say whether nobody is left; call inside the gate."""
        if self._mine is not None:
            self._mine.free()
            self._mine.path.unlink(missing_ok=True)
            self._mine = None
        return not self._others()

    def _others(self) -> int:
        alive = 0
        for path in self._folder.glob("*.holder"):
            lock = FileLock(path)
            if lock.try_take():  # its owner was killed
                lock.free()
                path.unlink(missing_ok=True)
            else:
                alive += 1
        return alive


if os.name == "nt":
    import msvcrt

    def _lock(stream: BinaryIO) -> None:
        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(stream: BinaryIO) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
