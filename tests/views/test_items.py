from decimal import Decimal
from threading import get_ident

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from moneypool_desktop.models.items import roles
from moneypool_desktop.models.items.paged_model import PagedModel
from moneypool_desktop.models.items.table_model import TableModel
from moneypool_desktop.views.widgets.column_widths import Want, shared
from moneypool_desktop.views.widgets.table import Table
from tests.views.sample_shell import COLUMNS, Saver, savers


@pytest.fixture
def model(qapp):
    made = TableModel(COLUMNS, savers(12), key=lambda row: row.number)
    made.tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return made


def numbers(model):
    return [row.number for row in model.rows()]


def test_a_model_answers_words_figures_and_states_of_a_row(model):
    owed = model.index(1, 3)
    assert owed.data() == "7,350.00"
    assert owed.data(Qt.ItemDataRole.TextAlignmentRole) & int(Qt.AlignmentFlag.AlignRight)
    standing = model.index(2, 4)
    assert (standing.data(), standing.data(roles.TONE), standing.data(roles.ICON)) == ("Suspended", "danger", "ban")
    assert model.headerData(2, Qt.Orientation.Horizontal) == "Savings (Ksh)"


def test_rows_are_sorted_by_amount_and_not_by_the_words_of_the_amount(model):
    model.sort(3, Qt.SortOrder.AscendingOrder)
    owed = [row.owed or Decimal(0) for row in model.rows()]
    assert owed == sorted(owed)
    model.sort(-1)
    assert numbers(model) == [row.number for row in savers(12)]


def test_typing_shows_only_rows_that_hold_every_word(model):
    model.sift("grace kamau")
    assert {row.name for row in model.rows()} == {"Grace Wanjiku Kamau"}
    model.sift("", lambda row: row.standing == "Good")
    assert {row.standing for row in model.rows()} == {"Good"}
    model.sift()
    assert model.rowCount() == 12


def test_totals_are_of_what_is_shown(model):
    assert model.totals()[2] == "777,000.00"
    model.sift("UM-001")
    assert model.totals()[2] == "56,500.00"


def test_a_changed_row_takes_the_place_of_the_row_with_its_key_and_a_new_one_is_added(model):
    model.merge(
        [
            Saver("UM-002", "Peter Otieno Ouma", Decimal(1), None, "Good"),
            Saver("UM-099", "New", Decimal(2), None, "Good"),
        ]
    )
    assert model.row(1).saved == Decimal(1)
    assert numbers(model)[-1] == "UM-099"
    assert model.rowCount() == 13


def test_the_chosen_row_stays_chosen_when_rows_are_sorted_sifted_and_read_again(model, qtbot):
    table = Table(model, name="Members")
    qtbot.addWidget(table)
    assert table.choose_key("UM-007")
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert table.current().number == "UM-007"
    model.set_rows(savers(20))
    assert table.current().number == "UM-007"
    model.sift("UM-007")
    assert table.current().number == "UM-007"


class Numbers:
    """Rows 0 to count - 1, read by key as the ledger is; remembers on which threads it was asked."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.threads: set[int] = set()

    def __call__(self, *, after, before, last, limit):
        self.threads.add(get_ident())
        if after is not None:
            first = int(after.number) + 1
        elif before is not None:
            first = max(0, int(before.number) - limit)
            limit = int(before.number) - first
        else:
            first = max(0, self.count - limit) if last else 0
        return [
            Saver(str(n), f"Row {n}", Decimal(n), None, "Good") for n in range(first, min(self.count, first + limit))
        ]


@pytest.fixture
def endless(qapp, workers):
    rows = Numbers(10_000)
    model = PagedModel(COLUMNS, rows, workers.read, key=lambda row: row.number, page=50, keep=150)
    model.source = rows
    model.tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return model


def read(qtbot, model, act):
    with qtbot.waitSignal(model.loaded, timeout=5000):
        act()


def held(model):
    return [int(row.number) for row in model.rows()]


def test_pages_are_read_in_a_worker_and_rows_under_way_are_bars(qtbot, endless):
    read(qtbot, endless, endless.restart)
    assert held(endless) == list(range(50))
    assert endless.rowCount() == 50 + PagedModel.AHEAD
    assert endless.index(55, 0).data(roles.WAITING)
    assert endless.index(55, 0).data() is None
    assert get_ident() not in endless.source.threads


def test_scrolling_down_and_up_again_gives_every_row_once_and_keeps_few(qtbot, endless):
    read(qtbot, endless, endless.restart)
    for _ in range(6):
        read(qtbot, endless, lambda: endless.need(endless.rowCount() - 5, endless.rowCount() - 1))
        assert held(endless) == list(range(held(endless)[0], held(endless)[-1] + 1))
        assert len(held(endless)) <= 150
    assert held(endless)[-1] == 349
    for _ in range(4):
        read(qtbot, endless, lambda: endless.need(0, 4))
        assert held(endless) == list(range(held(endless)[0], held(endless)[-1] + 1))
    assert held(endless)[0] == 0
    assert not endless.index(0, 0).data(roles.WAITING)


def test_the_last_page_is_reached_without_reading_those_before_it(qtbot, endless):
    read(qtbot, endless, lambda: endless.restart(last=True))
    assert held(endless) == list(range(9950, 10_000))
    read(qtbot, endless, lambda: endless.need(0, 10))
    assert held(endless) == list(range(9900, 10_000))


def test_an_answer_to_an_older_question_is_dropped(qtbot, endless):
    endless.restart(Numbers(3))
    read(qtbot, endless, lambda: endless.restart(Numbers(5)))
    assert held(endless) == list(range(5))
    assert endless.rowCount() == 5


def test_a_page_that_cannot_be_read_says_so_and_can_be_asked_for_again(qtbot, endless):
    def broken(**_):
        raise OSError("gone")

    with qtbot.waitSignal(endless.failed) as caught:
        endless.restart(broken)
    assert str(caught.args[0]) == "gone"
    read(qtbot, endless, lambda: endless.restart(Numbers(4)))
    assert held(endless) == [0, 1, 2, 3]


def test_rows_in_sight_stay_in_sight_when_pages_come_in_above_and_old_ones_go(qtbot, endless):
    table = Table(endless, name="Ledger")
    qtbot.addWidget(table)
    table.resize(700, 400)
    table.show()
    read(qtbot, endless, lambda: endless.restart(last=True))
    bar, height = table.view.verticalScrollBar(), table.view.verticalHeader().defaultSectionSize()

    def at_top():
        return int(endless.row(table.view.rowAt(5)).number)

    assert at_top() > 9_980, "the end of the list is in sight"
    for _ in range(5):
        before, first = at_top(), held(endless)[0]
        # near enough to the upper edge for the next page to be asked for
        with qtbot.waitSignal(endless.loaded, timeout=5000):
            bar.setValue((endless.place_of(str(first)) + 2) * height)
        qtbot.waitUntil(lambda wanted=first + 2: at_top() == wanted)
        assert held(endless)[0] == first - 50 < before
    assert len(held(endless)) == 150


def test_selected_rows_are_copied_as_spreadsheet_cells_and_never_as_a_formula(qtbot, qapp):
    rows = [Saver("UM-001", '=HYPERLINK("x")', Decimal("1234.50"), None, "Good"), *savers(3)[1:]]
    table = Table(TableModel(COLUMNS, rows), name="Members")
    qtbot.addWidget(table)
    table.view.selectAll()
    table.view.copy()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:3] == ["No.", "Member", "Savings (Ksh)"]
    assert lines[1].split("\t")[:3] == ["UM-001", '\'=HYPERLINK("x")', "1234.50"]
    assert len(lines) == 4


@pytest.mark.parametrize("width", [1200, 700, 520, 430])
def test_a_figure_is_never_cut_however_narrow_the_table(qtbot, width):
    from moneypool_desktop.views import draw, theme

    table = Table(TableModel(COLUMNS, savers(34)), name="Members", count=lambda n: f"{n} members")
    qtbot.addWidget(table)
    table.resize(width, 300)
    table.show()
    widest = max(draw.width_of(COLUMNS[2].text(row), theme.font(figures=True)) for row in savers(34))
    total = draw.width_of(table.totals.texts()[2], theme.font(weight=600, figures=True))
    assert table.view.columnWidth(2) >= max(widest, total) + 16


def test_names_give_way_before_other_words_and_columns_go_only_when_allowed():
    wants = [Want(60, 40), Want(200, 80, stretch=True), Want(100, 100), Want(90, 90, drop=1)]
    assert shared(wants, 500) == [60, 250, 100, 90]
    assert shared(wants, 400) == [60, 150, 100, 90]
    assert shared(wants, 320) == [50, 80, 100, 90]
    assert shared(wants, 300) == [60, 140, 100, 0]
    assert sum(shared(wants, 100)) == 220


def test_the_first_column_cannot_be_taken_away_and_others_can(qtbot, model):
    table = Table(model, name="Members")
    qtbot.addWidget(table)
    table.resize(600, 300)
    table.show()
    ticks = table.column_menu().actions()
    assert not ticks[0].isEnabled()
    ticks[3].setChecked(False)
    assert table.view.isColumnHidden(3)
    ticks[3].setChecked(True)
    assert not table.view.isColumnHidden(3)


def test_enter_opens_the_row_the_person_is_on(qtbot, model):
    table = Table(model, name="Members")
    qtbot.addWidget(table)
    table.show()
    table.choose(2)
    with qtbot.waitSignal(table.opened) as caught:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert caught.args[0].number == "UM-003"


def test_a_model_has_no_rows_under_a_row(model):
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(QModelIndex()) == len(COLUMNS)
