"""Amounts: typed, checked, rounded and shared out."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moneypool_desktop.models.domain import formats
from moneypool_desktop.models.domain.money import LARGEST, check_amount, parse_amount, posted, split
from moneypool_desktop.models.domain.problem import Problem

SPLITS = json.loads((Path(__file__).parents[1] / "cases" / "splits.json").read_text("utf-8"))
amounts = st.decimals(min_value=0, max_value=LARGEST, places=2)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("2,100", "2100.00"),
        ("2 100.50", "2100.50"),
        ("2\u00a0100", "2100.00"),
        ("Ksh 2,100/-", "2100.00"),
        ("KES2100", "2100.00"),
        ("kshs. 50", "50.00"),
        ("2100 ksh", "2100.00"),
        ("2,100/=", "2100.00"),
        ("1000*3+50", "3050.00"),
        ("(1000 + 500) x 2", "3000.00"),
        ("1,000×3−50", "2950.00"),
        ("1000/8", "125.00"),
        ("0.1+0.2", "0.30"),
        ("2100.", "2100.00"),
        (".5", "0.50"),
        ("0", "0.00"),
        (" 2100\n", "2100.00"),
        ("9999999999999.99", "9999999999999.99"),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed: str, amount: str) -> None:
    assert parse_amount(typed) == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("10.999", "too_many_decimals"),
        ("1000/3", "too_many_decimals"),
        ("NaN", "not_amount"),
        ("Infinity", "not_amount"),
        ("1e5", "not_amount"),
        ("1,00", "not_amount"),
        ("1,000,00", "not_amount"),
        ("1.000,50", "not_amount"),
        ("1000 5", "not_amount"),
        ("=1+2", "not_amount"),
        ("1+", "not_amount"),
        ("(1", "not_amount"),
        ("ksh", "not_amount"),
        ("__import__('os')", "not_amount"),
        ("2**9", "not_amount"),
        ("(" * 60 + "1" + ")" * 59, "not_amount"),
        ("(" * 200, "too_long"),
        ("１０００", "foreign_figures"),
        ("٢١٠٠", "foreign_figures"),
        ("9" * 40, "too_large"),
        ("9999999999999.99+0.01", "too_large"),
        ("\u202e2100", "hidden_character"),
        ("2100\u200b", "hidden_character"),
        ("2\x00100", "hidden_character"),
        ("1/0", "division_by_zero"),
        ("-5", "below_zero"),
        ("5-10", "below_zero"),
    ],
)
def test_what_is_no_amount_is_refused_with_a_sentence(typed: str, code: str) -> None:
    refused = parse_amount(typed)
    assert isinstance(refused, Problem)
    assert refused.code == code
    assert refused.sentence.endswith(".")


def test_a_refused_amount_says_what_to_do() -> None:
    assert str(parse_amount("10.999")) == (
        "An amount has at most two decimals: the smallest coin is one cent. Type 11.00 if that is meant."
    )
    assert str(parse_amount("9" * 40)) == (
        "An amount has at most 13 figures before the point. This one has 40. Type a smaller amount."
    )


def test_an_amount_below_zero_is_read_only_where_it_is_allowed() -> None:
    assert parse_amount("−500", below_zero=True) == Decimal("-500.00")


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("NaN", "not_amount"),
        ("Infinity", "not_amount"),
        ("10.999", "too_many_decimals"),
        ("1E+900", "too_large"),
        ("-1", "below_zero"),
    ],
)
def test_an_amount_from_a_file_is_held_to_the_same_rules(amount: str, code: str) -> None:
    refused = check_amount(Decimal(amount))
    assert refused
    assert refused.code == code


def test_an_amount_from_a_file_may_carry_idle_zeros() -> None:
    assert check_amount(Decimal("10.5000")) is None


@pytest.mark.parametrize(
    ("exact", "cents"),
    [("0.005", "0.01"), ("0.0049", "0.00"), ("521.333", "521.33"), ("-0.005", "-0.01"), ("2.5", "2.50")],
)
def test_posting_rounds_half_a_cent_away_from_zero(exact: str, cents: str) -> None:
    assert str(posted(Decimal(exact))) == cents


@pytest.mark.parametrize("case", SPLITS, ids=lambda case: case["total"])
def test_a_sum_is_shared_by_largest_remainder(case: dict[str, object]) -> None:
    weights = case["weights"]
    assert isinstance(weights, list)
    assert [str(share) for share in split(Decimal(str(case["total"])), weights)] == case["shares"]


@pytest.mark.parametrize(("total", "weights"), [("1.005", [1]), ("-1", [1]), ("1", [0, 0]), ("1", [2, -1])])
def test_a_sum_that_cannot_be_shared_is_a_programming_error(total: str, weights: list[int]) -> None:
    with pytest.raises(ValueError, match="Decimal"):
        split(Decimal(total), weights)


@settings(deadline=None)
@given(amounts, st.lists(st.decimals(min_value=0, max_value=10**9, places=4), min_size=1, max_size=60))
def test_shares_sum_to_the_whole_and_none_is_a_cent_off(total: Decimal, weights: list[Decimal]) -> None:
    whole = sum(weights)
    if not whole:
        weights, whole = [Decimal(1), *weights], Decimal(1)
    shares = split(total, weights)
    assert sum(shares) == total
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share * whole - total * weight) < whole * Decimal("0.01")


@settings(deadline=None)
@given(amounts)
def test_what_is_shown_reads_back_as_the_same_amount(amount: Decimal) -> None:
    for shown in (formats.money(amount), formats.ksh(amount), formats.amount_for_editing(amount)):
        assert parse_amount(shown) == amount


@settings(deadline=None)
@given(st.text(max_size=60) | st.text(alphabet="0123456789.,+-*/() ksh", max_size=60))
def test_any_text_is_an_amount_within_limits_or_refused(typed: str) -> None:
    read = parse_amount(typed)
    if isinstance(read, Problem):
        assert read.sentence
    else:
        assert 0 <= read <= LARGEST
        assert read == posted(read)
