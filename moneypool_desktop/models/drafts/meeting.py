"""What is being typed in the meeting's grid: nothing of it is lost, and each cell says what is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.formats import amount_for_editing, ksh
from moneypool_desktop.models.domain.money import ZERO, parse_amount
from moneypool_desktop.models.drafts.checks import Amount, amount_problem, text_problem
from moneypool_desktop.models.drafts.receipt import MeetingDraft, MeetingRowDraft
from moneypool_desktop.models.rows.receipts import Expected, MeetingRow, MeetingSheet, MeetingType

FINES, METHOD, REFERENCE = "fines", "method", "reference"
METHODS = ("cash", "mobile_money", "bank_transfer")
_WORDS = {
    "cash": {"cash", "taslimu"},
    "mobile_money": {"m-pesa", "mpesa", "m pesa", "mobile money"},
    "bank_transfer": {"bank", "benki", "bank transfer"},
}
_NOTHING = Expected()


def cell_of(kind: MeetingType) -> str:
    """Return the name of the cells in which money of a contribution type is typed."""
    return f"type.{kind.id}"


@dataclass(slots=True)
class Entry:
    """One member's row while it is typed. `typed` holds the cells as they were typed, also those that cannot be read.

    `refused` is what the books said about a cell; it goes when the cell is typed again.
    """

    number: int
    member: MeetingRow
    types: tuple[MeetingType, ...]
    typed: dict[str, str] = field(default_factory=dict[str, str])
    amounts: dict[str, Amount] = field(default_factory=dict[str, Amount])
    refused: dict[str, str] = field(default_factory=dict[str, str])
    method: str = "cash"
    reference: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells that take amounts, left to right."""
        return (*(cell_of(kind) for kind in self.types), FINES)

    def expected(self, cell: str) -> Decimal:
        """Return what is to collect in a cell that day."""
        return self.member.fines if cell == FINES else self.parts(cell).total

    def parts(self, cell: str) -> Expected:
        """Return how what is expected in the cell of a contribution type is made up."""
        known = zip(self.types, self.member.expected, strict=True)
        return next((part for kind, part in known if cell_of(kind) == cell), _NOTHING)

    def kind(self, cell: str) -> MeetingType | None:
        """Return the contribution type of a cell; fines have none."""
        return next((kind for kind in self.types if cell_of(kind) == cell), None)

    def put(self, cell: str, text: str) -> None:
        """Take what was typed or pasted into a cell; an empty text or a lone dash empties it."""
        text = text.strip()
        self.refused.pop(cell, None)
        if cell == REFERENCE:
            self.reference = text
        elif cell == METHOD:
            self._put_method(text)
        elif text in ("", "-", "–"):
            self.typed.pop(cell, None)
            self.amounts.pop(cell, None)
        else:
            self.typed[cell] = text
            self.amounts[cell] = parse_amount(text)

    def fill(self) -> bool:
        """Put what is expected into the cells nothing was typed in, and return whether anything was put."""
        empty = [cell for cell in self.cells if cell not in self.typed and self.expected(cell) > 0]
        for cell in empty:
            self.put(cell, amount_for_editing(self.expected(cell)))
        return bool(empty)

    def clear(self) -> None:
        """Forget everything typed in the row."""
        for kept in (self.typed, self.amounts, self.refused):
            kept.clear()
        self.method, self.reference = "cash", ""

    def amount(self, cell: str) -> Decimal | None:
        """Return the amount typed in a cell, or None when there is none or it cannot be read."""
        amount = self.amounts.get(cell)
        return amount if isinstance(amount, Decimal) else None

    @property
    def total(self) -> Decimal:
        """Everything that can be read in the row."""
        return sum((amount for cell in self.cells if (amount := self.amount(cell))), ZERO)

    @property
    def started(self) -> bool:
        """Whether anything but a zero was typed as an amount."""
        return any(amount != 0 for amount in self.amounts.values())

    @property
    def touched(self) -> bool:
        """Whether anything at all was typed or chosen."""
        return bool(self.typed or self.reference or self.refused or self.method != "cash")

    def problem(self, cell: str) -> str:
        """Return what is wrong with a cell, or no text."""
        if cell in self.refused:
            return self.refused[cell]
        if cell == REFERENCE:
            return self._reference_problem()
        if cell == METHOD or not self.amounts.get(cell):
            return ""
        amount = self.amounts[cell]
        wrong = amount_problem(amount)
        if not wrong and cell == FINES and isinstance(amount, Decimal) and amount > self.member.fines:
            return tr("{amount} of fines are unpaid. This is more.", amount=ksh(self.member.fines))
        return wrong

    def problems(self) -> dict[str, str]:
        """Return what is wrong in the row by cell."""
        found = {cell: self.problem(cell) for cell in (*self.cells, METHOD, REFERENCE)}
        return {cell: sentence for cell, sentence in found.items() if sentence}

    def draft(self, place: UUID | None) -> MeetingRowDraft:
        """Return the row as it is posted; cash goes into `place`."""
        dues = tuple((kind.id, self.amounts.get(cell_of(kind))) for kind in self.types)
        where = place if self.method == "cash" else None
        return MeetingRowDraft(
            self.member.member, self.method, self.reference, dues, self.amounts.get(FINES), place=where
        )

    def _put_method(self, text: str) -> None:
        found = next((method for method, words in _WORDS.items() if text.casefold() in {method, *words}), "")
        if found:
            self.method = found
        elif text:
            self.refused[METHOD] = tr("“{typed}” is not a way to pay: cash, M-Pesa or bank.", typed=text)

    def _reference_problem(self) -> str:
        if self.method == "mobile_money" and self.started and not self.reference:
            return tr("An M-Pesa payment needs its code, such as SJ61KQ7Z2B.")
        if self.reference and not self.started:
            return tr("There is a code and no amount.")
        return text_problem(self.reference)


class Entries:
    """Every row of the grid, in the order of the register; what was typed outlives a newer sheet."""

    def __init__(self) -> None:
        self.types: tuple[MeetingType, ...] = ()
        self.rows: list[Entry] = []

    def take(self, sheet: MeetingSheet) -> None:
        """Show another sheet: typed cells stay with their members, also with those who are no longer on it."""
        kept = {row.member.member: row for row in self.rows if row.touched}
        used = {cell for row in kept.values() for cell in row.typed}
        gone = tuple(
            kind for kind in self.types if cell_of(kind) in used and kind.id not in {t.id for t in sheet.types}
        )
        self.types = sheet.types + gone
        blank = (_NOTHING,) * len(gone)
        members = [_with_expected(row, row.expected + blank) for row in sheet.rows]
        listed = {row.member for row in members}
        nothing = (_NOTHING,) * len(self.types)
        members += [_with_expected(row.member, nothing) for key, row in kept.items() if key not in listed]
        self.rows = [self._entry(number, member, kept.get(member.member)) for number, member in enumerate(members, 1)]

    def started(self) -> list[Entry]:
        """Return the rows in which money was typed."""
        return [row for row in self.rows if row.started]

    def waiting(self) -> list[Entry]:
        """Return the rows that owe something and in which nothing was typed."""
        return [row for row in self.rows if not row.started and row.member.total > 0]

    def total(self, cell: str) -> Decimal:
        """Return what was typed in a column."""
        return sum((amount for row in self.rows if (amount := row.amount(cell))), ZERO)

    def came(self, method: str) -> Decimal:
        """Return what came one way."""
        return sum((row.total for row in self.rows if row.method == method), ZERO)

    def cash(self) -> tuple[Decimal, Decimal]:
        """Return the dues and the fines that came in cash."""
        rows = [row for row in self.rows if row.method == "cash"]
        fines = sum((amount for row in rows if (amount := row.amount(FINES))), ZERO)
        return sum((row.total for row in rows), ZERO) - fines, fines

    def problems(self) -> list[tuple[Entry, str, str]]:
        """Return what is wrong, row by row: the row, the cell and the sentence."""
        return [(row, cell, said) for row in self.rows for cell, said in row.problems().items()]

    def draft(self, on: date, today: date, place: UUID | None, *, same_reference: bool = False) -> MeetingDraft:
        """Return the meeting as it is posted."""
        rows = tuple(row.draft(place) for row in self.started())
        return MeetingDraft(on, today, rows, same_reference)

    def refuse(self, draft: MeetingDraft, figures: Mapping[str, object], sentence: str) -> Entry | None:
        """Mark the cell the books refused, by the line or the reference they named, and return its row."""
        cells = [(row.member, cell) for row in draft.rows for cell, _ in row.lines()]
        line, reference = figures.get("line"), figures.get("reference")
        found: Entry | None = None
        if isinstance(line, int) and 0 < line <= len(cells):
            member, cell = cells[line - 1]
            found = next(row for row in self.rows if row.member.member == member)
            found.refused[cell] = sentence
        elif reference:
            found = next((row for row in self.started() if row.reference == reference), None)
            if found:
                found.refused[REFERENCE] = sentence
        return found

    def kept(self) -> list[tuple[dict[str, str], str, str]]:
        """Return everything typed, to be given back by `restore`."""
        return [(dict(row.typed), row.method, row.reference) for row in self.rows]

    def restore(self, kept: Sequence[tuple[dict[str, str], str, str]]) -> None:
        """Bring back what was typed when `kept` was asked for."""
        for row, (typed, method, reference) in zip(self.rows, kept, strict=False):
            row.clear()
            _put_all(row, typed)
            row.method, row.reference = method, reference

    def clear(self, rows: Iterable[Entry] | None = None) -> None:
        """Forget what was typed, in some rows or in all."""
        for row in self.rows if rows is None else rows:
            row.clear()

    def _entry(self, number: int, member: MeetingRow, before: Entry | None) -> Entry:
        row = Entry(number, member, self.types)
        if before:
            _put_all(row, before.typed)
            row.method, row.reference, row.refused = before.method, before.reference, dict(before.refused)
        return row


def _put_all(row: Entry, typed: Mapping[str, str]) -> None:
    for cell, text in typed.items():
        row.put(cell, text)


def _with_expected(row: MeetingRow, expected: tuple[Expected, ...]) -> MeetingRow:
    return replace(row, expected=expected)
