"""The problems of a file on paper: what to put right in it, row by row."""

from datetime import datetime
from io import BytesIO

from moneypool_desktop.language import tr, trn
from moneypool_desktop.models.domain import formats
from moneypool_desktop.models.rows.imports import ImportPlan, ImportRow, RowState
from moneypool_desktop.services.imports.detect import PLANNERS
from moneypool_desktop.services.reports import fonts
from moneypool_desktop.services.reports.fonts import BOLD, REGULAR
from moneypool_desktop.services.reports.page import A4, BODY, HEADING, SECOND, SMALL, Press, Sheet
from moneypool_desktop.services.reports.table import Flow, Table, columns

_LISTED = (RowState.REFUSED, RowState.REPEATED)


def has_problems(plan: ImportPlan) -> bool:
    """Return whether there is a row to put on the paper."""
    return any(row.state in _LISTED for row in plan.rows)


def problems_pdf(plan: ImportPlan, chama: str, at: datetime) -> bytes:
    """Return the list of refused and repeated rows as PDF, in the language now spoken."""
    stream = BytesIO()
    with fonts.ONE_AT_A_TIME:
        flow = Flow(lambda: Sheet(A4), lambda sheet, page: _begin(sheet, page, plan, chama, at),
                    A4.height - A4.foot - 18)  # fmt: skip
        widths = ((tr("Row"), 36.0), (tr("Number"), 62.0), (tr("Name"), 140.0))
        table = Table(flow, columns(A4.room, widths, tr("What to put right"), ()), A4.side)
        for row in plan.rows:
            if row.state in _LISTED:
                table.row([str(row.line), row.shown.get("number", ""), row.shown.get("name", ""), _said(plan, row)])
        for page, sheet in enumerate(flow.sheets, 1):
            _foot(sheet, page, len(flow.sheets))
    press = Press(stream, tr("Problems of {file}", file=plan.source.name), chama, at)
    press.print(flow.sheets)
    press.close()
    return stream.getvalue()


def _said(plan: ImportPlan, row: ImportRow) -> str:
    if row.state is RowState.REPEATED or plan.detection.kind is None:
        return row.note
    labels = {field.name: tr(field.label) for field in PLANNERS[plan.detection.kind].fields}
    return " ".join(f"{labels[name]}: {sentence}" if name in labels else sentence
                    for name, sentence in row.problems.items())  # fmt: skip


def _begin(sheet: Sheet, page: int, plan: ImportPlan, chama: str, at: datetime) -> float:
    y = A4.top + 12
    sheet.text(A4.side, y, fonts.fit(fonts.plain(chama), BOLD, HEADING, A4.room - 150), BOLD, HEADING)
    sheet.text_right(A4.right, y, formats.date_long(at.date()), grey=SECOND)
    title = tr("Problems of {file}", file=plan.source.name)
    sheet.text(A4.side, y + 16, fonts.fit(fonts.plain(title), REGULAR, BODY, A4.room), grey=SECOND)
    sheet.rule(A4.side, y + 24, A4.right, 2)
    y += 36
    if page > 1:
        return y
    count = sum(row.state in _LISTED for row in plan.rows)
    said = trn("{n} row needs a look. Correct the file, or put the row right in the window.",
               "{n} rows need a look. Correct the file, or put the rows right in the window.", count)  # fmt: skip
    sheet.text(A4.side, y + 4, said)
    return y + 14


def _foot(sheet: Sheet, page: int, pages: int) -> None:
    y = A4.height - A4.foot - 3
    sheet.text_right(A4.right, y, tr("Page {page} of {pages}", page=page, pages=pages), size=SMALL, grey=SECOND)
