"""Rules that stand both in Python and in SQL answer one file of cases alike."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from moneypool_desktop.models.domain.money import parse_amount
from moneypool_desktop.models.domain.problem import Problem
from tests.database.books import LEADER, MEMBER, SECRETARY, TREASURER, Founded

CASES = Path(__file__).parents[1] / "cases"


def cases(name: str) -> list[dict[str, Any]]:
    return json.loads((CASES / name).read_text("utf-8"))


@pytest.mark.parametrize("case", cases("periods.json"), ids=lambda case: f"{case['frequency']} {case['first']}")
def test_the_database_makes_the_periods_the_program_makes(root: psycopg.Connection, case: dict[str, Any]) -> None:
    found = root.execute(
        "select year, month, week, starts, due"
        " from ledger.periods(%s::text, %s::jsonb, %s::date, %s::date) order by starts",
        (case["frequency"], json.dumps(case["rule"]), case["first"], case["last"]),
    ).fetchall()
    assert [(year, month, week, starts.isoformat(), due.isoformat()) for year, month, week, starts, due in found] == [
        (period["year"], period["month"], period["week"], period["starts"], period["due"]) for period in case["periods"]
    ]


@pytest.mark.parametrize("case", cases("amounts.json"), ids=lambda case: ascii(case["text"]))
def test_the_database_takes_the_amounts_the_program_takes_and_no_others(
    root: psycopg.Connection, case: dict[str, str | None]
) -> None:
    typed = parse_amount(case["text"] or "")
    asking = ("select ledger.money(%s, 'amount')", (case["text"],))
    if case["amount"] is None:
        assert isinstance(typed, Problem)
        with pytest.raises(psycopg.Error) as refused:
            root.execute(*asking)
        assert refused.value.sqlstate == "MP411"
    else:
        assert typed == Decimal(case["amount"])
        assert root.execute(*asking).fetchone() == (typed,)


DIRECTED = [case for case in cases("allocation.json") if len(case["kinds"]) == 1 and Decimal(case["amount"])]
"""Payments of one kind: the database allocates within a kind, and a receipt line names its own."""


def lay_due(root: psycopg.Connection, chama: UUID, member: UUID, kind: UUID, due: dict[str, str]) -> UUID:
    key = uuid4()
    status = "waived" if due["waived"] == due["expected"] else "partial" if Decimal(due["paid"]) else "pending"
    root.execute(
        "insert into app.contributions (id, chama_id, member_id, type_id, contribution_type, period_year, period_start,"
        " due_date, grace_until, expected_amount, actual_amount, waived_amount, status)"
        " values (%s, %s, %s, %s, 'regular', 2026, %s, %s, %s, %s, %s, %s, %s)",
        (key, chama, member, kind, *[due["due"]] * 3, due["expected"], due["paid"], due["waived"], status),
    )
    return key


@pytest.mark.parametrize("case", DIRECTED, ids=lambda case: case["name"])
def test_the_database_lets_money_meet_dues_as_the_program_does(root: psycopg.Connection, case: dict[str, Any]) -> None:
    chama, member, payment = uuid4(), uuid4(), uuid4()
    kinds = {kind: uuid4() for kind in {due["kind"] for due in case["dues"]} | set(case["kinds"])}
    with root.transaction(force_rollback=True):
        root.execute("set local session_replication_role = replica")  # dues alone, without the group they belong to
        keys = {due["key"]: lay_due(root, chama, member, kinds[due["kind"]], due) for due in case["dues"]}
        root.execute(
            "select ledger.allocate(%s, array["
            "row(%s::uuid, %s::uuid, %s::uuid, %s::numeric, '2026-03-20')::ledger.credit])",
            (chama, member, kinds[case["kinds"][0]], payment, case["amount"]),
        )
        met = root.execute("select contribution_id, amount from app.contribution_allocations").fetchall()
        left = root.execute("select amount from app.contribution_credits").fetchall()
    assert dict(met) == {keys[key]: Decimal(part) for key, part in case["lines"]}
    assert sum(amount for (amount,) in left) == Decimal(case["advance"])


MET = [case for case in cases("due_status.json") if Decimal(case["paid"]) + Decimal(case["waived"]) == Decimal(2000)]


@pytest.mark.parametrize("paid_first", [True, False], ids=["paid first", "waived first"])
@pytest.mark.parametrize("case", MET, ids=lambda case: f"{case['paid']} paid, {case['waived']} waived")
def test_the_database_calls_a_due_that_is_met_what_the_program_calls_it(
    chama: Founded, root: psycopg.Connection, case: dict[str, str], paid_first: bool
) -> None:
    root.execute("update app.contribution_rates set amount = 2000 where type_id = %s", (chama.types["DUES"],))
    chama.act(TREASURER, "raise_dues", {"through": "2026-01-31"})
    of = root.execute(
        "select id::text from app.contributions where member_id = %s and type_id = %s",
        (chama.member(MEMBER), chama.types["DUES"]),
    ).fetchone()
    assert of

    def pay() -> None:
        if Decimal(case["paid"]):
            line = {"member": str(chama.member(MEMBER)), "type": str(chama.types["DUES"]), "amount": case["paid"]}
            chama.act(TREASURER, "receive", {"date": "2026-03-07", "method": "cash", "lines": [line]})

    def waive() -> None:
        if Decimal(case["waived"]):
            asked = {"of": "contribution", "id": of[0], "amount": case["waived"], "reason": "She was ill"}
            approval = chama.act(SECRETARY, "request_waiver", asked)["approval"]
            chama.act(LEADER, "decide", {"approval": approval, "approve": True})

    for act in (pay, waive) if paid_first else (waive, pay):
        act()
    assert root.execute("select status from app.contributions where id = %s", of).fetchone() == (case["status"],)
