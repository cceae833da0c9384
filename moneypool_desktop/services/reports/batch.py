"""Statements for many members: one file each or all in one, with progress and cancel, never half a file."""

from collections.abc import Callable, Iterable
from pathlib import Path

from moneypool_desktop.models.rows.statements import Statement
from moneypool_desktop.services.reports import files
from moneypool_desktop.services.reports.page import Press
from moneypool_desktop.services.reports.statement import statement_pdf, statement_sheets

Progress = Callable[[int, Path], None]
Cancelled = Callable[[], bool]


def render_each(statements: Iterable[Statement], folder: Path, progress: Progress, cancelled: Cancelled) -> list[Path]:
    """Write one PDF per statement into the folder and return their paths.

    `progress` is told how many are done and the last path. When `cancelled` says so, the files already written stay and
    are returned. OSError when the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for statement in statements:
        if cancelled():
            break
        path = folder / statement_file_name(statement)
        files.write_whole(path, statement_pdf(statement))
        written.append(path)
        progress(len(written), path)
    return written


def render_together(statements: Iterable[Statement], path: Path, progress: Progress, cancelled: Cancelled) -> int:
    """Write all statements into one PDF with an outline by member; each counts its own pages. Return how many.

    0 when there was nothing to print or it was cancelled: then no file is written and an older one stays as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    done = 0
    with files.in_place_of(path) as (stream, keep):
        press: Press | None = None
        for statement in statements:
            if cancelled():
                return 0
            if press is None:
                press = Press(stream, statement.chama.name, statement.chama.name, statement.printing.at)
            press.chapter(f"{statement.member_number} {statement.member_name}")
            press.print(statement_sheets(statement))
            done += 1
            progress(done, path)
        if press is not None:
            press.close()
            keep()
    return done


def statement_file_name(statement: Statement) -> str:
    """Return a statement's file name: its number, then the member."""
    return files.pdf_name(statement.number, statement.member_number, statement.member_name)
