"""Receipts: on A5 for the file and as an 80 mm slip for the member's hand."""

from collections.abc import Sequence
from io import BytesIO

from moneypool_desktop import language
from moneypool_desktop.language import tr
from moneypool_desktop.models.domain import formats
from moneypool_desktop.models.domain.words import amount_in_words
from moneypool_desktop.models.rows.statements import Receipt, ReceiptLine, Signature
from moneypool_desktop.services.reports import check, fonts, furniture
from moneypool_desktop.services.reports.fonts import BOLD, REGULAR
from moneypool_desktop.services.reports.page import A5, BODY, HEADING, SECOND, TABLE_HEAD, Press, Sheet
from moneypool_desktop.services.reports.slip import slip_sheet
from moneypool_desktop.services.reports.table import Column, Flow, Table, figure_width

_BALANCES = 0.63  # the share of the paper's width that the table of balances takes
_SIGNING = 60.0


def receipts_pdf(receipts: Sequence[Receipt], *, slips: bool) -> bytes:
    """Return receipts as one PDF, on A5 or as slips, each in its member's language; empty when there are none."""
    if not receipts:
        return b""
    first = receipts[0]
    stream = BytesIO()
    press = Press(stream, first.chama.name, first.chama.name, first.printing.at)
    for receipt in receipts:
        press.chapter(f"{receipt.number} {receipt.member_name}")
        press.print([slip_sheet(receipt)] if slips else receipt_sheets(receipt))
    press.close()
    return stream.getvalue()


def receipt_sheets(receipt: Receipt) -> list[Sheet]:
    """Return the pages of a receipt on A5, in its member's language."""
    with language.speaking(receipt.language):
        bottom = furniture.foot_top(Sheet(A5)) - 8
        flow = Flow(lambda: Sheet(A5), lambda sheet, page: _begin(receipt, sheet, page), bottom)
        _lines(flow, receipt)
        _in_words(flow, receipt)
        if receipt.balances:
            _balances(flow, receipt.balances)
        if receipt.signatures:
            _signatures(flow, receipt.signatures)
        text = check.receipt_check(receipt)
        for page, sheet in enumerate(flow.sheets, 1):
            furniture.foot(sheet, text, receipt.printing, page, len(flow.sheets))
        return flow.sheets


def _begin(receipt: Receipt, sheet: Sheet, page: int) -> float:
    number = tr("No. {number}", number=receipt.number)
    if page > 1:
        who = f"{receipt.member_name}, {receipt.member_number}"
        return furniture.head_again(sheet, receipt.chama, who, number) + 14
    y = furniture.head(sheet, receipt.chama, tr("Receipt"), [number])
    return max(_payer(sheet, receipt, y), _occasion(sheet, receipt, y)) + 12


def _payer(sheet: Sheet, receipt: Receipt, y: float) -> float:
    sheet.text(A5.side, y + 22, tr("Received from"), grey=SECOND)
    y += 37
    for line in fonts.wrap(fonts.plain(receipt.member_name), BOLD, HEADING, A5.room * 0.55)[:3]:
        sheet.text(A5.side, y, line, BOLD, HEADING)
        y += 14.4
    member = fonts.plain(tr("Member {number}", number=receipt.member_number))
    sheet.text(A5.side, y - 0.6, fonts.fit(member, REGULAR, BODY, A5.room * 0.55), grey=SECOND)
    return y


def _occasion(sheet: Sheet, receipt: Receipt, y: float) -> float:
    day = f"{formats.weekday_name(receipt.on.isoweekday())} {formats.date_long(receipt.on)}"
    sheet.text_right(A5.right, y + 22, tr("Date"), grey=SECOND)
    sheet.text_right(A5.right, y + 34.8, day, BOLD)
    y += 47.6
    for sentence in (receipt.place, receipt.method, receipt.reference):
        for line in fonts.wrap(fonts.plain(sentence), REGULAR, BODY, A5.room * 0.42)[:2]:
            if line:
                sheet.text_right(A5.right, y, line, grey=SECOND)
                y += 12.8
    return y - 12.8


def _lines(flow: Flow, receipt: Receipt) -> None:
    head = tr("Amount (Ksh)")
    amounts = [formats.ksh(receipt.total), *(formats.money(line.amount) for line in receipt.lines)]
    wide = figure_width(head, amounts, 90.0)
    left = A5.room - wide
    shape = (
        Column(tr("For"), 0, left * 0.52),
        Column(tr("Detail"), left * 0.52, left * 0.48, grey=SECOND),
        Column(head, left, wide, figures=True),
    )
    table = Table(flow, shape, A5.side)
    last = len(receipt.lines) - 1
    for number, line in enumerate(receipt.lines):
        table.row((line.what, line.detail, formats.money(line.amount)), keep=20 if number == last else 0)
    table.total(tr("Total received"), [formats.ksh(receipt.total)])


def _in_words(flow: Flow, receipt: Receipt) -> None:
    lines = fonts.wrap(amount_in_words(receipt.total), REGULAR, BODY, A5.room)
    flow.need(len(lines) * 12.5 + 12)
    for number, line in enumerate(lines):
        flow.sheet.text(A5.side, flow.y + 16.5 + number * 12.5, line)
    flow.y += len(lines) * 12.5 + 17


def _balances(flow: Flow, balances: tuple[ReceiptLine, ...]) -> None:
    room = A5.room * _BALANCES
    wide = figure_width("Ksh", [formats.money(line.amount) for line in balances], 70.0)
    shape = (Column(tr("After this receipt"), 0, room - wide), Column("Ksh", room - wide, wide, figures=True))
    table = Table(flow, shape, A5.side)
    for line in balances:
        words = f"{line.what}, {line.detail}" if line.detail else line.what
        table.row((words, formats.money(line.amount)))


def _signatures(flow: Flow, signatures: tuple[Signature, ...]) -> None:
    flow.need(_SIGNING + 8)
    wide = (A5.room - 27) / 2
    y = flow.y + 38
    for number, signature in enumerate(signatures[:2]):
        x = A5.side + number * (wide + 27)
        flow.sheet.rule(x, y, x + wide, 0.75)
        name = fonts.fit(fonts.plain(signature.name), BOLD, BODY, wide)
        flow.sheet.text(x, y + 12.4, name, BOLD)
        role = fonts.fit(fonts.plain(signature.role), REGULAR, TABLE_HEAD, wide)
        flow.sheet.text(x, y + 25, role, size=TABLE_HEAD, grey=SECOND)
    flow.y = y + 28
