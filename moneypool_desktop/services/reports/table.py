"""Tables that run over pages: a head repeated on each, hairlines between rows, totals between rules."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from moneypool_desktop.services.reports import fonts
from moneypool_desktop.services.reports.fonts import BOLD, BOLD_FIGURES, FIGURES, REGULAR
from moneypool_desktop.services.reports.page import BLACK, BODY, HAIR, SECOND, TABLE_HEAD, Sheet

ROW = 16.6
TOTAL_ROW = 20.0
HEAD_ROW = 25.0
PAD = 4.5
_LEADING = 11.5
_HAIR = 0.5
_MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its left edge within the table; figures stand at its right edge."""

    head: str
    x: float
    width: float
    figures: bool = False
    grey: float = BLACK

    @property
    def room(self) -> float:
        """The width a text may take."""
        return self.width - 2 * PAD


class Flow:
    """A paper's pages as they fill: where the next thing goes, and a new page when it does not fit.

    `begin(sheet)` draws a page's head and returns where its body starts; `bottom` is where bodies end.
    """

    def __init__(self, new_sheet: Callable[[], Sheet], begin: Callable[[Sheet, int], float], bottom: float) -> None:
        self._new_sheet = new_sheet
        self._begin = begin
        self.bottom = bottom
        self.sheets: list[Sheet] = []
        self.y = 0.0
        self.turn()

    @property
    def sheet(self) -> Sheet:
        """The page now being filled."""
        return self.sheets[-1]

    def turn(self) -> None:
        """Go on to a new page."""
        self.sheets.append(self._new_sheet())
        self.y = self._begin(self.sheet, len(self.sheets))

    def need(self, height: float) -> bool:
        """Turn the page unless this much still fits; say whether it was turned."""
        if self.y + height <= self.bottom:
            return False
        self.turn()
        return True


class Table:
    """One table in a flow; cells are texts, wrapped where they are words and kept whole where they are figures."""

    def __init__(self, flow: Flow, columns: Sequence[Column], x: float, title: str = "", again: str = "") -> None:
        self._flow = flow
        self._columns = columns
        self._x = x
        self._to = x + max(column.x + column.width for column in columns)
        self._again = again
        flow.need((16 if title else 0) + HEAD_ROW + 2 * ROW)
        self._head(title)

    def row(self, cells: Sequence[str], *, keep: float = 0) -> None:
        """Add a row; `keep` more points after it stay on its page."""
        wrapped = [self._lines(column, cell) for column, cell in zip(self._columns, cells, strict=True)]
        height = ROW + (max(map(len, wrapped)) - 1) * _LEADING
        if self._flow.need(height + keep):
            self._head(self._again)
        y = self._flow.y + 11.4
        for column, lines in zip(self._columns, wrapped, strict=True):
            for number, line in enumerate(lines):
                self._cell(column, y + number * _LEADING, line)
        self._end_row(height)

    def note(self, words: str) -> None:
        """Add a row of one indented grey sentence across the table."""
        indent = self._x + PAD + 9
        room = self._to - indent - PAD
        lines = _at_most(fonts.wrap(fonts.plain(words), REGULAR, BODY, room), room)
        height = ROW + (len(lines) - 1) * _LEADING
        if self._flow.need(height):
            self._head(self._again)
        for number, line in enumerate(lines):
            self._flow.sheet.text(indent, self._flow.y + 11.4 + number * _LEADING, line, grey=SECOND)
        self._end_row(height)

    def total(self, words: str, cells: Sequence[str]) -> None:
        """Close the table with its total; `cells` fill the last columns."""
        if self._flow.need(TOTAL_ROW):
            self._head(self._again)
        sheet, y = self._flow.sheet, self._flow.y + 12.6
        figures = self._columns[len(self._columns) - len(cells) :]
        sheet.text(self._x + PAD, y, words, BOLD)
        for column, cell in zip(figures, cells, strict=True):
            right = self._x + column.x + column.width - PAD
            sheet.text_right(right, y, cell, BOLD_FIGURES)
        self._flow.y += TOTAL_ROW
        sheet.rule(self._x, self._flow.y, self._to, 1)

    def _head(self, title: str) -> None:
        flow = self._flow
        if title:
            flow.sheet.text(self._x, flow.y + 10, fonts.plain(title), BOLD, 10)
            flow.y += 16
        y = flow.y + 12.6
        for column in self._columns:
            if column.figures:
                flow.sheet.text_right(self._x + column.x + column.width - PAD, y, column.head, BOLD, TABLE_HEAD)
            else:
                flow.sheet.text(self._x + column.x + PAD, y, column.head, BOLD, TABLE_HEAD)
        flow.y += 19.5
        flow.sheet.rule(self._x, flow.y, self._to, 1)

    def _end_row(self, height: float) -> None:
        self._flow.y += height
        self._flow.sheet.rule(self._x, self._flow.y, self._to, _HAIR, HAIR)

    def _lines(self, column: Column, cell: str) -> list[str]:
        if column.figures:
            return [cell]
        return _at_most(fonts.wrap(fonts.plain(cell), REGULAR, BODY, column.room), column.room)

    def _cell(self, column: Column, y: float, words: str) -> None:
        if not words:
            return
        left = self._x + column.x
        if column.figures:
            self._flow.sheet.text_right(left + column.width - PAD, y, words, FIGURES, grey=column.grey)
        else:
            self._flow.sheet.text(left + PAD, y, words, grey=column.grey)


def _at_most(lines: list[str], room: float) -> list[str]:
    """Return the lines, cut after six: a row must stay shorter than a page whatever someone pasted into it."""
    if len(lines) <= _MOST_LINES:
        return lines
    kept, rest = lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1 :]
    return [*kept, fonts.fit(" ".join(rest[:2]), REGULAR, BODY, room)]


def columns(
    room: float, words: Sequence[tuple[str, float]], filling: str, figures: Sequence[tuple[str, float]]
) -> list[Column]:
    """Return columns by head and width: words, then the one that fills the room, then figures."""
    rest = room - sum(width for _, width in (*words, *figures))
    made: list[Column] = []
    x = 0.0
    for head, width in (*words, (filling, rest)):
        made.append(Column(head, x, width))
        x += width
    for head, width in figures:
        made.append(Column(head, x, width, figures=True))
        x += width
    return made


def figure_width(head: str, figures: Sequence[str], least: float) -> float:
    """Return how wide a column must be for its head and its longest figure."""
    longest = max(figures, key=len, default="")
    widest = max(fonts.width(longest, BOLD_FIGURES, BODY), fonts.width(head, BOLD, TABLE_HEAD))
    return max(least, widest + 2 * PAD)
