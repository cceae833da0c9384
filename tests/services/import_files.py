"""Small files for the import tests, made in memory."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook

from moneypool_desktop.models.rows.imports import ColumnMap, ImportPlan, ImportRow, Known, KnownMember
from moneypool_desktop.services.imports.plan import make_plan
from moneypool_desktop.services.imports.reader import open_file, read_bytes

FILES = Path(__file__).parent.parent / "cases" / "files"
TODAY = date(2026, 11, 23)
GROUP = (KnownMember("UM-001", "Grace Wanjiku Kamau"), KnownMember("UM-002", "Peter Otieno Ouma"))
KINDS = ("Monthly contribution", "Welfare")
PAID = "Date,Member No,Member,Type,Amount,Method,Reference,Remarks\n"


def sample(name: str, known: Known | None = None) -> ImportPlan:
    return make_plan(open_file(FILES / name), known=known or Known(today=TODAY))


def plan_of(text: str | bytes, known: Known | None = None, mapping: ColumnMap | None = None) -> ImportPlan:
    content = text.encode() if isinstance(text, str) else text
    return make_plan(read_bytes("file.csv", content), known=known or Known(today=TODAY), mapping=mapping)


def payments(*lines: str, known: Known | None = None) -> ImportPlan:
    return plan_of(PAID + "\n".join(lines) + "\n", known)


def only(plan: ImportPlan) -> ImportRow:
    (row,) = plan.rows
    return row


def total(plan: ImportPlan, key: str) -> Decimal:
    return next(figure.value for figure in plan.totals if figure.key == key)


def workbook(*sheets: Sequence[Sequence[object]]) -> bytes:
    book = Workbook()
    for number, rows in enumerate(sheets):
        page = book.active if number == 0 else book.create_sheet()
        for row in rows:
            page.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(content: bytes, changed: dict[str, bytes]) -> bytes:
    """Return a workbook with some of its parts put in another's place."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, changed.pop(part, old.read(part)))
        for part, extra in changed.items():
            new.writestr(part, extra)
    return stream.getvalue()
