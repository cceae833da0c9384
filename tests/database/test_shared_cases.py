"""Rules that stand both in Python and in SQL answer one file of cases alike."""

import json
from pathlib import Path
from typing import Any

import psycopg
import pytest

PERIODS: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "cases" / "periods.json").read_text("utf-8"))


@pytest.mark.parametrize("case", PERIODS, ids=lambda case: f"{case['frequency']} {case['first']}")
def test_the_database_makes_the_periods_the_program_makes(root: psycopg.Connection, case: dict[str, Any]) -> None:
    found = root.execute(
        "select year, month, week, starts, due"
        " from ledger.periods(%s::text, %s::jsonb, %s::date, %s::date) order by starts",
        (case["frequency"], json.dumps(case["rule"]), case["first"], case["last"]),
    ).fetchall()
    assert [(year, month, week, starts.isoformat(), due.isoformat()) for year, month, week, starts, due in found] == [
        (period["year"], period["month"], period["week"], period["starts"], period["due"]) for period in case["periods"]
    ]
