"""The three files of Umoja come into a fresh chama exactly as their README says, once, and go out again whole."""

import re
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from moneypool_desktop.models.rows.imports import RowState
from moneypool_desktop.services.failures import Refused
from moneypool_desktop.services.imports import posting
from moneypool_desktop.services.members import identity_number, list_members, member
from tests.flows.umoja import MEMBERS, OPENING, PAID, PETER, Umoja

OPENED = {
    "savings": Decimal(1_824_500), "shares": Decimal(334_000), "welfare": Decimal(68_200), "reserve": Decimal(45_000),
    "loans_receivable": Decimal(678_000), "fines_receivable": Decimal(6_900),
    "cash": Decimal(8_450), "mobile_money": Decimal(61_230), "bank": Decimal(1_524_020),
}  # fmt: skip
PAID_IN = {
    "savings": Decimal(626_000), "welfare": Decimal(25_500),
    "cash": Decimal(113_600), "mobile_money": Decimal(474_500), "bank": Decimal(63_400),
}  # fmt: skip


def test_register_brings_34_members_and_the_founder_is_one_of_them(umoja: Umoja) -> None:
    (posted,) = umoja.bring_in(MEMBERS)
    assert (posted.posted, posted.sentence) == (34, "34 members are in the register.")
    members = list_members(umoja.books)
    assert [row.number for row in members] == [f"UM-{n:03}" for n in range(1, 35)]
    peter = members[1]
    assert (peter.name, peter.role, peter.joined) == ("Peter Otieno Ouma", "treasurer", date(2023, 3, 10))
    assert peter.user_id == umoja.books.session.person.id
    assert umoja.one("select email from app.users u join app.chama_members m on m.user_id = u.id where m.chama_id = %s"
                     " and m.member_number = 'UM-002'") == PETER  # fmt: skip
    assert {row.number: row.role for row in members if row.role != "member"} == {
        "UM-001": "leader", "UM-002": "treasurer", "UM-003": "secretary",
    }  # fmt: skip


def test_identity_numbers_and_next_of_kin_come_in_and_only_who_holds_the_key_reads_the_numbers(umoja: Umoja) -> None:
    umoja.bring_in(MEMBERS)
    by_number = {row.number: row for row in list_members(umoja.books)}
    for number, identity in (("UM-001", "34654882"), ("UM-002", "29489690")):
        assert identity_number(umoja.books, member(umoja.books, by_number[number].id)) == identity
    david = member(umoja.books, by_number["UM-008"].id)
    assert [(kin.relation, kin.share) for kin in david.kin] == [("Daughter", Decimal(60)), ("Sister", Decimal(40))]
    everywhere = umoja.root.execute(
        "select r.raw from app.import_rows r"
        " union all select concat(a.old_values::text, a.new_values::text) from app.audit_logs a"
    ).fetchall()
    assert not [text for (text,) in everywhere if text and "34654882" in text]


def test_opening_balances_stand_as_the_file_says_and_both_sides_agree(umoja: Umoja) -> None:
    _, posted = umoja.bring_in(MEMBERS, OPENING)
    assert posted.sentence == "The balances of 31 December 2025 are in the books: Ksh\u00a02,271,700.00 on both sides."
    held = umoja.balances()
    assert {purpose: held[purpose] for purpose in OPENED} == OPENED
    assert held["opening"] == 0
    umoja.check()


def test_loans_brought_forward_are_owed_by_their_members_and_can_be_paid(umoja: Umoja) -> None:
    umoja.bring_in(MEMBERS, OPENING)
    owed = "select sum(outstanding_loans) from app.chama_members where chama_id = %s"
    assert umoja.one(owed) == 678_000
    borrower, loan = umoja.root.execute(
        "select id, outstanding_loans from app.chama_members where outstanding_loans > 0 order by member_number limit 1"
    ).fetchone() or (None, 0)
    note = umoja.one(
        "select notes from app.transactions where chama_id = %s and member_id = %s and category = 'opening'"
        " and notes is not null",
        borrower,
    )
    assert re.fullmatch(r"[\d.]+\u00a0?\s?% a month, \d+ months? left", note)
    line = {"member": str(borrower), "kind": "loan", "amount": "1000.00"}
    umoja.books.act("receive", {"date": "2026-01-10", "method": "cash", "lines": [line]}, uuid4())
    assert (
        umoja.one("select outstanding_loans from app.chama_members where chama_id = %s and id = %s", borrower)
        == loan - 1000
    )
    umoja.check()


def test_every_contribution_is_posted_once_and_meets_the_dues(umoja: Umoja) -> None:
    *_, posted = umoja.bring_in(MEMBERS, OPENING, PAID)
    assert posted.posted == 574
    assert posted.sentence.startswith("574 payments are in the books: Ksh\u00a0651,500.00, ")
    held = umoja.balances()
    assert {purpose: held[purpose] - OPENED.get(purpose, 0) for purpose in PAID_IN} == PAID_IN
    assert (
        umoja.one("select count(*) from app.transactions where chama_id = %s and transaction_type = 'contribution'")
        == 574
    )
    assert umoja.one("select sum(actual_amount) from app.contributions where chama_id = %s") > 0
    umoja.check()


def test_importing_the_same_files_again_adds_nothing(umoja: Umoja) -> None:
    umoja.bring_in(MEMBERS, OPENING, PAID)
    before = umoja.balances()
    for name, rows in ((MEMBERS, 34), (PAID, 574)):
        plan = umoja.plan(name)
        assert plan.counts[RowState.RECORDED] == rows
        again = posting.post(umoja.books, plan)
        assert (again.posted, again.batch) == (0, None)
        assert again.sentence == f"{rows} rows are in the books already. Nothing was added."
    assert "Take that import back" in " ".join(umoja.plan(OPENING).blocks) or not umoja.plan(OPENING).new_rows
    assert umoja.balances() == before
    assert len(posting.batches(umoja.books)) == 3


@pytest.mark.parametrize("name", [MEMBERS, OPENING, PAID])
def test_an_import_is_taken_back_whole_and_comes_in_again(umoja: Umoja, name: str) -> None:
    needed = {MEMBERS: (), OPENING: (MEMBERS,), PAID: (MEMBERS, OPENING)}[name]
    umoja.bring_in(*needed)
    before = umoja.balances()
    (first,) = umoja.bring_in(name)
    after = umoja.balances()
    posting.take_back(umoja.books, first.batch, "Wrong file")
    assert umoja.balances() == before
    umoja.check()
    gone = posting.batches(umoja.books)[0]
    assert (gone.status, gone.reason, gone.reversed_by) == ("reversed", "Wrong file", gone.made_by)
    (second,) = umoja.bring_in(name)
    assert second.posted == first.posted
    assert umoja.balances() == after
    umoja.check()


def test_members_with_money_are_not_taken_back(umoja: Umoja) -> None:
    register, _ = umoja.bring_in(MEMBERS, OPENING)
    with pytest.raises(Refused, match="Member UM-001 has money in the books"):
        posting.take_back(umoja.books, register.batch, "Wrong file")
    assert len(list_members(umoja.books)) == 34


def test_statements_of_all_members_make_the_ledger(umoja: Umoja) -> None:
    umoja.bring_in(MEMBERS, OPENING, PAID)
    members = list_members(umoja.books)
    held = umoja.balances()
    assert sum(row.savings for row in members) == held["savings"] == 2_450_500
    assert sum(row.shares for row in members) == held["shares"] == 334_000
    assert sum(row.welfare for row in members) == held["welfare"] == 93_700
    assert sum(row.loans for row in members) == held["loans_receivable"] == 678_000
    assert sum(row.fines for row in members) == held["fines_receivable"] == 6_900
