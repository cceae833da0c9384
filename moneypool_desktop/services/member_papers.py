"""Papers about members: the register as a PDF."""

from collections.abc import Sequence

from moneypool_desktop.models.rows.members import Member
from moneypool_desktop.services import papers
from moneypool_desktop.services.database.connection import Books


def register_paper(books: Books, members: Sequence[Member]) -> bytes:
    """Return the register of these members, in their order, in the language now spoken."""
    from moneypool_desktop.services.reports.member_register import register_pdf

    issuer = papers.Issuer(books.read(papers.CHAMA, (books.chama.id,))[0])
    return register_pdf(issuer.letterhead(), members, issuer.printing(books))
