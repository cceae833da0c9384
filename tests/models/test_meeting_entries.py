"""The meeting's grid while it is typed: sums, problems beside cells, what outlives a newer sheet, pasted blocks."""

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from moneypool_desktop.models.drafts.meeting import FINES, METHOD, REFERENCE, Entries, Entry, cell_of
from moneypool_desktop.models.drafts.pasted import block_of
from moneypool_desktop.models.rows.receipts import Expected, MeetingRow, MeetingSheet, MeetingType

DAY = date(2026, 11, 7)
DUES = MeetingType(uuid4(), "DUES", "Monthly dues", Decimal(2000), None)
WELFARE = MeetingType(uuid4(), "WELFARE", "Welfare", Decimal(100), None)
D, W = cell_of(DUES), cell_of(WELFARE)
NAMES = (("UM-001", "Grace Wanjiku Kamau"), ("UM-002", "Peter Otieno Ouma"), ("UM-003", "Mary Achieng Njoroge"))
COLUMNS = (D, W, FINES, METHOD, REFERENCE)
TITLES = {"Monthly dues": D, "Welfare": W, "Fines": FINES, "How": METHOD, "Reference": REFERENCE}


def sheet(types: tuple[MeetingType, ...] = (DUES, WELFARE), count: int = 3) -> MeetingSheet:
    due = {DUES.id: Expected(due=Decimal(2000)), WELFARE.id: Expected(due=Decimal(100))}
    rows = tuple(
        MeetingRow(
            UUID(int=place),
            number,
            name,
            "active",
            tuple(due[kind.id] for kind in types),
            Decimal(200),
            Decimal(0),
            None,
        )
        for place, (number, name) in enumerate(NAMES[:count], 1)
    )
    return MeetingSheet(DAY, DAY, types, rows, ())


@pytest.fixture
def entries() -> Entries:
    made = Entries()
    made.take(sheet())
    return made


def test_a_cell_works_out_what_was_typed_and_keeps_the_text(entries: Entries) -> None:
    row = entries.rows[0]
    row.put(D, "2000+500")
    assert (row.amount(D), row.typed[D], row.total, row.problems()) == (Decimal(2500), "2000+500", Decimal(2500), {})


@pytest.mark.parametrize("typed", ["twenty", "10.999", "NaN", "\uff12000", "31/0", "9" * 40, "<b>5</b>", "-5"])
def test_what_cannot_be_read_stays_in_its_cell_with_a_sentence(entries: Entries, typed: str) -> None:
    row = entries.rows[0]
    row.put(D, typed)
    assert row.typed[D] == typed
    assert row.problem(D).endswith(".")
    assert (row.total, row.started) == (Decimal(0), True)


def test_filling_puts_in_what_is_expected_and_leaves_what_was_typed(entries: Entries) -> None:
    row = entries.rows[0]
    row.put(D, "500")
    assert row.fill()
    assert (row.amount(D), row.amount(W), row.amount(FINES)) == (Decimal(500), Decimal(100), Decimal(200))
    assert not row.fill()


def test_mpesa_needs_its_code_and_a_code_needs_its_amount(entries: Entries) -> None:
    row = entries.rows[0]
    row.put(METHOD, "mpesa")
    assert row.problems() == {}
    row.put(D, "2000")
    assert set(row.problems()) == {REFERENCE}
    row.put(REFERENCE, "SJ61KQ7Z2B")
    assert row.problems() == {}
    row.put(D, "")
    assert row.problems() == {REFERENCE: "There is a code and no amount."}


def test_more_than_the_unpaid_fines_is_refused_in_the_cell(entries: Entries) -> None:
    entries.rows[0].put(FINES, "200.01")
    assert "Fines" not in entries.rows[0].problem(FINES)
    assert "200.00 of fines are unpaid" in entries.rows[0].problem(FINES)


def test_a_newer_sheet_loses_nothing_that_was_typed(entries: Entries) -> None:
    entries.rows[2].put(W, "100*2")
    entries.rows[0].put(D, "abc")
    entries.take(sheet((DUES,), count=2))
    kept = {row.member.number: row for row in entries.rows}
    assert entries.types == (DUES, WELFARE)
    assert (kept["UM-003"].amount(W), kept["UM-001"].typed[D]) == (Decimal(200), "abc")


def test_sums_are_told_apart_by_how_the_money_came(entries: Entries) -> None:
    for row in entries.rows:
        row.fill()
    entries.rows[1].put(METHOD, "mobile_money")
    entries.rows[2].put(METHOD, "Benki")
    assert entries.cash() == (Decimal(2100), Decimal(200))
    assert (entries.came("mobile_money"), entries.came("bank_transfer")) == (Decimal(2300), Decimal(2300))
    assert entries.total(D) == Decimal(6000)


def test_a_refusal_of_the_books_marks_the_cell_of_its_line(entries: Entries) -> None:
    for row in entries.rows:
        row.fill()
    draft = entries.draft(DAY, DAY, None)
    assert not draft.problems()
    found = entries.refuse(draft, {"line": 5}, "That member is not in this chama.")
    assert (found, found and found.problem(W)) == (entries.rows[1], "That member is not in this chama.")
    entries.rows[1].put(W, "100")
    assert entries.rows[1].problem(W) == ""


def test_what_was_typed_can_be_brought_back(entries: Entries) -> None:
    entries.rows[0].put(D, "x")
    before = entries.kept()
    for row in entries.rows:
        row.fill()
    entries.rows[0].put(D, "1")
    entries.restore(before)
    assert [row.typed for row in entries.rows] == [{D: "x"}, {}, {}]


def paste(entries: Entries, text: str, at: tuple[int, int] = (0, 0)) -> list[tuple[int, tuple[str, ...]]]:
    block = block_of(text, NAMES, COLUMNS, TITLES, at)
    for place, cells in block.rows:
        for cell, typed in cells.items():
            entries.rows[place].put(cell, typed)
    return list(block.strangers)


def test_a_bare_block_runs_down_and_right_from_where_one_stands(entries: Entries) -> None:
    assert paste(entries, "2,000\t100\r\n1500\tabc\r\n", at=(1, 0)) == []
    assert [row.amount(D) for row in entries.rows] == [None, Decimal(2000), Decimal(1500)]
    assert entries.rows[2].typed[W] == "abc"
    assert entries.rows[2].problem(W)


def test_a_block_with_names_or_numbers_finds_its_members_in_any_order(entries: Entries) -> None:
    text = (
        "No.\tMember\tWelfare\tHow\tReference\n"
        "UM-003\tMary\t100\tM-Pesa\tSJ1\nx\tpeter  otieno OUMA\t-\tcash\t\nUM-9\tNobody\t7\n"
    )
    strangers = paste(entries, text)
    assert strangers == [(4, ("UM-9", "Nobody", "7"))]
    mary = entries.rows[2]
    assert (mary.amount(W), mary.method, mary.reference) == (Decimal(100), "mobile_money", "SJ1")
    assert entries.rows[1].total == 0


def test_cells_beyond_the_grid_are_named_and_not_dropped(entries: Entries) -> None:
    assert paste(entries, "1\n2\n3\n4", at=(1, 0)) == [(3, ("3",)), (4, ("4",))]
    assert paste(entries, "a\tb", at=(0, 4)) == [(1, ("a", "b"))]


def test_a_name_that_two_members_share_decides_nothing() -> None:
    members = (("1", "Ann Okoth"), ("2", "Ann Okoth"), ("3", "Moses Karanja"))
    block = block_of("Ann Okoth\t5\nMoses Karanja\t6", members, COLUMNS, TITLES, (0, 0))
    assert (block.rows, block.strangers) == (((2, {D: "6"}),), ((1, ("Ann Okoth", "5")),))


def test_a_way_to_pay_that_is_not_known_is_said_in_its_cell(entries: Entries) -> None:
    row: Entry = entries.rows[0]
    row.put(METHOD, "Visa")
    assert (row.method, "Visa" in row.problem(METHOD)) == ("cash", True)
