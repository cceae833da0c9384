"""Money received: of one member on a receipt, or of a whole meeting in one act."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from moneypool_desktop.language import tr
from moneypool_desktop.models.drafts.checks import (
    Amount,
    Day,
    amount_problem,
    day_problem,
    iso,
    only,
    shown,
    text_problem,
)

CONTRIBUTION, FINE, LOAN, FEE = "contribution", "fine", "loan", "fee"


@dataclass(frozen=True, slots=True)
class ReceiptLineDraft:
    """One thing the money is for: a contribution of a type, a fine (of `fine`, or the oldest), a loan or a fee."""

    amount: Amount
    kind: str = CONTRIBUTION
    type: UUID | None = None
    fine: UUID | None = None
    note: str = ""

    def problem(self) -> str:
        """Return what is wrong with the line, or no text."""
        if self.kind == CONTRIBUTION and self.type is None:
            return tr("Choose what the money is for.")
        return amount_problem(self.amount) or text_problem(self.note)

    def payload(self, member: UUID) -> dict[str, Any]:
        """Return the line as the books take it."""
        line: dict[str, Any] = {"member": str(member), "kind": self.kind, "amount": shown(self.amount)}
        named = {"type": self.type, "fine": self.fine, "note": self.note.strip()}
        return line | {name: str(value) for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class ReceiptDraft:
    """Money of one member. No `place` means the first place of the method; `same_reference` allows a code once more.

    `today` is the last day that can be booked.
    """

    member: UUID | None
    on: Day
    method: str | None
    lines: tuple[ReceiptLineDraft, ...]
    today: date
    place: UUID | None = None
    reference: str = ""
    same_reference: bool = False

    @property
    def total(self) -> Decimal:
        """Sum of the lines that have an amount."""
        return sum((line.amount for line in self.lines if isinstance(line.amount, Decimal)), Decimal("0.00"))

    def problems(self) -> dict[str, str]:
        """Return what is wrong by field: member, date, method, reference, lines, and `line.N` counted from 1."""
        return only(
            {
                "member": "" if self.member else tr("Choose the member who pays."),
                "date": day_problem(self.on, self.today),
                "method": "" if self.method else tr("Choose how the money came."),
                "reference": text_problem(self.reference),
                "lines": "" if self.lines else tr("There is nothing to book: every line is empty."),
            }
            | {f"line.{place}": line.problem() for place, line in enumerate(self.lines, start=1)}
        )

    def payload(self) -> dict[str, Any]:
        """Return the act as the books take it; only when nothing is wrong."""
        assert self.member  # noqa: S101 - checked by problems()
        act: dict[str, Any] = {"date": iso(self.on), "method": self.method}
        named = {"place": self.place, "reference": self.reference.strip()}
        act |= {name: str(value) for name, value in named.items() if value}
        if self.same_reference:
            act["same_reference"] = True
        return act | {"lines": [line.payload(self.member) for line in self.lines]}


@dataclass(frozen=True, slots=True)
class MeetingRowDraft:
    """What one member pays at a meeting; empty amounts count as nothing. No `place`: the first of the method."""

    member: UUID
    method: str | None = "cash"
    reference: str = ""
    dues: tuple[tuple[UUID, Amount], ...] = ()
    fines: Amount = None
    loan: Amount = None
    place: UUID | None = None

    def lines(self) -> Iterator[tuple[str, ReceiptLineDraft]]:
        """Yield the cells that hold something: the field (`type.<id>`, `fines`, `loan`) and its line."""
        for kind, amount in self.dues:
            if _filled(amount):
                yield f"type.{kind}", ReceiptLineDraft(amount, type=kind)
        if _filled(self.fines):
            yield "fines", ReceiptLineDraft(self.fines, FINE)
        if _filled(self.loan):
            yield "loan", ReceiptLineDraft(self.loan, LOAN)

    @property
    def total(self) -> Decimal:
        """Sum of what can be read in the row."""
        amounts = (line.amount for _, line in self.lines())
        return sum((amount for amount in amounts if isinstance(amount, Decimal)), Decimal("0.00"))


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """The money of a meeting: one receipt for each member who pays."""

    on: Day
    today: date
    rows: tuple[MeetingRowDraft, ...] = field(default=())
    same_reference: bool = False

    @property
    def total(self) -> Decimal:
        """Sum of every row."""
        return sum((row.total for row in self.rows), Decimal("0.00"))

    def problems(self) -> dict[str, str]:
        """Return what is wrong by field: date, rows, and `<member>.<cell>` with the cells of the row's `lines()`."""
        found = {"date": day_problem(self.on, self.today)}
        filled = False
        for row in self.rows:
            for cell, line in row.lines():
                filled = True
                found[f"{row.member}.{cell}"] = line.problem()
                found[f"{row.member}.method"] = "" if row.method else tr("Choose how the money came.")
            found[f"{row.member}.reference"] = text_problem(row.reference)
        found["rows"] = "" if filled else tr("There is nothing to book: every line is empty.")
        return only(found)

    def payload(self) -> dict[str, Any]:
        """Return the act as the books take it; only when nothing is wrong."""
        lines: list[dict[str, Any]] = []
        for row in self.rows:
            paid = {"method": row.method, "reference": row.reference.strip() or None, "place": row.place}
            how = {name: str(value) for name, value in paid.items() if value}
            lines += [line.payload(row.member) | how for _, line in row.lines()]
        act: dict[str, Any] = {"date": iso(self.on), "lines": lines}
        return act | ({"same_reference": True} if self.same_reference else {})


def _filled(amount: Amount) -> bool:
    # an amount typed as zero says what an empty cell says
    return amount is not None and amount != 0
