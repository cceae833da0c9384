"""The register of members on paper: every member once, totals, nothing outside the margins or over one another."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from moneypool_desktop.models.rows.members import Member
from moneypool_desktop.models.rows.statements import AuditHead, Letterhead, Printing
from moneypool_desktop.services.reports.member_register import register_pdf
from tests.services.pdf_reading import outside, overlapping, read

CHAMA = Letterhead("Umoja Women & Youth Self Help Group", "Umoja SHG", "US", "CG/MKS/2023/1147", "", "Kamulu")
PRINTING = Printing(AuditHead("7f3a91c2e05b", 18204), datetime(2026, 11, 23, 11, 20, tzinfo=UTC), "Peter Otieno Ouma")


def member(n: int) -> Member:
    name = "Wanjiku Nyambura Katherine-Elizabeth wa Kamau Gatheru" if n % 7 == 0 else "Lucy Barasa Koech"
    owes = Decimal("200.00") if n % 3 else Decimal(0)
    return Member(
        UUID(int=n), UUID(int=n), f"UM-{n:03}", name, "+254712610340", "member", "active", date(2024, 1, 7), None,
        Decimal("79000.00"), Decimal(0), Decimal(0), Decimal(0), owes, Decimal(0), None, 0, owes, "good", (), 1,
    )  # fmt: skip


def test_every_member_stands_once_with_totals_over_pages_that_repeat_their_head() -> None:
    pages = read(register_pdf(CHAMA, [member(n) for n in range(1, 91)], PRINTING))
    words = "\n".join(page.words for page in pages)
    assert len(pages) == 3
    assert all(words.count(f"UM-{n:03}") == 1 for n in range(1, 91))
    assert all(page.find("Savings (Ksh)") for page in pages)
    assert pages[-1].find("7,110,000.00")
    assert pages[-1].find("Page 3 of 3")
    assert pages[0].find("Audit head 7F3A 91C2 E05B at entry 18,204")


def test_nothing_of_the_register_leaves_the_margins_or_lies_over_something_else() -> None:
    for page in read(register_pdf(CHAMA, [member(n) for n in range(1, 91)], PRINTING)):
        assert outside(page, 42, 40, 38) == []
        assert overlapping(page) == []


def test_a_register_of_nobody_is_a_page_that_says_so() -> None:
    (page,) = read(register_pdf(CHAMA, [], PRINTING))
    assert page.starting("0 members")
