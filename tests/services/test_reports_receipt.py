"""Receipts on A5 and as a slip, read back from their PDF by text and place."""

import gettext
from dataclasses import replace
from decimal import Decimal
from typing import ClassVar

import pytest

from moneypool_desktop import language
from moneypool_desktop.models.rows.statements import Receipt, ReceiptLine
from moneypool_desktop.services.reports.page import MM
from moneypool_desktop.services.reports.receipt import receipts_pdf
from tests.services import pdf_reading, report_samples

NASTY = ["<i>Joseph</i>", "\u202eMutiso\u202c", "محمد عبد الله", "Joseph 😀", "Nafula" * 50, "a b " * 90, ""]


def receipt_pdf(receipt: Receipt) -> bytes:
    return receipts_pdf([receipt], slips=False)


def slip_pdf(receipt: Receipt) -> bytes:
    return receipts_pdf([receipt], slips=True)


def original() -> Receipt:
    sample = report_samples.receipt()
    return replace(sample, printing=replace(sample.printing, copy=0))


def nasty(name: str) -> Receipt:
    sample = report_samples.receipt()
    return replace(
        sample,
        chama=replace(sample.chama, name=name, short_name=name, registration=name, paybill=name),
        number=f"R-{name}"[:40],
        member_name=name,
        member_number=f"UM {name}"[:40],
        lines=(ReceiptLine(name, name, Decimal("12345678.90")), *sample.lines),
        method=name,
        reference=name,
        place=name,
        balances=(ReceiptLine(name, name, Decimal("-99999999.99")),),
        treasurer=name,
        signatures=tuple(replace(signature, name=name, role=name) for signature in sample.signatures),
        farewell=name,
    )


def test_a_receipt_is_a5_and_says_who_paid_what_for_what() -> None:
    (page,) = pdf_reading.read(receipt_pdf(report_samples.receipt()))
    assert (page.width, page.height) == pytest.approx((148 * MM, 210 * MM), abs=0.01)
    for words in (
        "Receipt",
        "No. R-2041",
        "Joseph Nafula Mutiso",
        "Member UM-012",
        "Saturday 7 November 2026",
        "Meeting 47",
        "Paid in cash",
        "Loan LN-0054, principal",
        "instalment 2 of 12",
        "Ksh 15,850.00",
        "Fifteen thousand eight hundred and fifty shillings only.",
        "Loan LN-0054 still owed",
        "126,117.00",
        "Treasurer",
    ):
        page.find(words)
    assert pdf_reading.overlapping(page) == []
    assert pdf_reading.outside(page, 10 * MM, 10 * MM, 10 * MM) == []


def test_amounts_of_a_receipt_end_where_their_total_ends() -> None:
    (page,) = pdf_reading.read(receipt_pdf(report_samples.receipt()))
    edge = page.find("Ksh 15,850.00").right
    amounts = [page.find(text).right for text in ("2,000.00", "100.00", "2,067.00", "11,683.00")]
    assert amounts == pytest.approx([edge] * 4, abs=1.5)


@pytest.mark.parametrize("draw", [receipt_pdf, slip_pdf])
def test_a_reprint_says_copy_and_the_original_does_not(draw: object) -> None:
    assert callable(draw)
    assert "COPY 1" in pdf_reading.read(draw(report_samples.receipt()))[0].words
    assert "COPY" not in pdf_reading.read(draw(original()))[0].words


@pytest.mark.parametrize("draw", [receipt_pdf, slip_pdf])
def test_papers_of_the_sample_chama_say_practice(draw: object) -> None:
    assert callable(draw)
    practice = replace(original(), chama=replace(original().chama, practice=True))
    assert "PRACTICE" in pdf_reading.read(draw(practice))[0].words
    assert "PRACTICE" not in pdf_reading.read(draw(original()))[0].words


@pytest.mark.parametrize("name", NASTY)
def test_any_words_leave_the_a5_receipt_whole(name: str) -> None:
    for page in pdf_reading.read(receipt_pdf(nasty(name))):
        assert pdf_reading.overlapping(page) == []
        assert pdf_reading.outside(page, 10 * MM, 10 * MM, 10 * MM) == []


@pytest.mark.parametrize("name", NASTY)
def test_any_words_leave_the_slip_whole(name: str) -> None:
    (page,) = pdf_reading.read(slip_pdf(nasty(name)))
    assert pdf_reading.overlapping(page) == []
    assert pdf_reading.outside(page, 4 * MM, 4 * MM, 4 * MM) == []
    page.find("12,345,678.90")


def test_a_receipt_of_60_lines_runs_over_pages() -> None:
    lines = tuple(ReceiptLine(f"Dues {n}", "", Decimal(n)) for n in range(60))
    pages = pdf_reading.read(receipt_pdf(replace(report_samples.receipt(), lines=lines)))
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        page.find(f"Page {number} of {len(pages)}")
        assert pdf_reading.overlapping(page) == []
    shown = [piece.text for page in pages for piece in page.starting("Dues ")]
    assert shown == [f"Dues {n}" for n in range(60)] + ["Dues behind"]


def test_a_slip_is_80_mm_wide_has_72_mm_of_ink_and_grows_with_what_it_says() -> None:
    (short,) = pdf_reading.read(slip_pdf(original()))
    longer = replace(original(), lines=original().lines * 5)
    (long,) = pdf_reading.read(slip_pdf(longer))
    assert short.width == long.width == pytest.approx(80 * MM, abs=0.01)
    assert long.height > short.height + 100
    assert max(piece.right for piece in short.pieces) - min(piece.left for piece in short.pieces) <= 72 * MM
    assert max(piece.bottom for piece in long.pieces) < long.height - 6 * MM


def test_a_slip_says_when_it_was_paid_and_a_copy_only_the_day() -> None:
    assert "7 November 2026, 10:52" in pdf_reading.read(slip_pdf(original()))[0].words
    later = replace(report_samples.receipt(), printing=replace(report_samples.PRINTING, copy=1))
    assert "7 November 2026\n" in pdf_reading.read(slip_pdf(later))[0].words


@pytest.mark.parametrize("draw", [receipt_pdf, slip_pdf])
def test_the_same_receipt_gives_the_same_bytes(draw: object) -> None:
    assert callable(draw)
    assert draw(report_samples.receipt()) == draw(report_samples.receipt())


class Kiswahili(gettext.NullTranslations):
    SAID: ClassVar = {
        "Receipt": "Risiti",
        "Member": "Mwanachama",
        "TOTAL": "JUMLA",
        "Registration {number}": "Usajili {number}",
        "COPY {n}": "NAKALA {n}",
    }

    def gettext(self, message: str) -> str:
        return self.SAID.get(message, message)


def test_receipt_and_slip_speak_kiswahili(monkeypatch: pytest.MonkeyPatch) -> None:
    catalogues = {"sw": Kiswahili(), "en": gettext.NullTranslations()}
    monkeypatch.setattr(language, "_catalogue", catalogues.__getitem__)
    receipt = replace(report_samples.receipt(), language="sw")
    (a5,) = pdf_reading.read(receipt_pdf(receipt))
    (slip,) = pdf_reading.read(slip_pdf(receipt))
    a5.find("Jumamosi 7 Novemba 2026")
    a5.find("Shilingi elfu kumi na tano, mia nane na hamsini tu.")
    for words in ("Risiti", "Mwanachama", "JUMLA", "Usajili CG/MKS/2023/1147", "NAKALA 1"):
        slip.find(words)


@pytest.mark.parametrize("slips", [True, False])
def test_many_receipts_make_one_paper_each_on_pages_of_its_own(slips: bool) -> None:
    receipts = [replace(original(), number=f"R-{number}") for number in (2041, 2042, 2043)]
    pages = pdf_reading.read(receipts_pdf(receipts, slips=slips))
    numbers = ("R-2041", "R-2042", "R-2043")
    assert all(number in page.words for number, page in zip(numbers, pages, strict=True))
    assert receipts_pdf([], slips=slips) == b""
