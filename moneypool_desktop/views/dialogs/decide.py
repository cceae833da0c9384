"""Deciding what another officer asked for: approve or reject, with a note if one likes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.formats import ksh, month_long
from moneypool_desktop.models.rows.approvals import Approval
from moneypool_desktop.views.dialogs.base import Dialog
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.field import NoteField
from moneypool_desktop.views.widgets.label import Label


def title_of(asked: Approval) -> str:
    """Return the request in one sentence."""
    if asked.amount is not None:
        return tr("{member}: {amount} to be waived", member=asked.member_name, amount=ksh(asked.amount))
    if asked.month is not None:
        return tr("{month} is to be opened again", month=month_long(asked.month.year, asked.month.month))
    return asked.what


def detail_of(asked: Approval) -> str:
    """Return who asked, for what and why."""
    if asked.what and asked.amount is not None:
        return tr("{what}. {person} asks: {reason}", what=asked.what, person=asked.requested_by, reason=asked.reason)
    return tr("{person} asks: {reason}", person=asked.requested_by, reason=asked.reason)


class DecideDialog(Dialog):
    """The request with both verbs; `decided` gives whether it was approved, and the note. Esc decides nothing."""

    decided = Signal(bool, str)

    def __init__(self, parent: QWidget, asked: Approval) -> None:
        super().__init__(parent)
        self.setAccessibleName(title_of(asked))
        self.setAccessibleDescription(detail_of(asked))
        self.note = NoteField(tr("&Note"), lines=2, optional=True, longest=500)
        self.approve = Button(tr("Approve"), kind="primary", icon="writing-sign")
        self.refuse = Button(tr("Reject"), icon="x")
        self.later = Button(tr("Not now"), keys="Esc")
        self.approve.clicked.connect(lambda: self._decide(approve=True))
        self.refuse.clicked.connect(lambda: self._decide(approve=False))
        self.later.clicked.connect(self.reject)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(6)
        column.addWidget(Label(title_of(asked), "section", wrap=True))
        column.addWidget(Label(detail_of(asked), "quiet", wrap=True))
        column.addSpacing(4)
        column.addWidget(self.note)
        column.addSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.later)
        row.addStretch(1)
        row.addWidget(self.refuse)
        row.addWidget(self.approve)
        column.addLayout(row)
        self.hold(body)
        self.later.setFocus()

    def _decide(self, *, approve: bool) -> None:
        self.decided.emit(approve, self.note.value())
        self.accept()
