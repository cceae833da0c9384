"""What happened to one member: movements with running savings, and the history of their record in words."""

from datetime import date
from decimal import Decimal

import pytest

from moneypool_desktop.models.drafts.member import KinDraft, MemberDraft
from moneypool_desktop.services import members, rights
from moneypool_desktop.services.failures import Refused
from moneypool_desktop.services.member_history import history
from moneypool_desktop.services.movements import movements
from tests.database.books import LEADER, MEMBER, OTHER, SECRETARY, STRANGER, TREASURER, Founded

TODAY = date(2026, 11, 23)


def receive(chama: Founded, who: str, amount: str, on: str, **more: object) -> dict[str, object]:
    line = {"member": str(chama.member(who)), "type": str(chama.types["DUES"]), "amount": amount}
    return chama.act(TREASURER, "receive", {"date": on, "method": "cash", "lines": [line | more]})


def test_savings_run_from_movement_to_movement_and_end_at_what_the_register_says(chama: Founded) -> None:
    chama.act(TREASURER, "raise_dues", {"through": "2026-12-31"})
    receive(chama, MEMBER, "2000.00", "2026-01-10")
    receive(chama, MEMBER, "4000.00", "2026-02-10")
    charged = {"member": str(chama.member(MEMBER)), "amount": "200.00", "reason": "Late to the meeting"}
    chama.act(SECRETARY, "charge_fines", {"date": "2026-02-11", "lines": [charged]})
    receive(chama, OTHER, "900.00", "2026-02-12")
    rows = movements(chama.books(), chama.member(MEMBER))
    assert [(row.what, row.amount, row.savings) for row in rows] == [
        ("Fine charged: Late to the meeting", Decimal("-200.00"), None),
        ("Monthly contribution, Feb–Mar", Decimal("4000.00"), Decimal("6000.00")),
        ("Monthly contribution, Jan", Decimal("2000.00"), Decimal("2000.00")),
    ]
    line = members.member_line(chama.books(), chama.member(MEMBER))
    assert (line.savings, line.fines) == (Decimal("6000.00"), Decimal("200.00"))


def test_what_was_taken_back_shows_as_the_movement_and_its_reversal(chama: Founded) -> None:
    receive(chama, MEMBER, "500.00", "2026-03-01")
    posted = movements(chama.books(), chama.member(MEMBER))[0]
    back = {"transactions": [str(posted.id)], "reason": "Wrong member", "date": "2026-03-02"}
    chama.act(TREASURER, "reverse", back)
    back, first = movements(chama.books(), chama.member(MEMBER))
    assert (back.what, back.amount, back.savings) == ("T-000001 taken back", Decimal(-500), Decimal("0.00"))
    assert (first.amount, first.status) == (Decimal("500.00"), "reversed")


def test_a_member_reads_their_own_movements_and_nobody_elses(chama: Founded) -> None:
    receive(chama, MEMBER, "500.00", "2026-03-01")
    assert len(movements(chama.books(MEMBER), chama.member(MEMBER))) == 1
    assert movements(chama.books(OTHER), chama.member(MEMBER)) == []


def test_history_says_who_changed_what_from_what_to_what(chama: Founded) -> None:
    books = chama.books(SECRETARY)
    record = members.member(books, chama.member(MEMBER))
    draft = MemberDraft(
        "Daniel", record.joined, TODAY, middle_name="Fatuma", last_name="Hassan", phone="0712 000 111",
        email=record.email or "", kin=(KinDraft("Daughter", Decimal(100)),), id=record.id, user_id=record.user_id,
        row_version=record.row_version,
    )  # fmt: skip
    members.save_member(books, draft)
    lines = history(books, record.id)
    changed = next(line for line in lines if line.what == "Name or contact changed")
    assert changed.by == "Amina Yusuf"
    assert [(change.field, change.before, change.after) for change in changed.changes] == [
        ("Last name", "Hussein", "Hassan"),
        ("Phone", "0712 610 303", "0712 000 111"),
    ]
    kin = next(line for line in lines if line.what == "Next of kin entered: Daughter")
    assert [(change.field, change.after) for change in kin.changes] == [("Share", "100\u00a0%")]
    assert lines[-1].what == "Became a member"


def test_a_suspension_is_one_line_with_its_reason(chama: Founded) -> None:
    books = chama.books(SECRETARY)
    line = members.member_line(books, chama.member(MEMBER))
    members.set_status(books, line, "suspended", "Did not come for a year")
    newest = history(books, line.id)[0]
    assert (newest.what, newest.note) == ("Suspended", "Did not come for a year")
    assert [(change.before, change.after) for change in newest.changes] == [("Active", "Suspended")]
    assert [row.what for row in history(books, line.id)].count("Membership changed") == 0


def test_rights_in_the_history_are_said_in_words(chama: Founded) -> None:
    books = chama.books(LEADER)
    line = members.member_line(books, chama.member(MEMBER))
    rights.set_overrides(books, line.id, line.row_version, ["fines.charge"], [])
    change = history(books, line.id)[0].changes[0]
    assert (change.field, change.before, change.after) == ("More rights", "", "Charge fines")


@pytest.mark.parametrize("who", [MEMBER, STRANGER])
def test_history_is_for_who_may_see_the_audit_of_this_chama(chama: Founded, who: str) -> None:
    books = chama.books(who)
    with pytest.raises(Refused):
        chama.sessions[who].read("select * from app.member_history(%s, %s)", (chama.id, chama.member(MEMBER)))
    if who == STRANGER:
        assert history(books, chama.member(MEMBER)) == []
