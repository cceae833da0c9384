"""The penalties the rules ask for: each with how it was worked out, and a tick to charge it."""

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtWidgets import QVBoxLayout, QWidget

from moneypool_desktop.language import tr, trn
from moneypool_desktop.models.domain.formats import ksh
from moneypool_desktop.models.drafts.penalties import PenaltiesDraft
from moneypool_desktop.models.rows.contributions import PenaltyProposal
from moneypool_desktop.views.dialogs.base import FormDialog
from moneypool_desktop.views.widgets.choices import CheckBox
from moneypool_desktop.views.widgets.label import Label


class PenaltiesForm(FormDialog[PenaltiesDraft]):
    """Collects which proposals are charged; `key` charges them once."""

    def __init__(self, parent: QWidget, proposals: Sequence[PenaltyProposal]) -> None:
        self.key = uuid4()
        self.boxes = [(one, CheckBox(_about(one), checked=True)) for one in proposals]
        super().__init__(
            parent,
            trn("Charge {n} penalty?", "Charge {n} penalties?", len(proposals)),
            {},
            lambda: PenaltiesDraft(tuple(one for one, box in self.boxes if box.isChecked())),
            verb=tr("Charge"),
            icon="gavel",
            sentence=tr("These dues are past their grace. Whoever is unticked is not charged now."),
            body=self._body(),
        )

    def _body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        for one, box in self.boxes:
            column.addWidget(box)
            worked = Label(" ".join(one.working), "help", wrap=True)
            worked.setContentsMargins(26, 0, 0, 6)
            column.addWidget(worked)
        body.setMinimumWidth(500)
        return body


def _about(one: PenaltyProposal) -> str:
    return tr("{name}, {what}: {amount}", name=one.name, what=one.what, amount=ksh(one.amount))
