"""Which statement: the period, the day it is as at, and for all members whether as files or as one."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

from PySide6.QtWidgets import QVBoxLayout, QWidget

from moneypool_desktop.language import tr, trn
from moneypool_desktop.models.drafts.member_acts import StatementDraft
from moneypool_desktop.models.rows.members import Member
from moneypool_desktop.views.dialogs.base import FormDialog
from moneypool_desktop.views.widgets.choice_field import ChoiceField
from moneypool_desktop.views.widgets.date_field import DateField
from moneypool_desktop.views.widgets.field import Field, columns

THIS_YEAR, LAST_YEAR, SINCE_JOINING, OWN = "this_year", "last_year", "since_joining", "own"
FOLDER, FILE = "folder", "file"


class StatementForm(FormDialog[StatementDraft]):
    """Collects the period of one member's statement, or with `member` None of everybody's; `key` numbers them once."""

    def __init__(
        self, parent: QWidget, today: Callable[[], date], member: Member | None, count: int, began: date
    ) -> None:
        self.key = uuid4()
        self._today, self._joined = today, member.joined if member else began
        choices = [
            (THIS_YEAR, tr("This year")),
            (LAST_YEAR, tr("Last year")),
            (SINCE_JOINING, tr("Since joining") if member else tr("Since the first member joined")),
            (OWN, tr("Days of my own")),
        ]
        self.period: ChoiceField[str] = ChoiceField(tr("&Period"), choices)
        self.first = DateField(tr("&From"), hint="", today=today)
        self.as_at = DateField(tr("&As at"), hint="", today=today)
        kinds = [(FOLDER, tr("One file for each member")), (FILE, tr("One file of all"))]
        self.kind: ChoiceField[str] = ChoiceField(tr("&Save as"), kinds)
        rows: list[Field | list[Field]] = [self.period, [self.first, self.as_at]]
        rows += [] if member else [self.kind]
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(columns(*rows))
        body.setMinimumWidth(400)
        one = tr("Statement of {name}", name=member.name) if member else ""
        super().__init__(
            parent,
            one or trn("Statement of {n} member", "Statements of {n} members", count),
            {"period": self.period, "first": self.first, "as_at": self.as_at},
            self._collect_draft,
            verb=tr("Show it") if member else tr("Choose where"),
            icon="eye" if member else "folder-open",
            sentence=tr("It is numbered, noted in the audit and in the language of the member.")
            if member
            else tr("Each is numbered, noted in the audit and in the language of its member."),
            body=body,
        )
        self.period.changed.connect(self._set_days)
        self.first.changed.connect(lambda: self.period.set_value(OWN))
        self.as_at.changed.connect(lambda: self.period.set_value(OWN))
        self._set_days()

    def _set_days(self) -> None:
        today, chosen = self._today(), self.period.value()
        if chosen == OWN:
            self.first.setFocus()
            return
        first, last = {
            THIS_YEAR: (date(today.year, 1, 1), today),
            LAST_YEAR: (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
        }.get(chosen or "", (self._joined, today))
        self.first.set_value(first)
        self.as_at.set_value(last)

    def _collect_draft(self) -> StatementDraft:
        return StatementDraft(self.first.value(), self.as_at.value(), self._today(), self.kind.value() == FILE)
