"""The member statement on A4."""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO

from moneypool_desktop import language
from moneypool_desktop.language import tr
from moneypool_desktop.models.domain import formats
from moneypool_desktop.models.rows.statements import Figure, Obligation, Statement, StatementSection
from moneypool_desktop.services.reports import check, fonts, furniture
from moneypool_desktop.services.reports.fonts import BOLD, BOLD_FIGURES, REGULAR
from moneypool_desktop.services.reports.page import A4, BODY, BOX, HEADING, SECOND, SMALL, Press, Sheet
from moneypool_desktop.services.reports.table import Flow, Table, columns, figure_width

_BOX_HEIGHT = 55.0
_BETWEEN = 13.0


def statement_pdf(statement: Statement) -> bytes:
    """Return one statement as PDF; the same statement always gives the same bytes."""
    stream = BytesIO()
    with language.speaking(statement.language):
        title = f"{tr('Member statement')} {statement.number}, {statement.member_name}"
    press = Press(stream, title, statement.chama.name, statement.printing.at)
    press.print(statement_sheets(statement))
    press.close()
    return stream.getvalue()


def statement_sheets(statement: Statement) -> list[Sheet]:
    """Return the pages of a statement, in its member's language."""
    with language.speaking(statement.language):
        flow = Flow(lambda: Sheet(A4), lambda sheet, page: _begin(statement, sheet, page), _bottom())
        for section in statement.sections:
            _section(flow, statement, section)
        _obligations(flow, statement.obligations, statement.to_pay)
        _questions(flow, statement.questions)
        text = check.statement_check(statement)
        for page, sheet in enumerate(flow.sheets, 1):
            furniture.foot(sheet, text, statement.printing, page, len(flow.sheets))
        return flow.sheets


def _bottom() -> float:
    return furniture.foot_top(Sheet(A4)) - 10


def _begin(statement: Statement, sheet: Sheet, page: int) -> float:
    number = tr("No. {number}", number=statement.number)
    if page > 1:
        who = f"{statement.member_name}, {statement.member_number}"
        return furniture.head_again(sheet, statement.chama, who, number) + 16
    as_at = tr("As at {day}", day=formats.date_long(statement.as_at))
    rule = furniture.head(sheet, statement.chama, tr("Member statement"), [number, as_at])
    return _summary(sheet, statement, _member(sheet, statement, rule))


def _member(sheet: Sheet, statement: Statement, y: float) -> float:
    """Draw whose statement this is and its period; return where that ends."""
    period = _period(statement)
    sheet.text_right(A4.right, y + 21.5, tr("Period"), grey=SECOND)
    sheet.text_right(A4.right, y + 34.5, period, BOLD)
    room = A4.room - fonts.width(period, BOLD, BODY) - 16
    y += 22.5
    for line in fonts.wrap(fonts.plain(statement.member_name), BOLD, HEADING, room)[:3]:
        sheet.text(A4.side, y, line, BOLD, HEADING)
        y += 14.4
    y -= 1.0
    for sentence in (_membership(statement), statement.standing):
        for line in fonts.wrap(fonts.plain(sentence), REGULAR, BODY, room)[:3]:
            sheet.text(A4.side, y, line, grey=SECOND)
            y += 12.8
    return y - 12.8


def _period(statement: Statement) -> str:
    first, last = statement.period_from, statement.as_at
    same_year = f"{first.day} {formats.month_name(first.month)}"
    start = same_year if first.year == last.year else formats.date_long(first)
    return tr("{start} to {end}", start=start, end=formats.date_long(last))


def _membership(statement: Statement) -> str:
    if statement.since is None:
        return tr("Member {number}", number=statement.member_number)
    since = formats.date_long(statement.since)
    return tr("Member {number}, since {day}", number=statement.member_number, day=since)


def _summary(sheet: Sheet, statement: Statement, y: float) -> float:
    """Draw the four boxes and return where the tables begin."""
    boxes: tuple[tuple[str, Figure], ...] = (
        (tr("Savings"), statement.savings),
        (tr("Shares"), statement.shares),
        (tr("Owes"), statement.owes),
        (tr("Guarantees"), statement.guarantees),
    )
    top = y + 14
    wide = A4.room / len(boxes)
    sheet.box(A4.side, top, A4.room, _BOX_HEIGHT, 0.75, grey=BOX)
    for number, (label, figure) in enumerate(boxes):
        x = A4.side + number * wide
        if number:
            sheet.upright(x, top, top + _BOX_HEIGHT, 0.75, BOX)
        amount = formats.ksh(figure.amount)
        size = fonts.size_to_fit(amount, BOLD_FIGURES, HEADING, wide - 18)
        sheet.text(x + 9, top + 16, label, size=SMALL, grey=SECOND)
        sheet.text(x + 9, top + 31, amount, BOLD_FIGURES, size)
        note = fonts.fit(fonts.plain(figure.note), REGULAR, SMALL, wide - 18)
        sheet.text(x + 9, top + 44.5, note, size=SMALL, grey=SECOND)
    return top + _BOX_HEIGHT + _BETWEEN


def _section(flow: Flow, statement: Statement, section: StatementSection) -> None:
    totals = (section.paid_in, section.paid_out, section.closing)
    balances = (section.opening, section.closing, *(line.balance for line in section.lines))
    words = [(tr("Date"), 66.0), (tr("Receipt"), 76.0)]
    heads = (tr("Paid in (Ksh)"), tr("Paid out (Ksh)"), tr("Balance (Ksh)"))
    figures = [
        (head, figure_width(head, [formats.money(amount) for amount in amounts], 68.0))
        for head, amounts in zip(heads, (totals[:1], totals[1:2], balances), strict=True)
    ]
    again = tr("{section}, continued", section=section.title)
    table = Table(flow, columns(A4.room, words, tr("What"), figures), A4.side, section.title, again)
    opened = formats.date_short(section.opened_on)
    table.row((opened, "", tr("Balance brought forward"), "", "", formats.money(section.opening)))
    last = len(section.lines) - 1
    for number, line in enumerate(section.lines):
        cells = (
            formats.date_short(line.on),
            line.receipt,
            line.what,
            _side(line.paid_in),
            _side(line.paid_out),
            formats.money(line.balance),
        )
        table.row(cells, keep=20 if number == last else 0)
    closing = tr("Balance at {day}", day=formats.date_long(statement.as_at))
    table.total(closing, [formats.money(amount) for amount in totals])
    flow.y += _BETWEEN


def _side(amount: Decimal | None) -> str:
    return "" if amount is None else formats.money(amount)


def _obligations(flow: Flow, rows: Sequence[Obligation], to_pay: Decimal) -> None:
    if not rows:
        return
    heads = (tr("Expected (Ksh)"), tr("Paid (Ksh)"), tr("Still to pay (Ksh)"))
    expected = [_expected(row) for row in rows]
    paid = [_side(row.paid) for row in rows]
    figures = [
        (heads[0], figure_width(heads[0], expected, 82.0)),
        (heads[1], figure_width(heads[1], paid, 71.0)),
        (heads[2], figure_width(heads[2], [formats.ksh(to_pay)], 98.0)),
    ]
    table = Table(
        flow,
        columns(A4.room, (), tr("What"), figures),
        A4.side,
        tr("Dues, fines and loans"),
        tr("Dues, fines and loans, continued"),
    )
    for number, row in enumerate(rows):
        keep = 20 if number == len(rows) - 1 and not row.notes else 0
        table.row((row.what, expected[number], paid[number], formats.money(row.to_pay)), keep=keep)
        for note in row.notes:
            table.note(note)
    table.total(tr("To pay"), [formats.ksh(to_pay)])
    flow.y += _BETWEEN


def _expected(row: Obligation) -> str:
    return tr("none") if row.expected is None else formats.money(row.expected)


def _questions(flow: Flow, words: str) -> None:
    if not words:
        return
    lines = fonts.wrap(fonts.plain(words), REGULAR, BODY, 400)[:8]
    flow.need(len(lines) * 12.5 + 6)
    for number, line in enumerate(lines):
        flow.sheet.text(A4.side, flow.y + 9.5 + number * 12.5, line, grey=SECOND)
    flow.y += len(lines) * 12.5
