"""The three files of the sample group come in as their makers meant them."""

from datetime import date
from decimal import Decimal

from moneypool_desktop.models.domain.values import ImportKind, MemberRole, PaymentMethod
from moneypool_desktop.models.rows.imports import Known, KnownMember, MemberEntry, RowState
from tests.services.import_files import KINDS, TODAY, only, plan_of, sample, total

MEMBERS, BALANCES, PAID = "umoja-members.csv", "umoja-opening-balances.xlsx", "umoja-contributions-2026.csv"


def _at(plan, line):
    return next(row for row in plan.rows if row.line == line)


def _register():
    entries = [row.entry for row in sample(MEMBERS).new_rows]
    return tuple(KnownMember(entry.number, entry.name, entry.phone) for entry in entries)


def test_register_gives_34_members_and_names_every_other_line():
    plan = sample(MEMBERS)
    counts = plan.counts
    assert (counts[RowState.NEW], counts[RowState.REPEATED], counts[RowState.REFUSED], counts[RowState.SKIPPED]) == (
        34, 1, 1, 4,
    )  # fmt: skip
    assert plan.may_post
    assert total(plan, "members") == 34


def test_register_is_described_in_one_sentence_with_the_row_that_proves_its_dates():
    detection = sample(MEMBERS).detection
    assert detection.kind is ImportKind.MEMBERS
    assert detection.sentence == (
        "Members register, semicolons, UTF-8, 41 rows, headings in row 3, "
        "dates are day/month/year (30/06/2024 in row 24 proves it)."
    )
    assert [column.field for column in detection.section.columns] == [
        "number", "name", "phone", "id_number", "joined", "email", "position", "kin",
    ]  # fmt: skip


def test_member_written_twice_is_reported_with_the_row_it_repeats():
    row = _at(sample(MEMBERS), 39)
    assert (row.state, row.note) == (RowState.REPEATED, "Same as row 8")


def test_faulty_member_is_refused_with_all_four_reasons_at_once():
    row = _at(sample(MEMBERS), 40)
    assert (row.state, row.note) == (RowState.REFUSED, "4 problems")
    assert row.problems["phone"] == "A phone has 10 figures. This one has 5."
    assert row.problems["joined"] == "February 2024 has 29 days."
    assert "e-mail" in row.problems["email"]
    assert row.problems["kin"] == "Shares make 110 %, they must make 100 %."
    assert set(row.problems) == {"phone", "joined", "email", "kin"}
    assert row.shown["phone"] == "07123"


def test_title_blank_and_total_lines_are_skipped_with_their_reason():
    plan = sample(MEMBERS)
    assert [_at(plan, line).note for line in (1, 2, 20, 41)] == ["Above the headings", "Blank", "Blank", "34 read"]
    assert _at(plan, 41).shown[""] == "Total members 34"


def test_member_is_tidied_and_the_row_says_how_often():
    row = _at(sample(MEMBERS), 4)
    assert isinstance(row.entry, MemberEntry)
    assert (row.entry.name, row.entry.phone) == ("Grace Wanjiku Kamau", "+254110690060")
    assert (row.entry.joined, row.entry.role) == (date(2024, 1, 7), MemberRole.LEADER)
    assert (row.tidied, row.note) == (("name", "phone"), "2 tidied")


def test_next_of_kin_keep_their_shares():
    row = _at(sample(MEMBERS), 11)
    assert [(kin.relation, kin.percent) for kin in row.entry.kin] == [("Daughter", 60), ("Sister", 40)]


def test_opening_balances_come_to_the_figures_of_the_paper_book():
    plan = sample(BALANCES)
    wanted = {
        "members": 34, "savings": 1_824_500, "shares": 334_000, "welfare": 68_200, "loans": 678_000, "fines": 6_900,
        "cash": 8_450, "mobile_money": 61_230, "bank": 1_524_020, "reserve": 45_000,
    }  # fmt: skip
    assert {key: total(plan, key) for key in wanted} == wanted
    assert plan.as_at == date(2025, 12, 31)
    assert plan.may_post


def test_opening_balances_are_proved_by_two_equal_sides():
    proof = sample(BALANCES).proof
    assert proof.agrees
    assert proof.left_total == proof.right_total == Decimal("2271700.00")


def test_shares_counted_in_units_become_money_at_the_price_in_the_heading():
    row = _at(sample(BALANCES), 4)
    assert (row.entry.share_units, row.entry.shares) == (12, Decimal("6000.00"))
    assert (row.entry.loan, row.entry.loan_rate, row.entry.months_left) == (109_000, Decimal("1.5"), 13)


def test_account_numbers_are_read_out_of_the_names_of_places():
    places = [row.entry for row in sample(BALANCES).rows if row.sheet == "Cash and bank" and row.entry]
    assert [(place.place.value, place.account) for place in places] == [
        ("cash", ""), ("mobile_money", "4041234"), ("bank", "0123456789"), ("reserve", ""),
    ]  # fmt: skip


def test_total_row_whose_formulas_carry_no_results_is_skipped_not_refused():
    row = _at(sample(BALANCES), 38)
    assert (row.state, row.note) == (RowState.SKIPPED, "34 read")


def test_every_contribution_line_is_one_payment():
    plan = sample(PAID, Known(members=_register(), kinds=KINDS, today=TODAY))
    assert plan.counts[RowState.NEW] == len(plan.rows) == 574
    wanted = {
        "payments": 574, "members": 34, "amount": 651_500, "kind:Monthly contribution": 626_000, "kind:Welfare": 25_500,
        "method:cash": 113_600, "method:mobile_money": 474_500, "method:bank_transfer": 63_400,
    }  # fmt: skip
    assert {key: total(plan, key) for key in wanted} == wanted


def test_dues_and_welfare_of_one_payment_share_its_reference():
    first, second = sample(PAID).new_rows[:2]
    assert first.entry.reference == second.entry.reference == "FT47950577"
    assert (first.entry.kind, second.entry.kind) == ("Monthly contribution", "Welfare")
    assert first.entry.method is PaymentMethod.BANK_TRANSFER


def test_importing_the_same_file_again_adds_nothing():
    for name in (MEMBERS, BALANCES, PAID):
        plan = sample(name)
        posted = frozenset((row.raw_hash, row.occurrence) for row in plan.new_rows)
        again = sample(name, Known(imported=posted, today=TODAY))
        assert again.new_rows == ()
        assert again.counts[RowState.RECORDED] == len(plan.new_rows)
        assert not again.may_post


def test_members_already_in_the_register_are_recorded_though_another_file_brings_them():
    plan = sample(MEMBERS, Known(members=_register(), today=TODAY))
    assert plan.counts[RowState.RECORDED] == 34
    assert _at(plan, 4).note == "Already in the register"


def test_rows_of_an_import_that_was_taken_back_can_be_brought_in_again():
    first = sample(PAID)
    posted = frozenset((row.raw_hash, row.occurrence) for row in first.new_rows[10:])
    again = sample(PAID, Known(imported=posted, today=TODAY))
    assert [row.line for row in again.new_rows] == [row.line for row in first.new_rows[:10]]


def test_same_file_always_gives_the_same_plan():
    plan = sample(MEMBERS)
    assert plan == sample(MEMBERS)


def test_mpesa_statement_is_recognised_and_not_taken_for_contributions():
    plan = sample("umoja-mpesa-paybill-2026-10.csv")
    assert plan.detection.kind is None
    assert plan.blocks == ("This is an M-Pesa statement, not a list of members, balances or contributions.",)


def test_register_with_kiswahili_headings_is_read_as_the_english_one():
    text = (
        "Nambari;Jina kamili;Namba ya simu;Tarehe ya kujiunga;Wadhifa\n"
        "UM-001;Grace Wanjiku;0712 610 340;7 Januari 2024;Mwenyekiti\n"
    )
    plan = plan_of(text)
    entry = only(plan).entry
    assert plan.detection.kind is ImportKind.MEMBERS
    assert (entry.number, entry.joined, entry.role) == ("UM-001", date(2024, 1, 7), MemberRole.LEADER)


def test_payments_with_kiswahili_headings_are_read_as_the_english_ones():
    text = "Tarehe,Nambari,Jina,Aina,Kiasi,Njia,Risiti\n2026-01-03,UM-001,Grace,Mchango,100,Taslimu,\n"
    assert only(plan_of(text)).entry.method is PaymentMethod.CASH


def test_running_number_beside_the_member_number_is_not_taken_for_it():
    plan = plan_of("No,Member No,Full name,Phone\n1,UM-001,Grace Wanjiku,0712610340\n")
    assert only(plan).entry.number == "UM-001"
