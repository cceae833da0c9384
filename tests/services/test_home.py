"""Home: where the money is, who is behind, what waits, what was posted last."""

from datetime import date
from decimal import Decimal

import psycopg
import pytest

from moneypool_desktop.models.drafts.payout import EXPENSE, PayoutDraft
from moneypool_desktop.models.drafts.waiver import WaiverDraft
from moneypool_desktop.services import contributions, ledger
from moneypool_desktop.services.home import home
from tests.database.books import LEADER, MEMBER, SECRETARY, TREASURER, Founded
from tests.services.test_contributions import TODAY, pay, stand_still


@pytest.fixture
def autumn(chama: Founded, root: psycopg.Connection) -> Founded:
    """The dues of 2026 on 5 November; only the leader has paid all, the member all but two months."""
    stand_still(root, TODAY)
    chama.act(TREASURER, "raise_dues", {"through": "2026-12-31"})
    pay(chama, LEADER, "22000.00", "2026-10-03")
    pay(chama, LEADER, "1000.00", "2026-10-03", "WELFARE")
    pay(chama, MEMBER, "16000.00", "2026-10-10")
    pay(chama, MEMBER, "1000.00", "2026-10-10", "WELFARE")
    return chama


def test_home_says_where_the_money_is_and_since_when(autumn: Founded) -> None:
    found = home(autumn.books())
    assert [(place.name, place.balance, place.last_on) for place in found.places] == [
        ("Cash box", Decimal(40000), date(2026, 10, 10)),
        ("M-Pesa", Decimal(0), None),
        ("Bank", Decimal(0), None),
    ]
    assert (found.cash, found.today, found.members) == (Decimal(40000), TODAY, 5)


def test_home_lists_who_is_behind_with_the_months_short(autumn: Founded) -> None:
    found = home(autumn.books())
    assert [member.number for member in found.overdue] == ["M-002", "M-003", "M-005", "M-004"]
    daniel = found.overdue[-1]
    assert (daniel.short, daniel.owes, daniel.since) == (
        ("Sep 2026", "Oct 2026"), Decimal(4000), date(2026, 9, 5),
    )  # fmt: skip
    assert daniel.standing == "suspended"
    assert found.overdue_total == 3 * Decimal(21000) + 4000
    assert found.overdue_since == date(2026, 1, 3)


def test_home_names_the_next_day_dues_fall(autumn: Founded) -> None:
    due = home(autumn.books()).next_due
    assert due is not None
    assert (due.on, due.expected, due.members) == (date(2026, 11, 7), Decimal(8500), 5)


def test_home_shows_what_was_posted_last_with_money_out_below_zero(autumn: Founded) -> None:
    spent = PayoutDraft(EXPENSE, Decimal(650), TODAY, autumn.places["cash"], TODAY, description="Stationery")
    ledger.pay_out(autumn.books(), spent)
    first, second, *_ = home(autumn.books()).last
    assert (first.what, first.amount) == ("Stationery", Decimal(-650))
    assert (second.what, second.member_name, second.amount) == ("Welfare", "Daniel Fatuma Hussein", Decimal(1000))


def test_home_counts_what_waits_for_the_person_who_looks(autumn: Founded) -> None:
    due = contributions.dues_of(autumn.books(), autumn.member(MEMBER), unpaid_only=True)[0]
    contributions.request_waiver(
        autumn.books(SECRETARY), WaiverDraft("contribution", due.id, due.unpaid, "Illness", due.unpaid)
    )
    assert [
        (home(autumn.books(role)).approvals, home(autumn.books(role)).unread) for role in (TREASURER, SECRETARY)
    ] == [
        (1, 1),
        (0, 0),
    ]


def test_a_member_sees_what_is_theirs(autumn: Founded) -> None:
    found = home(autumn.books(MEMBER))
    assert [member.number for member in found.overdue] == ["M-004"]
    assert {row.member_name for row in found.last} == {"Daniel Fatuma Hussein"}
    assert found.approvals == 0


def test_home_is_one_round_trip(autumn: Founded) -> None:
    books = autumn.books()
    autumn.database.statements = []
    home(books)
    assert len(autumn.database.statements) == 1
