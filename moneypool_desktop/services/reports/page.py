"""One base for every printed paper: formats, what stands on a sheet, and turning sheets into PDF.

Papers lay out first and draw last: a `Sheet` keeps its texts and rules, so a foot can say "page 1 of 3" and every page
is one text object. Measures are points; `y` runs down from the top edge; a text's `y` is its baseline.
"""

# pyright: reportUnknownMemberType=false
# reportlab's stubs leave its canvas half untyped

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import BinaryIO

from moneypool_desktop.services.reports import check, fonts
from moneypool_desktop.services.reports.fonts import BOLD, REGULAR

MM = 72 / 25.4
BLACK = 0.0
SECOND = 0x44 / 255
BOX = 0x99 / 255
HAIR = 0xD0 / 255
WATERMARK = 0xEA / 255
BODY, HEADING, SMALL, TABLE_HEAD = 9.0, 12.0, 8.0, 8.5
QR_SIDE = 18 * MM


@dataclass(frozen=True, slots=True)
class Format:
    """A paper size with its margins, in points."""

    width: float
    height: float
    side: float
    top: float
    foot: float

    @property
    def right(self) -> float:
        """The right edge of what may be printed."""
        return self.width - self.side

    @property
    def room(self) -> float:
        """The width of what may be printed."""
        return self.width - 2 * self.side


A4 = Format(210 * MM, 297 * MM, 15 * MM, 15 * MM, 14 * MM)
A5 = Format(148 * MM, 210 * MM, 10 * MM, 10 * MM, 10 * MM)


@dataclass(slots=True)
class Text:
    """A text on a sheet, from `x` at its baseline `y`."""

    x: float
    y: float
    words: str
    face: str
    size: float
    grey: float


@dataclass(slots=True)
class Rule:
    """A straight line on a sheet."""

    thickness: float
    grey: float
    dashed: bool
    ends: tuple[float, float, float, float]


@dataclass(slots=True)
class Box:
    """An outlined rectangle on a sheet."""

    x: float
    y: float
    width: float
    height: float
    thickness: float
    grey: float
    radius: float


@dataclass(slots=True)
class Code:
    """A QR code on a sheet, by its upper left corner."""

    x: float
    y: float
    text: str


@dataclass(slots=True)
class Sheet:
    """One page in the making."""

    size: Format
    texts: list[Text] = field(default_factory=list[Text])
    rules: list[Rule] = field(default_factory=list[Rule])
    boxes: list[Box] = field(default_factory=list[Box])
    codes: list[Code] = field(default_factory=list[Code])

    def text(
        self, x: float, y: float, words: str, face: str = REGULAR, size: float = BODY, *, grey: float = BLACK
    ) -> None:
        """Write words from `x` to the right."""
        self.texts.append(Text(x, y, fonts.plain(words), face, size, grey))

    def text_right(
        self, x: float, y: float, words: str, face: str = REGULAR, size: float = BODY, *, grey: float = BLACK
    ) -> None:
        """Write words that end at `x`."""
        shown = fonts.plain(words)
        self.texts.append(Text(x - fonts.width(shown, face, size), y, shown, face, size, grey))

    def text_centre(
        self, x: float, y: float, words: str, face: str = REGULAR, size: float = BODY, *, grey: float = BLACK
    ) -> None:
        """Write words around `x`."""
        shown = fonts.plain(words)
        self.texts.append(Text(x - fonts.width(shown, face, size) / 2, y, shown, face, size, grey))

    def marked(self, x: float, y: float, words: str, size: float, grey: float) -> None:
        """Write one of our own sentences, whose part between double asterisks is bold and black."""
        for bold, part in enumerate(words.split("**")):
            face, shade = (BOLD, BLACK) if bold % 2 else (REGULAR, grey)
            if part:
                self.text(x, y, part, face, size, grey=shade)
                x += fonts.width(self.texts[-1].words, face, size)

    def rule(
        self, x: float, y: float, to: float, thickness: float, grey: float = BLACK, *, dashed: bool = False
    ) -> None:
        """Draw a level line."""
        self.rules.append(Rule(thickness, grey, dashed, ends=(x, y, to, y)))

    def upright(self, x: float, y: float, to: float, thickness: float, grey: float = BLACK) -> None:
        """Draw a line from `y` down to `to`."""
        self.rules.append(Rule(thickness, grey, dashed=False, ends=(x, y, x, to)))

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        thickness: float,
        *,
        grey: float = BLACK,
        radius: float = 0,
    ) -> None:
        """Draw an outlined rectangle by its upper left corner."""
        self.boxes.append(Box(x, y, width, height, thickness, grey, radius))

    def code(self, x: float, y: float, text: str) -> None:
        """Draw a QR code of 18 mm by its upper left corner."""
        self.codes.append(Code(x, y, text))


class Press:
    """A PDF being written: sheets go in, the same sheets always give the same bytes."""

    def __init__(self, stream: BinaryIO, title: str, author: str, made_at: datetime) -> None:
        from reportlab.pdfgen.canvas import Canvas

        fonts.faces()
        self._canvas = Canvas(stream, pageCompression=1, invariant=1, lang=None)
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setCreator("MoneyPool Desktop")
        stamp = f"D:{made_at:%Y%m%d%H%M%S}"

        def formatted(*_: object) -> str:
            return stamp

        self._canvas.setDateFormatter(formatted)

    def chapter(self, title: str) -> None:
        """Name the next sheet in the outline, where a reader of many statements finds a member."""
        key = f"at-{self._canvas.getPageNumber()}"
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(fonts.plain(title), key)

    def print(self, sheets: Iterable[Sheet]) -> None:
        """Draw the sheets, one page each."""
        for sheet in sheets:
            self._canvas.setPageSize((sheet.size.width, sheet.size.height))
            self._draw_lines(sheet)
            for code in sheet.codes:
                self._draw_code(sheet, code)
            self._draw_texts(sheet)
            self._canvas.showPage()

    def close(self) -> None:
        """Finish the PDF; the stream stays open."""
        with fonts.ONE_AT_A_TIME:
            self._canvas.save()

    def _draw_lines(self, sheet: Sheet) -> None:
        canvas, height = self._canvas, sheet.size.height
        look = attrgetter("thickness", "grey", "dashed")
        for (thickness, grey, dashed), alike in groupby(sorted(sheet.rules, key=look), look):
            canvas.setLineWidth(thickness)
            canvas.setStrokeGray(grey)
            canvas.setDash([2.2, 1.6] if dashed else [])
            canvas.lines([(x, height - y, to_x, height - to_y) for x, y, to_x, to_y in map(attrgetter("ends"), alike)])
        canvas.setDash([])
        for box in sheet.boxes:
            canvas.setLineWidth(box.thickness)
            canvas.setStrokeGray(box.grey)
            canvas.roundRect(box.x, height - box.y - box.height, box.width, box.height, box.radius)

    def _draw_code(self, sheet: Sheet, code: Code) -> None:
        canvas = self._canvas
        name = f"check-{zlib.crc32(code.text.encode()):08x}"
        if not canvas.hasForm(name):
            runs = check.squares(code.text)
            module = QR_SIDE / (1 + max(map(itemgetter(1), runs)))
            canvas.beginForm(name, 0, 0, QR_SIDE, QR_SIDE)
            path = canvas.beginPath()
            for column, row, length in runs:
                path.rect(column * module, QR_SIDE - (row + 1) * module, length * module, module)
            canvas.drawPath(path, stroke=0, fill=1)
            canvas.endForm()
        canvas.saveState()
        canvas.translate(code.x, sheet.size.height - code.y - QR_SIDE)
        canvas.doForm(name)
        canvas.restoreState()

    def _draw_texts(self, sheet: Sheet) -> None:
        written = self._canvas.beginText()
        height = sheet.size.height
        face = size = grey = None
        for text in sheet.texts:
            if text.face != face or text.size != size:
                face, size = text.face, text.size
                written.setFont(face, size)
            if text.grey != grey:
                grey = text.grey
                written.setFillGray(grey)
            written.setTextOrigin(text.x, height - text.y)
            written.textOut(text.words)
        self._canvas.drawText(written)
