"""The register of members on A4: who they are, what each has and owes, and how each stands."""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO

from moneypool_desktop.language import tr, trn
from moneypool_desktop.models.domain.formats import UNKNOWN, date_long, money
from moneypool_desktop.models.domain.phones import display_phone
from moneypool_desktop.models.rows.members import Member, Standing
from moneypool_desktop.models.rows.statements import Letterhead, Printing
from moneypool_desktop.services.members import STANDINGS
from moneypool_desktop.services.reports import fonts, furniture
from moneypool_desktop.services.reports.page import A4, SECOND, SMALL, Press, Sheet
from moneypool_desktop.services.reports.table import Column, Flow, Table, figure_width

_FOOT = 34.0
_NAMES = 120.0


def register_pdf(chama: Letterhead, members: Sequence[Member], printing: Printing) -> bytes:
    """Return the register of these members, in their order, as PDF in the language now spoken."""
    stream = BytesIO()
    press = Press(stream, tr("Register of members"), chama.name, printing.at)
    press.print(register_sheets(chama, members, printing))
    press.close()
    return stream.getvalue()


def register_sheets(chama: Letterhead, members: Sequence[Member], printing: Printing) -> list[Sheet]:
    """Return the pages of the register."""
    title = tr("Register of members")
    counted = trn("{n} member", "{n} members", len(members))

    def begin(sheet: Sheet, page: int) -> float:
        if page > 1:
            return furniture.head_again(sheet, chama, title, counted) + 10
        as_at = tr("As at {day}", day=date_long(printing.at.date()))
        return furniture.head(sheet, chama, title, [counted, as_at]) + 10

    flow = Flow(lambda: Sheet(A4), begin, A4.height - A4.foot - _FOOT)
    table = Table(flow, _columns(members), A4.side)
    for number, member in enumerate(members, 1):
        table.row(_cells(member), keep=20 if number == len(members) else 0)
    saved, owed = (sum(column, Decimal(0)) for column in ([m.savings for m in members], [m.owes for m in members]))
    table.total(counted, [money(saved), money(owed)])
    for page, sheet in enumerate(flow.sheets, 1):
        _foot(sheet, printing, page, len(flow.sheets))
    return flow.sheets


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


def _columns(members: Sequence[Member]) -> list[Column]:
    saved, owed = tr("Savings (Ksh)"), tr("Owes (Ksh)")
    widths = {
        tr("No."): 52.0,
        tr("Member"): _NAMES,
        tr("Phone"): 74.0,
        tr("Standing"): 64.0,
        saved: figure_width(saved, [money(sum((m.savings for m in members), Decimal(0)))], 74.0),
        owed: figure_width(owed, [money(sum((m.owes for m in members), Decimal(0)))], 70.0),
    }
    widths[tr("Member")] += A4.room - sum(widths.values())
    made: list[Column] = []
    x = 0.0
    for head, width in widths.items():
        made.append(Column(head, x, width, figures=head in {saved, owed}))
        x += width
    return made


def _cells(member: Member) -> tuple[str, ...]:
    return (
        member.number,
        member.name,
        display_phone(member.phone) or UNKNOWN,
        tr(STANDINGS[Standing(member.standing)]),
        money(member.savings),
        money(member.owes) if member.owes else UNKNOWN,
    )
