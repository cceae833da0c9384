"""Asking a second person to waive a due, whole or in part."""

from decimal import Decimal
from uuid import UUID, uuid4

from PySide6.QtWidgets import QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.models.drafts.waiver import CONTRIBUTION, WaiverDraft
from moneypool_desktop.views.dialogs.base import FormDialog
from moneypool_desktop.views.widgets.amount_field import AmountField
from moneypool_desktop.views.widgets.field import TextField


class WaiveForm(FormDialog[WaiverDraft]):
    """Collects how much of a due is to be waived, and why; `key` asks once."""

    def __init__(self, parent: QWidget, about: str, due: UUID, owed: Decimal) -> None:
        self.key = uuid4()
        amount = AmountField(tr("&Amount (Ksh)"))
        amount.set_value(owed)
        reason = TextField(tr("&Reason"), hint=tr("The officer who decides reads it."), longest=500)
        super().__init__(
            parent,
            tr("Ask to waive?"),
            {"amount": amount, "reason": reason},
            lambda: WaiverDraft(CONTRIBUTION, due, amount.value(), reason.value(), owed),
            verb=tr("Ask"),
            icon="circle-minus",
            sentence=tr("{about} Another officer must agree before anything changes.", about=about),
        )
