"""Receiving money as its pages do it: the meeting's grid, one act for a whole meeting, receipts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import uuid4

import psycopg
import pytest

from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.drafts.receipt import FINE, MeetingDraft, MeetingRowDraft, ReceiptDraft, ReceiptLineDraft
from moneypool_desktop.models.drafts.reversal import ReversalDraft
from moneypool_desktop.services import ledger, receipts
from moneypool_desktop.services.failures import Refused
from tests.database.books import LEADER, MEMBER, OTHER, SECRETARY, TREASURER, Founded
from tests.services.test_contributions import pay, stand_still

MEETING = date(2026, 3, 7)


@pytest.fixture
def spring(chama: Founded, root: psycopg.Connection) -> Founded:
    """The first quarter's dues at the meeting of 7 March: the leader paid all so far, Daniel owes February, a fine."""
    stand_still(root, MEETING)
    chama.act(TREASURER, "raise_dues", {"through": "2026-04-30"})
    pay(chama, LEADER, "4000.00", "2026-02-07")
    pay(chama, MEMBER, "2500.00", "2026-02-07")
    fine = {"member": str(chama.member(MEMBER)), "amount": "200.00", "reason": "Late on 7 February"}
    chama.act(TREASURER, "charge_fines", {"date": "2026-02-07", "lines": [fine]})
    return chama


def test_the_sheet_says_what_to_collect_of_each_member(spring: Founded) -> None:
    sheet = receipts.sheet(spring.books(), MEETING)
    assert [(kind.code, kind.amount, kind.unit_price) for kind in sheet.types] == [
        ("DUES", Decimal(2000), None), ("WELFARE", Decimal(100), None), ("SHARES", None, Decimal(500)),
    ]  # fmt: skip
    rows = {row.number: row for row in sheet.rows}
    assert [(rows[n].behind, rows[n].total, rows[n].fines, rows[n].method) for n in ("M-001", "M-004", "M-005")] == [
        (Decimal(200), Decimal(2300), Decimal(0), "cash"),
        (Decimal(1700), Decimal(4000), Decimal(200), "cash"),
        (Decimal(4200), Decimal(6300), Decimal(0), None),
    ]
    assert (rows["M-004"].expected[0].behind, rows["M-004"].expected[0].due) == (Decimal(1500), Decimal(2000))


def test_money_paid_ahead_shows_and_is_not_asked_for_again(spring: Founded) -> None:
    pay(spring, LEADER, "5000.00", "2026-03-01")
    row = receipts.sheet(spring.books(), MEETING).rows[0]
    assert (row.expected[0].total, row.expected[0].ahead) == (Decimal(0), Decimal(3000))


def test_the_sheet_says_that_the_month_of_its_day_is_locked(spring: Founded) -> None:
    spring.act(TREASURER, "lock_month", {"month": "2026-02-01"})
    days = (date(2026, 1, 31), date(2026, 2, 28), MEETING)
    assert [receipts.sheet(spring.books(), day).locked for day in days] == [True, True, False]


def test_the_sheet_is_one_round_trip(spring: Founded) -> None:
    books = spring.books()
    spring.database.statements = []
    receipts.sheet(books, MEETING)
    assert len(spring.database.statements) == 1


def meeting(chama: Founded) -> MeetingDraft:
    dues, welfare = chama.types["DUES"], chama.types["WELFARE"]
    paid = ((dues, Decimal(2000)), (welfare, Decimal(100)))
    return MeetingDraft(
        MEETING,
        MEETING,
        (
            MeetingRowDraft(chama.member(LEADER), dues=paid),
            MeetingRowDraft(chama.member(MEMBER), "mobile_money", "SJ61KQ7Z2B", paid, fines=Decimal(200)),
            MeetingRowDraft(chama.member(OTHER), dues=((dues, None), (welfare, Decimal(0)))),
        ),
    )


def test_a_meeting_is_posted_in_one_act_with_a_receipt_for_each_who_paid(spring: Founded) -> None:
    books, draft = spring.books(), meeting(spring)
    assert not draft.problems()
    spring.database.statements = []
    done = receipts.receive_meeting(books, draft)
    assert len(spring.database.statements) == 1
    assert [(made.number, made.total) for made in done.receipts] == [
        ("R-0003", Decimal(2100)),
        ("R-0004", Decimal(2300)),
    ]
    assert done.total == draft.total == Decimal(4400)
    assert done.places[spring.places["cash"]] == Decimal(8600)
    assert done.places[spring.places["mobile_money"]] == Decimal(2300)
    assert {place.name: place.balance for place in receipts.places(books)}["M-Pesa"] == Decimal(2300)
    assert [row.total for row in receipts.sheet(books, MEETING).rows][:1] == [Decimal(200)]


def test_the_same_meeting_sent_twice_is_booked_once(spring: Founded) -> None:
    books, key = spring.books(), uuid4()
    first = receipts.receive_meeting(books, meeting(spring), key)
    assert receipts.receive_meeting(books, meeting(spring), key).receipts == first.receipts
    assert len(receipts.listed(books, on=MEETING)) == 2


def test_a_code_receipted_before_is_refused_and_can_be_allowed(spring: Founded) -> None:
    books = spring.books()
    receipts.receive_meeting(books, meeting(spring))
    line = ReceiptLineDraft(Decimal(100), type=spring.types["WELFARE"])
    draft = ReceiptDraft(spring.member(OTHER), MEETING, "mobile_money", (line,), MEETING, reference="SJ61KQ7Z2B")
    with pytest.raises(Refused, match="Same receipt as R-0004 of 7 March 2026"):
        receipts.receive(books, draft)
    assert receipts.receive(books, replace(draft, same_reference=True)).receipts[0].number == "R-0005"


def test_the_sheet_names_the_periods_that_lack_money_oldest_first(spring: Founded) -> None:
    row = next(row for row in receipts.sheet(spring.books(), MEETING).rows if row.number == "M-004")
    assert row.expected[0].periods == ((date(2026, 2, 1), Decimal(1500)), (date(2026, 3, 1), Decimal(2000)))
    assert sum(amount for _, amount in row.expected[1].periods) == row.expected[1].total


def test_a_whole_posting_is_taken_back_in_one_act(spring: Founded) -> None:
    books = spring.books()
    before = receipts.sheet(books, MEETING)
    made = receipts.receive_meeting(books, meeting(spring)).receipts
    spring.database.statements = []
    ledger.reverse(books, ReversalDraft("Wrong day", MEETING, MEETING, receipts=tuple(one.id for one in made)))
    assert len(spring.database.statements) == 1
    assert all(row.taken_back for row in receipts.listed(books, on=MEETING))
    after = receipts.sheet(books, MEETING)
    assert [row.total for row in after.rows] == [row.total for row in before.rows]
    assert [place.balance for place in after.places] == [place.balance for place in before.places]


@pytest.mark.parametrize("typed", ["r-0004", "daniel", "sj61KQ", " M-004 "])
def test_a_receipt_is_found_by_number_member_or_reference(spring: Founded, typed: str) -> None:
    books = spring.books()
    receipts.receive_meeting(books, meeting(spring))
    assert "R-0004" in [row.number for row in receipts.listed(books, text=typed)]
    assert receipts.listed(books, text="nobody") == []


def test_receipts_are_listed_with_those_taken_back(spring: Founded) -> None:
    books = spring.books()
    made = receipts.receive_meeting(books, meeting(spring)).receipts
    ledger.reverse(books, ReversalDraft("Wrong member", MEETING, MEETING, receipts=(made[0].id,)))
    listed = receipts.listed(books, on=MEETING)
    assert [(row.number, row.member_name, row.total, row.taken_back) for row in listed] == [
        ("R-0004", "Daniel Fatuma Hussein", Decimal(2300), False),
        ("R-0003", "Grace Wanjiku Kamau", Decimal(2100), True),
    ]
    assert [row.number for row in receipts.listed(books, spring.member(LEADER))] == ["R-0003", "R-0001"]


def test_a_draft_says_what_is_wrong_with_each_cell(spring: Founded) -> None:
    member, dues = spring.member(SECRETARY), spring.types["DUES"]
    wrong = MeetingRowDraft(member, None, dues=((dues, Problem("“2o” is not an amount.")),), fines=Decimal("1.005"))
    problems = MeetingDraft(None, MEETING, (wrong,)).problems()
    assert set(problems) == {"date", f"{member}.type.{dues}", f"{member}.fines", f"{member}.method"}
    assert set(MeetingDraft(MEETING, MEETING).problems()) == {"rows"}
    empty = ReceiptDraft(None, None, None, (ReceiptLineDraft(None), ReceiptLineDraft(Decimal(5), FINE)), MEETING)
    assert set(empty.problems()) == {"member", "date", "method", "line.1"}
