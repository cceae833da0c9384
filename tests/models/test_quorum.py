"""How many make a quorum."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.domain.quorum import QuorumRule, parse_quorum

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "cases" / "quorum.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['in']['fraction']} of {case['in']['entitled']}")
def test_a_quorum_is_counted_exactly(case: dict[str, Any]) -> None:
    rule = parse_quorum(case["in"]["fraction"])
    assert isinstance(rule, QuorumRule)
    assert rule.required(case["in"]["entitled"]) == case["out"]["required"]


@pytest.mark.parametrize(
    "written", ["", "0.6", "60.5%", "3/2", "0/3", "2/0", "0%", "101%", ">100%", "half", "２/３", "-1/2"]
)
def test_what_is_no_quorum_is_refused(written: str) -> None:
    refused = parse_quorum(written)
    assert isinstance(refused, Problem)
    assert refused.field == "fraction"


@given(st.integers(1, 100), st.integers(1, 2000))
def test_a_quorum_is_the_fewest_that_reach_the_part(per_cent: int, entitled: int) -> None:
    rule = parse_quorum(f"{per_cent}%")
    assert isinstance(rule, QuorumRule)
    required = rule.required(entitled)
    assert required * 100 >= per_cent * entitled
    assert (required - 1) * 100 < per_cent * entitled
