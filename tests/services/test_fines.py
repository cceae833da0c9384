"""Fines: charged with a reason, listed with what is unpaid, waived by a second person; months locked and opened."""

from datetime import date
from decimal import Decimal

import pytest

from moneypool_desktop.models.drafts.fine import FineDraft
from moneypool_desktop.models.drafts.waiver import WaiverDraft
from moneypool_desktop.services import approvals, contributions, fines, periods
from moneypool_desktop.services.failures import Refused
from tests.database.books import LEADER, MEMBER, SECRETARY, TREASURER, Founded

DAY = date(2026, 3, 7)


def charge(chama: Founded, amount: str = "200.00") -> FineDraft:
    draft = FineDraft(
        chama.member(MEMBER),
        Decimal(amount),
        DAY,
        "Late for the meeting",
        DAY,
        chama.fines["LATE"],
        ("A flat 200.00.",),
    )
    assert not draft.problems()
    fines.charge(chama.books(), draft)
    return draft


def test_a_fine_is_listed_with_its_rule_its_clause_and_its_working(chama: Founded) -> None:
    charge(chama)
    (fine,) = fines.fines(chama.books())
    assert (fine.member_name, fine.rule, fine.clause, fine.working) == (
        "Daniel Fatuma Hussein", "Late for the meeting", "9.1", ("A flat 200.00.",),
    )  # fmt: skip
    assert (fine.amount, fine.unpaid, fine.status, fine.on) == (Decimal(200), Decimal(200), "charged", DAY)


def test_paying_and_waiving_leave_what_is_unpaid(chama: Founded) -> None:
    charge(chama)
    line = {"member": str(chama.member(MEMBER)), "kind": "fine", "amount": "50.00"}
    chama.act(TREASURER, "receive", {"date": "2026-03-08", "method": "cash", "lines": [line]})
    (fine,) = fines.fines(chama.books(), chama.member(MEMBER), unpaid_only=True)
    assert (fine.paid, fine.unpaid, fine.status) == (Decimal(50), Decimal(150), "partial")
    draft = WaiverDraft("fine", fine.id, fine.unpaid, "She was ill", fine.unpaid)
    asked = contributions.request_waiver(chama.books(SECRETARY), draft)
    assert fines.fines(chama.books())[0].waiver == asked
    assert approvals.waiting(chama.books())[0].what == "Late for the meeting"
    approvals.decide(chama.books(LEADER), asked, approve=True, note="Letter seen")
    assert fines.fines(chama.books(), unpaid_only=True) == []
    assert (fines.fines(chama.books())[0].waived, approvals.requests(chama.books())[0].note) == (
        Decimal(150), "Letter seen",
    )  # fmt: skip


def test_a_rejected_waiver_leaves_the_fine_as_it_was(chama: Founded) -> None:
    charge(chama)
    (fine,) = fines.fines(chama.books())
    asked = contributions.request_waiver(
        chama.books(SECRETARY), WaiverDraft("fine", fine.id, Decimal(200), "She was ill", fine.unpaid)
    )
    approvals.decide(chama.books(LEADER), asked, approve=False)
    assert fines.fines(chama.books())[0].unpaid == Decimal(200)
    assert approvals.requests(chama.books())[0].status == "rejected"


def test_a_member_sees_their_own_fines_only(chama: Founded) -> None:
    charge(chama)
    assert len(fines.fines(chama.books(MEMBER))) == 1
    assert fines.fines(chama.books("other")) == []


def test_a_draft_without_member_amount_or_reason_says_so() -> None:
    assert set(FineDraft(None, None, None, "x", DAY).problems()) == {"member", "amount", "date", "reason"}


def test_months_are_locked_and_opened_by_a_second_person(chama: Founded) -> None:
    charge(chama)
    periods.lock(chama.books(), date(2026, 3, 15), "Audited")
    (month,) = periods.months(chama.books())
    assert (month.first_day, month.locked, month.reason, month.changed_by) == (
        date(2026, 3, 1), True, "Audited", "Peter Otieno Ouma",
    )  # fmt: skip
    with pytest.raises(Refused, match="locked"):
        charge(chama)
    asked = periods.request_unlock(chama.books(), date(2026, 3, 1), "A receipt was found")
    assert periods.months(chama.books())[0].waiting == asked
    (waiting,) = approvals.waiting(chama.books(LEADER))
    assert (waiting.kind, waiting.month, waiting.may_decide) == ("unlock", date(2026, 3, 1), True)
    approvals.decide(chama.books(LEADER), asked, approve=True)
    assert not periods.months(chama.books())[0].locked
    charge(chama)
