"""A field an import can fill: what its column may be headed, and how one cell of it is read."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain import formats
from moneypool_desktop.models.domain.dates import Order, parse_date
from moneypool_desktop.models.domain.money import parse_amount
from moneypool_desktop.models.domain.names import tidy_name
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.domain.text import quoted, spaces_tidied
from moneypool_desktop.models.domain.values import ImportKind
from moneypool_desktop.models.rows.imports import ColumnMap, ControlTotal, Entry, ImportRow, Known
from moneypool_desktop.services.imports.people import People


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell means, how it is shown, and whether that is another way of writing than the file's."""

    value: object
    shown: str
    tidied: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for every row of one table while it is read."""

    today: date
    order: Order
    headings: Mapping[str, str]
    mapping: ColumnMap
    known: Known
    people: People


type Read = Callable[[str, Context], Value | Problem]
type Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, its label for people, the headings it goes under (in small letters), and its reader."""

    name: str
    label: str
    headings: tuple[str, ...]
    read: Read
    needed: bool = False
    adds: bool = False
    """Whether a total row sums this column."""
    private: bool = False
    """Whether the books seal it, so that neither the kept line nor its hash may tell it."""


@dataclass(frozen=True, slots=True)
class Planner:
    """How one kind of table is understood."""

    kind: ImportKind
    fields: tuple[Field, ...]
    signature: tuple[tuple[str, ...], ...]
    """Of each group one field must have a column, or the table is not of this kind."""
    enter: Callable[[Values, Context], tuple[Entry | None, dict[str, str]]]
    """Joins the values of a row into an entry, or says by field why they do not fit."""
    settle: Callable[[Sequence[ImportRow], Known], list[ImportRow]]
    """Compares the rows with each other and with the books."""
    total: Callable[[Sequence[ImportRow]], tuple[ControlTotal, ...]]

    def field(self, name: str) -> Field | None:
        """Return the field of that name, or None."""
        return next((field for field in self.fields if field.name == name), None)


_SUMMING = re.compile(r"[*×÷+()]|\d\s*[-−]\s*\d|\d\s*/\s*\d")
_LONG_FRACTION = re.compile(r"\.\d{3,}\s*$")
_PLAIN_AMOUNT = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?", re.ASCII)
_FROM_TODAY = re.compile(r"(?:t|today|leo)?\s*[+-]?\d*", re.IGNORECASE | re.ASCII)
_DATE_AS_KEPT = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def read_text(text: str, _context: Context) -> Value:
    """Read any text, its spaces tidied."""
    tidy = spaces_tidied(text)
    return Value(tidy, tidy, tidied=tidy != text)


def read_name(text: str, _context: Context) -> Value | Problem:
    """Read a person's name."""
    name = tidy_name(text)
    return name if isinstance(name, Problem) else Value(name, name, tidied=name != text)


def read_date(text: str, context: Context) -> Value | Problem:
    """Read a written date; what counts from today when typed by hand has no meaning in a file."""
    if _FROM_TODAY.fullmatch(text):
        return Problem(tr("“{typed}” is not a date. Type one, such as 7 Nov 2026.", typed=quoted(text)), "not_date")
    day = parse_date(text, context.today, context.order)
    if isinstance(day, Problem):
        return day
    shown = formats.date_short(day)
    return Value(day, shown, tidied=text != shown and not _DATE_AS_KEPT.fullmatch(text))


def read_amount(text: str, _context: Context) -> Value | Problem:
    """Read an amount; arithmetic, which a person may type, is refused in a file, and so is `2.000`."""
    amount = parse_amount(text)
    if isinstance(amount, Problem):
        return amount
    if _SUMMING.search(text) and not re.search(r"\d\s*/[-=]\s*$", text):
        return Problem(tr("“{typed}” is not an amount. Type figures, such as 2,100.", typed=quoted(text)), "not_amount")
    if _LONG_FRACTION.search(text):
        return Problem(tr("“{typed}” can be read two ways. Type it without the point, such as 2,100.",
                          typed=quoted(text)), "two_ways")  # fmt: skip
    return Value(amount, formats.money(amount), tidied=not _PLAIN_AMOUNT.fullmatch(text))


def read_rate(text: str, context: Context) -> Value | Problem:
    """Read a rate in per cent."""
    rate = read_amount(text.removesuffix("%").strip(), context)
    if isinstance(rate, Problem):
        return rate
    percent = rate.value
    if not isinstance(percent, Decimal) or percent > 100:
        return Problem(tr("A rate is at most 100 %. Type it as 1.5."), "rate")
    return Value(percent, formats.percent(percent), tidied=text.endswith("%"))


def read_count(text: str, context: Context) -> Value | Problem:
    """Read a whole number, such as months."""
    figure = read_amount(text, context)
    if isinstance(figure, Problem):
        return figure
    if not isinstance(figure.value, Decimal) or figure.value % 1 or figure.value > 1200:
        return Problem(tr("“{typed}” is not a whole number up to 1,200.", typed=quoted(text)), "count")
    whole = int(figure.value)
    return Value(whole, str(whole), tidied=text != str(whole))


def amount_of(values: Values, name: str) -> Decimal:
    """Return a money field, nothing being zero."""
    value = values.get(name)
    return value if isinstance(value, Decimal) else Decimal("0.00")


def text_of(values: Values, name: str) -> str:
    """Return a text field, nothing being empty."""
    value = values.get(name)
    return value if isinstance(value, str) else ""
