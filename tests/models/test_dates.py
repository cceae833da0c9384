"""Dates: typed in a field, or a column of a file."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moneypool_desktop import language
from moneypool_desktop.models.domain import formats
from moneypool_desktop.models.domain.dates import Detected, add_months, detect_order, parse_date, typed_date
from moneypool_desktop.models.domain.problem import Problem

TODAY = date(2026, 11, 23)
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-01-16", "2026-01-16"),
        ("2026-01-16 00:00:00", "2026-01-16"),
        ("2026/1/6", "2026-01-06"),
        ("7 Jan 2024", "2024-01-07"),
        ("7-Jan-2024", "2024-01-07"),
        ("7th January, 2024", "2024-01-07"),
        ("Jan 7, 2024", "2024-01-07"),
        ("7 Novemba 2026", "2026-11-07"),
        ("1 mei 2026", "2026-05-01"),
        ("7 Mac 2026", "2026-03-07"),
        ("07/01/2023", "2023-01-07"),
        ("30/06/2024", "2024-06-30"),
        ("01-10-2026", "2026-10-01"),
        ("7.1.2023", "2023-01-07"),
        ("29 Feb 2024", "2024-02-29"),
        ("t", "2026-11-23"),
        ("leo", "2026-11-23"),
        ("+3", "2026-11-26"),
        ("-1", "2026-11-22"),
        ("−1", "2026-11-22"),
    ],
)
def test_a_date_is_read_as_people_write_it(typed: str, day: str) -> None:
    assert parse_date(typed, TODAY) == date.fromisoformat(day)


def test_a_month_first_column_is_read_month_first() -> None:
    assert parse_date("01/07/2023", TODAY, "mdy") == date(2023, 1, 7)


@pytest.mark.parametrize(
    "typed", ["7 nov", "7 Nov.", "7/11", "07.11", "7nov", "7 Novemba", "7 Nov 2026", "2026-11-07", "-16"]
)
def test_a_date_typed_without_its_year_is_of_this_year(typed: str) -> None:
    assert typed_date(typed, TODAY) == date(2026, 11, 7)


def test_a_file_may_not_leave_out_the_year() -> None:
    assert isinstance(parse_date("7 Nov", TODAY), Problem)


def test_an_impossible_day_typed_without_its_year_is_refused_too() -> None:
    assert str(typed_date("31/4", TODAY)) == "April 2026 has 30 days."
    assert str(typed_date("7 foo", TODAY)) == "No month is called “foo”. Type a date, such as 7 Nov 2026."


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/02/2024", "February 2024 has 29 days."),
        ("30 Feb 2023", "February 2023 has 28 days."),
        ("31/04/2026", "April 2026 has 30 days."),
        ("0/04/2026", "April 2026 has 30 days."),
        ("13/13/2024", "A year has 12 months. This date says month 13."),
        ("7/1/24", "A year has four figures. Type the date again, such as 7 Nov 2026."),
        ("7 Jan 24", "A year has four figures. Type the date again, such as 7 Nov 2026."),
        ("7 Foo 2024", "No month is called “Foo”. Type a date, such as 7 Nov 2026."),
        ("0224-01-01", "The year 224 is outside 1900 to 2199. Type the date again."),
        ("yesterday", "“yesterday” is not a date. Type one, such as 7 Nov 2026."),
        ("٠٧/٠١/٢٠٢٣", "“٠٧/٠١/٢٠٢٣” is not a date. Type one, such as 7 Nov 2026."),
        ("7 Jan\u202e 2024", "Character 6 cannot be seen (U+202E). Type this again by hand."),
        ("", "No date is given. Type one, such as 7 Nov 2026."),
    ],
)
def test_an_impossible_date_is_refused_with_its_reason(typed: str, sentence: str) -> None:
    refused = parse_date(typed, TODAY)
    assert isinstance(refused, Problem)
    assert refused.sentence == sentence


def test_a_day_above_twelve_proves_the_order_of_the_whole_column() -> None:
    assert detect_order(["07/01/2023", "7 Jan 2024", "", "30/06/2024"]) == Detected("dmy", (4, "30/06/2024"))
    assert detect_order(["01/07/2023", "06/30/2024"], [12, 13]) == Detected("mdy", (13, "06/30/2024"))


def test_an_impossible_day_still_proves_the_order() -> None:
    assert detect_order(["07/01/2023", "31/02/2024"]) == Detected("dmy", (2, "31/02/2024"))


def test_a_column_nobody_can_be_sure_of_is_blocked() -> None:
    refused = detect_order(["07/01/2023", "06/07/2023"])
    assert str(refused) == "No row shows whether 07/01/2023 has the day or the month first. Say which."


def test_a_column_of_both_orders_is_blocked_naming_both_rows() -> None:
    refused = detect_order(["13/01/2023", "01/14/2023"], [4, 9])
    assert str(refused) == (
        "Row 4 (13/01/2023) has the day first, row 9 (01/14/2023) the month. Make the column one way."
    )


def test_dates_that_leave_no_doubt_need_no_proof() -> None:
    assert detect_order(["2026-01-02", "7 Jan 2024", "05/05/2026"]) == Detected("dmy", None)


def test_a_month_later_stops_at_the_end_of_the_month() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2026, 1, 15), -1) == date(2025, 12, 15)
    assert add_months(date(2025, 11, 30), 15) == date(2027, 2, 28)


@settings(deadline=None)
@given(days)
def test_what_is_shown_reads_back_as_the_same_date(day: date) -> None:
    for spoken in language.LANGUAGES:
        with language.speaking(spoken):
            for shown in (formats.date_long(day), formats.date_short(day), day.isoformat(), f"{day:%d/%m/%Y}"):
                assert parse_date(shown, TODAY) == day


@settings(deadline=None)
@given(days, st.integers(-500, 500))
def test_months_added_land_in_the_month_meant(day: date, months: int) -> None:
    later = add_months(day, months)
    assert later.year * 12 + later.month == day.year * 12 + day.month + months
    assert later.day <= day.day


@settings(deadline=None)
@given(st.text(max_size=40) | st.text(alphabet="0123456789/-. t+Jan", max_size=20))
def test_any_text_is_a_date_or_refused(typed: str) -> None:
    assert isinstance(parse_date(typed, TODAY), date | Problem)
