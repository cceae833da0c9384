"""Rules that stand both in Python and in SQL answer one file of cases alike."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
import pytest

from moneypool_desktop.models.domain.money import parse_amount
from moneypool_desktop.models.domain.problem import Problem

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
