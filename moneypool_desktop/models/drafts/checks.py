"""What the drafts of money have in common: fields as they were collected, and what is wrong with them in words."""

from datetime import date
from decimal import Decimal

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.formats import date_long
from moneypool_desktop.models.domain.money import check_amount
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.domain.text import hidden_character, spaces_tidied

type Amount = Decimal | Problem | None
"""An amount field: the amount, why it cannot be read, or None when it is empty."""
type Day = date | Problem | None
"""A date field: the day, why it cannot be read, or None when it is empty."""

FIRST_DAY = date(1990, 1, 1)
_SHORTEST_REASON = 3
_LONGEST_TEXT = 500


def amount_problem(amount: Amount) -> str:
    """Return what is wrong with an amount of money to book, or no text."""
    if amount is None:
        return tr("No amount is given. Type figures, such as 2,100.")
    if isinstance(amount, Problem):
        return amount.sentence
    wrong = check_amount(amount)
    if wrong:
        return wrong.sentence
    return "" if amount > 0 else tr("An amount must be more than nothing.")


def day_problem(day: Day, today: date) -> str:
    """Return what is wrong with the day of a booking, or no text; today is the last one possible."""
    if day is None:
        return tr("No date is given. Type one, such as 7 Nov 2026.")
    if isinstance(day, Problem):
        return day.sentence
    if day > today:
        return tr("{date} has not come yet.", date=date_long(day))
    if day < FIRST_DAY:
        return tr("{date} is too long ago.", date=date_long(day))
    return ""


def reason_problem(reason: str) -> str:
    """Return what is wrong with a reason, or no text; three letters are the least that says anything."""
    if len(spaces_tidied(reason)) < _SHORTEST_REASON:
        return tr("Say why, in a few words.")
    return text_problem(reason)


def text_problem(text: str) -> str:
    """Return what is wrong with a free text, or no text."""
    if len(text) > _LONGEST_TEXT:
        return tr("This has {length} characters. {most} are the most.", length=len(text), most=_LONGEST_TEXT)
    hidden = hidden_character(" ".join(text.split()))
    return hidden.sentence if hidden else ""


def only(problems: dict[str, str]) -> dict[str, str]:
    """Return the fields that have something wrong with them."""
    return {name: sentence for name, sentence in problems.items() if sentence}


def shown(amount: Amount) -> str:
    """Return a checked amount as the books take it: a decimal string."""
    assert isinstance(amount, Decimal)  # noqa: S101 - a draft is sent only when problems() is empty
    return f"{amount:.2f}"


def iso(day: Day) -> str:
    """Return a checked day as the books take it."""
    assert isinstance(day, date)  # noqa: S101 - a draft is sent only when problems() is empty
    return day.isoformat()
