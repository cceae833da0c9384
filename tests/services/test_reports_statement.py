"""The member statement, read back from its PDF by text and place."""

import gettext
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import ClassVar

import pypdfium2
import pytest

from moneypool_desktop import language
from moneypool_desktop.models.rows.statements import AuditHead, Figure, Letterhead, Obligation, Statement
from moneypool_desktop.services.reports import check
from moneypool_desktop.services.reports.page import A4, MM
from moneypool_desktop.services.reports.statement import statement_pdf
from tests.services import pdf_reading, report_samples

SIDE, TOP, FOOT = 15 * MM, 15 * MM, 14 * MM
NASTY_NAMES = [
    "<b>Lucy</b> &amp; <script>alert(1)</script>",
    "\u202eKoech Barasa\u202c Lucy",
    "محمد عبد الله",
    "Lucy 😀👩🏾‍🌾 Koech",
    "Lucy\nBarasa\tKoech\x00",
    "Ndũng'u wa Kĩmani",
    "Wanjirũ" * 40,
    "",
]


def pages_of(statement: Statement) -> list[pdf_reading.PageRead]:
    return pdf_reading.read(statement_pdf(statement))


def assert_tidy(pages: list[pdf_reading.PageRead]) -> None:
    for page in pages:
        assert pdf_reading.overlapping(page) == []
        assert pdf_reading.outside(page, SIDE, TOP, FOOT) == []


def test_a_statement_says_whose_it_is_and_who_issued_it() -> None:
    (page,) = pages_of(report_samples.statement())
    for words in (
        "US",
        "Umoja Women & Youth Self Help Group",
        "Registration CG/MKS/2023/1147. Paybill 4041234, account: your member number",
        "Member statement",
        "No. ST-2026-0311",
        "As at 5 November 2026",
        "Lucy Barasa Koech",
        "Member UM-011, since 6 July 2023",
        "Standing: good, one fine unpaid",
        "1 January to 5 November 2026",
    ):
        page.find(words)


def test_a_statement_is_a4_with_its_margins() -> None:
    (page,) = pages_of(report_samples.statement())
    assert (page.width, page.height) == pytest.approx((A4.width, A4.height), abs=0.01)
    assert_tidy([page])
    assert page.find("Lucy Barasa Koech").left == pytest.approx(SIDE, abs=1)
    assert page.find("Member statement").right == pytest.approx(page.width - SIDE, abs=1)


def test_the_four_boxes_stand_side_by_side() -> None:
    (page,) = pages_of(report_samples.statement())
    amounts = [page.find(text) for text in ("Ksh 79,000.00", "Ksh 12,000.00", "Ksh 200.00", "Ksh 0.00")]
    assert len({round(amount.top) for amount in amounts}) == 1
    assert [amount.left for amount in amounts] == sorted(amount.left for amount in amounts)
    assert page.find("from 59,000.00").top > amounts[0].bottom


def test_running_balances_end_at_one_edge() -> None:
    statement = report_samples.long_statement(40)
    page = pages_of(statement)[0]
    edge = page.find("Balance (Ksh)").right
    shown = [f"{line.balance:,.2f}" for line in statement.sections[0].lines[1:20]]
    balances = [page.find(text) for text in shown]
    assert [piece.right for piece in balances] == pytest.approx([edge] * len(balances), abs=1.5)
    assert pdf_reading.falls(balances)


def test_digits_of_a_column_stand_under_each_other_whatever_they_are() -> None:
    from moneypool_desktop.services.reports import fonts

    widths = {round(fonts.width(f"{digit},{digit * 3}.{digit * 2}", fonts.FIGURES, 9), 6) for digit in "0123456789"}
    assert len(widths) == 1


def test_totals_of_a_section_are_the_sums_of_its_lines() -> None:
    (page,) = pages_of(report_samples.statement())
    closing = page.find("Balance at 5 November 2026")
    totals = [piece.text for piece in page.pieces if abs(piece.top - closing.top) < 3 and piece is not closing]
    assert totals == ["20,000.00", "0.00", "79,000.00"]


def test_dues_fines_and_loans_show_what_is_still_to_pay_and_why_not() -> None:
    (page,) = pages_of(report_samples.statement())
    waiver = page.find("waived by resolution 31/4, 200.00")
    welfare = page.find("Welfare, January to October 2026")
    assert waiver.top > welfare.bottom
    assert waiver.left > welfare.left
    assert page.find("none").top == pytest.approx(page.find("Loans").top, abs=3)
    to_pay = [piece for piece in page.pieces if piece.text == "Ksh 200.00"]
    assert abs(to_pay[-1].top - page.find("To pay").top) < 3


def test_a_ledger_of_300_lines_runs_over_pages_that_each_say_whose_they_are() -> None:
    pages = pages_of(report_samples.long_statement(300))
    assert len(pages) > 8
    assert_tidy(pages)
    for number, page in enumerate(pages, 1):
        page.find(f"Page {number} of {len(pages)}")
        assert page.starting("Audit head 7F3A 91C2 E05B at entry 18,204")
        assert page.starting("No. ST-2026-0400")
    for page in pages[1:-1]:
        page.find("Lucy Barasa Koech, UM-011")
        page.find("Savings, continued")
        page.find("Balance (Ksh)")


def test_no_line_of_a_long_ledger_is_lost_or_doubled() -> None:
    pages = pages_of(report_samples.long_statement(300))
    receipts = [piece.text for page in pages for piece in page.starting("R-")]
    assert receipts == [f"R-{1000 + n}" for n in range(300)]


@pytest.mark.parametrize("lines", range(14, 34))
def test_a_total_never_stands_on_a_page_without_a_line_of_its_own(lines: int) -> None:
    for page in pages_of(report_samples.long_statement(lines)):
        if page.starting("Balance at "):
            assert page.starting("R-")


@pytest.mark.parametrize("name", NASTY_NAMES)
def test_any_name_leaves_the_paper_whole(name: str) -> None:
    statement = report_samples.statement()
    chama = replace(statement.chama, name=name, short_name=name, initials=name[:2], contact=name)
    pages = pages_of(replace(statement, chama=chama, member_name=name, standing=name, questions=name))
    assert_tidy(pages)
    assert "79,000.00" in pages[0].words


def test_mark_up_in_a_name_is_printed_as_it_was_typed() -> None:
    (page,) = pages_of(replace(report_samples.statement(), member_name="<b>Lucy</b> &amp; Koech"))
    page.find("<b>Lucy</b> &amp; Koech")


def test_a_direction_override_does_not_turn_the_rest_of_the_line() -> None:
    (page,) = pages_of(replace(report_samples.statement(), member_name="Lucy \u202eKoech"))
    page.find("Lucy Koech")


def test_letters_of_kenyan_languages_are_printed() -> None:
    (page,) = pages_of(replace(report_samples.statement(), member_name="Ndu\u0303ng'u wa Ki\u0303mani"))
    page.find("Ndũng'u wa Kĩmani")


def test_a_large_figure_is_made_smaller_and_never_cut() -> None:
    statement = report_samples.statement()
    large = Figure(Decimal("-9999999999999.99"), "x" * 300)
    row = Obligation("Fine " * 100, large.amount, large.amount, large.amount, ("note " * 200,))
    pages = pages_of(replace(statement, savings=large, owes=large, obligations=(row,)))
    assert_tidy(pages)
    assert sum(piece.text.endswith("−9,999,999,999,999.99") for piece in pages[0].pieces) == 6


def test_a_reprint_says_which_copy_it_is_and_the_original_does_not() -> None:
    statement = report_samples.statement()
    (copy,) = pages_of(replace(statement, printing=replace(statement.printing, copy=2)))
    assert copy.find("COPY 2").bottom < copy.find("Page 1 of 1").top
    assert_tidy([copy])
    assert "COPY" not in pages_of(statement)[0].words


def test_every_page_of_the_sample_chama_says_practice() -> None:
    statement = report_samples.long_statement(60)
    pages = pages_of(replace(statement, chama=replace(statement.chama, practice=True)))
    assert len(pages) == 3
    for page in pages:
        page.find("PRACTICE")


def test_the_same_statement_gives_the_same_bytes() -> None:
    assert statement_pdf(report_samples.statement()) == statement_pdf(report_samples.statement())


def test_the_pdf_carries_the_moment_of_printing_and_no_other() -> None:
    with pypdfium2.PdfDocument(statement_pdf(report_samples.statement())) as document:
        about = document.get_metadata_dict()
    assert about["CreationDate"] == about["ModDate"] == "D:20261105112000"
    assert about["Title"] == "Member statement ST-2026-0311, Lucy Barasa Koech"


def test_an_empty_statement_still_says_that_nothing_moved() -> None:
    nothing = Figure(Decimal("0.00"), "")
    bare = Letterhead("Chama", "Chama", "C", "", "", "")
    (page,) = pages_of(
        replace(
            report_samples.long_statement(0),
            chama=bare,
            since=None,
            standing="",
            questions="",
            obligations=(),
            savings=nothing,
            shares=nothing,
            owes=nothing,
            guarantees=nothing,
        )
    )
    page.find("Balance brought forward")
    page.find("Member UM-011")
    assert_tidy([page])


def test_a_period_over_two_years_names_both() -> None:
    (page,) = pages_of(replace(report_samples.statement(), period_from=date(2025, 7, 1)))
    page.find("1 July 2025 to 5 November 2026")


class Kiswahili(gettext.NullTranslations):
    """Enough of a catalogue to see that each label is asked for in the member's language."""

    SAID: ClassVar = {
        "Member statement": "Taarifa ya mwanachama",
        "Period": "Kipindi",
        "Balance (Ksh)": "Salio (Ksh)",
        "{start} to {end}": "{start} hadi {end}",
        "Page {page} of {pages}": "Ukurasa {page} wa {pages}",
        "none": "hakuna",
    }

    def gettext(self, message: str) -> str:
        return self.SAID.get(message, message)


def test_a_statement_speaks_its_members_language_and_the_program_keeps_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    catalogues = {"sw": Kiswahili(), "en": gettext.NullTranslations()}
    monkeypatch.setattr(language, "_catalogue", catalogues.__getitem__)
    (page,) = pages_of(replace(report_samples.statement(), language="sw"))
    for words in (
        "Taarifa ya mwanachama",
        "1 Januari hadi 5 Novemba 2026",
        "Salio (Ksh)",
        "Ukurasa 1 wa 1",
        "hakuna",
        "7 Mac 2026",
    ):
        page.find(words)
    assert_tidy([page])
    assert language.current() == "en"


def test_the_check_text_names_paper_and_audit_head_and_reads_back() -> None:
    statement = report_samples.statement()
    text = check.statement_check(statement)
    read = check.read_check(text)
    assert read is not None
    assert (read.chama, read.number, read.entry, read.head) == (
        "Umoja Women & Youth SHG",
        "ST-2026-0311",
        18204,
        "7F3A91C2E05B4D10",
    )


def test_another_figure_gives_another_digest_and_another_head_does_not() -> None:
    statement = report_samples.statement()
    first = check.read_check(check.statement_check(statement))
    other = check.read_check(check.statement_check(replace(statement, savings=Figure(Decimal(80000), ""))))
    later = replace(statement, printing=replace(statement.printing, head=AuditHead("ab" * 32, 20000)))
    second = check.read_check(check.statement_check(later))
    assert first is not None
    assert other is not None
    assert second is not None
    assert first.digest != other.digest
    assert first.digest == second.digest


@pytest.mark.parametrize("text", ["", "hello", "MPD1|a|b|c|d|e", "MPD2|a|b|1|c|d", "MPD1|a|b|1|c|d|e"])
def test_a_text_that_is_not_ours_is_no_check(text: str) -> None:
    assert check.read_check(text) is None


def test_the_code_on_the_paper_is_the_code_of_the_check_text() -> None:
    statement = report_samples.statement()
    runs = check.squares(check.statement_check(statement))
    side = 1 + max(row for _, row, _ in runs)
    dark = {(column + step, row) for column, row, length in runs for step in range(length)}
    scale = 6
    with pypdfium2.PdfDocument(statement_pdf(statement)) as document:
        picture = document[0].render(scale=scale).to_numpy()
    module = 18 * MM / side
    top = A4.height - FOOT - 18 * MM
    for row in range(side):
        for column in range(side):
            x, y = SIDE + (column + 0.5) * module, top + (row + 0.5) * module
            assert (picture[int(y * scale), int(x * scale)][0] < 128) == ((column, row) in dark)
