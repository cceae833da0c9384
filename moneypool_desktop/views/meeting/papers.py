"""Receipts as PDF, made in a worker: to look at, or counted as printed first."""

from collections.abc import Sequence
from uuid import UUID

from moneypool_desktop.services import receipt_papers
from moneypool_desktop.services.database.connection import Books


def paper_to_look_at(books: Books, keys: Sequence[UUID], *, slips: bool) -> bytes:
    """Return receipts as they would be printed; nothing is counted."""
    from moneypool_desktop.services.reports.receipt import receipts_pdf

    return receipts_pdf(receipt_papers.preview(books, keys), slips=slips)


def counted_paper(books: Books, keys: Sequence[UUID], key: UUID, *, slips: bool) -> bytes:
    """Count receipts as printed and return their papers; from the second time on they say COPY."""
    from moneypool_desktop.services.reports.receipt import receipts_pdf

    return receipts_pdf(receipt_papers.print_receipts(books, keys, key), slips=slips)
