"""Pictures of the meeting's page as a treasurer sees it in the middle of a meeting."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from moneypool_desktop import language
from moneypool_desktop.services import receipts
from moneypool_desktop.views.main_window import MainWindow
from moneypool_desktop.views.pages.meeting_money import MeetingMoneyPage
from moneypool_desktop.views.shell.rail import Entry
from tests.views.sample_shell import HomeSample, make_window
from tests.views.snapshots import grab, grab_all
from tests.views.test_meeting_money_page import D, Desktop, desktop

__all__ = ["desktop"]
RAIL = (("members", "Members", "users"), ("contributions", "Contributions", "coins"), ("ledger", "Ledger", "book-2"))


def build(desktop: Desktop, folder: Path, qtbot, size: QSize) -> MainWindow:
    entries = (
        Entry("home", "Home", "home", 0, lambda: HomeSample(desktop.desk)),
        Entry(
            "meeting",
            "Meeting money",
            "calendar-check",
            0,
            lambda: MeetingMoneyPage(desktop.desk, desktop.books),
            narrow=True,
        ),
        *(Entry(key, word, icon, 1, lambda: HomeSample(desktop.desk)) for key, word, icon in RAIL),
    )
    window = make_window(folder, desktop.desk.workers, entries=entries)
    window.resize(size)
    window.show()
    page = window.open_page("meeting")
    assert isinstance(page, MeetingMoneyPage)
    qtbot.waitUntil(lambda: bool(page.entries.rows) and not desktop.desk.workers.busy())
    for row in page.entries.rows[:28]:
        row.fill()
        if row.number % 3 == 0:
            row.method, row.reference = "mobile_money", f"SJ{row.number:02}KQ7Z2B"
        elif row.number == 22:
            row.method, row.reference = "bank_transfer", "EFT 20931"
    page.entries.rows[12].clear()
    page.entries.rows[6].put(D, "20oo")
    page.entries.rows[8].reference = ""
    page.collect.grid.show_again()
    page.collect.grid.go(12, page.collect.grid.grid_column(D))
    QTest.keyClicks(page.collect.grid.view, "2")
    editor = page.collect.grid.delegate.editor
    assert editor is not None
    QTest.keyClicks(editor, "000+500")
    return window


@pytest.fixture(autouse=True)
def small_chip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipts, "listed", lambda _books, **_text: [])


def test_the_meeting_looks_as_designed(qapp: QApplication, desktop: Desktop, tmp_path: Path, qtbot) -> None:
    grab_all(qapp, lambda: build(desktop, tmp_path, qtbot, QSize(1366, 768)), "meeting-money")


@pytest.mark.parametrize("code", ["en", "sw"])
def test_the_meeting_fits_a_small_screen(
    qapp: QApplication, desktop: Desktop, tmp_path: Path, qtbot, code: str
) -> None:
    language.choose(code)
    window = build(desktop, tmp_path, qtbot, QSize(1024, 600))
    grab(window, "meeting-money-1024", size=QSize(1024, 600))
    window.close()
