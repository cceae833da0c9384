"""A meeting's money from the keys of a real window into real books, out again as receipts, and back."""

from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path

import psycopg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from moneypool_desktop import language
from moneypool_desktop.models.drafts.meeting import FINES, METHOD, REFERENCE, cell_of
from moneypool_desktop.models.drafts.setting import SettingDraft
from moneypool_desktop.services import receipts, settings
from moneypool_desktop.services.failures import explain
from moneypool_desktop.services.runtime.preferences import Preferences
from moneypool_desktop.services.runtime.workers import Workers
from moneypool_desktop.views import theme
from moneypool_desktop.views.dialogs.print_preview import PrintPreview
from moneypool_desktop.views.main_window import MainWindow, say_language_changed
from moneypool_desktop.views.meeting.take_back import TakeBackReceipts
from moneypool_desktop.views.page import Desk, Said
from moneypool_desktop.views.pages.meeting_money import MeetingMoneyPage
from moneypool_desktop.views.shell.rail import Entry
from tests.database.books import LEADER, MEMBER, OTHER, SECRETARY, TREASURER, Founded
from tests.services import pdf_reading
from tests.services.test_contributions import stand_still
from tests.views.conftest import look as look  # noqa: PLC0414 - windows are offscreen here too
from tests.views.conftest import shown as shown  # noqa: PLC0414
from tests.views.conftest import workers as workers  # noqa: PLC0414
from tests.views.sample_shell import HomeSample, make_window
from tests.views.snapshots import grab

MEETING = date(2026, 3, 7)
CONTROL = Qt.KeyboardModifier.ControlModifier


def said(error: Exception) -> Said:
    failure = explain(error)
    return Said(failure.sentence, f"{failure.kept} {failure.advice}".strip(), failure.code)


@pytest.fixture
def march(chama: Founded, root: psycopg.Connection) -> Founded:
    stand_still(root, MEETING)
    chama.act(TREASURER, "raise_dues", {"through": "2026-04-30"})
    fine = {"member": str(chama.member(MEMBER)), "amount": "200.00", "reason": "Late on 7 February"}
    chama.act(TREASURER, "charge_fines", {"date": "2026-02-07", "lines": [fine]})
    return chama


@pytest.fixture
def window(march: Founded, tmp_path: Path, workers: Workers, shown, qtbot) -> MainWindow:
    desk = Desk(workers, Preferences(tmp_path / "p.ini"), said, lambda: MEETING)
    books = march.books()
    entries = (
        Entry("home", "Home", "home", 0, lambda: HomeSample(desk)),
        Entry("meeting", "Meeting money", "calendar-check", 0, lambda: MeetingMoneyPage(desk, books), narrow=True),
    )
    made = make_window(tmp_path, workers, entries=entries)
    shown(made)
    made.open_page("meeting")
    qtbot.waitUntil(lambda: bool(page_of(made).entries.rows))
    page_of(made).collect.take_focus()
    return made


def page_of(window: MainWindow) -> MeetingMoneyPage:
    page = window.page("meeting")
    assert isinstance(page, MeetingMoneyPage)
    return page


def fill_and_post(window: MainWindow, qtbot) -> MeetingMoneyPage:
    page = page_of(window)
    grid = page.collect.grid
    QTest.keyClick(grid.view, Qt.Key.Key_E, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    daniel = page.entries.rows[3]
    grid.go_to(daniel, METHOD)
    QTest.keyClick(grid.view, Qt.Key.Key_Space)
    grid.go_to(daniel, REFERENCE)
    QTest.keyClicks(grid.view, "S")
    editor = grid.delegate.editor
    assert editor is not None
    QTest.keyClicks(editor, "J61KQ7Z2B")
    QTest.keyClick(editor, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: len(page.receipts.model.rows()) == 5)
    return page


def settled(page: MeetingMoneyPage, qtbot) -> None:
    qtbot.waitUntil(lambda: not page.desk.workers.busy())


def test_a_meeting_is_typed_posted_and_stands_in_the_books(
    window: MainWindow, march: Founded, qtbot, qapp: QApplication
) -> None:
    page = page_of(window)
    expected = sum((row.member.total for row in page.entries.rows), Decimal(0))
    fill_and_post(window, qtbot)
    settled(page, qtbot)
    listed = receipts.listed(march.books(), on=MEETING)
    assert sum((row.total for row in listed), Decimal(0)) == expected
    daniel = next(row for row in listed if row.member == march.member(MEMBER))
    assert (daniel.method, daniel.reference) == ("mobile_money", "SJ61KQ7Z2B")
    assert page.entries.started() == []
    assert all(row.member.total == 0 for row in page.entries.rows)
    boxes = {place.purpose: place.balance for place in receipts.places(march.books())}
    assert boxes["cash"] + boxes["mobile_money"] == expected
    assert window.toaster.toast is not None
    window.toaster.toast.end()
    for code, mode in product(language.LANGUAGES, ("light", "dark")):
        language.choose(code)
        theme.apply(qapp, mode)
        say_language_changed(qapp)
        settled(page, qtbot)
        grab(window, "meeting-money-receipts")


def test_all_slips_come_on_one_paper_and_a_reprint_says_copy(window: MainWindow, march: Founded, qtbot) -> None:
    page = fill_and_post(window, qtbot)
    for copies in (0, 1):
        page.receipts.slips.click()
        qtbot.waitUntil(lambda: window.findChild(PrintPreview) is not None)
        preview = window.findChild(PrintPreview)
        assert isinstance(preview, PrintPreview)
        pages = pdf_reading.read(preview._pdf)
        assert len(pages) == 5
        assert all(("COPY 1" in paper.words) == bool(copies) for paper in pages)
        preview.close()
        settled(page, qtbot)
        qtbot.waitUntil(lambda: window.findChild(PrintPreview) is None)
    assert {row.printed for row in receipts.listed(march.books())} == {2}


def test_the_whole_posting_is_taken_back_with_a_reason(window: MainWindow, march: Founded, qtbot) -> None:
    page = fill_and_post(window, qtbot)
    page.receipts.take_back()
    dialog = window.findChild(TakeBackReceipts)
    assert isinstance(dialog, TakeBackReceipts)
    assert not dialog.send()
    QTest.keyClicks(dialog._fields["reason"].control, "Typed on the wrong day")
    assert dialog.send()
    qtbot.waitUntil(lambda: all(row.taken_back for row in page.receipts.model.rows()))
    settled(page, qtbot)
    assert [place.balance for place in receipts.places(march.books())] == [Decimal(0)] * 3
    assert all(row.member.total > 0 for row in page.entries.rows)


def test_a_locked_month_is_refused_and_nothing_typed_is_lost(window: MainWindow, march: Founded, qtbot) -> None:
    page = page_of(window)
    march.act(TREASURER, "lock_month", {"month": "2026-02-01"})
    page.collect.date.set_value(date(2026, 2, 20))
    page.collect.moved.emit()
    qtbot.waitUntil(lambda: bool(page.collect.date.problem()))
    QTest.keyClick(page.collect.grid.view, Qt.Key.Key_E, CONTROL)
    page.post()
    qtbot.waitUntil(page.collect.note.isVisible)
    settled(page, qtbot)
    assert len(page.entries.started()) == 1
    assert receipts.listed(march.books()) == []


def test_a_code_receipted_before_is_marked_and_can_be_posted_after_all(
    window: MainWindow, march: Founded, qtbot
) -> None:
    page = page_of(window)
    line = {
        "member": str(march.member(LEADER)),
        "kind": "contribution",
        "type": str(march.types["DUES"]),
        "amount": "10.00",
    }
    march.act(
        TREASURER, "receive", {"date": "2026-03-07", "method": "mobile_money", "reference": "SJ1", "lines": [line]}
    )
    lucy = next(row for row in page.entries.rows if row.member.member == march.member(OTHER))
    lucy.fill()
    lucy.put(METHOD, "mobile_money")
    lucy.put(REFERENCE, "SJ1")
    page.post()
    qtbot.waitUntil(page.collect.note.isVisible)
    assert lucy.problem(REFERENCE)
    page.collect.note.button.click()
    qtbot.waitUntil(lambda: len(receipts.listed(march.books())) == 2)
    settled(page, qtbot)


def test_somebody_elses_posting_refreshes_the_figures_and_keeps_what_is_typed(
    window: MainWindow, march: Founded, qtbot
) -> None:
    page = page_of(window)
    dues = cell_of(page.entries.types[0])
    page.entries.rows[0].put(dues, "100+1")
    line = {
        "member": str(march.member(SECRETARY)),
        "kind": "contribution",
        "type": str(march.types["DUES"]),
        "amount": "6000.00",
    }
    march.act(TREASURER, "receive", {"date": "2026-03-07", "method": "cash", "lines": [line]})
    window.mark_stale(frozenset({"contributions"}))
    qtbot.waitUntil(lambda: page.entries.rows[2].expected(dues) == 0)
    assert page.entries.rows[0].amount(dues) == Decimal(101)
    assert page.entries.rows[3].expected(FINES) == Decimal(200)


def test_receipts_stand_on_the_paper_of_the_chama_until_another_is_chosen(
    window: MainWindow, march: Founded, qtbot
) -> None:
    slip = SettingDraft("receipts.print_size", settings.SLIP, {"enum": ["a5", settings.SLIP]}, MEETING)
    settings.save_setting(march.books(LEADER), slip)
    page = fill_and_post(window, qtbot)
    settled(page, qtbot)
    assert page.receipts.size_.value() == "slip"
    page.receipts.size_.set_value("a5")
    page.receipts.size_.changed.emit("a5")
    page.receipts.refresh()
    settled(page, qtbot)
    assert page.receipts.size_.value() == "a5"
