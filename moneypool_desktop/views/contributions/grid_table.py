"""The member × period grid: a cell per period, two pinned rows of totals; periods without room are turned to."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from moneypool_desktop.language import mark, tr, trn
from moneypool_desktop.models.domain.formats import money
from moneypool_desktop.models.items import roles
from moneypool_desktop.models.items.column import Column
from moneypool_desktop.models.items.table_model import TableModel
from moneypool_desktop.models.rows.contributions import CellState, Grid, GridRow
from moneypool_desktop.views import draw, icons, theme
from moneypool_desktop.views.contributions import words
from moneypool_desktop.views.widgets.layouts import reveal
from moneypool_desktop.views.widgets.table import Table
from moneypool_desktop.views.widgets.table_delegate import PAD, TableDelegate
from moneypool_desktop.views.widgets.table_head import TotalsRow

ROW, LINE = 25, 26
FIRST_PERIOD = 2
_ICON, _CELL_PAD, _NAME = 14, 7, 90


def columns(grid: Grid, red_from: Decimal | None, price: Decimal | None) -> tuple[Column[GridRow], ...]:
    """Return the columns of a grid; `red_from` is how far behind is alarming, `price` what one share costs."""
    return (
        Column[GridRow]("number", mark("No."), lambda row: row.number, tone=lambda _: "text_3", narrowest=44),
        Column[GridRow]("name", mark("Member"), lambda row: row.name, stretch=True, narrowest=_NAME),
        *(_period(grid, place) for place in range(words.periods_shown(grid))),
        Column[GridRow](
            "paid", mark("Paid (Ksh)"), lambda row: money(row.paid), figure=True, sort=lambda row: row.paid
        ),
        _shares(price) if price else _behind(red_from),
    )


def _period(grid: Grid, place: int) -> Column[GridRow]:
    flexible = grid.frequency == words.FLEXIBLE

    def face(row: GridRow) -> words.Face:
        state = row.cells[place].state
        return words.FACES[CellState.NONE if flexible else state]

    return Column[GridRow](
        f"period.{place}",
        words.head(grid, place),
        lambda row: words.cell_text(row.cells[place]),
        figure=True,
        sort=lambda row: row.cells[place].received,
        tone=lambda row: "text" if flexible else words.cell_ink(row.cells[place]),
        icon=lambda row: face(row).icon,
        fill=lambda row: face(row).fill,
        spoken=lambda row: words.cell_spoken(row.cells[place]),
        tooltip=lambda row: words.sentence(grid, row.cells[place]),
        stretch=True,
    )


def _behind(red_from: Decimal | None) -> Column[GridRow]:
    def tone(row: GridRow) -> str:
        if row.behind <= 0:
            return "info" if row.behind else "text_3"
        return "danger" if red_from is not None and row.behind >= red_from else "warn"

    return Column[GridRow](
        "behind",
        mark("Behind"),
        lambda row: words.behind_text(row.behind),
        figure=True,
        sort=lambda row: row.behind,
        tone=tone,
    )


def _shares(price: Decimal) -> Column[GridRow]:
    return Column[GridRow](
        "shares",
        mark("Shares"),
        lambda row: words.brief(row.paid / price) if row.paid else "–",
        figure=True,
        sort=lambda row: row.paid / price,
    )


class _Delegate(TableDelegate):
    """The current row is tinted whole; a coloured cell is bold, its icon at the left and its figure at the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if index.row() == self._table.currentIndex().row():
            option = QStyleOptionViewItem(option)
            option.state |= QStyle.StateFlag.State_Selected  # pyright: ignore[reportAttributeAccessIssue]
        super().paint(painter, option, index)

    def _paint_words(
        self, painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex, *, chosen: bool
    ) -> None:
        if not index.data(roles.FIGURE):
            super()._paint_words(painter, area, index, chosen=chosen)
            return
        tone, icon = index.data(roles.TONE) or "text", index.data(roles.ICON)
        strong = bool(index.data(roles.FILL)) or tone in ("danger", "warn")
        if icon:
            left, top = area.left() + _CELL_PAD, area.center().y() - 6
            icons.paint(painter, icon, left, top, 13, words.TONES[icon], icons.STATE)
        font = theme.font(theme.BODY, theme.SEMIBOLD if strong else theme.REGULAR, figures=True)
        pad = _CELL_PAD if index.column() < self._table.model().columnCount() - 2 else PAD
        inner = area.adjusted(_CELL_PAD, 0, -pad, -1)
        text = words.covered(index.data() or "")
        draw.words(painter, inner, text, font=font, token=tone, align=Qt.AlignmentFlag.AlignRight, elide=False)


class GridTotals(TotalsRow):
    """Two lines under the grid: what came in, and what part of the expected that is."""

    def __init__(self, view) -> None:
        super().__init__(view)
        self.setFixedHeight(2 * LINE)
        self._lines: tuple[tuple[str, list[tuple[str, str]]], ...] = ()

    def set_lines(
        self, received: tuple[str, list[tuple[str, str]]], expected: tuple[str, list[tuple[str, str]]]
    ) -> None:
        """Show a name and, per column, text and token, for each of the two lines."""
        self._lines = (received, expected)
        widest = [
            max(pair, key=len) for pair in zip(*([text for text, _ in line] for _, line in self._lines), strict=True)
        ]
        self.set_totals("", widest)
        said = [part for name, line in self._lines for part in (name, *(text for text, _ in line)) if part]
        self.setAccessibleName(", ".join(said))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour("surface_2"))
        painter.fillRect(0, 0, self.width(), 1, theme.colour("line_field"))
        for number, (name, cells) in enumerate(self._lines):
            self._paint_line(painter, number * LINE, name, cells, first=not number)

    def _paint_line(self, painter: QPainter, top: int, name: str, cells: list[tuple[str, str]], *, first: bool) -> None:
        head, shift, free = self._view.horizontalHeader(), self._view.viewport().x(), self.width()
        weight = theme.SEMIBOLD if first else theme.REGULAR
        for section, (text, token) in enumerate(cells):
            if not text or head.isSectionHidden(section):
                continue
            note = first and token == "text_3"
            font = theme.font(theme.TINY) if note else theme.font(theme.BODY, weight, figures=True)
            left = head.sectionViewportPosition(section) + shift
            pad = _CELL_PAD if FIRST_PERIOD <= section < len(cells) - 2 else PAD
            area = QRect(left + 2, top, head.sectionSize(section) - pad - 2, LINE)
            free = min(free, area.left())
            shown = text if "%" in text or note else words.covered(text)
            draw.words(painter, area, shown, font=font, token=token, align=Qt.AlignmentFlag.AlignRight, elide=False)
        area = QRect(PAD, top, max(0, free - 2 * PAD), LINE)
        draw.words(painter, area, name, font=theme.font(theme.BODY, weight), token="text" if first else "text_2")


class GridTable(Table):
    """The grid itself. When the periods do not all fit, some are shown at a time; `turned` follows which."""

    turned = Signal()
    line_of_totals = GridTotals

    def __init__(self, grid: Grid, red_from: Decimal | None, price: Decimal | None) -> None:
        self.grid = grid
        self.first, self._cell = 0, 0
        self._shown_last = True
        model = TableModel(columns(grid, red_from, price), grid.rows, key=lambda row: row.member)
        self.members: TableModel[GridRow] = model
        self.periods = len(model.columns) - FIRST_PERIOD - 2
        super().__init__(model, name=tr("Members and periods"), height=ROW, cells=True)
        self.view.setItemDelegate(_Delegate(self.view, height=ROW, upright_lines=True))
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self.view.viewport().update())
        reveal(self.totals, True)
        model.totals_changed.connect(self.total)
        self.total()

    def cell(self) -> tuple[GridRow, int] | None:
        """Return the row and the period the person is on, or None outside the periods."""
        index = self.view.currentIndex()
        row, place = self.model.row(index.row()), index.column() - FIRST_PERIOD
        return (row, place) if row is not None and 0 <= place < self.periods else None

    def choose_cell(self, member: object, place: int) -> None:
        """Go to the cell of a member and a period."""
        line = self.model.place_of(member)
        if line >= 0 and 0 <= place < self.periods:
            if not self.first <= place < self.first + self.count:
                self.turn_to(place)
            self.view.setCurrentIndex(self.model.index(line, FIRST_PERIOD + place))

    def turn(self, step: int) -> bool:
        """Show the next or the last periods of the year; False when there are none in that direction."""
        wanted = self.first + step * self.count
        if not -self.count < wanted < self.periods or wanted == self.first:
            return False
        self.turn_to(max(0, wanted))
        return True

    def turn_to(self, place: int) -> None:
        """Show the part of the year that holds a period."""
        self.first = max(0, min(place // self.count * self.count, self.periods - 1))
        self._shown_last = False
        self.fit()
        self.turned.emit()

    @property
    def count(self) -> int:
        """How many periods are shown at a time; parts of a year are equally long."""
        room = self.view.viewport().width() - sum(self._fixed())
        fits = max(1, room // max(1, self._cell))
        parts = -(-self.periods // fits)
        return -(-self.periods // parts)

    @property
    def whole(self) -> bool:
        """Whether the whole year is in sight."""
        return self.count >= self.periods

    def fit(self) -> None:
        """Share the width: as many periods as have room, all equally wide."""
        if not hasattr(self, "totals"):
            return
        self._cell = 0
        self._cell = max((self._widest(n, self.model.columns[n]) for n in self._places()), default=1)
        if self._shown_last:
            self.first = (self.periods - 1) // self.count * self.count
        elif self.first % self.count:
            self.first = self.first // self.count * self.count
        in_sight = range(self.first, min(self.first + self.count, self.periods))
        self._hidden = {FIRST_PERIOD + n for n in range(self.periods) if n not in in_sight}
        super().fit()

    def total(self) -> None:
        """Sum what is shown, again."""
        rows = self.model.rows()
        found = words.sums(self.grid, rows)
        everyone = len(rows) == len(self.members.everything())
        name = tr("Received") if everyone else trn("Received, {n} member", "Received, {n} members", len(rows))
        places = range(self.periods)
        received = [self._received(found, place) for place in places]
        behind, ahead = money(found.behind), f"+{money(found.ahead)}" if found.ahead else ""
        flexible = self.grid.frequency == words.FLEXIBLE
        last = ("", "") if flexible else (behind, "text")
        first_line = [("", ""), ("", ""), *received, (money(found.paid), "text"), last]
        shares = [(found.percent(place), "text_2") for place in places]
        second_line = [("", ""), ("", ""), *shares, (found.overall, "text_2"), (ahead, "text_3")]
        assert isinstance(self.totals, GridTotals)  # noqa: S101 - made here
        self.totals.set_lines((name, first_line), (self._expected(found), second_line))
        self.fit()

    def _received(self, found: words.Sums, place: int) -> tuple[str, str]:
        due = self.grid.periods[place].due
        if not found.received[place] and due > self.grid.today and found.expected[place]:
            return tr("due {day}", day=words.head_day(due)), "text_3"
        return words.brief(found.received[place]), "text"

    def _expected(self, found: words.Sums) -> str:
        asked = {amount for amount in found.expected[: self.periods] if amount}
        if not asked:
            return ""
        return (
            tr("Of {amount} expected", amount=words.brief(asked.pop()))
            if len(asked) == 1
            else tr("Of what is expected")
        )

    def _places(self) -> range:
        return range(FIRST_PERIOD, FIRST_PERIOD + self.periods)

    def _fixed(self) -> Sequence[int]:
        last = len(self.model.columns)
        return (
            self._widest(0, self.model.columns[0]),
            _NAME,
            *(self._widest(n, self.model.columns[n]) for n in (last - 2, last - 1)),
        )

    def _widest(self, place: int, column: Column[GridRow]) -> int:
        if place not in self._places():
            return super()._widest(place, column)
        if self._cell:
            return self._cell
        bold = theme.font(theme.BODY, theme.SEMIBOLD, figures=True)
        said = {column.text(row) for row in self.model.rows()}
        figures = max((draw.width_of(text, bold) for text in sorted(said, key=len)[-12:]), default=0)
        title = draw.width_of(column.title, theme.font(theme.SMALL, theme.SEMIBOLD)) + self._arrow(place)
        total = draw.width_of(self.totals.texts()[place], bold) if self.totals.texts() else 0
        icon = 0 if self.grid.frequency == words.FLEXIBLE else _ICON
        return max(figures + icon, title, total) + 2 * _CELL_PAD + 1
