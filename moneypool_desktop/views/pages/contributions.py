"""Contributions: members by periods, what came in against what is expected, and what can be done about each cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QWidget

from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.domain.formats import ksh, percent, spoken
from moneypool_desktop.models.rows.approvals import Approval
from moneypool_desktop.models.rows.chamas import ContributionKind
from moneypool_desktop.models.rows.contributions import Grid, GridRow
from moneypool_desktop.services import approvals, chamas, contributions
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.views import theme
from moneypool_desktop.views.actions import Act
from moneypool_desktop.views.approvals import ApprovalsPanel, Deciding
from moneypool_desktop.views.contributions import words
from moneypool_desktop.views.contributions.acts import ContributionActs
from moneypool_desktop.views.contributions.cell_bar import CellBar
from moneypool_desktop.views.contributions.grid_table import GridTable
from moneypool_desktop.views.dialogs.why_cell import WhyCell
from moneypool_desktop.views.page import Desk, Page
from moneypool_desktop.views.pages.register import allowed
from moneypool_desktop.views.widgets.button import icon_button
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.meter import Meter
from moneypool_desktop.views.widgets.panel import Panel
from moneypool_desktop.views.widgets.search_field import SearchField
from moneypool_desktop.views.widgets.segmented import Choice, Segmented
from moneypool_desktop.views.widgets.states import EmptyState
from moneypool_desktop.views.widgets.tag import State

_GROUP = mark("Contributions")
_LEGEND = (words.CellState.PAID, words.CellState.LATE, words.CellState.PART, words.CellState.NOTHING,
           words.CellState.AHEAD, words.CellState.WAIVED)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page shows: every active type, the grid of the chosen one, and what waits for a second person."""

    kinds: tuple[ContributionKind, ...]
    grid: Grid | None
    waiting: tuple[Approval, ...]


class ContributionsPage(Page):
    """The grid of one contribution type and year, with the sentence and the acts of the chosen cell below it."""

    topics = frozenset({"contributions", "members", "approvals", "ledger"})
    widths = (44, 180, -60, -60, -60, -60, -80)

    def __init__(self, desk: Desk, books: Books) -> None:
        super().__init__(desk)
        self.books = books
        self.sheet: Sheet | None = None
        self.table: GridTable | None = None
        self._kind: UUID | None = None
        self._year = desk.today().year
        self._at: tuple[UUID, int] | None = None
        self._arrived: UUID | None = None
        self.deciding = Deciding(self, books, self.refresh)
        self.acts = ContributionActs(self, books, self.chosen, self._money_kinds)
        self._act()
        self._lay_out()

    def chosen(self) -> tuple[Grid, GridRow, int] | None:
        """Return the grid with the row and the period in sight, or None."""
        found = self.table.cell() if self.table is not None else None
        return None if found is None or self.table is None else (self.table.grid, *found)

    def reading(self) -> Callable[[], Sheet]:
        """Read the types, the grid of the chosen one, and the requests that wait."""
        books, kind, year = self.books, self._kind, self._year

        def read() -> Sheet:
            kinds = tuple(one for one in chamas.contribution_types(books) if one.is_active)
            wanted = kind if any(one.id == kind for one in kinds) else (kinds[0].id if kinds else None)
            waiting = tuple(approvals.waiting(books)) if books.can("approvals.view") else ()
            return Sheet(kinds, contributions.grid(books, wanted, year) if wanted else None, waiting)

        return read

    def present(self, rows: Sheet) -> None:
        """Show the grid anew; the person stays on the cell they were on."""
        self.sheet = rows
        grid = rows.grid
        self.show_empty(grid is None or not grid.rows)
        if grid is None:
            return
        self._kind = grid.type
        choices = [Choice(str(one.id), spoken(one.name, one.name_sw)) for one in rows.kinds]
        self.types.set_choices(choices, str(grid.type))
        self._show_grid(grid)
        self.requests.setVisible(bool(rows.waiting))
        self.requests.show_requests(rows.waiting)
        self._say_sums(grid)
        self._arrive_at()

    def arrive(self, about: object) -> None:
        """Open the receipt form for the member another page asked for."""
        self._arrived = about if isinstance(about, UUID) else None
        if self.sheet is not None and self.sheet.grid is not None:
            self._arrive_at()

    def retranslate(self) -> None:
        """Say everything again in the language now spoken."""
        self.search.setPlaceholderText(tr("Name or number"))
        self.back.setAccessibleName(tr("The year before"))
        self.forth.setAccessibleName(tr("The year after"))
        for state, label in self.legend:
            label.set_state(tr(words.STATES[state]), words.FACES[state].tone, words.FACES[state].icon)
        self.requests.retranslate()
        empty = EmptyState(
            "coins",
            tr("Nobody owes a contribution yet"),
            tr("Each member stands here with a cell for every period, once members and contribution types are there."),
        )
        self.set_empty(empty)
        if self.sheet is not None:
            self.present(self.sheet)
        else:
            self.header.set_words(tr("Contributions"), "")

    def _act(self) -> None:
        self.actions_.add(*self.acts.acts())
        pages = allowed(self.books)
        if "imports" in pages:
            self.actions_.add(
                Act("import", mark("Bring in"), lambda: self.went.emit("imports", None), "table-import", "", _GROUP)
            )
            self.header.add(self.actions_.button("import"))
        self.header.add(self.actions_.button("penalties"), self.actions_.button("raise"))
        if "meeting" in pages:
            self.actions_.add(
                Act("many", mark("Receive many"), lambda: self.went.emit("meeting", None), "coins", "", _GROUP)
            )
            self.header.add(self.actions_.button("many", kind="primary"))

    def _lay_out(self) -> None:
        self.types = Segmented(tr("Contribution types"), [])
        self.types.changed.connect(self._choose_type)
        self.back = icon_button("chevron-left", tr("The year before"))
        self.forth = icon_button("chevron-right", tr("The year after"))
        self.back.clicked.connect(lambda: self._turn(-1))
        self.forth.clicked.connect(lambda: self._turn(1))
        self.year = Label("", "strong", figures=True)
        self.search = SearchField(tr("Name or number"), keys="/")
        self.search.textChanged.connect(self._sift)
        self.came = Label("", "quiet", figures=True)
        self.meter = Meter(0.0)
        self.share = Label("", "strong", figures=True)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        for part in (self.types, self.back, self.year, self.forth, self.search):
            row.addWidget(part)
        row.addStretch(1)
        for part in (self.came, self.meter, self.share):
            row.addWidget(part)
        self.content.addLayout(row)
        self.panel = Panel(flush=True)
        self.content.addWidget(self.panel, 1)
        self.content.addWidget(self._legend())
        self.bar = CellBar()
        self.bar.hide()
        self.bar.receive.connect(self.acts.receive)
        self.bar.waive.connect(self.acts.waive)
        self.bar.fine.connect(self.acts.fine)
        self.bar.why.connect(self._explain)
        self.content.addWidget(self.bar)
        self.requests = ApprovalsPanel()
        self.requests.hide()
        self.requests.pressed.connect(self.deciding.ask)
        self.content.addWidget(self.requests)

    def _legend(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GROUP - 6)
        self.legend: list[tuple[words.CellState, State]] = []
        for state in _LEGEND:
            face = words.FACES[state]
            label = State(tr(words.STATES[state]), face.tone, face.icon, small=True)
            self.legend.append((state, label))
            row.addWidget(label)
        row.addStretch(1)
        return line

    def _show_grid(self, grid: Grid) -> None:
        kept = self._at
        if self.table is not None:
            self.panel.body.removeWidget(self.table)
            self.table.deleteLater()
        kind = self._kind_of(grid)
        price = kind.unit_price if kind is not None and grid.frequency == words.FLEXIBLE else None
        self.table = GridTable(grid, grid.amount * 2 if grid.amount else None, price)
        self.panel.body.addWidget(self.table)
        self.table.view.selectionModel().currentChanged.connect(lambda *_: self._show_cell())
        self.table.opened.connect(lambda _: self.acts.receive())
        self.search.serve(self.table)
        self._sift()
        if kept is not None:
            self.table.choose_cell(*kept)
        else:
            self._choose_worst(grid)
        self._show_cell()

    def _choose_worst(self, grid: Grid) -> None:
        worst = max(grid.rows, key=lambda row: row.behind, default=None)
        if worst is not None and worst.behind > 0:
            owing = (place for place, cell in enumerate(worst.cells) if cell.due_on and cell.unpaid > 0)
            assert self.table is not None  # noqa: S101 - called when the grid stands
            self.table.choose_cell(worst.member, next(owing, 0))

    def _show_cell(self) -> None:
        found = self.chosen()
        self.bar.setVisible(found is not None)
        if found is not None:
            grid, row, place = found
            self._at = (row.member, place)
            self.bar.show_cell(
                grid,
                row,
                place,
                may_receive=self.acts.may_receive(),
                may_waive=self.acts.may_waive(),
                may_fine=self.acts.may_fine(),
            )
        self.actions_.refresh()

    def _say_sums(self, grid: Grid) -> None:
        kind = self._kind_of(grid)
        self.header.set_words(tr("Contributions"), words.context(grid, kind) if kind is not None else "")
        self.year.setText(str(grid.year))
        known = grid.percent is not None
        self.came.setText(
            tr("Received {received} of {expected}", received=ksh(grid.received), expected=ksh(grid.expected))
            if known
            else tr("Received {received}", received=ksh(grid.received))
        )
        self.meter.setVisible(known)
        self.share.setVisible(known)
        share = grid.percent or Decimal(0)
        said = percent(share, 0)
        self.meter.set_share(int(share) / 100, sentence=said)
        self.share.setText(said)

    def _arrive_at(self) -> None:
        wanted, self._arrived = self._arrived, None
        grid = self.sheet.grid if self.sheet is not None else None
        if wanted is None or grid is None:
            return
        row = next((one for one in grid.rows if one.member == wanted), None)
        if row is not None:
            owed = row.behind if row.behind > 0 else grid.amount
            self.acts.receive_from(row.member, row.name, grid.type, owed)

    def _explain(self) -> None:
        found = self.chosen()
        if found is not None:
            grid, row, place = found
            facts, rules = words.why(grid, row.cells[place])
            self.asked = WhyCell(self, words.whose(grid, row, place), facts, rules)
            self.asked.open()

    def _choose_type(self, which: str) -> None:
        self._kind, self._at = UUID(which), None
        self.refresh()

    def _turn(self, step: int) -> None:
        self._year, self._at = self._year + step, None
        self.refresh()

    def _sift(self) -> None:
        if self.table is not None:
            self.table.members.sift(self.search.text())

    def _kind_of(self, grid: Grid) -> ContributionKind | None:
        kinds: Sequence[ContributionKind] = self.sheet.kinds if self.sheet is not None else ()
        return next((one for one in kinds if one.id == grid.type), None)

    def _money_kinds(self) -> list[tuple[UUID, str]]:
        kinds: Sequence[ContributionKind] = self.sheet.kinds if self.sheet is not None else ()
        return [(one.id, spoken(one.name, one.name_sw)) for one in kinds]
