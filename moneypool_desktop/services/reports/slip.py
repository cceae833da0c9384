"""The receipt slip: an 80 mm roll with 72 mm of ink, as long as what it says."""

from dataclasses import replace

from moneypool_desktop import language
from moneypool_desktop.language import tr
from moneypool_desktop.models.domain import formats
from moneypool_desktop.models.rows.statements import Receipt, ReceiptLine
from moneypool_desktop.services.reports import check, fonts, furniture
from moneypool_desktop.services.reports.fonts import BOLD, BOLD_FIGURES, FIGURES, REGULAR
from moneypool_desktop.services.reports.page import HEADING, MM, QR_SIDE, SMALL, Format, Sheet

ROLL = Format(80 * MM, 0, 4 * MM, 5 * MM, 8 * MM)
_BODY, _TOTAL = 10.0, 13.0
_STEP = 15.2
_ADDRESS = 8.5


def slip_sheet(receipt: Receipt) -> Sheet:
    """Return the slip of a receipt, in its member's language."""
    with language.speaking(receipt.language):
        slip = _Slip()
        slip.heading(receipt)
        slip.dashes()
        slip.particulars(receipt)
        slip.dashes()
        slip.amounts(receipt.lines)
        slip.dashes()
        slip.total(receipt)
        slip.dashes()
        if receipt.balances:
            slip.amounts(receipt.balances)
            slip.dashes()
        slip.proof(receipt)
        return slip.cut(receipt.farewell)


class _Slip:
    """A slip growing downwards; `y` is the baseline of the last line or the `y` of the last dashes."""

    def __init__(self) -> None:
        self._sheet = Sheet(ROLL)
        self._y = ROLL.top

    def heading(self, receipt: Receipt) -> None:
        """Who issued it, and COPY on a reprint."""
        middle = ROLL.width / 2
        self._y -= 5
        for line in fonts.wrap(fonts.plain(receipt.chama.short_name), BOLD, HEADING, ROLL.room)[:3]:
            self._y += 14.6
            self._sheet.text_centre(middle, self._y, line, BOLD, HEADING)
        if receipt.chama.registration:
            words = fonts.plain(tr("Registration {number}", number=receipt.chama.registration))
            for line in fonts.wrap(words, REGULAR, _ADDRESS, ROLL.room)[:2]:
                self._y += 12.2
                self._sheet.text_centre(middle, self._y, line, size=_ADDRESS)
        copy = receipt.printing.copy
        marks = [tr("COPY {n}", n=copy)] if copy else []
        marks += [tr("PRACTICE")] if receipt.chama.practice else []
        for words in marks:
            half = fonts.width(words, BOLD, SMALL) / 2 + 7
            furniture.worded_box(self._sheet, middle + half, self._y + 8, words)
            self._y += 23

    def particulars(self, receipt: Receipt) -> None:
        """Number, date and member."""
        moment = receipt.printing.at
        day = formats.date_long(receipt.on)
        dated = f"{day}, {moment:%H:%M}" if moment.date() == receipt.on and not receipt.printing.copy else day
        self._y += 1.5
        self._pair(tr("Receipt"), receipt.number, BOLD)
        self._pair(tr("Date"), dated)
        self._pair(tr("Member"), receipt.member_number)
        self._y += 1
        for line in fonts.wrap(fonts.plain(receipt.member_name), BOLD, 11.5, ROLL.room)[:3]:
            self._y += _STEP
            self._sheet.text(ROLL.side, self._y, line, BOLD, 11.5)

    def amounts(self, lines: tuple[ReceiptLine, ...]) -> None:
        """What and how much; the figure stays whole, the words give way."""
        self._y += 1.5
        for line in lines:
            words = f"{line.what}, {line.detail}" if line.detail else line.what
            self._pair(words, formats.money(line.amount), FIGURES)

    def total(self, receipt: Receipt) -> None:
        """The total, and how and where it was paid."""
        amount, words = formats.ksh(receipt.total), tr("TOTAL")
        room = ROLL.room - fonts.width(words, BOLD, _TOTAL) - 8
        size = fonts.size_to_fit(amount, BOLD_FIGURES, _TOTAL, room)
        self._y += 20
        self._sheet.text(ROLL.side, self._y, words, BOLD, _TOTAL)
        self._sheet.text_right(ROLL.right, self._y, amount, BOLD_FIGURES, size)
        self._y += 2
        for sentence in (receipt.method, receipt.reference, receipt.place):
            for line in fonts.wrap(fonts.plain(sentence), REGULAR, 9, ROLL.room)[:2] if sentence else []:
                self._y += 13
                self._sheet.text(ROLL.side, self._y, line, size=9)

    def dashes(self) -> None:
        """Part what was from what comes."""
        self._y += 10
        self._sheet.rule(ROLL.side, self._y, ROLL.right, 0.8, dashed=True)

    def proof(self, receipt: Receipt) -> None:
        """The check code, the audit head and who received the money."""
        top = self._y + 10
        self._sheet.code(ROLL.side, top, check.receipt_check(receipt))
        left = ROLL.side + QR_SIDE + 9
        room = ROLL.right - left
        lines: list[tuple[str, str]] = [
            (line, REGULAR) for line in fonts.wrap(tr("Check with the app of any officer."), REGULAR, SMALL, room)
        ]
        lines.append((receipt.printing.head.grouped, BOLD))
        treasurer = fonts.plain(tr("Treasurer: {person}", person=receipt.treasurer))
        lines += [(line, REGULAR) for line in fonts.wrap(treasurer, REGULAR, SMALL, room)[:3]]
        y = top + 7
        for words, face in lines:
            self._sheet.text(left, y, words, face, SMALL)
            y += 11.3
        self._y = max(top + QR_SIDE, y - 11.3)

    def cut(self, farewell: str) -> Sheet:
        """End the slip with its last words and return it at its length."""
        self._y += 8
        for line in fonts.wrap(fonts.plain(farewell), REGULAR, 9, ROLL.room)[:4] if farewell else []:
            self._y += 13
            self._sheet.text_centre(ROLL.width / 2, self._y, line, size=9)
        self._sheet.size = replace(ROLL, height=self._y + ROLL.foot)
        return self._sheet

    def _pair(self, words: str, value: str, face: str = REGULAR) -> None:
        shown = fonts.plain(value)
        size = fonts.size_to_fit(shown, face, _BODY, ROLL.room * 0.7)
        room = ROLL.room - fonts.width(shown, face, size) - 6
        first = self._y + _STEP
        for number, line in enumerate(fonts.wrap(fonts.plain(words), REGULAR, _BODY, room)[:4]):
            self._sheet.text(ROLL.side, first + number * 12.5, line, size=_BODY)
            self._y = first + number * 12.5
        self._sheet.text_right(ROLL.right, first, shown, face, size)
