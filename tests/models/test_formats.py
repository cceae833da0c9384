"""How figures and dates read."""

from datetime import UTC, date, datetime
from decimal import Decimal

from moneypool_desktop import language
from moneypool_desktop.models.domain import formats

DAY = date(2026, 11, 7)


def test_money_has_commas_two_decimals_and_a_true_minus() -> None:
    assert formats.money(Decimal(2100)) == "2,100.00"
    assert formats.money(Decimal("-1234567.891")) == "−1,234,567.89"
    assert formats.ksh(Decimal(2100)) == "Ksh\u00a02,100.00"
    assert formats.ksh(Decimal(-500)) == "Ksh\u00a0−500.00"
    assert formats.ksh(Decimal(5), "UGX") == "UGX\u00a05.00"


def test_a_figure_that_rounds_to_zero_carries_no_minus() -> None:
    assert formats.money(Decimal("-0.001")) == "0.00"
    assert formats.percent(Decimal("-0.001")) == "0\u00a0%"


def test_the_unknown_is_a_dash_and_never_zero() -> None:
    shown = {
        formats.money(None),
        formats.ksh(None),
        formats.count(None),
        formats.percent(None),
        formats.date_long(None),
        formats.date_short(None),
        formats.date_and_time(None),
    }
    assert shown == {"–"}
    assert formats.amount_for_editing(None) == ""


def test_counts_and_per_cents_carry_no_idle_zeros() -> None:
    assert formats.count(1824) == "1,824"
    assert formats.count(-3) == "−3"
    assert formats.percent(Decimal("66.667")) == "66.67\u00a0%"
    assert formats.percent(Decimal(100)) == "100\u00a0%"
    assert formats.percent(Decimal("12.50")) == "12.5\u00a0%"
    assert formats.percent(Decimal("-2.5")) == "−2.5\u00a0%"


def test_an_amount_to_edit_is_what_a_person_would_type() -> None:
    assert formats.amount_for_editing(Decimal("2100.00")) == "2100"
    assert formats.amount_for_editing(Decimal("2100.5")) == "2100.50"


def test_dates_are_spelled_out_in_the_language_spoken() -> None:
    assert formats.date_long(DAY) == "7 November 2026"
    assert formats.date_short(DAY) == "7 Nov 2026"
    with language.speaking("sw"):
        assert formats.date_long(DAY) == "7 Novemba 2026"
        assert formats.date_short(date(2026, 3, 7)) == "7 Mac 2026"
        assert formats.month_long(2026, 5) == "Mei 2026"
        assert formats.weekday_name(6) == "Jumamosi"


def test_a_moment_shows_its_own_zone() -> None:
    assert formats.date_and_time(datetime(2026, 11, 7, 14, 5, tzinfo=UTC)) == "7 Nov 2026, 14:05"
