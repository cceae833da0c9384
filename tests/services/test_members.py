"""The members service over real books: the register, positions, standings, and what a draft refuses."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import psycopg
import pytest

from moneypool_desktop import language
from moneypool_desktop.models.domain.names import tidy_name
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.drafts.member import KinDraft, MemberDraft
from moneypool_desktop.models.rows.members import Standing
from moneypool_desktop.services import identity, members
from moneypool_desktop.services.failures import Refused
from tests.database.books import LEADER, MEMBER, OTHER, SECRETARY, TREASURER, Founded

TODAY = date(2026, 11, 23)
JANE = MemberDraft(
    "JANE",
    date(2026, 3, 1),
    TODAY,
    last_name="chebet",
    phone="0712 610 399",
    email="Jane@Umoja.Example",
    kin=(KinDraft("Daughter", Decimal(60)), KinDraft("Sister", Decimal(40), "Mary Achieng", "0712610398")),
)


@pytest.fixture
def overdue(chama: Founded, root: psycopg.Connection) -> Founded:
    """The dues of ten months of 2026 raised, and standing counted as on 23 November 2026 whatever today is."""
    chama.act(TREASURER, "raise_dues", {})
    root.execute("update app.contributions set grace_until = '2999-01-01' where due_date > '2026-11-07'")
    return chama


def line(chama: Founded, role: str) -> members.Member:
    return members.member_line(chama.books(LEADER), chama.member(role))


def pay(chama: Founded, role: str, kind: str, amount: str) -> None:
    paid = {"member": str(chama.member(role)), "type": str(chama.types[kind]), "amount": amount}
    chama.act(TREASURER, "receive", {"date": "2026-02-02", "method": "cash", "lines": [paid]})


def test_a_drafted_member_is_in_the_register_tidied(chama: Founded) -> None:
    books = chama.books(SECRETARY)
    assert JANE.problems() == {}
    made = members.save_member(books, JANE)
    record = next(members.member(books, row.id) for row in members.list_members(books) if row.number == made["number"])
    assert (record.first_name, record.last_name, record.phone, record.email) == (
        "Jane", "Chebet", "+254712610399", "Jane@umoja.example")  # fmt: skip
    assert [(kin.relation, kin.phone, kin.share) for kin in record.kin] == [
        ("Daughter", None, Decimal("60.00")), ("Sister", "+254712610398", Decimal("40.00"))]  # fmt: skip
    assert record.account == "pending"


def test_a_changed_record_keeps_what_the_draft_does_not_name(chama: Founded) -> None:
    books = chama.books(SECRETARY)
    made = members.save_member(books, JANE)
    row = next(row for row in members.list_members(books) if row.number == made["number"])
    members.save_member(books, replace(JANE, id=row.id, row_version=row.row_version, phone="0712610397", kin=None))
    record = members.member(books, row.id)
    assert (record.phone, len(record.kin)) == ("+254712610397", 2)
    with pytest.raises(Refused, match="Somebody else changed this"):
        members.save_member(books, replace(JANE, id=row.id, row_version=row.row_version))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"first_name": ""}, "first_name"),
        ({"first_name": "<b>Jane</b>"}, "first_name"),
        ({"last_name": "Che\u202ebet"}, "last_name"),
        ({"phone": "0712"}, "phone"),
        ({"phone": "٠٧١٢٦١٠٣٩٩"}, "phone"),
        ({"email": "jane"}, "email"),
        ({"joined": None}, "joined"),
        ({"joined": date(2999, 1, 1)}, "joined"),
        ({"joined": Problem("February 2026 has 28 days.")}, "joined"),
        ({"date_of_birth": TODAY}, "date_of_birth"),
        ({"number": "M" * 21}, "number"),
        ({"notes": "x" * 501}, "notes"),
        ({"kin": (KinDraft("Son", Decimal(110)),)}, "kin"),
        ({"kin": (KinDraft("", Decimal(100)),)}, "kin.1"),
        ({"kin": (KinDraft("Son", None),)}, "kin.1"),
    ],
)
def test_a_draft_says_at_its_field_what_is_wrong(change: dict[str, object], field: str) -> None:
    problems = replace(JANE, **change).problems()  # type: ignore[arg-type]
    assert set(problems) == {field}
    assert problems[field].endswith((".", "%."))


def test_the_draft_and_the_register_tidy_names_alike() -> None:
    assert JANE.payload()["first_name"] == tidy_name("JANE")


def test_whoever_owes_nothing_stands_well(chama: Founded) -> None:
    verdict = members.standing(chama.books(LEADER), line(chama, MEMBER))
    assert (verdict.standing, verdict.sentence) == (Standing.GOOD, "In good standing.")
    assert [reason.code for reason in verdict.reasons] == ["no_kin", "dues_paid", "fines_paid"]


def test_dues_over_the_limit_suspend_with_clause_and_figures(overdue: Founded) -> None:
    verdict = members.standing(overdue.books(LEADER), line(overdue, MEMBER))
    assert verdict.standing is Standing.SUSPENDED
    first = verdict.reasons[0]
    assert (first.code, first.level, first.clause) == ("dues_over_limit", "stop", "7.2")
    assert first.sentence.endswith("the limit is Ksh\u00a04,000.00.")
    assert [(reason.code, reason.clause) for reason in verdict.reasons if reason.code == "dues_overdue"] == [
        ("dues_overdue", "7.1"), ("dues_overdue", "7.3")]  # fmt: skip


def test_a_little_overdue_is_behind_and_a_paid_up_member_good_again(overdue: Founded) -> None:
    months = line(overdue, MEMBER).overdue_dues // 2
    pay(overdue, MEMBER, "DUES", str(2000 * months))
    behind = line(overdue, MEMBER)
    assert (behind.standing, behind.dues_overdue, list(behind.reasons)) == ("behind", 100 * months, ["dues_overdue"])
    pay(overdue, MEMBER, "WELFARE", str(100 * months))
    assert line(overdue, MEMBER).standing == "good"


def test_an_unpaid_fine_warns_and_does_not_suspend(chama: Founded) -> None:
    fine = {
        "member": str(chama.member(MEMBER)),
        "amount": "500",
        "reason": "Absent",
        "rule": str(chama.fines["ABSENT"]),
    }
    chama.act(SECRETARY, "charge_fines", {"date": "2026-09-05", "lines": [fine]})
    verdict = members.standing(chama.books(LEADER), line(chama, MEMBER))
    assert verdict.standing is Standing.GOOD
    reason = next(reason for reason in verdict.reasons if reason.code == "fine_unpaid")
    assert (reason.sentence, reason.clause) == ("Fine of Ksh\u00a0500.00 not paid: Absent, 5 September 2026.", "9.1")


def test_the_chamas_own_limit_decides_who_is_suspended(overdue: Founded) -> None:
    overdue.act(LEADER, "set_setting", {"key": "standing.suspend_at", "value": "900000"})
    assert line(overdue, MEMBER).standing == "behind"
    overdue.act(LEADER, "set_setting", {"key": "standing.behind_from", "value": "900000"})
    assert line(overdue, MEMBER).standing == "good"


def test_a_position_adds_up_to_the_register(overdue: Founded) -> None:
    pay(overdue, MEMBER, "DUES", "2000")
    pay(overdue, MEMBER, "SHARES", "7500")
    books, row = overdue.books(LEADER), line(overdue, MEMBER)
    position = members.position(books, row)
    assert [(part.what, part.amount) for part in position.has] == [
        ("Savings", Decimal("2000.00")), ("Shares 15 × 500.00", Decimal("7500.00"))]  # fmt: skip
    assert (position.has_total, position.owes_total) == (row.has, row.owes)
    with language.speaking("sw"):
        assert "Mchango wa mwezi" in members.position(books, row).owes[0].what


def test_a_member_without_office_sees_their_own_line_and_what_the_chama_shows(overdue: Founded) -> None:
    books = overdue.books(MEMBER)
    assert [row.number for row in members.list_members(books)] == ["M-004"]
    assert members.position(books, members.list_members(books)[0]).owes_total > 0
    overdue.act(LEADER, "set_setting", {"key": "members_see", "value": "names"})
    assert [row.savings for row in members.neighbours(books) if row.number == "M-005"] == [None]
    with pytest.raises(Refused, match="not in this chama"):
        members.member(books, overdue.member(OTHER))


def test_a_suspended_member_is_told_by_whom(chama: Founded) -> None:
    books = chama.books(LEADER)
    members.set_status(books, line(chama, MEMBER), "suspended", "Lent the box to a friend")
    verdict = members.standing(books, line(chama, MEMBER))
    assert verdict.reasons[0].code == "suspended_by_officers"
    members.set_status(books, line(chama, MEMBER), "left", "Moved away")
    assert line(chama, MEMBER).standing == "left"


def test_an_identity_number_is_sealed_here_and_opened_only_with_the_key(
    chama: Founded, root: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("moneypool_desktop.services.identity.stretch.COST", 4)
    first = identity.create_first_user(
        chama.database, "ruth@umoja.example", "korosho na nazi tamu 7", "Ruth", "Simiyu", cost=4
    )
    assert not isinstance(first, Refused)
    root.execute("update app.users set status = 'active'")
    books = chama.books(LEADER)
    user = first.session.person.id
    root.execute(
        "insert into app.chama_members (chama_id, user_id, role, member_number, join_date)"
        " values (%s, %s, 'leader', 'M-090', '2026-01-01')",
        (chama.id, user),
    )
    own = replace(books, session=first.session, rights=frozenset({"members.private"}))
    made = members.save_member(own, replace(JANE, national_id="30211045"))
    record = next(members.member(own, row.id) for row in members.list_members(own) if row.number == made["number"])
    kept = root.execute("select national_id_sealed from app.users where id = %s", (record.user_id,)).fetchone()
    assert kept
    assert b"30211045" not in kept[0]
    assert members.identity_number(own, record, "Bank form") == "30211045"
    assert members.identity_number(own, members.member(own, chama.member(MEMBER))) == ""
