"""The check text: what the QR code of a paper says, and reading it back.

    MPD1|chama short name|document number|entry|head|digest

`entry` and `head` are the newest audit entry when the paper was made and the first 16 hex digits of its hash; `digest`
is the first 16 hex digits of SHA-256 over its figures (see `statement_facts`, `receipt_facts`). An officer's app
finds the entry in its own books and compares the head, then makes the paper anew and compares the digest: a changed
history fails the first, a changed paper the second.
"""

import hashlib
from dataclasses import dataclass

from moneypool_desktop.models.rows.statements import Printing, Receipt, Statement

MARK = "MPD1"


@dataclass(frozen=True, slots=True)
class PaperCheck:
    """What a check text says."""

    chama: str
    number: str
    entry: int
    head: str
    digest: str


def statement_check(statement: Statement) -> str:
    """Return the check text of a statement."""
    return _check_text(statement.chama.short_name, statement.number, statement.printing, statement_facts(statement))


def receipt_check(receipt: Receipt) -> str:
    """Return the check text of a receipt; copies carry the text of the audit head they were printed under."""
    return _check_text(receipt.chama.short_name, receipt.number, receipt.printing, receipt_facts(receipt))


def statement_facts(statement: Statement) -> list[str]:
    """Return what a statement's digest covers: whose, when, the four boxes, each section's sums, what is to pay."""
    boxes = (statement.savings, statement.shares, statement.owes, statement.guarantees)
    facts = [
        statement.number,
        statement.member_number,
        f"{statement.period_from:%Y-%m-%d}",
        f"{statement.as_at:%Y-%m-%d}",
    ]
    facts += [f"{box.amount:.2f}" for box in boxes]
    for section in statement.sections:
        facts += [f"{amount:.2f}" for amount in (section.opening, section.paid_in, section.paid_out, section.closing)]
    return [*facts, f"{statement.to_pay:.2f}"]


def receipt_facts(receipt: Receipt) -> list[str]:
    """Return what a receipt's digest covers: whose, when, each amount and the total."""
    facts = [receipt.number, receipt.member_number, f"{receipt.on:%Y-%m-%d}"]
    return [*facts, *(f"{line.amount:.2f}" for line in receipt.lines), f"{receipt.total:.2f}"]


def read_check(text: str) -> PaperCheck | None:
    """Return what a scanned text says, or None when it is not a check text of this program."""
    parts = text.strip().split("|")
    if len(parts) != 6 or parts[0] != MARK or not parts[3].isdecimal():
        return None
    return PaperCheck(parts[1], parts[2], int(parts[3]), parts[4], parts[5])


def squares(text: str) -> list[tuple[int, int, int]]:
    """Return the QR code of a text as dark runs (column, row, length), rows from the top; the code is square."""
    import segno

    # Any of the eight masks reads; trying all for the prettiest costs 6 ms a paper.
    code = segno.make_qr(text, error="m", mask=3, boost_error=False)
    runs: list[tuple[int, int, int]] = []
    for row, modules in enumerate(code.matrix):
        start = None
        for column, dark in enumerate([*modules, 0]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                runs.append((start, row, column - start))
                start = None
    return runs


def _check_text(chama: str, number: str, printing: Printing, facts: list[str]) -> str:
    digest = hashlib.sha256("\n".join(facts).encode()).hexdigest()[:16]
    short = chama.replace("|", " ")[:24]
    head = printing.head
    return "|".join(
        (MARK, short, number.replace("|", " "), str(head.entry), head.hash_hex[:16].upper(), digest.upper())
    )
