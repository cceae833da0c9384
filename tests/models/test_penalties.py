"""Penalties for lateness, by every method."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moneypool_desktop.models.domain.penalties import Breach, PenaltyRule, Tier, penalty
from moneypool_desktop.models.domain.penalty_rules import read_penalty_case, read_penalty_rule
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.domain.values import PenaltyMethod

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "cases" / "penalties.json").read_text("utf-8"))
money = st.decimals(min_value=0, max_value=10**6, places=2)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_method_charges_its_worked_figure(case: dict[str, Any]) -> None:
    read = read_penalty_case(case["in"])
    assert not isinstance(read, Problem), read
    charged = penalty(*read)
    assert str(charged.amount) == case["penalty"]
    assert charged.working


def test_every_method_has_a_worked_figure() -> None:
    assert {case["in"]["method"] for case in CASES} == set(PenaltyMethod)


def test_the_working_answers_why() -> None:
    rule = PenaltyRule(PenaltyMethod.FLAT_PER_DAY, amount=Decimal(100), grace_days=3, cap=Decimal(1000))
    assert penalty(rule, Breach(days=20)).working == (
        "20 days late, less 3 days of grace: 17 days count.",
        "100.00 a day × 17 days = 1,700.00.",
        "The rule charges at most 1,000.00.",
        "The penalty is 1,000.00.",
    )
    assert penalty(rule, Breach(days=2)).working == ("2 days late is within the grace of 3 days: nothing is charged.",)
    assert penalty(rule, Breach()).working == ("Nothing is late: nothing is charged.",)


@pytest.mark.parametrize(
    ("raw", "code", "field"),
    [
        ({"method": "FOO"}, "bad_value", "method"),
        ({}, "missing", "method"),
        ({"method": "FLAT_ONCE", "days_late": 1}, "missing", "amount"),
        ({"method": "PCT_ONCE", "rate_pct": "10", "days_late": 1}, "missing", "base"),
        ({"method": "PCT_ONCE", "base": "10", "days_late": 1}, "missing", "rate_pct"),
        ({"method": "FLAT_ONCE", "amount": "5"}, "missing", "days_late"),
        ({"method": "FLAT_ONCE", "amount": "5", "days_late": 1, "colour": "red"}, "unknown_key", "colour"),
        ({"method": "FLAT_ONCE", "amount": "NaN", "days_late": 1}, "bad_value", "amount"),
        ({"method": "FLAT_ONCE", "amount": "10.999", "days_late": 1}, "bad_value", "amount"),
        ({"method": "FLAT_ONCE", "amount": "-5", "days_late": 1}, "bad_value", "amount"),
        ({"method": "FLAT_ONCE", "amount": "１００", "days_late": 1}, "bad_value", "amount"),
        ({"method": "FLAT_ONCE", "amount": "9" * 40, "days_late": 1}, "bad_value", "amount"),
        ({"method": "FLAT_ONCE", "amount": True, "days_late": 1}, "bad_value", "amount"),
        ({"method": "FLAT_ONCE", "amount": "5", "days_late": -1}, "bad_value", "days_late"),
        ({"method": "FLAT_ONCE", "amount": "5", "days_late": 1.5}, "bad_value", "days_late"),
        ({"method": "FLAT_ONCE", "amount": "5", "days_late": 1, "compound": True}, "bad_value", "compound"),
        ({"method": "FLAT_ONCE", "amount": "5", "days_late": 1, "tiers": []}, "bad_value", "tiers"),
        ({"method": "FLAT_ONCE", "amount": "5", "days_late": 1, "periods_late": 1}, "bad_value", "periods_late"),
        ({"method": "FLAT_PER_DAY", "amount": "5", "periods_late": 1}, "bad_value", "periods_late"),
        ({"method": "FLAT_ONCE", "amount": "5", "periods_late": 1, "grace_days": 3}, "bad_value", "grace_days"),
        ({"method": "FLAT_ONCE", "amount": "5", "minimum_credit": "10"}, "missing", "credit"),
        ({"method": "ESCALATING_COUNT", "amount": "5"}, "missing", "count"),
        ({"method": "TIERED", "days_late": 1}, "missing", "tiers"),
        ({"method": "TIERED", "days_late": 1, "tiers": [{"start_day": 1, "method": "TIERED"}]}, "missing", "tiers"),
        (
            {
                "method": "TIERED",
                "days_late": 1,
                "tiers": [{"start_day": 1, "method": "ESCALATING_COUNT", "amount": "5"}],
            },
            "bad_value",
            "method",
        ),
        (
            {
                "method": "TIERED",
                "days_late": 1,
                "tiers": [
                    {"start_day": 1, "end_day": 30, "method": "FLAT_ONCE", "amount": "5"},
                    {"start_day": 30, "method": "FLAT_ONCE", "amount": "5"},
                ],
            },
            "bad_value",
            "start_day",
        ),
        ("FLAT_ONCE", "not_object", ""),
    ],
)
def test_a_rule_that_does_not_hold_is_refused_by_key(raw: object, code: str, field: str) -> None:
    refused = read_penalty_case(raw)
    assert isinstance(refused, Problem)
    assert (refused.code, refused.field) == (code, field)


def test_a_rule_is_read_alone_from_settings() -> None:
    assert read_penalty_rule({"method": "FLAT_ONCE", "amount": "200", "grace_days": 3}) == PenaltyRule(
        PenaltyMethod.FLAT_ONCE, amount=Decimal(200), grace_days=3
    )
    assert isinstance(read_penalty_rule({"method": "FLAT_ONCE", "amount": "200", "days_late": 1}), Problem)


@settings(deadline=None)
@given(
    st.sampled_from([method for method in PenaltyMethod if method is not PenaltyMethod.TIERED]),
    money,
    st.decimals(min_value=0, max_value=100, places=4),
    st.builds(Breach, base=money, days=st.integers(0, 400)),
    st.tuples(st.booleans(), st.integers(0, 10), money),
)
def test_a_penalty_is_never_below_zero_above_its_cap_or_less_for_being_later(
    method: PenaltyMethod,
    amount: Decimal,
    rate: Decimal,
    breach: Breach,
    limits: tuple[bool, int, Decimal],
) -> None:
    compound, grace, cap = limits
    rule = PenaltyRule(method, amount=amount, rate_pct=rate, compound=compound, grace_days=grace, cap=cap)
    tiered = PenaltyRule(
        PenaltyMethod.TIERED, grace_days=grace, cap=cap, tiers=(Tier(1, 60, rule), Tier(61, None, rule))
    )
    for one in (rule, tiered):
        charged = penalty(one, breach).amount
        assert charged >= 0
        assert not cap or charged <= cap
        assert charged == charged.quantize(Decimal("0.01"))
        assert penalty(one, replace(breach, days=breach.days + 1)).amount >= charged
