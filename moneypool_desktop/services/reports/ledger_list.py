"""The transactions of a filter on A4: date, number, what, member, in, out, and the sums."""

from collections.abc import Sequence
from io import BytesIO

from moneypool_desktop.language import tr, trn
from moneypool_desktop.models.domain.formats import UNKNOWN, count, date_long, date_short, money
from moneypool_desktop.models.rows.ledger import LedgerTotals, Transaction
from moneypool_desktop.models.rows.statements import Letterhead, Printing
from moneypool_desktop.services.reports import fonts, furniture
from moneypool_desktop.services.reports.page import A4, SECOND, SMALL, Press, Sheet
from moneypool_desktop.services.reports.table import Flow, Table, columns, figure_width

_FOOT = 34.0


def ledger_pdf(
    chama: Letterhead,
    rows: Sequence[tuple[Transaction, str]],
    sums: LedgerTotals,
    asked: str,
    printing: Printing,
) -> bytes:
    """Return the transactions, each with what it was in words, as PDF in the language now spoken."""
    stream = BytesIO()
    press = Press(stream, tr("Transactions"), chama.name, printing.at)
    press.print(ledger_sheets(chama, rows, sums, asked, printing))
    press.close()
    return stream.getvalue()


def ledger_sheets(
    chama: Letterhead,
    rows: Sequence[tuple[Transaction, str]],
    sums: LedgerTotals,
    asked: str,
    printing: Printing,
) -> list[Sheet]:
    """Return the pages; `asked` says which transactions these are."""
    title = tr("Transactions")
    counted = trn("{count} transaction", "{count} transactions", sums.count, count=count(sums.count))

    def begin(sheet: Sheet, page: int) -> float:
        if page > 1:
            return furniture.head_again(sheet, chama, title, counted) + 10
        beside = [counted, tr("As at {day}", day=date_long(printing.at.date()))]
        top = furniture.head(sheet, chama, title, beside) + 10
        if not asked:
            return top
        room = fonts.fit(fonts.plain(asked), fonts.REGULAR, SMALL, A4.room)
        sheet.text(A4.side, top + 6, room, size=SMALL, grey=SECOND)
        return top + 14

    money_in, money_out = tr("In (Ksh)"), tr("Out (Ksh)")
    shape = columns(
        A4.room,
        [(tr("Date"), 62.0), (tr("No."), 54.0), (tr("What"), 140.0)],
        tr("Member"),
        [
            (money_in, figure_width(money_in, [money(sums.money_in)], 66.0)),
            (money_out, figure_width(money_out, [money(sums.money_out)], 66.0)),
        ],
    )
    flow = Flow(lambda: Sheet(A4), begin, A4.height - A4.foot - _FOOT)
    table = Table(flow, shape, A4.side)
    for number, (row, what) in enumerate(rows, 1):
        table.row(_cells(row, what), keep=20 if number == len(rows) else 0)
    table.total(counted, [money(sums.money_in), money(sums.money_out)])
    for page, sheet in enumerate(flow.sheets, 1):
        _foot(sheet, printing, page, len(flow.sheets))
    return flow.sheets


def _cells(row: Transaction, what: str) -> tuple[str, ...]:
    return (
        date_short(row.on),
        row.number,
        what,
        row.member_name or UNKNOWN,
        money(row.money_in),
        money(row.money_out),
    )


def _foot(sheet: Sheet, printing: Printing, page: int, pages: int) -> None:
    y = A4.height - A4.foot - 3
    sheet.rule(A4.side, y - 23, A4.right, 0.75)
    time = f"{printing.at:%H:%M}"
    printed = tr("Printed {day}, {time}, by {person}", day=date_long(printing.at.date()), time=time, person=printing.by)
    page_of = tr("Page {page} of {pages}", page=page, pages=pages)
    room = A4.room - fonts.width(page_of, fonts.REGULAR, SMALL) - 12
    sheet.text(A4.side, y - 11, furniture.audit_line(printing), size=SMALL, grey=SECOND)
    sheet.text(A4.side, y, fonts.fit(fonts.plain(printed), fonts.REGULAR, SMALL, room), size=SMALL, grey=SECOND)
    sheet.text_right(A4.right, y, page_of, size=SMALL, grey=SECOND)
