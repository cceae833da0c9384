"""Dates as people type them: `7 November 2026`, `7 nov`, `7/11/2026`, `2026-11-07`."""

import re
from calendar import monthrange
from datetime import date

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain import formats
from moneypool_desktop.models.domain.problem import Problem

_DAY_MONTH = re.compile(r"(\d{1,2})[\s./]+([^\W\d_]+|\d{1,2})(?:[\s./,]+(\d{4}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def read_date(typed: str, *, today: date) -> date | Problem:
    """Return the date that was typed, day before month, this year when none is given; or why it is refused."""
    text = typed.strip()
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY_MONTH.fullmatch(text):
        day, month, year = int(found[1]), _month(found[2]), int(found[3] or today.year)
    else:
        return Problem(tr("Type a date as {example}.", example=formats.date_long(today)), "date")
    return _checked(year, month, day)


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    wanted = word.casefold()
    for names in (*formats.MONTHS.values(), *formats.SHORT_MONTHS.values()):
        for place, name in enumerate(names, start=1):
            if name.casefold() == wanted or (len(wanted) >= 3 and name.casefold().startswith(wanted)):
                return place
    return 0


def _checked(year: int, month: int, day: int) -> date | Problem:
    if not 1 <= month <= 12:
        return Problem(tr("A year has 12 months. Type the month by its name or as 1 to 12."), "date")
    if not 1900 <= year <= 2200:
        return Problem(tr("The year {year} is outside these books. Type a year from 1900 to 2200.", year=year), "date")
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        return Problem(tr("{month} has {days} days.", month=formats.month_long(year, month), days=days), "date")
    return date(year, month, day)
