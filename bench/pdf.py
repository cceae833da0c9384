"""500 member statements of two pages: ours from rows to files, beside reportlab drawing the very same pages.

The raw measure is given every text, place, line and QR square ready made, and draws them in one text object a page,
the fastest way reportlab has. Ours starts from the rows: totals, words, dates, wrapping, page breaks, check codes.
"""

import statistics
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from bench import report
from bench.report import milliseconds, ratio
from moneypool_desktop import places
from moneypool_desktop.models.rows.statements import (
    AuditHead,
    Figure,
    Letterhead,
    Obligation,
    Printing,
    Statement,
    StatementLine,
    StatementSection,
)
from moneypool_desktop.services.reports import batch, check, page
from moneypool_desktop.services.reports.statement import statement_sheets

MANY, PART, ROWS, TARGET = 500, 50, 56, 3.0
RAW_FACES = {
    "Inter": "Inter-Regular.ttf",
    "Inter-Figures": "Inter-Regular.ttf",
    "Inter-SemiBold": "Inter-SemiBold.ttf",
    "Inter-SemiBold-Figures": "Inter-SemiBold.ttf",
}


def statements() -> list[Statement]:
    chama = Letterhead(
        "Bench Self Help Group", "Bench SHG", "BS", "CG/1/1", "Paybill 400000, account: member number", "0700 000 000"
    )
    printing = Printing(AuditHead("7f3a91c2e05b4d10" * 4, 18204), datetime(2026, 11, 5, tzinfo=UTC), "Bench")
    made: list[Statement] = []
    for number in range(MANY):
        balance = Decimal("0.00")
        lines: list[StatementLine] = []
        for row in range(ROWS):
            paid = Decimal(1000 + (number * 37 + row * 11) % 4000)
            balance += paid
            on = date(2025, 1, 1) + timedelta(days=11 * row)
            lines.append(StatementLine(on, f"R-{number * ROWS + row}", f"Monthly dues, {row + 1}", paid, None, balance))
        figures = [Figure(amount, "a note") for amount in (balance, Decimal(0), Decimal(200), Decimal(0))]
        first = Statement(
            chama, f"ST-2026-{number:04d}", "en", f"UM-{number:03d}", f"Member Number {number}", date(2023, 7, 6),
            "Standing: good", date(2025, 1, 1), date(2026, 11, 5), *figures,
            (StatementSection("Savings", date(2024, 12, 31), Decimal(0), tuple(lines)),),
            (Obligation("Monthly dues", balance, balance, Decimal(0)),), "Questions reach the treasurer.", printing,
        )  # fmt: skip
        made.append(replace(first, language="sw" if number % 2 else "en"))
    return made


def raw_faces() -> None:
    for name, file in RAW_FACES.items():
        pdfmetrics.registerFont(TTFont(f"Raw-{name}", str(places.resource("fonts", file)), shapable=False))


def raw_pages(ready: list[tuple[list[page.Sheet], list[tuple[int, int, int]]]], folder: Path) -> None:
    for number, (sheets, squares) in enumerate(ready):
        canvas = Canvas(str(folder / f"{number}.pdf"), pageCompression=1)
        for sheet in sheets:
            raw_page(canvas, sheet, squares)
        canvas.save()


def raw_page(canvas: Canvas, sheet: page.Sheet, squares: list[tuple[int, int, int]]) -> None:
    height = sheet.size.height
    canvas.setPageSize((sheet.size.width, height))
    for rule in sheet.rules:
        x, y, to_x, to_y = rule.ends
        canvas.setLineWidth(rule.thickness)
        canvas.setStrokeGray(rule.grey)
        canvas.line(x, height - y, to_x, height - to_y)
    for box in sheet.boxes:
        canvas.setLineWidth(box.thickness)
        canvas.setStrokeGray(box.grey)
        canvas.roundRect(box.x, height - box.y - box.height, box.width, box.height, box.radius)
    module = page.QR_SIDE / (1 + max(row for _, row, _ in squares))
    for code in sheet.codes:
        path = canvas.beginPath()
        for column, row, length in squares:
            path.rect(code.x + column * module, height - code.y - (row + 1) * module, length * module, module)
        canvas.drawPath(path, stroke=0, fill=1)
    written = canvas.beginText()
    for text in sheet.texts:
        written.setFont(f"Raw-{text.face}", text.size)
        written.setFillGray(text.grey)
        written.setTextOrigin(text.x, height - text.y)
        written.textOut(text.words)
    canvas.drawText(written)
    canvas.showPage()


def figures() -> list[report.Figure]:
    """Statements in a file each beside the bare drawing of their pages."""
    rows = statements()
    ready = [(statement_sheets(row), check.squares(check.statement_check(row))) for row in rows]
    pages = statistics.mean(len(sheets) for sheets, _ in ready)
    raw_faces()
    raw = ours = 0.0
    with tempfile.TemporaryDirectory() as place:
        one = Path(place)
        for start in range(0, MANY, PART):  # by turns, so that a busy machine slows both alike
            part, drawn = rows[start : start + PART], ready[start : start + PART]
            raw += milliseconds(partial(raw_pages, drawn, one))
            ours += milliseconds(partial(batch.render_each, part, one / "each", lambda *_: None, lambda: False))
        together = milliseconds(lambda: batch.render_together(rows, one / "all.pdf", lambda *_: None, lambda: False))
    print(f"  {MANY} statements of {pages:.1f} pages, {ROWS} rows each; all in one file {together:.0f} ms")
    return [ratio(f"{MANY} statements of {pages:.0f} pages", ours, raw, TARGET)]
