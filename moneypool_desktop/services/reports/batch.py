"""Statements for many members: one file each or all in one, with progress and cancel, never half a file."""

import os
import re
import tempfile
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from moneypool_desktop.models.rows.statements import Statement
from moneypool_desktop.services.reports.page import Press
from moneypool_desktop.services.reports.statement import statement_pdf, statement_sheets

Progress = Callable[[int, Path], None]
Cancelled = Callable[[], bool]

_UNFIT = re.compile(r'[\x00-\x1f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+')


def render_each(statements: Iterable[Statement], folder: Path, progress: Progress, cancelled: Cancelled) -> list[Path]:
    """Write one PDF per statement into the folder and return their paths.

    `progress` is told how many are done and the last path. When `cancelled` says so, the files already written stay and
    are returned.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for statement in statements:
        if cancelled():
            break
        path = folder / statement_file_name(statement)
        write_whole(path, statement_pdf(statement))
        written.append(path)
        progress(len(written), path)
    return written


def render_together(statements: Iterable[Statement], path: Path, progress: Progress, cancelled: Cancelled) -> bool:
    """Write all statements into one PDF with an outline by member; each counts its own pages.

    False when there was nothing to print or it was cancelled: then no file is written and an older one is kept.
    """
    done = 0
    with _in_place_of(path) as (stream, keep):
        press: Press | None = None
        for statement in statements:
            if cancelled():
                return False
            if press is None:
                press = Press(stream, statement.chama.name, statement.chama.name, statement.printing.at)
            press.chapter(f"{statement.member_number} {statement.member_name}")
            press.print(statement_sheets(statement))
            done += 1
            progress(done, path)
        if press is None:
            return False
        press.close()
        keep()
    return True


def statement_file_name(statement: Statement) -> str:
    """Return a file name that every system takes and people can read: number, then member."""
    words = _UNFIT.sub(" ", f"{statement.number} {statement.member_number} {statement.member_name}")
    return f"{' '.join(words.split())[:80].rstrip('. ')}.pdf"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or, after any failure, as it was before."""
    with _in_place_of(path) as (stream, keep):
        stream.write(content)
        keep()


@contextmanager
def _in_place_of(path: Path) -> Generator[tuple[BinaryIO, Callable[[], None]]]:
    """Open a file beside `path` that takes its place at the end, if `keep` was called; else it goes."""
    kept = False

    def keep() -> None:
        nonlocal kept
        kept = True

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem[:40]}-", suffix=".part")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream, keep
            stream.flush()
            os.fsync(stream.fileno())
        if kept:
            beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
