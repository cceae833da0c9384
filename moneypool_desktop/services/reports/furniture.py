"""What stands on every paper: the head with the chama's mark, the foot with the check, the COPY box."""

from collections.abc import Sequence

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain import formats
from moneypool_desktop.models.rows.statements import Letterhead, Printing
from moneypool_desktop.services.reports import fonts
from moneypool_desktop.services.reports.fonts import BOLD
from moneypool_desktop.services.reports.page import BODY, HEADING, QR_SIDE, SECOND, SMALL, WATERMARK, Sheet

_MARK_SIDE = 33.0
_BESIDE_MARK = 43.5
_LINE = 11.3
_FOOT_GAP = 9.0
_BESIDE_CODE = QR_SIDE + 10.5


def head(sheet: Sheet, chama: Letterhead, title: str, beside: Sequence[str]) -> float:
    """Draw the head of a first page and return the `y` of its rule; `beside` stands under the title at the right."""
    size = sheet.size
    top = size.top
    _watermark(sheet, chama)
    sheet.box(size.side, top, _MARK_SIDE, _MARK_SIDE, 1.2, radius=4)
    initials = fonts.plain(chama.initials)
    mark = fonts.size_to_fit(initials, BOLD, HEADING, _MARK_SIDE - 6)
    sheet.text_centre(size.side + _MARK_SIDE / 2, top + _MARK_SIDE / 2 + mark * 0.36, initials, BOLD, mark)

    sheet.text_right(size.right, top + 11.6, title, BOLD, HEADING)
    widths = [fonts.width(title, BOLD, HEADING)]
    for number, line in enumerate(beside):
        sheet.text_right(size.right, top + 24.3 + number * _LINE, line, size=SMALL, grey=SECOND)
        widths.append(fonts.width(fonts.plain(line), fonts.REGULAR, SMALL))

    left = size.side + _BESIDE_MARK
    room = size.right - left - max(widths) - 12
    y = top + 11.6
    for line in _names(chama, room):
        sheet.text(left, y, line, BOLD, HEADING)
        y += 14.4
    y -= 1.7
    for line in _particulars(chama, room):
        sheet.text(left, y, line, size=SMALL, grey=SECOND)
        y += _LINE
    rule = max(y - _LINE + 12.2, top + 48)
    sheet.rule(size.side, rule, size.right, 2)
    return rule


def head_again(sheet: Sheet, chama: Letterhead, who: str, number: str) -> float:
    """Draw the one-line head of a later page, so that a loose sheet still says whose it is; return its rule's `y`."""
    size = sheet.size
    _watermark(sheet, chama)
    y = size.top + 9
    room = size.room - fonts.width(number, fonts.REGULAR, BODY) - 12
    name = fonts.fit(fonts.plain(chama.short_name), BOLD, BODY, room / 2)
    sheet.text(size.side, y, name, BOLD)
    after = size.side + fonts.width(name, BOLD, BODY) + 8
    left = room - (after - size.side)
    sheet.text(after, y, fonts.fit(fonts.plain(who), fonts.REGULAR, BODY, left), grey=SECOND)
    sheet.text_right(size.right, y, number, grey=SECOND)
    sheet.rule(size.side, y + 7, size.right, 2)
    return y + 7


def foot_top(sheet: Sheet) -> float:
    """Return the `y` of the rule over the foot: nothing of the body may pass it."""
    return sheet.size.height - sheet.size.foot - QR_SIDE - _FOOT_GAP


def foot(sheet: Sheet, check: str, printing: Printing, page: int, pages: int) -> None:
    """Draw the foot: check code, audit head, when and by whom, page, and COPY on a reprint."""
    size = sheet.size
    bottom = size.height - size.foot
    sheet.rule(size.side, foot_top(sheet), size.right, 0.75)
    sheet.code(size.side, bottom - QR_SIDE, check)
    left = size.side + _BESIDE_CODE
    page_of = tr("Page {page} of {pages}", page=page, pages=pages)
    room = size.right - left - max(fonts.width(page_of, fonts.REGULAR, SMALL), 54) - 10
    printed = fonts.wrap(_printed(printing), fonts.REGULAR, SMALL, room)[:3]
    y = bottom - 3.2 - _LINE * (1 + len(printed))
    sheet.marked(left, y, tr("**Check this paper:** scan with the app of any officer."), SMALL, SECOND)
    for line in (audit_line(printing), *printed):
        y += _LINE
        sheet.text(left, y, line, size=SMALL, grey=SECOND)
    sheet.text_right(size.right, bottom - 3.2, page_of, size=SMALL, grey=SECOND)
    if printing.copy:
        copy_box(sheet, size.right, bottom - 29, printing.copy)


def copy_box(sheet: Sheet, right: float, y: float, copy: int) -> None:
    """Draw the box that says which copy this is, its right edge at `right` and its top at `y`."""
    worded_box(sheet, right, y, tr("COPY {n}", n=copy))


def worded_box(sheet: Sheet, right: float, y: float, words: str) -> None:
    """Draw a few words in a box, its right edge at `right` and its top at `y`."""
    width = fonts.width(words, BOLD, SMALL) + 14
    sheet.box(right - width, y, width, 15, 1.2)
    sheet.text(right - width + 7, y + 10.4, words, BOLD, SMALL)


def audit_line(printing: Printing) -> str:
    """Return the audit head as a sentence."""
    head = printing.head
    return tr("Audit head {head} at entry {entry}", head=head.grouped, entry=formats.count(head.entry))


def _watermark(sheet: Sheet, chama: Letterhead) -> None:
    """Write across a page of the sample chama that it is practice; what comes later stands on top of it."""
    if not chama.practice:
        return
    words, size = tr("PRACTICE"), sheet.size
    large = 0.9 * size.room / fonts.width(words, BOLD, 1)
    sheet.text_centre(size.width / 2, size.height / 2 + large / 3, words, BOLD, large, grey=WATERMARK)


def _printed(printing: Printing) -> str:
    day, time = formats.date_long(printing.at.date()), f"{printing.at:%H:%M}"
    return fonts.plain(tr("Printed {day}, {time}, by {person}", day=day, time=time, person=printing.by))


def _names(chama: Letterhead, room: float) -> list[str]:
    """Return the chama's name in one line, or its short name, or the name over two lines when neither fits."""
    for name in (chama.name, chama.short_name):
        if fonts.width(fonts.plain(name), BOLD, HEADING) <= room:
            return [name]
    first, *rest = fonts.wrap(fonts.plain(chama.name), BOLD, HEADING, room)
    return [first, fonts.fit(" ".join(rest), BOLD, HEADING, room)]


def _particulars(chama: Letterhead, room: float) -> list[str]:
    registration = tr("Registration {number}", number=chama.registration) if chama.registration else ""
    if registration and chama.paybill:
        both = fonts.plain(f"{registration}. {chama.paybill}")
        lines = [both] if fonts.width(both, fonts.REGULAR, SMALL) <= room else [registration, chama.paybill]
    else:
        lines = [registration or chama.paybill]
    return [
        piece
        for line in (*lines, chama.contact)
        if line
        for piece in fonts.wrap(fonts.plain(line), fonts.REGULAR, SMALL, room)
    ]
