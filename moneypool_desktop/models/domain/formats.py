"""How figures, dates and names given twice read: one place, in the language now spoken.

Money and counts part thousands with commas in both languages; a negative carries the true minus sign; an unknown is a
dash, never zero. Month and day names stand here for both languages because typed dates are read in either.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from moneypool_desktop import language
from moneypool_desktop.language import tr

UNKNOWN = "–"
MINUS = "−"
NO_BREAK = "\u00a0"

MONTHS = {
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "sw": (
        "Januari", "Februari", "Machi", "Aprili", "Mei", "Juni",
        "Julai", "Agosti", "Septemba", "Oktoba", "Novemba", "Desemba",
    ),
}  # fmt: skip
SHORT_MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "sw": ("Jan", "Feb", "Mac", "Apr", "Mei", "Jun", "Jul", "Ago", "Sep", "Okt", "Nov", "Des"),
}
WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "sw": ("Jumatatu", "Jumanne", "Jumatano", "Alhamisi", "Ijumaa", "Jumamosi", "Jumapili"),
}

_CENT = Decimal("0.01")


def money(amount: Decimal | None) -> str:
    """Return an amount as `2,100.00`, rounded half up to the cent; `−500.00` below zero, a dash when unknown."""
    if amount is None:
        return UNKNOWN
    cents = amount.quantize(_CENT, ROUND_HALF_UP)
    return f"{MINUS if cents < 0 else ''}{abs(cents):,.2f}"


def ksh(amount: Decimal | None, currency: str = "KES") -> str:
    """Return an amount as `Ksh 2,100.00` on one line, `Ksh −500.00` below zero; another currency shows its own code."""
    if amount is None:
        return UNKNOWN
    sign = "Ksh" if currency == "KES" else currency
    return f"{sign}{NO_BREAK}{money(amount)}"


def amount_for_editing(amount: Decimal | None) -> str:
    """Return an amount as a person would type it, `2100` or `2100.50`; nothing when unknown."""
    if amount is None:
        return ""
    cents = amount.quantize(_CENT, ROUND_HALF_UP)
    whole = cents == cents.to_integral_value()
    return f"{cents:.0f}" if whole else f"{cents:.2f}"


def count(number: int | None) -> str:
    """Return a count as `1,824`, or a dash when unknown."""
    if number is None:
        return UNKNOWN
    return f"{MINUS if number < 0 else ''}{abs(number):,}"


def percent(value: Decimal | None, places: int = 2) -> str:
    """Return a per cent as `66.67 %` on one line, without idle zeros; the value is already per hundred."""
    if value is None:
        return UNKNOWN
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    figure = f"{abs(rounded):,f}"
    if "." in figure:
        figure = figure.rstrip("0").rstrip(".")
    return f"{MINUS if rounded < 0 else ''}{figure}{NO_BREAK}%"


def month_name(month: int) -> str:
    """Return the name of a month, 1 to 12, in the language now spoken."""
    return MONTHS[language.current()][month - 1]


def short_month_name(month: int) -> str:
    """Return the short name of a month, 1 to 12, in the language now spoken."""
    return SHORT_MONTHS[language.current()][month - 1]


def weekday_name(weekday: int) -> str:
    """Return the name of an ISO week day, 1 Monday to 7 Sunday, in the language now spoken."""
    return WEEKDAYS[language.current()][weekday - 1]


def date_long(day: date | None) -> str:
    """Return a date as `7 November 2026`, or a dash when unknown."""
    if day is None:
        return UNKNOWN
    return f"{day.day} {month_name(day.month)} {day.year:04d}"


def date_short(day: date | None) -> str:
    """Return a date as tables show it, `7 Nov 2026`, or a dash when unknown."""
    if day is None:
        return UNKNOWN
    return f"{day.day} {short_month_name(day.month)} {day.year:04d}"


def month_long(year: int, month: int) -> str:
    """Return a month as `November 2026`."""
    return f"{month_name(month)} {year:04d}"


def month_short(year: int, month: int) -> str:
    """Return a month as a column head shows it, `Nov 2026`."""
    return f"{short_month_name(month)} {year:04d}"


def period_label(frequency: str, starts: date) -> str:
    """Return the period that starts on a day as a column head shows it: `Nov 2026`, `Week 45, 2026`, `2026`."""
    if frequency == "weekly":
        year, week, _ = starts.isocalendar()
        return tr("Week {week}, {year}", week=week, year=year)
    if frequency == "quarterly":
        return tr("Quarter {quarter}, {year}", quarter=(starts.month + 2) // 3, year=starts.year)
    return str(starts.year) if frequency == "yearly" else month_short(starts.year, starts.month)


def spoken(name: str, name_sw: str | None) -> str:
    """Return a name the chama gave in the language now spoken, where it gave one."""
    return name_sw if name_sw and language.current() == "sw" else name


def date_and_time(moment: datetime | None) -> str:
    """Return a moment as `7 Nov 2026, 14:05`, in the zone the moment already carries, or a dash when unknown."""
    if moment is None:
        return UNKNOWN
    return f"{date_short(moment)}, {moment:%H:%M}"
