"""Whether the runs of the program before this one ended in order: each leaves a locked file while it lives."""

import os
import uuid
from pathlib import Path

from moneypool_desktop.services.database.locks import FileLock


class RunMark:
    """The mark of this run in a home; `broken` says that an earlier run was killed since the last look."""

    def __init__(self, home: Path) -> None:
        folder = home / "runs"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.broken = any([_was_killed(path) for path in folder.glob("*.run")])  # noqa: C419 - each mark is taken away
        self._mine = FileLock(folder / f"{os.getpid()}-{uuid.uuid4().hex[:8]}.run")
        self._mine.try_take()

    def end(self) -> None:
        """Take the mark away: this run ended in order."""
        self._mine.free()
        self._mine.path.unlink(missing_ok=True)


def _was_killed(path: Path) -> bool:
    left = FileLock(path)
    if not left.try_take():
        return False  # its run is still alive
    left.free()
    path.unlink(missing_ok=True)
    return True
