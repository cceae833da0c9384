"""How far long work is, drawn on a terminal and nowhere else."""

import sys
from types import TracebackType
from typing import Self

from moneypool_desktop.language import tr

_WIDTH = 30


class Bar:
    """One line on standard error that is drawn over and wiped at the end; in a pipe nothing is written."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._shown = sys.stderr.isatty() and not quiet
        self._last = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        if self._last:
            sys.stderr.write("\r" + " " * len(self._last) + "\r")
            sys.stderr.flush()

    def reading(self, done: int, total: int) -> None:
        """Say how much of a file is read; a total of 0 is not known."""
        self.draw(tr("Reading"), done, total)

    def checking(self, done: int, total: int) -> None:
        """Say how many rows are checked."""
        self.draw(tr("Checking"), done, total)

    def posting(self, done: int, total: int) -> None:
        """Say how far the writing is."""
        self.draw(tr("Writing"), done, total)

    def draw(self, what: str, done: int, total: int) -> None:
        """Draw the line anew."""
        if not self._shown:
            return
        full = _WIDTH * min(done, total) // total if total else 0
        line = f"{what} [{'#' * full}{'.' * (_WIDTH - full)}] {done:,}"
        sys.stderr.write("\r" + line.ljust(len(self._last)))
        sys.stderr.flush()
        self._last = line
