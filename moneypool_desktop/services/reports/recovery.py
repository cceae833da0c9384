"""The recovery sheet: one A4 page with the codes and the key that bring a person back into the books."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from io import BytesIO

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain import formats
from moneypool_desktop.services.reports import fonts
from moneypool_desktop.services.reports.fonts import BOLD, FIGURES, REGULAR
from moneypool_desktop.services.reports.page import A4, BODY, HEADING, SECOND, Press, Sheet

_TITLE = 18.0
_CODE = 12.0
_STEP = 13.5


@dataclass(frozen=True, slots=True)
class RecoveryPaper:
    """What is on the sheet: whose it is, the one-time codes, and the key to the chama's sealed data."""

    chama: str
    person: str
    email: str
    computer: str
    on: date
    codes: tuple[str, ...] = field(repr=False)
    key: str = field(repr=False)


def recovery_pdf(paper: RecoveryPaper) -> bytes:
    """Return the sheet as PDF, in the language now spoken."""
    sheet, stream = Sheet(A4), BytesIO()
    with fonts.ONE_AT_A_TIME:
        y = _head(sheet, paper)
        y = _codes(sheet, paper, y + 34)
        y = _key(sheet, paper, y + 34)
        _advice(sheet, y + 34)
    made = datetime(paper.on.year, paper.on.month, paper.on.day, tzinfo=UTC)
    press = Press(stream, tr("Recovery sheet of {email}", email=paper.email), paper.chama, made)
    press.print([sheet])
    press.close()
    return stream.getvalue()


def _head(sheet: Sheet, paper: RecoveryPaper) -> float:
    y = A4.top + 16
    sheet.text(A4.side, y, tr("Recovery sheet"), BOLD, _TITLE)
    sheet.text_right(A4.right, y, formats.date_long(paper.on), grey=SECOND)
    sheet.rule(A4.side, y + 10, A4.right, 2)
    facts = (
        (tr("Chama"), paper.chama),
        (tr("Account"), f"{paper.person}, {paper.email}"),
        (tr("Computer"), paper.computer),
    )
    y += 32
    for name, value in facts:
        sheet.text(A4.side, y, name, grey=SECOND)
        sheet.text(A4.side + 90, y, fonts.fit(fonts.plain(value), BOLD, BODY, A4.room - 90), BOLD)
        y += 16
    return y


def _codes(sheet: Sheet, paper: RecoveryPaper, y: float) -> float:
    sheet.text(A4.side, y, tr("Recovery codes"), BOLD, HEADING)
    once = tr("Each opens your account once when the password or the phone is lost. Strike it out after use.")
    y = _words(sheet, y + 18, once)
    y += 10
    half = -(-len(paper.codes) // 2)
    for place, code in enumerate(paper.codes):
        x = A4.side + (A4.room / 2 if place >= half else 0)
        row = y + (place % half) * 26
        sheet.text(x, row + 12, f"{place + 1}.", REGULAR, BODY, grey=SECOND)
        sheet.box(x + 24, row, A4.room / 2 - 40, 19, 0.75, radius=3)
        sheet.text(x + 34, row + 13.5, code, FIGURES, _CODE)
    return y + half * 26


def _key(sheet: Sheet, paper: RecoveryPaper, y: float) -> float:
    sheet.text(A4.side, y, tr("Recovery key"), BOLD, HEADING)
    sealed = tr("Opens what is sealed in the books (identity numbers) when no officer can. It never changes.")
    y = _words(sheet, y + 18, sealed)
    groups = paper.key.split("-")
    lines = [" ".join(groups[at : at + 5]) for at in range(0, len(groups), 5)]
    sheet.box(A4.side, y + 8, A4.room, 20 + 19 * len(lines), 1.2, radius=4)
    for number, line in enumerate(lines):
        sheet.text(A4.side + 14, y + 27 + 19 * number, line, FIGURES, 14.0)
    return y + 28 + 19 * len(lines)


def _advice(sheet: Sheet, y: float) -> None:
    for sentence in (
        tr("Keep this paper where you keep the group's certificate, not beside the computer."),
        tr("Whoever has it can open your account. If it is lost, make new codes at once: these are then dead."),
        tr("There is no other way in. Nobody outside your group holds a copy."),
    ):
        y = _words(sheet, y, sentence) + 5


def _words(sheet: Sheet, y: float, sentence: str) -> float:
    for line in fonts.wrap(fonts.plain(sentence), REGULAR, BODY, A4.room):
        sheet.text(A4.side, y, line, grey=SECOND)
        y += _STEP
    return y
