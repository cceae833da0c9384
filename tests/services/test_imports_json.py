"""Plans and mappings as JSON, as the command line prints and keeps them."""

import json

import pytest

from moneypool_desktop.models.rows.imports import ColumnMap
from moneypool_desktop.services.failures import Refused
from moneypool_desktop.services.imports.as_json import (
    batch_json,
    entry_json,
    mapping_from_json,
    mapping_json,
    plan_json,
)
from moneypool_desktop.services.imports.plan import mapping_of, remap
from tests.services.import_files import TODAY, sample


@pytest.mark.parametrize(
    "name", ["umoja-members.csv", "umoja-opening-balances.xlsx", "umoja-contributions-2026.csv",
             "umoja-mpesa-paybill-2026-10.csv"]
)  # fmt: skip
def test_plan_is_one_json_document(name):
    plan = sample(name)
    told = json.loads(json.dumps(plan_json(plan)))
    assert told["sha256"] == plan.source.sha256
    assert len(told["rows"]) == len(plan.rows)


def test_money_is_a_decimal_string_and_dates_are_iso():
    entry = entry_json(sample("umoja-contributions-2026.csv").rows[0].entry)
    assert (entry["amount"], entry["paid_on"], entry["method"]) == ("2000.00", "2026-01-16", "bank_transfer")
    kin = entry_json(sample("umoja-members.csv").new_rows[7].entry)["kin"]
    assert kin == [{"relation": "Daughter", "percent": "60"}, {"relation": "Sister", "percent": "40"}]


def test_batch_holds_the_hash_of_every_new_row_under_a_line_of_its_own():
    plan = sample("umoja-opening-balances.xlsx")
    batch = batch_json(plan)
    lines = [row["line"] for row in batch["rows"]]
    assert len(lines) == len(set(lines)) == 38
    assert (lines[0], lines[-1]) == (4, 43)
    assert batch["rows"][0]["raw"] == "UM-001 | Grace Wanjiku Kamau | 89500 | 12 | 900 | 109000 | 1.5 | 13"
    assert batch["totals"]["savings"] == "1824500.00"
    assert batch_json(sample("umoja-members.csv"))["left_out"] == 2


def test_saved_mapping_reads_the_file_the_same_way_again():
    plan = sample("umoja-members.csv")
    saved = json.loads(json.dumps(mapping_json(mapping_of(plan))))
    assert remap(plan, mapping_from_json(saved, TODAY)).rows == plan.rows
    assert mapping_from_json(mapping_json(ColumnMap()), TODAY) == ColumnMap()


@pytest.mark.parametrize(
    "saved",
    [None, [], "x", {"kind": "cows"}, {"columns": ["a"]}, {"columns": {"a": 1}}, {"header_line": 0},
     {"header_line": True}, {"date_order": "ymd"}, {"share_price": "-5"}, {"share_price": 5},
     {"as_at": "31/02/2026"}, {"other": 1}],
)  # fmt: skip
def test_spoilt_mapping_is_refused_with_a_sentence(saved):
    with pytest.raises(Refused, match="This saved mapping cannot be read"):
        mapping_from_json(saved, TODAY)
