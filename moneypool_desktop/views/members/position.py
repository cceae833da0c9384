"""The tab that answers what a member has, what they owe, how they stand and why, and what moved last."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moneypool_desktop.language import mark, tr, trn
from moneypool_desktop.models.domain.formats import date_short, ksh, money
from moneypool_desktop.models.items.column import Column
from moneypool_desktop.models.items.table_model import TableModel
from moneypool_desktop.models.rows.member_records import Movement
from moneypool_desktop.models.rows.members import Member, MemberRecord, Position, PositionLine, Standing, Verdict
from moneypool_desktop.views import theme
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.layouts import reveal
from moneypool_desktop.views.widgets.panel import Rule
from moneypool_desktop.views.widgets.rows import Facts
from moneypool_desktop.views.widgets.table import Table
from moneypool_desktop.views.widgets.verdict import Reason, VerdictList

LAST = 5
_WIDE = 480  # below it the rest of the verdict would leave its first words no room
_TONES = {"stop": "danger", "warn": "warn", "good": "good"}
_BANDS = {
    Standing.GOOD: "good",
    Standing.BEHIND: "warn",
    Standing.SUSPENDED: "danger",
    Standing.LEFT: "neutral",
}
# what a receipt settles
_PAYABLE = frozenset({"dues_over_limit", "fine_unpaid"})
_ICONS = {"cash": "cash", "mobile_money": "device-mobile", "bank_transfer": "building-bank", "check": "writing-sign"}


def _icon(row: Movement) -> str:
    if row.method is None:
        return "gavel" if row.amount < 0 else "note"
    return _ICONS.get(row.method, "receipt")


MOVEMENTS = (
    Column[Movement]("on", mark("Date"), lambda r: date_short(r.on), sort=lambda r: r.id, narrowest=96),
    Column[Movement](
        "receipt", mark("Receipt"), lambda r: r.receipt, icon=_icon, tone=lambda _: "text_2", drop=1
    ),
    Column[Movement]("what", mark("What"), lambda r: r.what, stretch=True, narrowest=90, tooltip=lambda r: r.what),
    Column[Movement](
        "amount", mark("Ksh"), lambda r: money(r.amount), figure=True, sort=lambda r: r.amount,
        tone=lambda r: "danger" if r.amount < 0 else "",
    ),
    Column[Movement](
        "savings", mark("Savings"), lambda r: money(r.savings), figure=True, sort=lambda r: r.savings or 0,
        tone=lambda _: "text_2",
    ),
)  # fmt: skip
"""The columns of what moved on a member's accounts."""


class _Side(QWidget):
    """A total with its parts: what a member has, or owes."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.total, self.parts = Label("", "label"), Label("", "position", figures=True), Facts()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        for part in (self.title, self.total, self.parts):
            column.addWidget(part)
        column.addStretch(1)

    def show_lines(self, title: str, total: str, lines: Sequence[PositionLine]) -> None:
        self.title.setText(title)
        self.total.setText(total)
        self.parts.set_facts([(line.what, money(line.amount)) for line in lines])


class PositionTab(QWidget):
    """Has and owes, the verdict with its reasons, the last movements; `why`, `settle` (a reason) and `all_asked`."""

    why = Signal()
    settle = Signal(str)
    all_asked = Signal()

    def __init__(self, *, may_receive: bool) -> None:
        super().__init__()
        self._may_receive = may_receive
        self.has, self.owes = _Side(), _Side()
        self.verdict = VerdictList()
        self.verdict.why.connect(self.why)
        self.verdict.act.connect(self.settle)
        self._title = Label("", "strong")
        self.all = Button("", kind="link")
        self.all.clicked.connect(self.all_asked)
        self.nothing = Label("", "quiet", wrap=True)
        self.rows: TableModel[Movement] = TableModel(MOVEMENTS, key=lambda r: r.id)
        self.last = Table(self.rows, name=tr("Last movements"))
        self._lay_out()

    def show_position(
        self,
        member: Member,
        record: MemberRecord,
        position: Position,
        verdict: Verdict,
        movements: Sequence[Movement],
    ) -> None:
        """Show one member."""
        self.has.show_lines(tr("Has"), ksh(position.has_total), position.has)
        owes = ksh(position.owes_total) if position.owes_total else tr("Nothing")
        self.owes.show_lines(tr("Owes"), owes, position.owes)
        reasons = [
            self._reason(reason.code, reason.level, reason.sentence, reason.clause) for reason in verdict.reasons
        ]
        rest = ""
        if verdict.standing is Standing.SUSPENDED and self.width() >= _WIDE:
            rest = tr("Can still vote.") if record.voting_rights else tr("Does not vote.")
        tone = _BANDS[verdict.standing]
        self.verdict.set_verdict(tone, verdict.sentence, rest, reasons, explained=member.status != "left")
        self._title.setText(tr("Last movements"))
        self.all.setText(tr("All {n}", n=len(movements)))
        reveal(self.all, len(movements) > 0)
        self.rows.set_rows(movements[:LAST])
        self.last.setFixedHeight(theme.HEAD_HEIGHT + theme.ROW_HEIGHT * min(LAST, len(movements)) + 2)
        self.last.setVisible(bool(movements))
        self.nothing.setText(tr("No money has moved yet. The first receipt shows here."))
        self.nothing.setVisible(not movements)

    def _reason(self, code: str, level: str, sentence: str, clause: str) -> Reason:
        act = tr("Receive") if level != "good" and code in _PAYABLE and self._may_receive else ""
        return Reason(_TONES[level], sentence, tr("clause {clause}", clause=clause) if clause else "", code, act)

    def _lay_out(self) -> None:
        money_ = QHBoxLayout()
        money_.setSpacing(theme.GROUP)
        money_.addWidget(self.has, 1)
        money_.addWidget(self.owes, 1)
        above = QVBoxLayout()
        above.setContentsMargins(14, 12, 14, 10)
        above.setSpacing(theme.PADDING)
        above.addLayout(money_)
        above.addWidget(self.verdict)
        head = QHBoxLayout()
        head.setContentsMargins(14, 4, 14, 4)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(Rule())
        column.addLayout(head)
        column.addWidget(Rule())
        self.nothing.setContentsMargins(14, 8, 14, 8)
        column.addWidget(self.nothing)
        column.addWidget(self.last)
        column.addStretch(1)
        self.last.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class MovementsTab(QWidget):
    """Everything that moved on a member's accounts; the totals say what came and went."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: TableModel[Movement] = TableModel(MOVEMENTS, key=lambda r: r.id)
        self.table = Table(self.rows, name=tr("Movements"), count=_count)
        self.nothing = Label("", "quiet", wrap=True)
        self.nothing.setContentsMargins(14, 12, 14, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.nothing)
        column.addWidget(self.table, 1)

    def show_movements(self, movements: Sequence[Movement]) -> None:
        """Show one member's movements, newest first."""
        self.rows.set_rows(movements)
        self.table.setVisible(bool(movements))
        self.nothing.setText(tr("No money has moved yet. The first receipt shows here."))
        self.nothing.setVisible(not movements)


def _count(n: int) -> str:
    return trn("{n} movement", "{n} movements", n)
