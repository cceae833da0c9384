"""The ledger as its page reads it: pages by key, filters, sums, both sides, accounts, the trial balance, the acts."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from moneypool_desktop.models.drafts.payout import EXPENSE, PayoutDraft
from moneypool_desktop.models.drafts.reversal import ReversalDraft
from moneypool_desktop.models.drafts.transfer import TransferDraft
from moneypool_desktop.models.rows.ledger import LedgerFilter
from moneypool_desktop.services import ledger
from moneypool_desktop.services.failures import Refused
from tests.database.books import LEADER, MEMBER, OTHER, STRANGER, TREASURER, Founded

TODAY = date(2026, 11, 23)


def receive(chama: Founded, who: str, amount: str, on: str, **more: object) -> dict[str, object]:
    line = {"member": str(chama.member(who)), "type": str(chama.types["DUES"]), "amount": amount}
    return chama.act(TREASURER, "receive", {"date": on, "method": "cash", "lines": [line], **more})


@pytest.fixture
def months(chama: Founded) -> Founded:
    """Ten months of two members' dues, in cash."""
    for month in range(1, 11):
        receive(chama, MEMBER, "2000.00", f"2026-{month:02}-07")
        receive(chama, OTHER, "1500.00", f"2026-{month:02}-08", reference=f"note {month}")
    return chama


def test_pages_follow_one_another_newest_first_without_a_gap_or_a_double(months: Founded) -> None:
    books = months.books()
    first = ledger.page(books, limit=8)
    second = ledger.page(books, after=first[-1], limit=8)
    third = ledger.page(books, after=second[-1], limit=8)
    all_of_them = [*first, *second, *third]
    assert [row.number for row in all_of_them] == [f"T-{n:06}" for n in range(20, 0, -1)]
    assert ledger.page(books, before=third[0], limit=8) == second
    assert ledger.page(books, last=True, limit=4) == third
    assert [row.on for row in all_of_them] == sorted((row.on for row in all_of_them), reverse=True)


def test_a_row_names_member_accounts_and_what_the_places_gained(months: Founded) -> None:
    row = ledger.page(months.books(), limit=1)[0]
    assert (row.member_number, row.member_name) == ("M-005", "Lucy Barasa Koech")
    assert (row.debit, row.credit, row.contribution) == ("Cash box", "Members' savings", "Monthly contribution")
    assert (row.amount, row.money_in, row.money_out) == (Decimal("1500.00"), Decimal("1500.00"), None)
    assert (row.receipt_number, row.reference, row.type) == ("R-0020", "note 10", "contribution")


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        (LedgerFilter(), 20),
        (LedgerFilter(types=("contribution",)), 20),
        (LedgerFilter(types=("fee", "transfer")), 0),
        (LedgerFilter(first=date(2026, 3, 7), last=date(2026, 4, 7)), 3),
        (LedgerFilter(least=Decimal(1600)), 10),
        (LedgerFilter(most=Decimal(1600)), 10),
        (LedgerFilter(text="NOTE 1"), 2),
        (LedgerFilter(text="t-000007"), 1),
        (LedgerFilter(text="100%"), 0),
        (LedgerFilter(statuses=("reversed",)), 0),
    ],
    ids=str,
)
def test_a_filter_leaves_what_it_asks_for_in_the_page_and_in_the_sums(
    months: Founded, chosen: LedgerFilter, count: int
) -> None:
    rows = ledger.page(months.books(), chosen)
    sums = ledger.totals(months.books(), chosen)
    assert (len(rows), sums.count) == (count, count)
    assert sums.money_in == sum((row.amount for row in rows), Decimal(0))
    assert sums.money_out == 0


def test_filters_by_member_and_by_place_stand_together(months: Founded) -> None:
    books = months.books()
    chosen = LedgerFilter(member=months.member(MEMBER), place=months.places["cash"])
    assert {row.member_number for row in ledger.page(books, chosen)} == {"M-004"}
    assert ledger.totals(books, chosen).money_in == Decimal("20000.00")
    assert not ledger.page(books, LedgerFilter(place=months.places["bank"]))


def test_a_page_is_one_round_trip(months: Founded) -> None:
    books = months.books()
    months.database.statements = []
    ledger.page(books)
    assert len(months.database.statements) == 1


def test_a_member_sees_their_own_rows_with_both_sides_and_nobody_elses(months: Founded) -> None:
    books = months.books(MEMBER)
    rows = ledger.page(books)
    assert {row.member_number for row in rows} == {"M-004"}
    assert [(entry.debit, entry.credit) for entry in ledger.entries(books, rows[0].id)] == [
        (Decimal("2000.00"), Decimal("0.00")),
        (Decimal("0.00"), Decimal("2000.00")),
    ]
    theirs = ledger.page(months.books())[0]
    assert ledger.transaction(books, theirs.id) is None
    assert ledger.entries(books, theirs.id) == []
    assert not ledger.page(months.books(STRANGER))


def test_accounts_and_places_hold_what_was_posted(months: Founded) -> None:
    books = months.books()
    by_code = {account.code: account for account in ledger.accounts(books)}
    assert by_code["1000"].balance == by_code["2000"].balance == Decimal("35000.00")
    assert by_code["1000"].last_on == date(2026, 10, 8)
    assert by_code["2000"].fund_name == "Members' savings"
    assert [place.code for place in ledger.places(books)] == ["1000", "1010", "1020"]
    assert {fund.code: fund.balance for fund in ledger.funds(books)}["SAV"] == Decimal("35000.00")


def test_the_trial_balance_of_a_day_is_the_entries_up_to_it(months: Founded) -> None:
    balance = ledger.trial_balance(months.books(LEADER), date(2026, 4, 7))
    assert [(line.code, line.debit, line.credit) for line in balance.lines] == [
        ("1000", Decimal("12500.00"), Decimal(0)),
        ("2000", Decimal(0), Decimal("12500.00")),
    ]
    assert balance.debit == balance.credit
    with pytest.raises(Refused) as refused:
        ledger.trial_balance(months.books(MEMBER), TODAY)
    assert refused.value.code == "MP403"


def test_money_is_paid_out_moved_and_taken_back(months: Founded) -> None:
    books = months.books()
    cash, bank = months.places["cash"], months.places["bank"]
    spent = ledger.pay_out(
        books, PayoutDraft(EXPENSE, Decimal(650), TODAY, cash, TODAY, description="Stationery, receipt book")
    )
    moved = ledger.transfer(books, TransferDraft(Decimal(30000), TODAY, cash, bank, TODAY))
    row = ledger.transaction(books, moved.posted[0].id)
    assert row is not None
    assert (row.money_in, row.money_out, row.debit, row.credit) == (Decimal(30000), Decimal(30000), "Bank", "Cash box")
    back = ledger.reverse(books, ReversalDraft("Paid by mistake", TODAY, TODAY, (spent.posted[0].id,)))
    assert back.reversed[0].original == spent.posted[0].number
    reversal, original = ledger.transaction(books, back.reversed[0].id), ledger.transaction(books, spent.posted[0].id)
    assert reversal is not None
    assert original is not None
    assert (reversal.reverses, reversal.number_before, original.status) == (original.id, original.number, "reversed")
    assert {place.code: place.balance for place in ledger.places(books)} == {
        "1000": Decimal("5000.00"), "1010": Decimal(0), "1020": Decimal("30000.00"),
    }  # fmt: skip


def test_the_same_key_pays_once(months: Founded) -> None:
    books, key = months.books(), uuid4()
    draft = PayoutDraft(EXPENSE, Decimal(650), TODAY, months.places["cash"], TODAY, description="Hall hire")
    assert ledger.pay_out(books, draft, key).posted == ledger.pay_out(books, draft, key).posted
    assert ledger.totals(books).money_out == Decimal("650.00")


def test_drafts_say_what_is_wrong_beside_the_field() -> None:
    wrong = PayoutDraft(None, Decimal("10.999"), TODAY + timedelta(days=1), None, TODAY)
    assert set(wrong.problems()) == {"kind", "amount", "date", "place"}
    assert set(TransferDraft(Decimal(0), None, None, None, TODAY).problems()) == {"amount", "date", "source", "target"}
    same = uuid4()
    assert set(TransferDraft(Decimal(5), TODAY, same, same, TODAY).problems()) == {"target"}
    assert set(ReversalDraft("no", TODAY, TODAY).problems()) == {"reason", "transactions"}
    assert not ReversalDraft("Wrong member", TODAY, TODAY, (same,)).problems()
