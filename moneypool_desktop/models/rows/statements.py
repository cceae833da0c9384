"""What member statements and receipts show: filled from the books by services, drawn by the reports.

Sentences in these rows are already in the paper's language; amounts, dates and labels are turned to words by the
drawing. Moments carry the zone they are to be shown in.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues a paper: the chama's names, `initials` for its mark, registration, and lines of how to reach it.

    `paybill` and `contact` are whole sentences ("Paybill 4041234, account: your member number") or empty. `practice`
    marks the papers of the sample chama, so that none can pass for a real one.
    """

    name: str
    short_name: str
    initials: str
    registration: str
    paybill: str
    contact: str
    practice: bool = False


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The newest link of the chama's audit chain when a paper was made: its hash in hex and its entry number."""

    hash_hex: str
    entry: int

    @property
    def grouped(self) -> str:
        """The first twelve digits as people compare them: `7F3A 91C2 E05B`."""
        digits = self.hash_hex[:12].upper()
        return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


@dataclass(frozen=True, slots=True)
class Printing:
    """How a paper came to be: audit head, moment, who printed it, and which copy it is (0 is the original)."""

    head: AuditHead
    at: datetime
    by: str
    copy: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """One boxed figure of a statement with a sentence that says what to make of it."""

    amount: Decimal
    note: str


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One movement of a member's money and the balance after it; the side that did not move is None."""

    on: date
    receipt: str
    what: str
    paid_in: Decimal | None
    paid_out: Decimal | None
    balance: Decimal


@dataclass(frozen=True, slots=True)
class StatementSection:
    """One running account of a statement, such as savings: the balance brought forward and the lines after it."""

    title: str
    opened_on: date
    opening: Decimal
    lines: tuple[StatementLine, ...]

    @property
    def paid_in(self) -> Decimal:
        """Sum of everything paid in."""
        return sum((line.paid_in for line in self.lines if line.paid_in is not None), ZERO)

    @property
    def paid_out(self) -> Decimal:
        """Sum of everything paid out."""
        return sum((line.paid_out for line in self.lines if line.paid_out is not None), ZERO)

    @property
    def closing(self) -> Decimal:
        """The balance after the last line."""
        return self.lines[-1].balance if self.lines else self.opening


@dataclass(frozen=True, slots=True)
class Obligation:
    """One due, fine or loan: expected, paid and still to pay, with notes such as waivers; `expected` None is "none"."""

    what: str
    expected: Decimal | None
    paid: Decimal | None
    to_pay: Decimal
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A member's statement over a period as at a date, in the member's language (`en` or `sw`)."""

    chama: Letterhead
    number: str
    language: str
    member_number: str
    member_name: str
    since: date | None
    standing: str
    period_from: date
    as_at: date
    savings: Figure
    shares: Figure
    owes: Figure
    guarantees: Figure
    sections: tuple[StatementSection, ...]
    obligations: tuple[Obligation, ...]
    questions: str
    printing: Printing

    @property
    def to_pay(self) -> Decimal:
        """Sum of what is still to pay."""
        return sum((row.to_pay for row in self.obligations), ZERO)


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One thing a receipt's money went to, or one balance after it."""

    what: str
    detail: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs and as what."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money received from a member: A5 and slip are drawn from the same row.

    `method` is a sentence ("Paid in cash"); `reference` the M-Pesa or bank code or empty; `place` where it was received
    ("Meeting 47") or empty; `signatures` at most two; `farewell` closes the slip or is empty.
    """

    chama: Letterhead
    number: str
    language: str
    on: date
    member_number: str
    member_name: str
    lines: tuple[ReceiptLine, ...]
    method: str
    reference: str
    place: str
    balances: tuple[ReceiptLine, ...]
    treasurer: str
    signatures: tuple[Signature, ...]
    farewell: str
    printing: Printing

    @property
    def total(self) -> Decimal:
        """Sum of the lines."""
        return sum((line.amount for line in self.lines), ZERO)
