"""How much of a file is read at most, and the one way to refuse it."""

from collections.abc import Callable
from typing import Final, NoReturn

from moneypool_desktop.language import tr
from moneypool_desktop.services.failures import Refused

MEGABYTE: Final = 1024 * 1024
MOST_BYTES: Final = 25 * MEGABYTE
MOST_UNPACKED: Final = 150 * MEGABYTE
MOST_PARTS: Final = 1000
MOST_RATIO: Final = 150
MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 200
MOST_SHEETS: Final = 20
LONGEST_CELL: Final = 1000

type Progress = Callable[[int, int], None]
"""Told how many lines are read and how many there may be (0: not known)."""
type Cancelled = Callable[[], bool]
"""Asked now and then whether the person pressed Cancel."""


def refuse(code: str, sentence: str, advice: str = "") -> NoReturn:
    """Refuse the file: nothing of it was kept."""
    raise Refused(f"import.{code}", sentence, kept=tr("Nothing was brought in."), advice=advice)


class Watch:
    """Tells how far reading has come and stops it when the person cancels."""

    def __init__(self, progress: Progress | None = None, cancelled: Cancelled | None = None) -> None:
        self._progress = progress
        self._cancelled = cancelled

    def at(self, done: int, total: int = 0) -> None:
        """Report every 500th line; refuses with code `import.cancelled` after Cancel."""
        if done % 500:
            return
        if self._cancelled is not None and self._cancelled():
            refuse("cancelled", tr("The reading was stopped."))
        if self._progress is not None:
            self._progress(done, total)


def too_many_rows() -> NoReturn:
    """Refuse a file with more lines than one import takes."""
    refuse(
        "too_many_rows",
        tr("This file has more than {most} rows.", most=f"{MOST_ROWS:,}"),
        tr("Split it into smaller files, such as one for each year."),
    )


def too_many_columns(number: int) -> NoReturn:
    """Refuse a file with a line wider than any register."""
    refuse(
        "too_many_columns",
        tr("Row {row} has more than {most} columns.", row=number, most=MOST_COLUMNS),
        tr("Check that this is the right file."),
    )
