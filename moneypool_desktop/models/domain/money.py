"""Amounts: reading what a person typed, rounding at posting, and sharing a sum out to the cent.

Everything is exact: arithmetic runs on fractions and only a result with at most two decimals becomes an amount.
"""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain import formats
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.domain.text import hidden_character, quoted

ZERO = Decimal("0.00")
CENT = Decimal("0.01")
LARGEST = Decimal("9999999999999.99")
"""The largest amount the books hold: thirteen figures before the point."""

_MOST_FIGURES = 13
_LONGEST = 120
_DEEPEST = 20
_CURRENCY = re.compile(
    r"^(?:kshs?|kes|shs?)\b\.?\s*|^(?:kshs?|kes)\.?(?=\d)|\s*\b(?:kshs?|kes|shs?)\.?$", re.IGNORECASE
)
_SHILLING_MARK = re.compile(r"\s*/[-=]$")
_TOKEN = re.compile(r"\s*(?:(\d{1,3}(?:[, ]\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+)|([-+*/()]))")
_SIGNS = str.maketrans({"−": "-", "×": "*", "x": "*", "X": "*", "÷": "/", "\u00a0": " ", "\u2009": " ", "\u202f": " "})


class _UnreadableError(Exception):
    """The typed text is not arithmetic."""


class _DivisionError(Exception):
    """The typed arithmetic divides by zero."""


def parse_amount(typed: str, *, below_zero: bool = False) -> Decimal | Problem:
    """Return the amount that was typed, to the cent, or why it is refused.

    Reads `2,100`, `2 100.50`, `Ksh 2,100/-`, `1000*3+50` with brackets; `below_zero` admits negative amounts.
    """
    text = typed.strip().translate(_SIGNS)
    if not text:
        return Problem(tr("No amount is given. Type figures, such as 2,100."), "empty")
    refusal = hidden_character(text) or _foreign_figures(text) or _too_long(text)
    if refusal:
        return refusal
    text = _SHILLING_MARK.sub("", _CURRENCY.sub("", text))
    text = _CURRENCY.sub("", text)
    try:
        value = _Reader(text).value()
    except _DivisionError:
        return Problem(tr("This divides by zero. Type an amount, such as 2,100."), "division_by_zero")
    except _UnreadableError:
        return Problem(
            tr("“{typed}” is not an amount. Type figures, such as 2,100 or 1000*3+50.", typed=quoted(typed)),
            "not_amount",
        )
    return _as_amount(value, below_zero=below_zero)


def check_amount(amount: Decimal, *, below_zero: bool = False) -> Problem | None:
    """Return why a computed or imported amount may not be posted, or None when it may."""
    if not amount.is_finite():
        return Problem(tr("This is not an amount. Type figures, such as 2,100."), "not_amount")
    if amount.adjusted() >= _MOST_FIGURES:
        return _too_large(amount.adjusted() + 1)
    checked = _as_amount(Fraction(amount), below_zero=below_zero)
    return checked if isinstance(checked, Problem) else None


def posted(amount: Decimal) -> Decimal:
    """Return a computed amount as it is posted: to the cent, half up (away from zero)."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def from_fraction(value: Fraction, step: Decimal = CENT) -> Decimal:
    """Return an exact fraction rounded half up (away from zero) to a multiple of `step`."""
    steps = abs(value) / Fraction(step)
    whole = (2 * steps.numerator + steps.denominator) // (2 * steps.denominator)
    return step * (whole if value >= 0 else -whole)


def split(total: Decimal, weights: Sequence[Decimal | int]) -> list[Decimal]:
    """Return shares of `total` in proportion to `weights`, to the cent, by largest remainder; ties go to the first.

    ValueError unless the total has at most two decimals, nothing is negative and a weight is above zero.
    """
    cents = Fraction(total) * 100
    shares = [Fraction(weight) for weight in weights]
    whole = sum(shares, Fraction(0))
    if cents.denominator != 1 or cents < 0 or whole <= 0 or min(shares) < 0:
        raise ValueError(total, weights)
    exact = [cents * share / whole for share in shares]
    floors = [part.numerator // part.denominator for part in exact]
    left = int(cents) - sum(floors)
    by_remainder = sorted(range(len(exact)), key=lambda i: (floors[i] - exact[i], i))
    for index in by_remainder[:left]:
        floors[index] += 1
    return [CENT * part for part in floors]


def _foreign_figures(text: str) -> Problem | None:
    if any(character.isdigit() and not character.isascii() for character in text):
        return Problem(
            tr("These figures are not the plain 0 to 9. Type the amount again on the keyboard."), "foreign_figures"
        )
    return None


def _too_long(text: str) -> Problem | None:
    figures = max(
        (len(run.split(".")[0].lstrip("0")) for run in re.findall(r"[\d.]+", text.replace(",", ""))), default=0
    )
    if figures > _MOST_FIGURES:
        return _too_large(figures)
    if len(text) > _LONGEST:
        return Problem(tr("This is too long to be an amount. Type figures, such as 2,100."), "too_long")
    return None


def _too_large(figures: int) -> Problem:
    return Problem(
        tr("An amount has at most 13 figures before the point. This one has {figures}. Type a smaller amount.",
           figures=figures),
        "too_large",
    )  # fmt: skip


def _as_amount(value: Fraction, *, below_zero: bool) -> Decimal | Problem:
    cents = value * 100
    if cents.denominator != 1:
        near = from_fraction(value)
        return Problem(
            tr("An amount has at most two decimals: the smallest coin is one cent. Type {near} if that is meant.",
               near=formats.money(near)),
            "too_many_decimals",
        )  # fmt: skip
    if value < 0 and not below_zero:
        return Problem(tr("An amount cannot be below zero. Type it without the minus sign."), "below_zero")
    amount = CENT * int(cents)
    if abs(amount) > LARGEST:
        return _too_large(len(str(abs(int(value)))))
    return amount


class _Reader:
    """Reads typed arithmetic, + − * / and brackets, into one exact fraction; never evaluates anything else."""

    def __init__(self, text: str) -> None:
        self._tokens = _tokens(text)
        self._next = 0
        self._depth = 0

    def value(self) -> Fraction:
        """Return what the whole text comes to."""
        value = self._sum()
        if self._next != len(self._tokens):
            raise _UnreadableError
        return value

    def _peek(self) -> str:
        return self._tokens[self._next] if self._next < len(self._tokens) else ""

    def _take(self) -> str:
        token = self._peek()
        self._next += 1
        return token

    def _sum(self) -> Fraction:
        value = self._product()
        while self._peek() in ("+", "-"):
            value = value + self._product() if self._take() == "+" else value - self._product()
        return value

    def _product(self) -> Fraction:
        value = self._factor()
        while self._peek() in ("*", "/"):
            if self._take() == "*":
                value *= self._factor()
                continue
            divisor = self._factor()
            if not divisor:
                raise _DivisionError
            value /= divisor
        return value

    def _factor(self) -> Fraction:
        part = self._take()
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _UnreadableError
        try:
            if part in ("-", "+"):
                return -self._factor() if part == "-" else self._factor()
            if part == "(":
                value = self._sum()
                if self._take() != ")":
                    raise _UnreadableError
                return value
            return _number(part)
        finally:
            self._depth -= 1


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if not match or (match[1] and found and found[-1][-1] in ".0123456789"):
            raise _UnreadableError
        found.append(match[1] or match[2])
        place = match.end()
    return found


def _number(token: str) -> Fraction:
    plain = token.replace(",", "").replace(" ", "")
    if not plain or plain[0] not in ".0123456789":
        raise _UnreadableError
    return Fraction(plain)
