"""Dates as people write them: typed in a field, or a column of a file whose day and month order must be proved."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain import formats
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.domain.text import hidden_character, quoted

type Order = Literal["dmy", "mdy"]

_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_TIME = r"(?:[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)?$"
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME, re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})" + _TIME, re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}[-/. ]+(?:\d{1,2}|[^\W\d]+\.?)[-/., ]+\d{2}$", re.ASCII)
_DAY_NAME_YEAR = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/., ]*([^\W\d]+)\.?[-/., ]*(\d{4})$", re.IGNORECASE)
_NAME_DAY_YEAR = re.compile(r"([^\W\d]+)\.?[-/., ]*(\d{1,2})(?:st|nd|rd|th)?[-/., ]+(\d{4})$", re.IGNORECASE)
_DAY_MONTH = re.compile(r"(\d{1,2})(?:[-/. ]+|(?=[^\W\d]))(\d{1,2}|[^\W\d]+\.?)$", re.ASCII)
_FROM_TODAY = re.compile(r"(?:t|today|leo)?\s*([+-]\d{1,4})?$", re.IGNORECASE | re.ASCII)


def _month_numbers() -> dict[str, int]:
    numbers = {"sept": 9}
    for table in (formats.MONTHS, formats.SHORT_MONTHS):
        for names in table.values():
            numbers.update({name.lower(): number for number, name in enumerate(names, start=1)})
    return numbers


_MONTH_NUMBERS = _month_numbers()


@dataclass(frozen=True, slots=True)
class Detected:
    """The day and month order of a column, and the row and text that prove it (none when no date leaves a doubt)."""

    order: Order
    proof: tuple[int, str] | None


def days_in_month(year: int, month: int) -> int:
    """Return how many days a month has."""
    return monthrange(year, month)[1]


def add_months(day: date, months: int) -> date:
    """Return the same day some months later or earlier, or the last of the month that lacks it: 31 Jan → 28 Feb."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, days_in_month(years, month + 1)))


def parse_date(typed: str, today: date, order: Order = "dmy") -> date | Problem:
    """Return the date that was typed or imported, or why it is refused.

    Reads `2026-11-07`, `7 Nov 2026`, `Nov 7, 2026`, `7 Novemba 2026`, `07/11/2026` in the given order, and from today:
    `t`, `+3`, `-1`. Two-figure years are refused: they say too little.
    """
    text = " ".join(typed.replace("−", "-").split())
    if not text:
        return Problem(tr("No date is given. Type one, such as 7 Nov 2026."), "empty")
    hidden = hidden_character(text)
    if hidden:
        return hidden
    from_today = _FROM_TODAY.match(text)
    if from_today:
        return _on(today + timedelta(days=int(from_today[1] or 0)))
    return _written(text, order)


def typed_date(typed: str, today: date) -> date | Problem:
    """Return the date typed in a field, day first; without a year it is one of this year (`7 nov`, `7/11`)."""
    text = " ".join(typed.split())
    found = _DAY_MONTH.match(text)
    return parse_date(f"{found[1]}/{found[2].rstrip('.')}/{today.year}" if found else text, today)


def detect_order(texts: Sequence[str], rows: Sequence[int] | None = None) -> Detected | Problem:
    """Return whether a column of dates is day first or month first, with its proof, or why that cannot be known.

    `rows` are the numbers by which the person knows the rows; without them they count from 1.
    """
    numbers = rows if rows is not None else range(1, len(texts) + 1)
    proofs: dict[Order, tuple[int, str]] = {}
    doubtful = ""
    for row, text in zip(numbers, texts, strict=True):
        written = _YEAR_LAST.match(text.strip())
        if not written:
            continue
        first, second = int(written[1]), int(written[2])
        if first > 12 >= second:
            proofs.setdefault("dmy", (row, text.strip()))
        elif second > 12 >= first:
            proofs.setdefault("mdy", (row, text.strip()))
        elif first != second and not doubtful:
            doubtful = text.strip()
    return _order_of(proofs, doubtful)


def _order_of(proofs: dict[Order, tuple[int, str]], doubtful: str) -> Detected | Problem:
    if len(proofs) > 1:
        (row, text), (other_row, other) = proofs["dmy"], proofs["mdy"]
        return Problem(
            tr("Row {row} ({text}) has the day first, row {other_row} ({other}) the month. Make the column one way.",
               row=row, text=text, other_row=other_row, other=other),
            "order_mixed",
        )  # fmt: skip
    for order, proof in proofs.items():
        return Detected(order, proof)
    if doubtful:
        return Problem(
            tr("No row shows whether {text} has the day or the month first. Say which.", text=doubtful), "order_unknown"
        )
    return Detected("dmy", None)


def _written(text: str, order: Order) -> date | Problem:
    if found := _YEAR_FIRST.match(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _YEAR_LAST.match(text):
        day, month = (found[1], found[2]) if order == "dmy" else (found[2], found[1])
        return _date(int(found[3]), int(month), int(day))
    if found := _DAY_NAME_YEAR.match(text):
        return _named(found[1], found[2], found[3])
    if found := _NAME_DAY_YEAR.match(text):
        return _named(found[2], found[1], found[3])
    if _SHORT_YEAR.match(text):
        return Problem(tr("A year has four figures. Type the date again, such as 7 Nov 2026."), "short_year")
    return Problem(tr("“{typed}” is not a date. Type one, such as 7 Nov 2026.", typed=quoted(text)), "not_date")


def _named(day: str, name: str, year: str) -> date | Problem:
    month = _MONTH_NUMBERS.get(name.lower())
    if month is None:
        return Problem(
            tr("No month is called “{name}”. Type a date, such as 7 Nov 2026.", name=quoted(name)), "no_month"
        )
    return _date(int(year), month, int(day))


def _date(year: int, month: int, day: int) -> date | Problem:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return _bad_year(year)
    if not 1 <= month <= 12:
        return Problem(tr("A year has 12 months. This date says month {month}.", month=month), "no_month")
    last = days_in_month(year, month)
    if not 1 <= day <= last:
        return Problem(tr("{month} has {days} days.", month=formats.month_long(year, month), days=last), "no_day")
    return date(year, month, day)


def _on(day: date) -> date | Problem:
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else _bad_year(day.year)


def _bad_year(year: int) -> Problem:
    return Problem(
        tr("The year {year} is outside {first} to {last}. Type the date again.",
           year=year, first=_FIRST_YEAR, last=_LAST_YEAR),
        "bad_year",
    )  # fmt: skip
