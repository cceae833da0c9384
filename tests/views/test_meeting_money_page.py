"""The meeting's page over a sheet in memory: what keys do, what is shown, what is never lost."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from moneypool_desktop import language
from moneypool_desktop.models.domain.formats import money
from moneypool_desktop.models.drafts.meeting import FINES, METHOD, REFERENCE, cell_of
from moneypool_desktop.models.rows.receipts import Expected, MeetingRow, MeetingSheet, MeetingType, Place, Received
from moneypool_desktop.services import receipts
from moneypool_desktop.services.failures import Lost, Refused
from moneypool_desktop.services.runtime.preferences import Preferences
from moneypool_desktop.services.runtime.workers import Workers
from moneypool_desktop.services.sample.people import invent
from moneypool_desktop.views import privacy
from moneypool_desktop.views.page import Desk, Said
from moneypool_desktop.views.pages.meeting_money import MeetingMoneyPage
from tests.views.access import problems_of
from tests.views.sample_shell import NAMES

TODAY = date(2026, 11, 7)
PEOPLE = invent(220, date(2024, 1, 1), TODAY, random.Random(1))  # noqa: S311 - invented names, not secrets
DUES = MeetingType(UUID(int=1), "DUES", "Monthly dues", Decimal(2000), None)
WELFARE = MeetingType(UUID(int=2), "WELFARE", "Welfare", Decimal(100), None)
SHARES = MeetingType(UUID(int=3), "SHARES", "Shares", None, Decimal(500), "flexible")
BOX = Place(UUID(int=4), "Cash box", "cash", "cash", "Peter Otieno Ouma", Decimal(12400))
D, W, S = cell_of(DUES), cell_of(WELFARE), cell_of(SHARES)


def sheet(count: int = 34, on: date = TODAY) -> MeetingSheet:
    rows = []
    for n in range(count):
        behind = Decimal((n * 1500) % 4500)
        periods = ((date(2026, 10, 1), behind),) * bool(behind) + ((date(2026, 11, 1), Decimal(2000)),)
        dues = Expected(behind, Decimal(2000), Decimal(0), periods)
        welfare = Expected(due=Decimal(100), periods=((date(2026, 11, 1), Decimal(100)),))
        fines = Decimal(500) if n % 9 == 4 else Decimal(0)
        name = NAMES[n] if n < len(NAMES) else f"{PEOPLE[n].first} {PEOPLE[n].middle} {PEOPLE[n].last}"
        rows.append(
            MeetingRow(
                UUID(int=100 + n),
                f"UM-{n + 1:03}",
                name,
                "active",
                (dues, welfare, Expected()),
                fines,
                Decimal(0),
                None,
            )
        )
    return MeetingSheet(on, TODAY, (DUES, WELFARE, SHARES), tuple(rows), (BOX,))


class Desktop:
    """Books that answer from memory: what is read, what was sent, and how it ends."""

    def __init__(self, folder: Path, workers: Workers) -> None:
        self.sent: list[tuple[Any, UUID | None]] = []
        self.answer: Callable[[], Received] = lambda: Received((), {BOX.id: Decimal(0)}, {})
        self.sheet = sheet()
        self.books: Any = SimpleNamespace(can=lambda _: True, chama=SimpleNamespace(id=UUID(int=9)))
        self.desk = Desk(
            workers,
            Preferences(folder / "p.ini"),
            lambda error: Said(str(error), "What you typed is kept."),
            lambda: TODAY,
        )

    def receive(self, _books: object, draft: object, key: UUID | None) -> Received:
        self.sent.append((draft, key))
        return self.answer()


@pytest.fixture
def desktop(tmp_path: Path, workers: Workers, monkeypatch: pytest.MonkeyPatch) -> Desktop:
    made = Desktop(tmp_path, workers)
    monkeypatch.setattr(receipts, "sheet", lambda _books, on: replace(made.sheet, on=on))
    monkeypatch.setattr(receipts, "listed", lambda _books, **_text: [])
    monkeypatch.setattr(receipts, "receive_meeting", made.receive)
    return made


@pytest.fixture
def page(desktop: Desktop, shown, qtbot) -> MeetingMoneyPage:
    made = MeetingMoneyPage(desktop.desk, desktop.books)
    made.retranslate()
    made.resize(1286, 688)
    shown(made)
    qtbot.waitUntil(lambda: bool(made.entries.rows))
    made.collect.take_focus()
    return made


def press(page: MeetingMoneyPage, *keys: str | tuple[Qt.Key, Qt.KeyboardModifier]) -> int:
    """Press keys as a person would, wherever the focus is; returns how many."""
    count = 0
    for key in keys:
        editor = page.collect.grid.delegate.editor
        target = editor or page.collect.grid.view
        if isinstance(key, str):
            for letter in key:
                editor = page.collect.grid.delegate.editor
                QTest.keyClicks(editor or page.collect.grid.view, letter)
                count += 1
        else:
            QTest.keyClick(target, key[0], key[1])
            count += 1
    return count


NO, CONTROL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
ENTER, SPACE, TAB, ESC, DELETE = (
    (key, NO) for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_Delete)
)
FILL, POST, PASTE = (Qt.Key.Key_E, CONTROL), (Qt.Key.Key_Return, CONTROL), (Qt.Key.Key_V, CONTROL)


def here(page: MeetingMoneyPage) -> tuple[int, str]:
    index = page.collect.grid.view.currentIndex()
    return index.row(), page.collect.grid.grid.columns[index.column()].key


def cell(page: MeetingMoneyPage, row: int, key: str) -> str:
    grid = page.collect.grid
    return grid.grid.index(row, grid.grid_column(key)).data()


def test_thirty_members_expected_dues_take_less_than_forty_keys(
    page: MeetingMoneyPage, desktop: Desktop, qtbot
) -> None:
    keys = sum(press(page, FILL) for _ in range(30)) + press(page, POST)
    qtbot.waitUntil(lambda: bool(desktop.sent))
    assert keys < 40
    draft = desktop.sent[0][0]
    assert len(draft.rows) == 30
    assert draft.total == sum((row.total for row in desktop.sheet.rows[:30]), Decimal(0))
    qtbot.waitUntil(lambda: not page.posting.busy)


def test_one_key_fills_everybody(page: MeetingMoneyPage) -> None:
    press(page, (Qt.Key.Key_E, CONTROL | SHIFT))
    assert len(page.entries.started()) == 34
    expected = sum((row.total for row in page.entries.rows), Decimal(0))
    assert page.collect.grid.totals.texts()[-1] == money(expected)
    assert page.collect.grid.totals.accessibleName().startswith("All 34, paid 34")


def test_a_sum_is_worked_out_while_typed_and_said_where_it_goes(page: MeetingMoneyPage) -> None:
    press(page, "2000+500")
    assert page.collect.grid.chip.said() == "= 2,500.00 November 2026 2,000.00, ahead 500.00"
    press(page, ENTER)
    assert cell(page, 0, D) == "2,500.00"
    assert here(page) == (0, W)
    assert page.box.figure.said() == "Ksh\u00a014,900.00"


def test_money_meets_the_oldest_period_first(page: MeetingMoneyPage) -> None:
    page.collect.grid.go(1, page.collect.grid.grid_column(D))
    press(page, "3000")
    assert page.collect.grid.chip.said() == "= 3,000.00 October to November 2026 3,000.00"
    press(page, ESC)
    assert "type" not in "".join(page.entries.rows[1].typed)


def test_shares_are_counted(page: MeetingMoneyPage) -> None:
    page.collect.grid.go(0, page.collect.grid.grid_column(S))
    press(page, "1500")
    assert page.collect.grid.chip.said() == "= 1,500.00 3 shares of 500.00"
    press(page, ENTER)


def test_enter_goes_on_past_what_is_not_owed_and_tab_stops_everywhere(page: MeetingMoneyPage) -> None:
    stops = []
    for _ in range(5):
        press(page, ENTER)
        stops.append(here(page))
    assert stops == [(0, W), (0, S), (1, D), (1, W), (1, S)]
    press(page, TAB, TAB, TAB, TAB)
    assert here(page) == (2, D)


def test_what_cannot_be_read_stays_marked_in_its_cell_and_is_not_posted(
    page: MeetingMoneyPage, desktop: Desktop
) -> None:
    press(page, "20oo", ENTER)
    assert cell(page, 0, D) == "20oo"
    page.collect.grid.go(0, page.collect.grid.grid_column(D))
    assert "is not an amount" in page.collect.grid.chip.said()
    press(page, POST)
    assert desktop.sent == []
    assert page.collect.note.isVisible()
    assert here(page) == (0, D)


def test_space_changes_how_money_came_and_mpesa_asks_for_its_code(
    page: MeetingMoneyPage, desktop: Desktop, qtbot
) -> None:
    press(page, SPACE, "2000", ENTER)
    assert (cell(page, 0, METHOD), cell(page, 0, REFERENCE)) == ("M-Pesa", "Code needed")
    press(page, POST)
    assert (desktop.sent, here(page)) == ([], (0, REFERENCE))
    press(page, "SJ61KQ7Z2B", ENTER, POST)
    qtbot.waitUntil(lambda: len(desktop.sent) == 1)
    assert desktop.sent[0][0].rows[0].reference == "SJ61KQ7Z2B"
    qtbot.waitUntil(lambda: not page.posting.busy)


def test_a_double_press_posts_once(page: MeetingMoneyPage, desktop: Desktop, qtbot) -> None:
    press(page, FILL, POST, POST)
    qtbot.waitUntil(lambda: not page.posting.busy)
    assert len(desktop.sent) == 1


def test_a_refusal_keeps_everything_and_marks_the_line(page: MeetingMoneyPage, desktop: Desktop, qtbot) -> None:
    def refuse() -> Received:
        raise Refused("MP421", "That is more than is owed.", figures={"line": 2})

    desktop.answer = refuse
    press(page, FILL, FILL, POST)
    qtbot.waitUntil(page.collect.note.isVisible)
    assert len(page.entries.started()) == 2
    assert page.entries.rows[0].problem(W) == "That is more than is owed."
    assert here(page) == (0, W)
    press(page, "100", ENTER)
    assert page.entries.rows[0].problems() == {}


def test_a_lost_answer_waits_under_the_same_key_and_takes_no_typing(
    page: MeetingMoneyPage, desktop: Desktop, qtbot
) -> None:
    def lose() -> Received:
        raise Lost("08006", "The server is not answering.")

    desktop.answer = lose
    press(page, FILL, POST)
    qtbot.waitUntil(lambda: page.posting.waiting is not None)
    press(page, FILL, "5")
    assert len(page.entries.started()) == 1
    desktop.answer = lambda: Received((), {BOX.id: Decimal(14500)}, {})
    page.collect.note.button.click()
    qtbot.waitUntil(lambda: not page.posting.busy)
    (first, key), (second, again) = desktop.sent
    assert (first, key) == (second, again)
    assert page.entries.started() == []


def test_the_same_code_can_be_allowed_for_a_second_member(page: MeetingMoneyPage, desktop: Desktop, qtbot) -> None:
    def refuse() -> Received:
        raise Refused("MP416", "Same receipt as R-0004.", figures={"reference": "SJ1"})

    desktop.answer = refuse
    press(page, FILL)
    page.entries.rows[0].method, page.entries.rows[0].reference = "mobile_money", "SJ1"
    press(page, POST)
    qtbot.waitUntil(page.collect.note.isVisible)
    desktop.answer = lambda: Received((), {}, {})
    page.collect.note.button.click()
    qtbot.waitUntil(lambda: len(desktop.sent) == 2 and not page.posting.busy)
    assert [draft.same_reference for draft, _ in desktop.sent] == [False, True]


def test_a_block_from_a_spreadsheet_is_pasted_with_its_problems(page: MeetingMoneyPage) -> None:
    QGuiApplication.clipboard().setText("UM-002\tPeter\t2,000\tx\nUM-999\tNobody\t5\t5\n")
    press(page, PASTE)
    assert (cell(page, 1, D), cell(page, 1, W)) == ("2,000.00", "x")
    assert page.entries.rows[1].problem(W)
    assert "Nobody" in page.collect.note.accessibleName()
    page.collect.note.button.click()
    assert QGuiApplication.clipboard().text() == "UM-999\tNobody\t5\t5"


def test_newer_figures_leave_what_was_typed(page: MeetingMoneyPage, desktop: Desktop, qtbot) -> None:
    press(page, "700", ENTER)
    desktop.sheet = sheet(20)
    page.mark_stale(frozenset({"contributions"}))
    qtbot.waitUntil(lambda: len(page.entries.rows) == 20)
    assert cell(page, 0, D) == "700.00"
    assert here(page) == (0, W)


def test_newer_figures_wait_until_the_editor_is_left(page: MeetingMoneyPage, desktop: Desktop, qtbot) -> None:
    press(page, "12")
    desktop.sheet = sheet(20)
    page.mark_stale(frozenset({"contributions"}))
    qtbot.waitUntil(lambda: page._later is not None)
    press(page, "50", ENTER)
    qtbot.waitUntil(lambda: len(page.entries.rows) == 20)
    assert cell(page, 0, D) == "1,250.00"


def test_delete_empties_the_chosen_cells_and_clear_can_be_undone(page: MeetingMoneyPage) -> None:
    press(page, FILL)
    page.collect.grid.go(0, page.collect.grid.grid_column(D))
    press(page, DELETE)
    assert page.entries.rows[0].amount(D) is None
    assert page.entries.rows[0].amount(W) == Decimal(100)
    page.actions_.run("clear")
    assert page.entries.started() == []


def test_a_day_to_come_is_refused_beside_the_date(page: MeetingMoneyPage, desktop: Desktop) -> None:
    press(page, FILL)
    page.collect.date.set_value(date(2026, 11, 8))
    page.post()
    assert "has not come yet" in page.collect.date.problem()
    assert desktop.sent == []


def test_without_the_right_nothing_can_be_posted_and_the_reason_is_said(desktop: Desktop, shown, qtbot) -> None:
    desktop.books.can = lambda right: right != "money.receive"
    made = MeetingMoneyPage(desktop.desk, desktop.books)
    made.retranslate()
    shown(made)
    qtbot.waitUntil(lambda: bool(made.entries.rows))
    assert made.actions_.action("post").toolTip() == "Only the treasurer may receive money."


def test_no_figure_is_cut_and_cents_go_first_where_room_is_short(page: MeetingMoneyPage, qtbot) -> None:
    press(page, (Qt.Key.Key_E, CONTROL | SHIFT))
    page.resize(QSize(944, 523))
    grid = page.collect.grid
    qtbot.waitUntil(lambda: cell(page, 0, D) == "2,000")
    head = grid.view.horizontalHeader()
    assert not page.collect.keys.isVisible()
    assert head.length() <= grid.view.viewport().width()
    page.resize(1286, 688)
    qtbot.waitUntil(lambda: cell(page, 0, D) == "2,000.00")


def test_hidden_amounts_are_dots_also_without_cents(page: MeetingMoneyPage) -> None:
    page.resize(QSize(944, 523))
    privacy.hide(True)
    assert cell(page, 0, D) == privacy.DOTS


def test_a_member_is_found_by_name(page: MeetingMoneyPage) -> None:
    QTest.keyClicks(page.collect.search, "mutiso")
    assert page.collect.grid.current().member.name == "Joseph Nafula Mutiso"


def test_every_control_has_a_name(page: MeetingMoneyPage) -> None:
    assert problems_of(page) == []
    page.open_part("receipts")
    assert problems_of(page) == []


def test_kiswahili_is_spoken_at_once_and_typing_stays(page: MeetingMoneyPage, qtbot) -> None:
    press(page, "900", ENTER)
    language.choose("sw")
    page.speak_again()
    qtbot.waitUntil(lambda: not page.desk.workers.busy())
    assert cell(page, 0, D) == "900.00"


def test_fines_charged_and_not_paid_carry_a_star(page: MeetingMoneyPage) -> None:
    assert cell(page, 4, FINES) == "500.00*"


def test_two_hundred_members_are_typed_without_reading_again(desktop: Desktop, shown, qtbot) -> None:
    desktop.sheet = sheet(200)
    made = MeetingMoneyPage(desktop.desk, desktop.books)
    made.retranslate()
    made.resize(1286, 688)
    shown(made)
    qtbot.waitUntil(lambda: len(made.entries.rows) == 200)
    made.collect.take_focus()
    press(made, (Qt.Key.Key_E, CONTROL | SHIFT))
    assert made.collect.grid.totals.accessibleName().startswith("All 200, paid 200")
    made.collect.grid.go(199, made.collect.grid.grid_column(D))
    press(made, "2000*2", ENTER)
    assert cell(made, 199, D) == "4,000.00"
