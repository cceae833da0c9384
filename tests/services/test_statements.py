"""Member statements: what they say of each member, that together they say what the ledger says, and how they print."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from moneypool_desktop.models.drafts.payout import WITHDRAWAL, PayoutDraft
from moneypool_desktop.models.drafts.reversal import ReversalDraft
from moneypool_desktop.models.drafts.waiver import WaiverDraft
from moneypool_desktop.models.rows.statements import Statement
from moneypool_desktop.services import approvals, contributions, ledger, receipt_papers, receipts, statements
from moneypool_desktop.services.failures import Refused
from moneypool_desktop.services.reports.batch import render_each
from moneypool_desktop.services.reports.receipt import receipts_pdf
from moneypool_desktop.services.reports.statement import statement_pdf
from tests.database.books import LEADER, MEMBER, OTHER, SECRETARY, TREASURER, Founded
from tests.services.test_contributions import TODAY, pay, stand_still

YEAR = date(2026, 1, 1)


@pytest.fixture
def books_of_a_year(chama: Founded, root: psycopg.Connection) -> Founded:
    """To 5 November 2026: savings and shares, a withdrawal, a payment taken back, a fine, a waiver."""
    stand_still(root, TODAY)
    opening = [
        {"type": "adjustment", "category": "opening", "member": str(chama.member(MEMBER)), "amount": "59000.00",
         "debit": str(chama.places["bank"]), "credit": str(chama.accounts["2000"])},
    ]  # fmt: skip
    chama.act(TREASURER, "journal", {"date": "2025-12-31", "lines": opening})
    chama.act(TREASURER, "raise_dues", {"through": "2026-12-31"})
    for month in (2, 3, 4, 5):
        pay(chama, MEMBER, "2000.00", f"2026-{month:02}-07")
    pay(chama, MEMBER, "12000.00", "2026-06-06")
    pay(chama, MEMBER, "800.00", "2026-08-01", "WELFARE")
    pay(chama, MEMBER, "1500.00", "2026-08-01", "SHARES")
    pay(chama, OTHER, "2000.00", "2026-02-07")
    fine = {"member": str(chama.member(MEMBER)), "amount": "200.00", "reason": "Late for the meeting",
            "rule": str(chama.fines["LATE"])}  # fmt: skip
    chama.act(TREASURER, "charge_fines", {"date": "2026-06-06", "lines": [fine]})
    paid = PayoutDraft(WITHDRAWAL, Decimal(5000), date(2026, 9, 1), chama.places["bank"], TODAY, chama.member(MEMBER))
    ledger.pay_out(chama.books(), paid)
    return chama


def one(chama: Founded, who: str = MEMBER, first: date = YEAR, as_at: date = TODAY) -> Statement:
    return statements.preview(chama.books(), [chama.member(who)], first, as_at)[0]


def test_a_statement_brings_forward_runs_on_and_names_what_the_money_met(books_of_a_year: Founded) -> None:
    savings = one(books_of_a_year).sections[0]
    assert (savings.opened_on, savings.opening, savings.closing) == (date(2025, 12, 31), Decimal(59000), Decimal(74000))
    assert [(line.receipt, line.what, line.balance) for line in savings.lines[:2]] == [
        ("R-0001", "Monthly contribution, January 2026", Decimal(61000)),
        ("R-0002", "Monthly contribution, February 2026", Decimal(63000)),
    ]
    assert savings.lines[4].what == "Monthly contribution, May to October 2026"
    assert (savings.lines[-1].what, savings.lines[-1].paid_out) == ("Withdrawal", Decimal(5000))


def test_each_fund_has_its_section_and_the_boxes_sum_up(books_of_a_year: Founded) -> None:
    statement = one(books_of_a_year)
    assert [section.title for section in statement.sections] == ["Savings", "Shares", "Welfare"]
    assert (statement.savings.amount, statement.savings.note) == (Decimal(74000), "from 59,000.00")
    assert (statement.shares.amount, statement.shares.note) == (Decimal(1500), "3 shares of 500.00")
    assert (statement.owes.amount, statement.owes.note) == (Decimal(400), "dues and fines")
    assert statement.to_pay == statement.owes.amount


def test_dues_fines_and_loans_say_expected_paid_and_still_to_pay(books_of_a_year: Founded) -> None:
    rows = one(books_of_a_year).obligations
    assert [(row.what, row.expected, row.paid, row.to_pay) for row in rows] == [
        ("Monthly contribution, January to October 2026", Decimal(20000), Decimal(20000), Decimal(0)),
        ("Welfare, January to October 2026", Decimal(1000), Decimal(800), Decimal(200)),
        ("Fine of 6 June 2026: Late for the meeting (clause 9.1)", Decimal(200), Decimal(0), Decimal(200)),
        ("Loans", None, None, Decimal(0)),
    ]


def test_a_waiver_stands_under_its_due_and_is_not_to_pay(books_of_a_year: Founded, root: psycopg.Connection) -> None:
    chama = books_of_a_year
    due = contributions.dues_of(chama.books(), chama.member(MEMBER), unpaid_only=True)[0]
    draft = WaiverDraft("contribution", due.id, due.unpaid, "resolution 31/4", due.unpaid)
    asked = contributions.request_waiver(chama.books(SECRETARY), draft)
    approvals.decide(chama.books(), asked, approve=True)
    root.execute("update app.contributions set waived_at = %s where waived_at is not null", (TODAY,))
    welfare = one(chama).obligations[1]
    assert (welfare.notes, welfare.to_pay) == (("waived: resolution 31/4, 100.00",), Decimal(100))


def test_arrears_from_before_the_period_have_a_row_of_their_own(books_of_a_year: Founded) -> None:
    rows = one(books_of_a_year, first=date(2026, 6, 1)).obligations
    assert [(row.what, row.expected, row.paid, row.to_pay) for row in rows[:2]] == [
        ("Monthly contribution, unpaid before 1 June 2026", Decimal(2000), Decimal(2000), Decimal(0)),
        ("Monthly contribution, June to October 2026", Decimal(10000), Decimal(10000), Decimal(0)),
    ]


def test_a_statement_as_at_an_earlier_day_knows_nothing_of_later_ones(books_of_a_year: Founded) -> None:
    statement = one(books_of_a_year, as_at=date(2026, 5, 31))
    assert statement.savings.amount == Decimal(67000)
    assert statement.obligations[0].to_pay == Decimal(2000)
    assert statement.standing == "Standing: behind, Ksh\u00a02,500.00 overdue since 3 January 2026"


@pytest.mark.parametrize(
    ("who", "standing"),
    [
        (MEMBER, "Standing: behind, Ksh\u00a0200.00 overdue since 5 September 2026"),
        (OTHER, "Standing: suspended, Ksh\u00a019,000.00 overdue since 3 January 2026"),
    ],
)
def test_the_standing_is_a_sentence(books_of_a_year: Founded, who: str, standing: str) -> None:
    assert one(books_of_a_year, who).standing == standing


def test_a_payment_taken_back_shows_both_ways(books_of_a_year: Founded) -> None:
    chama = books_of_a_year
    receipt = receipts.listed(chama.books(), chama.member(OTHER))[0]
    ledger.reverse(chama.books(), ReversalDraft("Wrong member", TODAY, TODAY, receipts=(receipt.id,)))
    lines = one(chama, OTHER).sections[0].lines
    assert [(line.what, line.balance) for line in lines] == [
        ("Monthly contribution", Decimal(2000)),
        ("Taken back: T-000009", Decimal(0)),
    ]


@pytest.mark.parametrize("as_at", [date(2026, 3, 31), date(2026, 8, 31), TODAY])
def test_the_statements_of_all_members_sum_to_the_ledger(books_of_a_year: Founded, as_at: date) -> None:
    everybody = statements.preview(books_of_a_year.books(), None, YEAR, as_at)
    assert [statement.member_number for statement in everybody] == [f"M-{n:03}" for n in range(1, 6)]
    stood = {line.code: line.credit for line in ledger.trial_balance(books_of_a_year.books(), as_at).lines}
    for code, title in (("2000", "Savings"), ("2100", "Shares"), ("2200", "Welfare")):
        sections = [section for statement in everybody for section in statement.sections if section.title == title]
        assert sum((section.closing for section in sections), Decimal(0)) == stood.get(code, Decimal(0))
        for section in sections:
            assert section.opening + section.paid_in - section.paid_out == section.closing
    assert sum(statement.savings.amount for statement in everybody) == stood["2000"]


def test_all_statements_take_three_round_trips_however_many_members(books_of_a_year: Founded) -> None:
    books = books_of_a_year.books()
    books_of_a_year.database.statements = []
    statements.issue(books, None, YEAR, TODAY)
    assert len(books_of_a_year.database.statements) == 3


def test_issued_statements_are_numbered_without_a_gap_and_once_a_key(books_of_a_year: Founded) -> None:
    books, key = books_of_a_year.books(), uuid4()
    numbers = [statement.number for statement in statements.issue(books, None, YEAR, TODAY, key)]
    assert numbers == [f"ST-2026-{n:04}" for n in range(1, 6)]
    again = statements.issue(books, None, YEAR, TODAY, key)
    assert [statement.number for statement in again] == numbers
    later = statements.issue(books, [books_of_a_year.member(MEMBER)], YEAR, TODAY)
    assert later[0].number == "ST-2026-0006"


def test_a_statement_speaks_its_members_language(books_of_a_year: Founded, root: psycopg.Connection) -> None:
    root.execute("update app.users set language = 'sw' where id = %s", (books_of_a_year.users[MEMBER],))
    statement = one(books_of_a_year)
    assert (statement.language, statement.sections[0].lines[0].what.partition(",")[0]) == ("sw", "Mchango wa mwezi")


def test_a_member_gets_their_own_statement_and_no_other(books_of_a_year: Founded) -> None:
    chama = books_of_a_year
    own = statements.issue(chama.books(MEMBER), [chama.member(MEMBER)], YEAR, TODAY)[0]
    assert own.savings.amount == Decimal(74000)
    with pytest.raises(Refused):
        statements.issue(chama.books(MEMBER), [chama.member(OTHER)], YEAR, TODAY)
    with pytest.raises(Refused, match="begins on"):
        statements.preview(chama.books(), None, TODAY, YEAR)


def test_statements_print_whom_to_ask_and_the_audit_head(books_of_a_year: Founded, tmp_path: Path) -> None:
    issued = statements.issue(books_of_a_year.books(), None, YEAR, TODAY)
    first = issued[0]
    assert "Peter Otieno Ouma, 0712 610 301" in first.questions
    assert (first.printing.by, first.printing.head.entry > 0) == ("Peter Ouma", True)
    assert (first.chama.initials, first.chama.practice) == ("UM", False)
    written = render_each(issued, tmp_path, lambda _done, _path: None, lambda: False)
    assert [path.name for path in written][3] == "ST-2026-0004 M-004 Daniel Fatuma Hussein.pdf"
    assert statement_pdf(first).startswith(b"%PDF")


def test_a_receipt_says_what_the_money_met_and_what_is_left(books_of_a_year: Founded) -> None:
    chama = books_of_a_year
    listed = receipts.listed(chama.books(), chama.member(MEMBER))
    june = next(row for row in listed if row.on == date(2026, 6, 6))
    (receipt,) = receipt_papers.print_receipts(chama.books(), [june.id])
    assert [(line.what, line.detail, line.amount) for line in receipt.lines] == [
        ("Monthly contribution", "May to October 2026", Decimal(12000)),
    ]
    assert [(line.what, line.amount) for line in receipt.balances] == [
        ("Savings", Decimal(79000)), ("Dues behind", Decimal(500)),
    ]  # fmt: skip
    assert (receipt.method, receipt.treasurer, receipt.printing.copy) == ("Paid in cash", "Peter Otieno Ouma", 0)
    assert receipts_pdf([receipt], slips=False).startswith(b"%PDF")
    assert receipts_pdf([receipt], slips=True).startswith(b"%PDF")


def test_a_reprint_says_copy_and_a_preview_counts_nothing(books_of_a_year: Founded) -> None:
    books = books_of_a_year.books()
    key = receipts.listed(books)[0].id
    copies = [receipt_papers.print_receipts(books, [key])[0].printing.copy for _ in range(3)]
    assert copies == [0, 1, 2]
    assert receipt_papers.preview(books, [key])[0].printing.copy == 0
    assert receipts.listed(books)[0].printed == 3


def test_shares_are_named_on_the_receipt_and_a_taken_back_one_is_not_printed(books_of_a_year: Founded) -> None:
    books = books_of_a_year.books()
    bought = next(row for row in receipts.listed(books) if row.total == Decimal(1500))
    assert receipt_papers.preview(books, [bought.id])[0].lines[0].detail == "3 shares of 500.00"
    ledger.reverse(books, ReversalDraft("Wrong type", TODAY, TODAY, receipts=(bought.id,)))
    with pytest.raises(Refused, match="taken back"):
        receipt_papers.print_receipts(books, [bought.id])
    assert receipts.listed(books)[0].printed == 0


def test_only_who_receives_money_counts_prints(books_of_a_year: Founded) -> None:
    key = receipts.listed(books_of_a_year.books())[0].id
    with pytest.raises(Refused):
        receipt_papers.print_receipts(books_of_a_year.books(LEADER), [key])
