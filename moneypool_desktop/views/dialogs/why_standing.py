"""Why a member stands as they do: the rule, its clause in full, and the figures it was worked out from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.formats import date_long, ksh
from moneypool_desktop.models.rows.chamas import Clause
from moneypool_desktop.models.rows.members import Member, Verdict
from moneypool_desktop.models.rows.settings import Setting
from moneypool_desktop.services import chamas, settings
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.views import theme
from moneypool_desktop.views.dialogs.base import Dialog
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.panel import Rule
from moneypool_desktop.views.widgets.rows import FactRow

_ROOM, _MOST = 460, 360
_BEHIND, _SUSPEND = "standing.behind_from", "standing.suspend_at"


@dataclass(frozen=True, slots=True)
class Rules:
    """The limits that decide a standing, and the clauses of the constitution."""

    limits: Mapping[str, Setting]
    clauses: Mapping[str, Clause]


def read_rules(books: Books) -> Rules:
    """Read the rules of standing."""
    limits = {row.key: row for row in settings.list_settings(books) if row.key in (_BEHIND, _SUSPEND)}
    return Rules(limits, {clause.clause: clause for clause in chamas.profile(books).constitution})


class WhyStanding(Dialog):
    """The inputs, the limits and the clauses behind a verdict."""

    def __init__(self, parent: QWidget, member: Member, verdict: Verdict, rules: Rules) -> None:
        super().__init__(parent)
        title = tr("Why: {name}", name=member.name)
        self.setAccessibleName(title)
        self.setAccessibleDescription(verdict.sentence)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(theme.UNIT)
        column.addWidget(Label(title, "section", wrap=True))
        column.addWidget(Label(verdict.sentence, "quiet", wrap=True))
        held = QScrollArea()
        held.setWidgetResizable(True)
        held.setFrameShape(QScrollArea.Shape.NoFrame)
        inner = QWidget()
        inner.setProperty("plain", True)
        self._lines = QVBoxLayout(inner)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        self._figures(member, rules)
        self._clauses(sorted({reason.clause for reason in verdict.reasons if reason.clause}), rules)
        self._lines.addStretch(1)
        held.setWidget(inner)
        held.setMinimumWidth(_ROOM)
        held.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._held, self._inner = held, inner
        column.addWidget(held, 1)
        close = Button(tr("Close"), keys="Esc")
        close.clicked.connect(self.reject)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.hold(body)
        close.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # only what is on the screen counts its wrapped lines in full
        self._held.setMinimumHeight(min(_MOST, self._inner.heightForWidth(_ROOM - 12)))
        self.fit()

    def _figures(self, member: Member, rules: Rules) -> None:
        self._lines.addWidget(Label(tr("Worked out from"), "strong"))
        since = tr("Dues overdue since {date}", date=date_long(member.overdue_since))
        name = since if member.overdue_since else tr("Dues overdue")
        self._lines.addWidget(FactRow(name, ksh(member.dues_overdue)))
        self._lines.addWidget(FactRow(tr("Fines not paid"), ksh(member.fines)))
        for key, words in ((_BEHIND, tr("Behind from")), (_SUSPEND, tr("Suspended from"))):
            limit = rules.limits.get(key)
            if limit is not None and isinstance(limit.value, Decimal):
                self._lines.addWidget(FactRow(words, ksh(limit.value) if limit.value > 1 else tr("any amount overdue")))
                if limit.clause:
                    self._lines.addWidget(Label(tr("clause {clause}", clause=limit.clause), "help"))
        if member.status == "suspended":
            self._lines.addWidget(
                Label(tr("The officers have suspended this member, whatever is owed."), "body", wrap=True)
            )
        self._lines.addWidget(
            Label(
                tr("A fine warns and does not change the standing. Dues count once their days of grace are over."),
                "help",
                wrap=True,
            )
        )

    def _clauses(self, named: Sequence[str], rules: Rules) -> None:
        for number in named:
            clause = rules.clauses.get(number)
            if clause is None:
                continue
            self._lines.addWidget(Rule())
            self._lines.addWidget(
                Label(tr("Clause {clause}: {title}", clause=number, title=clause.title), "strong", wrap=True)
            )
            self._lines.addWidget(Label(clause.text, "body", wrap=True))
