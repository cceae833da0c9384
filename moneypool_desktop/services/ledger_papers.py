"""The transactions a filter leaves, as a paper and as a file for spreadsheets."""

import csv
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from pathlib import Path

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.formats import count
from moneypool_desktop.models.rows.ledger import LedgerFilter, Transaction
from moneypool_desktop.services import ledger, papers
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.services.failures import Refused

MOST_ON_PAPER = 5_000
_AT_ONCE = 1_000
# a spreadsheet would run what begins so as a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def everything(books: Books, chosen: LedgerFilter) -> Iterator[Transaction]:
    """Read every transaction the filter leaves, newest first, a page at a time."""
    rows = ledger.page(books, chosen, limit=_AT_ONCE)
    while rows:
        yield from rows
        rows = ledger.page(books, chosen, after=rows[-1], limit=_AT_ONCE) if len(rows) == _AT_ONCE else ()


def list_paper(books: Books, chosen: LedgerFilter, asked: str, what_of: Callable[[Transaction], str]) -> bytes:
    """Return the transactions as a paper in the language now spoken; `asked` says in words what the filter wants.

    Refused for more than 5,000: nobody reads a paper of that length.
    """
    from moneypool_desktop.services.reports.ledger_list import ledger_pdf

    sums = ledger.totals(books, chosen)
    if sums.count > MOST_ON_PAPER:
        raise Refused(
            "too_long",
            tr("{many} transactions do not fit a paper: {most} are the most.",
               many=count(sums.count), most=count(MOST_ON_PAPER)),
            advice=tr("Filter them, or save them as CSV."),
        )  # fmt: skip
    rows = [(row, what_of(row)) for row in everything(books, chosen)]
    issuer = papers.Issuer(books.read(papers.CHAMA, (books.chama.id,))[0])
    return ledger_pdf(issuer.letterhead(), rows, sums, asked, issuer.printing(books))


def save_csv(
    books: Books,
    chosen: LedgerFilter,
    path: Path,
    what_of: Callable[[Transaction], str],
    *,
    progress: Callable[[int], None] = lambda _done: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Write the transactions to a CSV file, whole or not at all, and return how many; 0 when cancelled.

    UTF-8 with its mark, so that spreadsheets read names right; no cell of words is read as a formula.
    """
    from moneypool_desktop.services.reports.files import in_place_of

    done = 0
    with in_place_of(path) as (stream, keep):
        text = TextIOWrapper(stream, "utf-8-sig", newline="")
        writer = csv.writer(text)
        writer.writerow(_heads())
        for row in everything(books, chosen):
            writer.writerow(_cells(row, what_of(row)))
            done += 1
            if done % _AT_ONCE == 0:
                progress(done)
                if cancelled():
                    text.detach()
                    return 0
        text.flush()
        text.detach()
        keep()
    return done


def words(text: str) -> str:
    """Return words as a spreadsheet may be given them: never a formula."""
    tidy = " ".join(text.split())
    return f"'{tidy}" if tidy.startswith(_FORMULA) else tidy


def _heads() -> tuple[str, ...]:
    return (
        tr("Date"),
        tr("No."),
        tr("What"),
        tr("Member no."),
        tr("Member"),
        tr("Receipt"),
        tr("Reference"),
        tr("Debit"),
        tr("Credit"),
        tr("In (Ksh)"),
        tr("Out (Ksh)"),
        tr("Amount (Ksh)"),
        tr("State"),
        tr("Takes back"),
    )


def _cells(row: Transaction, what: str) -> tuple[str, ...]:
    named = (what, row.member_number, row.member_name, row.receipt_number, row.reference, row.debit, row.credit)
    figures = tuple("" if amount is None else f"{amount:.2f}" for amount in (row.money_in, row.money_out, row.amount))
    return (
        row.on.isoformat(),
        words(row.number),
        *(words(text) for text in named),
        *figures,
        row.status,
        words(row.number_before),
    )
