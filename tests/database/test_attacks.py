"""Acts an officer could send by hand to get round the rules: each is refused, and the books are whole afterwards."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from tests.database.books import LEADER, MEMBER, OTHER, SECRETARY, STRANGER, TREASURER, Founded, one, refused
from tests.database.test_ledger import DAY, fine, line, receive, sound


@pytest.fixture(autouse=True)
def whole_afterwards(chama: Founded) -> Iterator[None]:
    yield
    sound(chama)


def entry(chama: Founded, debit: str, credit: str, who: str | None = None, **more: str) -> dict[str, Any]:
    """A journal of one line between two accounts, named by their codes."""
    booked = {"type": "adjustment", "amount": "100.00", "description": "Put right"} | more
    booked |= {"debit": str(chama.accounts[debit]), "credit": str(chama.accounts[credit])}
    return {"date": DAY, "lines": [booked | ({"member": str(chama.member(who))} if who else {})]}


def code_of_account(root: psycopg.Connection, chama: Founded, purpose: str) -> str:
    return one(root, "select code from app.accounts where chama_id = %s and purpose = %s order by code limit 1",
               chama.id, purpose)  # fmt: skip


def pay(chama: Founded, kind: str, **more: str) -> dict[str, Any]:
    paid = {"kind": kind, "date": DAY, "amount": "100.00", "place": str(chama.places["cash"]), "description": "Hall"}
    return paid | more


# money to oneself, or from where no money lies


def test_an_expense_is_booked_on_a_cost_and_never_on_somebodys_savings(
    chama: Founded, root: psycopg.Connection
) -> None:
    receive(chama, line(chama, TREASURER))
    savings = str(chama.accounts[code_of_account(root, chama, "savings")])
    own = str(chama.member(TREASURER))
    assert refused(
        "MP421", chama, TREASURER, "pay_out", pay(chama, "expense", account=savings, member=own)
    ).figures == {
        "field": "account",
        "why": "unknown",
    }


def test_money_is_moved_between_two_places_only(chama: Founded, root: psycopg.Connection) -> None:
    receive(chama)
    cash, savings = str(chama.places["cash"]), str(chama.accounts[code_of_account(root, chama, "savings")])
    for target in (cash, savings, str(uuid4())):
        refused(
            "MP421", chama, TREASURER, "pay_out", pay(chama, "transfer", to=target, member=str(chama.member(MEMBER)))
        )
    refused("MP421", chama, TREASURER, "pay_out", pay(chama, "transfer"))


def test_nothing_is_paid_out_of_what_is_no_place(chama: Founded, root: psycopg.Connection) -> None:
    receive(chama)
    for purpose in ("savings", "fine_income", "opening"):
        account = str(chama.accounts[code_of_account(root, chama, purpose)])
        refused("MP421", chama, TREASURER, "pay_out", pay(chama, "expense") | {"place": account})


def test_a_journal_pays_nobody_who_writes_it(chama: Founded, root: psycopg.Connection) -> None:
    receive(chama, line(chama, TREASURER), line(chama))
    savings, cash = code_of_account(root, chama, "savings"), code_of_account(root, chama, "cash")
    opening = code_of_account(root, chama, "opening")
    refused("MP413", chama, TREASURER, "journal", entry(chama, opening, savings, TREASURER))
    own, other = entry(chama, savings, cash, TREASURER), entry(chama, savings, cash, MEMBER)
    refused("MP413", chama, TREASURER, "journal", own | {"lines": own["lines"] + other["lines"]})
    legs = [
        {"account": str(chama.accounts[savings]), "debit": "100.00", "member": str(chama.member(TREASURER))},
        {"account": str(chama.accounts[cash]), "credit": "100.00"},
    ]
    hidden = {"type": "adjustment", "amount": "100.00", "member": str(chama.member(MEMBER)), "legs": legs}
    refused("MP413", chama, TREASURER, "journal", {"date": DAY, "lines": [hidden]})
    chama.act(TREASURER, "journal", other)


def test_a_journal_has_two_accounts_and_each_side_one_amount(chama: Founded, root: psycopg.Connection) -> None:
    receive(chama)
    cash = code_of_account(root, chama, "cash")
    refused("MP421", chama, TREASURER, "journal", entry(chama, cash, cash))
    both = {"account": str(chama.accounts[cash]), "debit": "100.00", "credit": "100.00"}
    other = {"account": str(chama.places["bank"]), "debit": "100.00"}
    sent = {"type": "adjustment", "amount": "100.00", "legs": [both, other]}
    refused("MP421", chama, TREASURER, "journal", {"date": DAY, "lines": [sent]})
    refused("MP421", chama, TREASURER, "journal", {"date": DAY, "lines": [sent | {"legs": []}]})
    refused("MP421", chama, TREASURER, "journal", entry(chama, cash, code_of_account(root, chama, "savings")))


# fines


def test_a_journal_does_not_touch_what_members_owe_of_fines(chama: Founded, root: psycopg.Connection) -> None:
    fine(chama)
    owed, income = code_of_account(root, chama, "fines_receivable"), code_of_account(root, chama, "fine_income")
    for sides in ((income, owed), (owed, income)):
        sent = entry(chama, *sides, MEMBER, category="fine_waived")
        assert refused("MP421", chama, TREASURER, "journal", sent).figures["why"] == "fines"


@pytest.mark.parametrize("whose", [MEMBER, OTHER])
def test_a_fine_is_paid_by_who_owes_it_and_not_over(chama: Founded, root: psycopg.Connection, whose: str) -> None:
    mine, named = fine(chama), fine(chama, whose)
    paid = {"member": str(chama.member(MEMBER)), "kind": "fine", "fine": str(named), "amount": "300.00"}
    sent = {"date": DAY, "method": "cash", "lines": [paid | {"amount": "300.00" if whose == MEMBER else "200.00"}]}
    assert refused("MP421", chama, TREASURER, "receive", sent).figures["field"] == "amount"
    assert one(root, "select status from app.fines where id = %s", mine) == "charged"


def test_a_named_and_an_unnamed_fine_paid_together_meet_two_fines(chama: Founded, root: psycopg.Connection) -> None:
    first, second = fine(chama), fine(chama)
    paid = {"member": str(chama.member(MEMBER)), "kind": "fine", "amount": "200.00"}
    receive(chama, paid, paid | {"fine": str(first)})
    seen = root.execute("select paid_amount, status from app.fines where id = any (%s)", ([first, second],)).fetchall()
    assert [(f"{amount}", status) for amount, status in seen] == [("200.00", "paid")] * 2


def test_who_has_left_is_not_fined(chama: Founded, root: psycopg.Connection) -> None:
    root.execute("update app.chama_members set status = 'left' where id = %s", (chama.member(OTHER),))
    fined = {"member": str(chama.member(OTHER)), "amount": "50.00", "reason": "Late"}
    refused("MP421", chama, TREASURER, "charge_fines", {"date": DAY, "lines": [fined]})


@pytest.mark.parametrize("function", ["charge_fines", "receive"])
def test_nobody_of_another_chama_is_fined_or_pays_here(chama: Founded, root: psycopg.Connection, function: str) -> None:
    theirs = one(root, "select id from app.chama_members where chama_id = %s", chama.other_chama)
    kind = one(root, "select id from app.contribution_types where chama_id = %s limit 1", chama.other_chama)
    foreign = {"member": str(theirs), "amount": "50.00", "reason": "Late", "type": str(chama.types["DUES"])}
    refused("MP421", chama, TREASURER, function, {"date": DAY, "method": "cash", "lines": [foreign]})
    own = line(chama) | {"type": str(kind)}
    refused("MP421", chama, TREASURER, "receive", {"date": DAY, "method": "cash", "lines": [own]})


# months and dates


def test_locking_an_older_month_does_not_open_those_between(chama: Founded, root: psycopg.Connection) -> None:
    receive(chama, on="2026-02-07")
    chama.act(TREASURER, "lock_month", {"month": "2026-03-01"})
    refused("MP418", chama, TREASURER, "lock_month", {"month": "0001-01-01"})
    chama.act(TREASURER, "lock_month", {"month": "2020-01-01"})
    for day in ("2020-06-01", "2025-12-31", "2019-12-31", "2026-03-31"):
        refused("MP410", chama, TREASURER, "receive", {"date": day, "method": "cash", "lines": [line(chama)]})
    receive(chama, on="2026-04-01")


def test_a_reversal_is_not_dated_before_what_it_takes_back_nor_in_a_locked_month(chama: Founded) -> None:
    receipts = [receive(chama, on=day)["receipts"][0]["id"] for day in ("2026-03-07", "2026-02-07")]
    taken = {"receipts": receipts[:1], "reason": "Wrong member"}
    assert refused("MP418", chama, TREASURER, "reverse", taken | {"date": "2026-03-06"}).figures["why"] == "before_it"
    chama.act(TREASURER, "lock_month", {"month": "2026-03-01"})
    refused("MP410", chama, TREASURER, "reverse", taken | {"date": "2026-03-31"})
    refused("MP418", chama, TREASURER, "reverse", taken | {"date": "9999-12-31"})
    chama.act(TREASURER, "reverse", taken | {"date": "2026-04-01"})


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "9999-12-31", "2999-01-01"])
def test_no_money_carries_a_date_nobody_lived_or_has_lived_yet(
    chama: Founded, root: psycopg.Connection, day: str
) -> None:
    before = one(root, "select count(*) from pg_class")
    refused("MP418", chama, TREASURER, "receive", {"date": day, "method": "cash", "lines": [line(chama)]})
    fined = {"member": str(chama.member(MEMBER)), "amount": "5.00", "reason": "Late"}
    refused("MP418", chama, TREASURER, "charge_fines", {"date": day, "lines": [fined]})
    assert one(root, "select count(*) from pg_class") == before


def test_a_wrong_decade_makes_two_tables_and_not_a_thousand(chama: Founded, root: psycopg.Connection) -> None:
    before = one(root, "select count(*) from pg_class where relkind = 'r'")
    receive(chama, line(chama) | {"date": "1998-03-07"}, line(chama))
    assert one(root, "select count(*) from pg_class where relkind = 'r'") - before <= 4


def test_a_file_brings_nothing_into_a_locked_month(chama: Founded) -> None:
    chama.act(TREASURER, "lock_month", {"month": DAY})
    file = {"file_name": "f.csv", "file_hash": "00", "rows": [], "method": "cash", "date": "2026-04-01"}
    lines = [line(chama), line(chama, OTHER) | {"date": DAY}]
    refused("MP410", chama, TREASURER, "import_contributions", file | {"lines": lines})
    place = {"account": str(chama.places["cash"]), "amount": "5.00", "name": "Cash", "purpose": "cash"}
    balance = {"member": str(chama.member(MEMBER)), "savings": "5.00"}
    opening = file | {"date": DAY, "places": [place], "members": [balance], "funds": []}
    refused("MP410", chama, TREASURER, "import_opening", opening)


def test_nobody_pays_into_a_type_that_was_ended_or_after_leaving(chama: Founded, root: psycopg.Connection) -> None:
    root.execute("update app.contribution_types set is_active = false where id = %s", (chama.types["SHARES"],))
    root.execute("update app.chama_members set status = 'left' where id = %s", (chama.member(OTHER),))
    for wrong in (line(chama, kind="SHARES"), line(chama, OTHER)):
        refused("MP421", chama, TREASURER, "receive", {"date": DAY, "method": "cash", "lines": [line(chama), wrong]})


# nothing twice


def test_balances_are_brought_forward_once(chama: Founded) -> None:
    sent: dict[str, Any] = {
        "file_name": "opening.csv", "file_hash": "00", "rows": [], "date": "2026-01-01", "funds": [],
        "places": [{"account": str(chama.places["cash"]), "amount": "500.00", "name": "Cash", "purpose": "cash"}],
        "members": [{"member": str(chama.member(MEMBER)), "savings": "500.00"}],
    }  # fmt: skip
    for key in ("fines_receivable", "opening", "cash"):
        wrong = sent | {"members": [{"member": str(chama.member(MEMBER)), key: "500.00"}]}
        refused("MP421", chama, TREASURER, "import_opening", wrong)
    wrong = [sent["places"][0] | {"account": str(chama.accounts["2000"])}]
    refused("MP421", chama, TREASURER, "import_opening", sent | {"places": wrong})
    batch = chama.act(TREASURER, "import_opening", sent)["batch"]
    refused("MP420", chama, TREASURER, "import_opening", sent | {"file_name": "again.csv"})
    chama.act(TREASURER, "reverse_import", {"batch": batch, "reason": "Wrong file"})
    chama.act(TREASURER, "import_opening", sent)


def test_an_import_taken_back_row_by_row_is_let_go_whole(chama: Founded, root: psycopg.Connection) -> None:
    rows = [{"line": 2, "hash": "aa" * 32, "occurrence": 1, "raw": "M-004,2000"}]
    sent = {"file_name": "paid.csv", "file_hash": "00", "rows": rows, "date": DAY, "method": "cash"}
    sent |= {"lines": [line(chama)]}
    batch = chama.act(TREASURER, "import_contributions", sent)["batch"]
    booked = one(root, "select id from app.transactions where import_batch_id = %s", batch)
    taken = {"transactions": [str(booked)], "reason": "Wrong member"}
    chama.act(TREASURER, "reverse", taken)
    refused("MP414", chama, TREASURER, "reverse", taken)
    refused("MP416", chama, TREASURER, "import_contributions", sent)
    back = {"batch": batch, "reason": "All of it was wrong"}
    assert chama.act(TREASURER, "reverse_import", back)["reversed"] == 0
    chama.act(TREASURER, "import_contributions", sent)


def test_one_act_moves_each_version_by_one(chama: Founded) -> None:
    before = receive(chama)["changes"]
    after = receive(chama)["changes"]
    assert {after[topic] - before[topic] for topic in ("ledger", "home", "members", "receipts")} == {1}
    fined = {"member": str(chama.member(OTHER)), "amount": "50.00", "reason": "Late"}
    charged = chama.act(SECRETARY, "charge_fines", {"date": DAY, "lines": [fined]})["changes"]
    assert {charged[topic] - after.get(topic, 0) for topic in ("ledger", "home", "members", "fines")} == {1}


def test_a_key_of_another_person_or_another_act_is_refused(chama: Founded) -> None:
    key = uuid4()
    receive(chama, key=key)
    fined = {"date": DAY, "lines": [{"member": str(chama.member(OTHER)), "amount": "5.00", "reason": "Late"}]}
    for who in (TREASURER, LEADER):
        with pytest.raises(Exception, match="sent before"):
            chama.act(who, "charge_fines", fined, key)
    own = chama.books(STRANGER)
    assert own.act("raise_dues", {}, key)["raised"] >= 0
