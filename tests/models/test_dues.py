"""Dues and the periods in which they fall."""

import json
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moneypool_desktop import language
from moneypool_desktop.models.domain import dues, periods
from moneypool_desktop.models.domain.dues import Due
from moneypool_desktop.models.domain.periods import DueKind, DueRule
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.domain.values import ContributionFrequency, ContributionStatus

CASES = Path(__file__).parents[1] / "cases"
FIRST_SATURDAY = DueRule(DueKind.NTH_WEEKDAY, weekday=6, nth=1)
MONTHLY = ContributionFrequency.MONTHLY
amounts = st.decimals(min_value=0, max_value=10**6, places=2)


def cases(name: str) -> list[dict[str, Any]]:
    return json.loads((CASES / name).read_text("utf-8"))


def due(raw: dict[str, Any]) -> Due:
    return Due(
        raw["key"],
        raw["kind"],
        date.fromisoformat(raw["due"]),
        Decimal(raw["expected"]),
        Decimal(raw["paid"]),
        Decimal(raw["waived"]),
    )


@pytest.mark.parametrize("case", cases("periods.json"), ids=lambda case: f"{case['frequency']} {case['first']}")
def test_a_frequency_and_a_rule_make_periods_with_due_dates(case: dict[str, Any]) -> None:
    frequency = ContributionFrequency(case["frequency"])
    rule = periods.read_due_rule(case["rule"], frequency)
    assert isinstance(rule, DueRule)
    found = periods.periods_between(
        frequency, rule, date.fromisoformat(case["first"]), date.fromisoformat(case["last"])
    )
    assert [
        {
            "year": period.year,
            "month": period.month,
            "week": period.week,
            "starts": period.starts.isoformat(),
            "ends": period.ends.isoformat(),
            "due": period.due.isoformat(),
        }
        for period in found
    ] == case["periods"]


@pytest.mark.parametrize(
    ("rule", "frequency", "field"),
    [
        ({"kind": "nth_weekday", "nth": 0, "weekday": 6}, "monthly", "nth"),
        ({"kind": "nth_weekday", "nth": 5, "weekday": 6}, "monthly", "nth"),
        ({"kind": "nth_weekday", "nth": 1, "weekday": 8}, "monthly", "weekday"),
        ({"kind": "nth_weekday", "nth": 1}, "monthly", "weekday"),
        ({"kind": "day_of_month", "day": 32}, "monthly", "day"),
        ({"kind": "weekday", "weekday": 3}, "monthly", "kind"),
        ({"kind": "day_of_month", "day": 5, "month": 2}, "monthly", "month"),
        ({"kind": "last_day"}, "weekly", "kind"),
        ({"kind": "full_moon"}, "monthly", "kind"),
        ({"kind": "last_day", "hour": 9}, "monthly", "hour"),
        ([], "monthly", ""),
    ],
)
def test_a_due_rule_that_does_not_hold_is_refused_by_key(rule: object, frequency: str, field: str) -> None:
    refused = periods.read_due_rule(rule, ContributionFrequency(frequency))
    assert isinstance(refused, Problem)
    assert refused.field == field


@settings(deadline=None)
@given(
    st.sampled_from([frequency for frequency in ContributionFrequency if frequency != "flexible"]),
    st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)),
    st.integers(0, 900),
    st.sampled_from([-1, 1, 2, 3, 4]),
    st.integers(1, 7),
)
def test_periods_follow_each_other_without_a_gap_and_hold_their_due_date(
    frequency: ContributionFrequency, first: date, length: int, nth: int, weekday: int
) -> None:
    last = date.fromordinal(first.toordinal() + length)
    weekly = frequency is ContributionFrequency.WEEKLY
    rule = (
        DueRule(DueKind.WEEKDAY, weekday=weekday) if weekly else DueRule(DueKind.NTH_WEEKDAY, weekday=weekday, nth=nth)
    )
    found = periods.periods_between(frequency, rule, first, last)
    assert found[0].starts <= first <= found[0].ends
    assert found[-1].starts <= last <= found[-1].ends
    for earlier, later in pairwise(found):
        assert (later.starts - earlier.ends).days == 1
    for period in found:
        assert period.starts <= period.due <= period.ends
        assert period.due.isoweekday() == weekday


def test_periods_and_rules_are_named_in_words() -> None:
    week = periods.periods_between(
        ContributionFrequency.WEEKLY, DueRule(DueKind.WEEKDAY), date(2027, 1, 1), date(2027, 1, 1)
    )[0]
    month = periods.periods_between(MONTHLY, FIRST_SATURDAY, date(2026, 11, 1), date(2026, 11, 1))[0]
    assert periods.period_name(week, ContributionFrequency.WEEKLY) == "Week 53, 2026"
    assert periods.period_name(month, MONTHLY) == "Nov 2026"
    assert periods.describe(FIRST_SATURDAY) == "The first Saturday of the month."
    with language.speaking("sw"):
        assert "Jumamosi" in periods.describe(FIRST_SATURDAY)


@pytest.mark.parametrize("case", cases("allocation.json"), ids=lambda case: case["name"])
def test_a_payment_goes_to_the_oldest_unpaid_of_the_kinds_named(case: dict[str, Any]) -> None:
    went = dues.allocate(Decimal(case["amount"]), map(due, case["dues"]), case["kinds"])
    assert went.lines == tuple((key, Decimal(part)) for key, part in case["lines"])
    assert went.advance == Decimal(case["advance"])


@settings(deadline=None)
@given(amounts, st.lists(st.tuples(amounts, amounts, st.sampled_from("abc"), st.dates()), max_size=20))
def test_allocation_makes_and_loses_no_money_and_overpays_nothing(
    amount: Decimal, owed: list[tuple[Decimal, Decimal, str, date]]
) -> None:
    listed = [Due(str(n), kind, day, expected, paid) for n, (expected, paid, kind, day) in enumerate(owed)]
    went = dues.allocate(amount, listed, ["b", "a"])
    unpaid = {one.key: one.unpaid for one in listed if one.kind in "ab"}
    assert sum((part for _, part in went.lines), went.advance) == amount
    assert all(0 < part <= unpaid[key] for key, part in went.lines)
    assert went.advance == max(Decimal(0), amount - sum(unpaid.values()))


@pytest.mark.parametrize("case", cases("due_status.json"), ids=lambda case: f"{case['status']} {case['today']}")
def test_a_due_stands_by_what_is_paid_its_date_and_grace(case: dict[str, Any]) -> None:
    day, today = date.fromisoformat(case["due"]), date.fromisoformat(case["today"])
    one = Due("1", "regular", day, Decimal(case["expected"]), Decimal(case["paid"]), Decimal(case["waived"]))
    assert dues.status(one, today, case["grace_days"]) == ContributionStatus(case["status"])
    assert dues.days_late(day, today) == case["days_late"]


def test_performance_is_unknown_when_nothing_was_expected() -> None:
    assert dues.performance(Decimal(3000), Decimal(2000)) == Decimal("66.67")
    assert dues.performance(Decimal(0), Decimal(2000)) is None


def test_standing_names_what_is_overdue_and_since_when() -> None:
    owed = [
        Due("1", "regular", date(2026, 10, 3), Decimal(2000), Decimal(500)),
        Due("2", "regular", date(2026, 11, 7), Decimal(2000)),
        Due("3", "regular", date(2026, 12, 5), Decimal(2000)),
    ]
    behind = dues.standing(owed, date(2026, 11, 23), fines_unpaid=Decimal(200))
    assert not behind.good
    assert behind.overdue == 3500
    assert behind.reasons == (
        "Dues of Ksh\u00a03,500.00 are overdue since 3 October 2026.",
        "Fines of Ksh\u00a0200.00 are unpaid.",
    )
    assert dues.standing(owed[2:], date(2026, 11, 23)).good
