"""Whatever stands in a cell: a sentence beside its field, nothing guessed, nothing lost."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from moneypool_desktop.models.domain.values import ImportKind
from moneypool_desktop.models.rows.imports import ColumnMap, Known, RowState
from moneypool_desktop.services.failures import Failure
from moneypool_desktop.services.imports.as_json import plan_json
from moneypool_desktop.services.imports.plan import leave_out, make_plan, mapping_of, remap, replan, take_in
from moneypool_desktop.services.imports.reader import read_bytes
from tests.services.import_files import GROUP, KINDS, PAID, TODAY, only, payments, plan_of, total, workbook

GOOD = "2026-01-03,UM-001,Grace Wanjiku Kamau,Welfare,100,Cash,,"
BOOKS = Known(members=GROUP, kinds=KINDS, today=TODAY)
REGISTER = "M/No,Full name,Phone no.,Date joined,E-mail\n"


@pytest.mark.parametrize(
    "amount",
    [
        "NaN", "inf", "1e5", "10.999", "２０００", "٢٠٠٠", "9" * 40, "-100", "0", "=2000", "=SUM(A1:A9)", "+2000",
        "@2000", "1000*2", "100-50", "1/2", "2.000", "1.000,50", "12,34", "two thousand", "<b>100</b>",
        "100\u202e", "#REF!",
    ],
)  # fmt: skip
def test_amount_that_is_not_plain_is_refused_with_a_sentence(amount):
    plan = payments(f'2026-01-03,UM-001,Grace Wanjiku Kamau,Welfare,"{amount}",Cash,,')
    row = only(plan)
    assert row.state is RowState.REFUSED
    assert set(row.problems) == {"amount"}
    assert row.problems["amount"].endswith(".")
    assert not plan.may_post


@pytest.mark.parametrize(
    ("amount", "meant"),
    [("2000", 2000), ("2,000.00", 2000), ("Ksh 2,000/-", 2000), ("KES 2 000", 2000), ("0.50", Decimal("0.50"))],
)
def test_amount_as_groups_write_it_is_read(amount, meant):
    assert only(payments(f'2026-01-03,UM-001,,Welfare,"{amount}",Cash,,')).entry.amount == meant


@pytest.mark.parametrize(
    "day", ["31/02/2026", "2026-02-31", "t", "leo", "+3", "45000", "1/2/26", "tomorrow", "2027-01-01", "0000-00-00"]
)
def test_day_that_does_not_exist_or_has_not_come_is_refused(day):
    row = only(payments(f"{day},UM-001,Grace Wanjiku Kamau,Welfare,100,Cash,,"))
    assert set(row.problems) == {"paid_on"}


@pytest.mark.parametrize("name", ["<b>Grace</b>", "=HYPERLINK(1)", "Grace \u202eumaK", "Gr\0ace", "4521", "x" * 101])
def test_name_that_is_no_name_is_refused(name):
    row = only(plan_of(f"{REGISTER}UM-9,{name},0712610340,2026-01-03,\n"))
    assert row.state is RowState.REFUSED
    assert set(row.problems) == {"name"}


def test_every_fault_of_a_row_is_told_at_once():
    row = only(payments("31/02/2026,UM-404,Nobody,Lottery,ten,Barter,,", known=BOOKS))
    assert set(row.problems) == {"paid_on", "kind", "amount", "method"}
    assert row.note == "4 problems"


def test_unknown_member_and_wrong_name_are_refused():
    plan = payments(
        GOOD.replace("UM-001", "UM-404"), GOOD.replace("Grace Wanjiku Kamau", "Peter Otieno Ouma"), known=BOOKS
    )
    assert plan.rows[0].problems == {"number": "No member has the number “UM-404”. Correct it, or bring the member in."}
    assert "Grace Wanjiku Kamau in the register" in plan.rows[1].problems["name"]


def test_member_is_found_by_name_only_where_one_has_it():
    plan = payments(
        "2026-01-03,,KAMAU GRACE WANJIKU,Welfare,100,Cash,,", "2026-01-03,um 2,,welfare,100,Cash,,", known=BOOKS
    )
    assert [row.entry.number for row in plan.rows] == ["UM-001", "UM-002"]
    assert plan.rows[1].entry.kind == "Welfare"


def test_kind_written_in_kiswahili_is_the_groups_own_kind():
    assert only(payments(GOOD.replace("Welfare", "Mchango"), known=BOOKS)).entry.kind == "Monthly contribution"
    named = ColumnMap(words={"Chai": "Welfare"})
    assert only(plan_of(PAID + GOOD.replace("Welfare", "Chai"), BOOKS, named)).entry.kind == "Welfare"


def test_two_equal_payments_without_a_reference_are_both_kept():
    plan = payments(GOOD, GOOD)
    assert [row.state for row in plan.rows] == [RowState.NEW, RowState.NEW]
    assert [row.occurrence for row in plan.rows] == [1, 2]
    assert plan.rows[0].raw_hash == plan.rows[1].raw_hash
    assert plan.rows[1].note == "Equal to row 2, both kept"
    assert total(plan, "amount") == 200


def test_third_equal_payment_is_new_where_two_are_in_the_books():
    first = payments(GOOD, GOOD)
    posted = Known(imported=frozenset((row.raw_hash, row.occurrence) for row in first.rows), today=TODAY)
    plan = payments(GOOD, GOOD, GOOD, known=posted)
    assert [row.state for row in plan.rows] == [RowState.RECORDED, RowState.RECORDED, RowState.NEW]


def test_row_written_twice_with_one_reference_is_repeated_until_a_person_takes_it_in():
    line = "2026-01-03,UM-001,Grace Wanjiku Kamau,Welfare,100,M-Pesa,SM385SGTIN,"
    plan = payments(line, line)
    assert (plan.rows[1].state, plan.rows[1].note) == (RowState.REPEATED, "Same as row 2")
    taken = take_in(plan, 1)
    assert taken.rows[1].state is RowState.NEW
    assert leave_out(taken, 1).rows[1].state is RowState.LEFT_OUT


def test_payment_whose_reference_is_in_the_books_is_recorded():
    line = "2026-01-03,UM-001,Grace Wanjiku Kamau,Welfare,100,M-Pesa,SM385SGTIN,"
    known = Known(payments=frozenset({("UM-001", "Welfare", "SM385SGTIN", Decimal(100))}), today=TODAY)
    row = only(payments(line, known=known))
    assert (row.state, row.note) == (RowState.RECORDED, "SM385SGTIN is already in the books")


def test_total_row_is_skipped_and_compared_with_its_rows():
    plan = payments(GOOD, GOOD, "TOTAL,,,,200,,,", GOOD, "Jumla,,,,999,,,")
    assert [row.state for row in plan.rows if row.note == "Totals agree"] == [RowState.SKIPPED]
    assert plan.rows[-1].note == "Amount: the file says 999.00, its rows make 300.00"
    assert total(plan, "payments") == 3


def test_headings_printed_again_on_a_new_page_are_skipped():
    plan = payments(GOOD, PAID.strip(), GOOD)
    assert plan.rows[1].note == "Headings again"


def test_row_with_more_cells_than_headings_is_refused_instead_of_read_shifted():
    row = only(payments("2026-01-03,UM-001,Grace Wanjiku Kamau,Welfare,2,000,Cash,,x"))
    assert "9 cells under 8 headings" in row.problems[""]


def test_row_that_ends_early_lacks_only_what_it_lacks():
    plan = payments("2026-01-03,UM-001,Grace Wanjiku Kamau,Welfare,100,Cash", "2026-01-03,UM-001,Grace,Welfare")
    assert plan.rows[0].state is RowState.NEW
    assert set(plan.rows[1].problems) == {"amount", "method"}


def test_cut_file_refuses_its_last_row_and_says_why():
    plan = plan_of(f"{PAID}{GOOD}\n{GOOD}\n2026-01-03,UM-001,Grace Wanjiku Kamau,Welfare,10")
    assert [row.state for row in plan.rows] == [RowState.NEW, RowState.NEW, RowState.REFUSED]
    assert "may have been cut" in plan.rows[2].problems[""]
    assert "may have been cut" in plan.notices[0]


def test_headings_without_rows_are_said_and_nothing_can_be_posted():
    plan = plan_of(PAID)
    assert plan.blocks == ("There are headings in row 1 but no rows under them.",)
    assert not plan.may_post


def test_file_without_known_headings_asks_what_it_is():
    plan = plan_of("alpha,beta\n1,2\n")
    assert plan.detection.kind is None
    assert plan.blocks == (
        "No headings of members, opening balances or contributions were found. Say what the file holds.",
    )


def test_columns_with_other_headings_are_read_where_a_person_says_what_they_are():
    text = "Siku;Nani;Ngapi;Vipi\n2026-01-03;Grace Wanjiku Kamau;100;Cash\n"
    bare = plan_of(text, BOOKS, ColumnMap(kind=ImportKind.CONTRIBUTIONS))
    assert "No column is read as “Amount”. Say which one it is." in bare.blocks
    assert [column.heading for column in bare.detection.section.columns] == ["Siku", "Nani", "Ngapi", "Vipi"]
    columns = {"paid_on": "Siku", "name": "Nani", "amount": "Ngapi", "method": "Vipi"}
    plan = remap(bare, ColumnMap(kind=ImportKind.CONTRIBUTIONS, columns=columns, fixed={"kind": "Welfare"}))
    assert plan.may_post
    assert (only(plan).entry.number, only(plan).entry.kind) == ("UM-001", "Welfare")
    assert mapping_of(plan).columns == columns


def test_dates_no_row_can_prove_stop_the_import_until_a_person_decides():
    text = f"{REGISTER}UM-1,Grace Kamau,,07/01/2023,\nUM-2,Peter Ouma,,03/04/2023,\n"
    plan = plan_of(text)
    assert not plan.may_post
    assert plan.blocks == ("No row shows whether 07/01/2023 has the day or the month first. Say which.",)
    decided = remap(plan, ColumnMap(date_order="mdy"))
    assert decided.rows[0].entry.joined == date(2023, 7, 1)


def test_column_with_both_date_orders_stops_the_import():
    plan = plan_of(f"{REGISTER}UM-1,Grace Kamau,,17/01/2023,\nUM-2,Peter Ouma,,03/24/2023,\n")
    assert "Row 2 (17/01/2023) has the day first, row 3 (03/24/2023) the month" in plan.blocks[0]


def test_number_given_to_two_people_is_refused():
    plan = plan_of(f"{REGISTER}UM-1,Grace Kamau,,2023-01-07,\nUM-01,Peter Ouma,,2023-01-07,\n")
    assert plan.rows[1].problems == {"number": "UM-01 is Grace Kamau in row 2. Give this member another number."}


def test_email_of_another_member_is_refused():
    text = f"{REGISTER}UM-1,Grace Kamau,,2023-01-07,g@example.co.ke\nUM-2,Peter Ouma,,2023-01-07,G@example.co.ke\n"
    plan = plan_of(text)
    assert plan.rows[1].problems == {
        "email": "G@example.co.ke is the e-mail of Grace Kamau. Two members cannot share one."
    }


def test_corrected_row_becomes_new_and_its_fingerprint_stays_that_of_the_file():
    plan = plan_of(f"{REGISTER}UM-1,Grace Kamau,07123,31/02/2024,\n")
    better = replan(plan, 0, {"phone": "0712 610 340"})
    assert set(only(better).problems) == {"joined"}
    best = replan(better, 0, {"joined": "29/02/2024"})
    assert only(best).state is RowState.NEW
    assert only(best).corrected == ("phone", "joined")
    assert (only(best).raw_hash, only(best).occurrence) == (only(plan).raw_hash, 1)
    assert replan(best, 0, {}) == plan


def test_correcting_the_first_of_two_makes_the_second_a_repeat():
    text = f"{REGISTER}UM-1,Grace Kamau,07123,2024-02-01,\nUM-1,Grace Kamau,0712610340,2024-02-01,\n"
    plan = plan_of(text)
    assert [row.state for row in plan.rows] == [RowState.REFUSED, RowState.NEW]
    better = replan(plan, 0, {"phone": ""})
    assert [row.state for row in better.rows] == [RowState.NEW, RowState.REPEATED]


def test_row_left_out_is_not_written_and_can_be_taken_back():
    plan = payments(GOOD, GOOD.replace("UM-001", "UM-002"))
    without = leave_out(plan, 0)
    assert [row.state for row in without.rows] == [RowState.LEFT_OUT, RowState.NEW]
    assert total(without, "payments") == 1
    assert take_in(without, 0).new_rows == plan.new_rows


def _opening(cash=100, shares="Shares (1 = 500/-)", title="Balances at 31 December 2025"):
    rows = [[title], ["M/No", "Name", "Savings", shares], ["UM-001", "Grace Wanjiku Kamau", 600, 1]]
    return workbook(rows, [["Place", "Balance"], ["Cash box", cash], ["KCB 1234567", 1000]])


def test_opening_balances_whose_sides_differ_post_nothing_and_say_by_how_much():
    plan = make_plan(read_bytes("o.xlsx", _opening(cash=150)), known=Known(today=TODAY))
    assert not plan.may_post
    assert plan.proof.sentence.startswith("The two sides differ by Ksh\u00a050.00")
    assert make_plan(read_bytes("o.xlsx", _opening()), known=Known(today=TODAY)).may_post


def test_opening_balances_without_a_date_ask_for_it():
    source = read_bytes("o.xlsx", _opening(title="Balances"))
    plan = make_plan(source, known=Known(today=TODAY))
    assert plan.blocks == ("No title says at which date these balances stand. Say which.",)
    assert remap(plan, ColumnMap(as_at=date(2025, 12, 31))).may_post


def test_one_refused_row_stops_opening_balances_as_a_whole():
    rows = [["31 December 2025"], ["M/No", "Name", "Savings"], ["UM-1", "Grace", 100], ["UM-2", "Peter", "ten"]]
    plan = make_plan(
        read_bytes("o.xlsx", workbook(rows, [["Place", "Balance"], ["Cash", 100]])), known=Known(today=TODAY)
    )
    assert plan.proof.agrees
    assert not plan.may_post
    assert leave_out(plan, plan.rows[2].index).may_post


def test_opening_balances_are_not_brought_in_twice():
    plan = make_plan(read_bytes("o.xlsx", _opening()), known=Known(today=TODAY, opened=True))
    assert plan.blocks == (
        "Opening balances are already in the books. Take that import back before bringing in others.",
    )


def test_places_written_under_the_members_on_one_sheet_are_found():
    text = "Balances at 2025-12-31\nM/No,Name,Savings\nUM-1,Grace,100\n\nPlace,Balance\nCash box,100\n"
    plan = plan_of(text)
    assert plan.may_post
    assert total(plan, "cash") == total(plan, "savings") == 100


def test_unknown_place_is_refused():
    rows = [["31 December 2025"], ["M/No", "Name", "Savings"], ["UM-1", "Grace", 100]]
    plan = make_plan(
        read_bytes("o.xlsx", workbook(rows, [["Place", "Balance"], ["Cow", 100]])), known=Known(today=TODAY)
    )
    assert set(plan.rows[-1].problems) == {"place"}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_give_a_plan_or_a_sentence(content):
    with suppress(Failure):
        plan_json(make_plan(read_bytes("any", content), known=Known(today=TODAY)))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([PAID, REGISTER, "M/No,Name,Savings,Shares (1 = 500/-),Loan rate,Months left\n"]),
       st.lists(st.lists(st.text(max_size=12) | st.sampled_from(["UM-1", "100", "2026-01-03", "Cash"]), max_size=9),
                max_size=6))  # fmt: skip
def test_any_cells_under_known_headings_give_states_that_add_up(headings, rows):
    text = headings + "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    try:
        plan = plan_of(text.encode("utf-8", "replace"))
    except Failure:
        return
    assert sum(plan.counts.values()) == len(plan.rows)
    assert [row.index for row in plan.rows] == list(range(len(plan.rows)))
    for row in plan.rows:
        assert bool(row.problems) == (row.state is RowState.REFUSED)
        assert row.entry is not None or row.state is not RowState.NEW
    plan_json(plan)
