"""The main job without a screen, in the sample chama: a meeting posted, statements printed, every page pictured."""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.services.startup import Visit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from moneypool_desktop.services.runtime.workers import Workers

_WIDTH, _HEIGHT = 1366, 768
_PATIENCE = 30.0


def hold_meeting(books: Books) -> int:
    """Post today's meeting, every second member paying in cash what they owe; returns how many receipts it made."""
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
    return 0 if draft.problems() else len(receipts.receive_meeting(books, draft).receipts)


def print_statements(books: Books, folder: Path) -> list[Path]:
    """Write the statement of every member for the year so far, and return the files."""
    from moneypool_desktop.services import statements
    from moneypool_desktop.services.reports import batch

    today = _today(books)
    issued = statements.issue(books, None, today.replace(month=1, day=1), today)
    return batch.render_each(issued, folder, lambda _done, _path: None, lambda: False)


def take_pictures(visit: Visit, folder: Path) -> list[Path]:
    """Write a picture of every page of the register, light and dark, and return the files."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from moneypool_desktop.services.runtime.preferences import Preferences
    from moneypool_desktop.services.runtime.workers import Workers
    from moneypool_desktop.views.focus import FocusRings
    from moneypool_desktop.views.room import Room

    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)  # noqa: S101 - no other kind is made here
    FocusRings(app)
    files: list[Path] = []
    with tempfile.TemporaryDirectory() as place, _ending(Workers()) as workers:
        preferences = Preferences(Path(place) / "preferences.ini")
        for mode in ("light", "dark"):
            preferences.theme = mode
            room = Room(app, workers, preferences, visit)
            room.window.resize(_WIDTH, _HEIGHT)
            room.window.show()
            for entry in room.entries:
                room.window.open_page(entry.id)
                _rest(app, workers)
                files.append(_grab(room.window, folder / f"{entry.id}-{mode}.png"))
            room.close()
            room.window.close()
            room.window.deleteLater()
            _rest(app, workers)
    return files


def _today(books: Books) -> date:
    from moneypool_desktop.services import receipts

    return receipts.sheet(books, datetime.now(UTC).date()).today  # by the chama's own clock


@contextmanager
def _ending(workers: "Workers") -> "Iterator[Workers]":
    try:
        yield workers
    finally:
        workers.close()


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
