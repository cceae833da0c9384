"""The main job without a screen, in the sample chama: a meeting posted, statements printed, every screen pictured."""

import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Never
from uuid import UUID

from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.services.startup import Visit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from moneypool_desktop.services.runtime.workers import Workers

_WIDTH, _HEIGHT = 1366, 768
_PATIENCE = 30.0


def hold_meeting(books: Books) -> tuple[UUID, ...]:
    """Post today's meeting, every second member paying in cash what they owe; returns the receipts it made."""
    from moneypool_desktop.models.drafts.receipt import MeetingDraft, MeetingRowDraft
    from moneypool_desktop.services import receipts

    today = _today(books)
    sheet = receipts.sheet(books, today)
    rows = tuple(
        MeetingRowDraft(
            row.member,
            dues=tuple((kind.id, part.total) for kind, part in zip(sheet.types, row.expected, strict=True)),
            fines=row.fines,
        )
        for row in sheet.rows[::2]
    )
    draft = MeetingDraft(today, sheet.today, rows)
    return () if draft.problems() else tuple(made.id for made in receipts.receive_meeting(books, draft).receipts)


def print_receipts(books: Books, receipts: Sequence[UUID], folder: Path) -> list[Path]:
    """Write the receipts on A5 and as 80 mm slips, one file each, and return the files."""
    from moneypool_desktop.services import receipt_papers
    from moneypool_desktop.services.reports.files import write_whole
    from moneypool_desktop.services.reports.receipt import receipts_pdf

    folder.mkdir(parents=True, exist_ok=True)
    papers = receipt_papers.print_receipts(books, receipts)
    files = [folder / "receipts-a5.pdf", folder / "receipts-80mm.pdf"]
    for file in files:
        write_whole(file, receipts_pdf(papers, slips=file is files[1]))
    return files


def print_statements(books: Books, folder: Path) -> list[Path]:
    """Write the statement of every member for the year so far, and return the files."""
    from moneypool_desktop.services import statements
    from moneypool_desktop.services.reports import batch

    today = _today(books)
    issued = statements.issue(books, None, today.replace(month=1, day=1), today)
    return batch.render_each(issued, folder, lambda _done, _path: None, lambda: False)


def take_pictures(visit: Visit, folder: Path) -> list[Path]:
    """Write a picture of every page and of what comes before them, light and dark, and return the files."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from moneypool_desktop.services.runtime.workers import Workers
    from moneypool_desktop.views import theme
    from moneypool_desktop.views.focus import FocusRings

    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)  # noqa: S101 - no other kind is made here
    FocusRings(app)
    files: list[Path] = []
    with _ending(Workers()) as workers:
        for mode in ("light", "dark"):
            theme.apply(app, mode, 1)
            for name, window in _asked(workers):
                files.append(_grab(_shown(window), folder / f"{name}-{mode}.png"))
            _rest(app, workers)
            files += _pages(app, workers, visit, mode, folder)
    return files


def _asked(workers: "Workers") -> "Iterator[tuple[str, QWidget]]":
    """Yield the screens before the books: signing in, and the first run up to the account."""
    from moneypool_desktop.views.first_run.assistant import FirstRun
    from moneypool_desktop.views.pages import register
    from moneypool_desktop.views.sign_in import SignInScreen

    screen = SignInScreen(workers, _no_books)
    yield "sign-in", screen
    _drop(screen)
    first = FirstRun(workers, _no_books, now=str, today=date.today, pages=register.ids())
    for name in ("language", "start", "kind", "rules", "officers", "account"):
        yield f"first-run-{name}", first
        first.rules.chama.set_value("Mfano Self Help Group")
        first.officers.own.set_value("Catherine Otieno Omondi")
        first.officers.officers["leader"].name.set_value("Xavier Odhiambo Okoth")
        if name != "account":
            first.go_on()
    _drop(first)


def _pages(app: "QApplication", workers: "Workers", visit: Visit, mode: str, folder: Path) -> list[Path]:
    from moneypool_desktop.services.runtime.preferences import Preferences
    from moneypool_desktop.views.room import Room

    files: list[Path] = []
    with tempfile.TemporaryDirectory() as place:
        preferences = Preferences(Path(place) / "preferences.ini")
        preferences.theme = mode
        room = Room(app, workers, preferences, visit)
        _shown(room.window)
        for entry in room.entries:
            room.window.open_page(entry.id)
            _rest(app, workers)
            files.append(_grab(room.window, folder / f"{entry.id}-{mode}.png"))
        room.close()
        _drop(room.window)
        _rest(app, workers)
    return files


def _no_books() -> Never:
    raise AssertionError  # a picture asks nothing


def _today(books: Books) -> date:
    from moneypool_desktop.services import receipts

    return receipts.sheet(books, datetime.now(UTC).date()).today  # by the chama's own clock


@contextmanager
def _ending(workers: "Workers") -> "Iterator[Workers]":
    try:
        yield workers
    finally:
        workers.close()


def _shown(window: "QWidget") -> "QWidget":
    window.resize(_WIDTH, _HEIGHT)
    window.show()
    return window


def _drop(window: "QWidget") -> None:
    window.close()
    window.deleteLater()


def _grab(window: "QWidget", file: Path) -> Path:
    if not window.grab().save(str(file)):
        raise OSError(str(file))
    return file


def _rest(app: "QApplication", workers: "Workers") -> None:
    """Wait until the page has read what it shows and is drawn."""
    from PySide6.QtCore import QEvent, QEventLoop

    end = time.monotonic() + _PATIENCE
    while True:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if not workers.busy() or time.monotonic() > end:
            break
    for _ in range(3):
        app.processEvents()
