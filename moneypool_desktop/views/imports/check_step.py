"""Step 3: every row in its state, sifted by state, put right or left out one by one, with the totals below."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moneypool_desktop.language import mark, tr, trn
from moneypool_desktop.models.domain.values import ImportKind
from moneypool_desktop.models.items.table_model import TableModel
from moneypool_desktop.models.rows.imports import ImportPlan, ImportRow, RowState
from moneypool_desktop.services.imports.plan import leave_out, replan, take_in
from moneypool_desktop.services.imports.posting import notices
from moneypool_desktop.views import theme
from moneypool_desktop.views.actions import Act, Actions
from moneypool_desktop.views.imports.job import ImportJob
from moneypool_desktop.views.imports.looks import STATES, columns_of, labels_of
from moneypool_desktop.views.imports.row_pane import RowPane
from moneypool_desktop.views.imports.totals import Totals
from moneypool_desktop.views.widgets.banner import Banner
from moneypool_desktop.views.widgets.keycap import KeyHint
from moneypool_desktop.views.widgets.layouts import clear, reveal
from moneypool_desktop.views.widgets.panel import Panel, Rule
from moneypool_desktop.views.widgets.segmented import Choice, Segmented
from moneypool_desktop.views.widgets.table import Table

_ALL, _NARROW = "all", 1120
_ALWAYS = (RowState.NEW, RowState.REPEATED, RowState.REFUSED, RowState.SKIPPED)


class CheckStep(QWidget):
    """Shows the job's plan and sends it the changes a person makes; `chosen` follows the row one is on."""

    chosen = Signal(object)

    def __init__(self, job: ImportJob) -> None:
        super().__init__()
        self._job = job
        self._kind: ImportKind | None = None
        self._narrow = True  # until it is known to be wide, so that a small window never has to give way
        self.model: TableModel[ImportRow] = TableModel(columns_of(ImportKind.MEMBERS), key=lambda row: row.index)
        self.table = Table(self.model, name=tr("Rows of the file"))
        self.states = Segmented(tr("Show rows by state"), [Choice(_ALL, tr("All rows"))])
        self.pane = RowPane()
        self.totals = Totals()
        self.blocks, self.notices = Banner("warn"), Banner("info")
        self._lay_out()
        self.states.changed.connect(self._sift)
        self.pane.corrected.connect(lambda index, typed: job.change(lambda plan: replan(plan, index, typed)))
        self.pane.left_out.connect(lambda index: job.change(lambda plan: leave_out(plan, index)))
        self.pane.taken_in.connect(lambda index: job.change(lambda plan: take_in(plan, index)))

    def show_plan(self, plan: ImportPlan) -> None:
        """Show a plan; the row one is on and the states chosen stay."""
        kind = plan.detection.kind
        if kind is None:
            return
        if kind is not self._kind:
            self._change_kind(kind)
        self._say_states(plan)
        self.model.set_rows(plan.rows)
        self.totals.show_plan(plan)
        self.say_banners(plan)
        if self.table.current() is None:
            first = next((place for place, row in enumerate(self.model.rows()) if row.state is not RowState.SKIPPED), 0)
            self.table.choose(first)
        self._show_row(self.table.current())

    def next_problem(self) -> None:
        """Go to the next refused row after the one a person is on, round the end."""
        rows = list(self.model.everything())
        here = self.table.current()
        at = rows.index(here) if here in rows else -1
        found = next((row for row in rows[at + 1 :] + rows[: at + 1] if row.state is RowState.REFUSED), None)
        if found is None:
            return
        if not self.table.choose_key(found.index):
            self.states.set_value(_ALL)
            self._sift()
            self.table.choose_key(found.index)
        self.table.view.setFocus()
        self.table.view.scrollTo(self.table.view.currentIndex())

    def turn(self) -> None:
        """Leave the row one is on out, or take it in."""
        if self.pane.out.isEnabled():
            self.pane.out.click()

    def say_banners(self, plan: ImportPlan) -> None:
        """Say what stops the import and what is worth knowing."""
        self.blocks.say(tr("Not yet."), " ".join(plan.blocks), tone="warn")
        reveal(self.blocks, bool(plan.blocks))
        said = notices(plan)
        self.notices.say(" ".join(said))
        reveal(self.notices, bool(said))

    def _lay_out(self) -> None:
        self._left = Panel(flush=True)
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 8, 8, 8)
        bar.setSpacing(12)
        bar.addWidget(self.states)
        bar.addStretch(1)
        self._hints = QHBoxLayout()
        self._hints.setSpacing(12)
        bar.addLayout(self._hints)
        self._left.body.addLayout(bar)
        self._left.body.addWidget(Rule())
        self._left.body.addWidget(self.table, 1)
        left = QVBoxLayout()
        left.setSpacing(theme.GAP)
        left.addWidget(self._left, 1)
        left.addWidget(self.totals)
        sides = QHBoxLayout()
        sides.setSpacing(theme.GAP)
        sides.addLayout(left, 1)
        sides.addWidget(self.pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.blocks)
        column.addWidget(self.notices)
        column.addLayout(sides, 1)

    def _change_kind(self, kind: ImportKind) -> None:
        self._kind = kind
        self.model = TableModel(columns_of(kind), key=lambda row: row.index)
        table = Table(self.model, name=tr("Rows of the file"))
        self._left.body.replaceWidget(self.table, table)
        self.table.hide()
        self.table.deleteLater()
        self.table = table
        table.chosen.connect(self._show_row)
        table.opened.connect(lambda _: self.pane.edit())
        acts = Actions(table)
        acts.add(Act("turn", mark("Take or leave the row"), self.turn, keys="Space"))
        QWidget.setTabOrder(self.states, table.view)
        QWidget.setTabOrder(table.view, self.pane)

    def _say_states(self, plan: ImportPlan) -> None:
        counts = plan.counts
        choices = [Choice(_ALL, tr("All rows"), count=len(plan.rows))]
        for state, (word, icon, _) in STATES.items():
            if state in _ALWAYS or counts[state]:
                choices.append(Choice(state.value, tr(word), "" if self._narrow else icon, counts[state]))
        chosen = self.states.value()
        self.states.set_choices(choices, chosen if chosen in {choice.id for choice in choices} else _ALL)
        clear(self._hints)
        if not self._narrow:
            self._hints.addWidget(KeyHint("N", tr("next problem")))
            self._hints.addWidget(KeyHint("Space", tr("take or leave")))
        self._sift()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        if narrow is not self._narrow:
            self._narrow = narrow
            if self._job.plan is not None and self._kind is not None:
                self._say_states(self._job.plan)

    def _sift(self, _chosen: str = "") -> None:
        wanted = self.states.value()
        self.model.sift("", None if wanted == _ALL else lambda row: row.state.value == wanted)
        self._left.setAccessibleDescription(trn("{n} row shown", "{n} rows shown", len(self.model.rows())))

    def _show_row(self, row: ImportRow | None) -> None:
        plan = self._job.plan
        kind = plan.detection.kind if plan else None
        self.pane.show_row(row, labels_of(kind) if kind else {})
        self.chosen.emit(row)
