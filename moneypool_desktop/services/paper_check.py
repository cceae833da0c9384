"""Holding a printed paper against the books: is the audit the one it was printed under, are its figures true."""

from dataclasses import dataclass
from typing import LiteralString

from moneypool_desktop.language import tr
from moneypool_desktop.services import receipt_papers, receipts
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.services.failures import Refused
from moneypool_desktop.services.reports.check import PaperCheck, read_check, receipt_check

_LINK: LiteralString = "select coalesce(upper(encode(api.audit_link(%s, %s), 'hex')), '')"


@dataclass(frozen=True, slots=True)
class PaperVerdict:
    """What the books say to a paper; `same_figures` is None for a statement, whose figures are compared by eye."""

    paper: PaperCheck
    same_audit: bool
    same_figures: bool | None

    @property
    def fits(self) -> bool:
        """Whether nothing speaks against the paper."""
        return self.same_audit and self.same_figures is not False


def check(books: Books, text: str) -> PaperVerdict:
    """Return what the books say to the text of a paper's code; refused when it is no code of a paper."""
    paper = read_check(text)
    if paper is None:
        raise Refused(
            "paper.text",
            tr("This is not the code of a MoneyPool paper."),
            advice=tr("Scan the square at the foot of the paper and give its whole text."),
        )
    link = str(books.read(_LINK, (books.chama.id, paper.entry))[0][0])
    found = [row.id for row in receipts.listed(books, text=paper.number) if row.number == paper.number]
    same = None
    if found or not paper.number.startswith("ST-"):
        made = receipt_papers.preview(books, found)
        same = any(receipt_check(one).endswith(f"|{paper.digest}") for one in made)
    return PaperVerdict(paper, link.startswith(paper.head) and len(paper.head) == 16, same)
