"""Receiving money of one member: what for, how much, and how it came."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from PySide6.QtWidgets import QVBoxLayout, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.values import PaymentMethod
from moneypool_desktop.models.drafts.receipt import ReceiptDraft, ReceiptLineDraft
from moneypool_desktop.views.dialogs.base import FormDialog
from moneypool_desktop.views.widgets.amount_field import AmountField
from moneypool_desktop.views.widgets.choice_field import ChoiceField
from moneypool_desktop.views.widgets.date_field import DateField
from moneypool_desktop.views.widgets.field import TextField, columns


class ReceiveForm(FormDialog[ReceiptDraft]):
    """Collects one payment of one member; `key` books it once however often it is sent."""

    def __init__(
        self, parent: QWidget, today: Callable[[], date], who: tuple[UUID, str], kinds: Sequence[tuple[UUID, str]],
        *, kind: UUID | None = None, amount: Decimal | None = None,
    ) -> None:  # fmt: skip
        self.key = uuid4()
        self._member, self._today = who[0], today
        self.kind: ChoiceField[UUID] = ChoiceField(tr("What it is &for"), list(kinds))
        self.kind.set_value(kind or kinds[0][0])
        self.amount = AmountField(tr("&Amount (Ksh)"))
        if amount is not None:
            self.amount.set_value(amount)
        self.on = DateField(tr("&Date"), today=today, hint="")
        self.on.set_value(today())
        self.method: ChoiceField[str] = ChoiceField(tr("&How it came"), _methods())
        self.reference = TextField(tr("&Reference"), optional=True, longest=40)
        super().__init__(
            parent,
            tr("Receive from {name}", name=who[1]),
            {
                "type": self.kind,
                "line.1": self.amount,
                "date": self.on,
                "method": self.method,
                "reference": self.reference,
            },
            self._collect_draft,
            verb=tr("Receive"),
            icon="arrow-down-left",
            sentence=tr("It meets the oldest unpaid due of its kind first. What is left over is kept ahead."),
            body=self._body(),
        )

    def _body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(columns([self.kind, self.amount], [self.on, self.method], self.reference))
        body.setMinimumWidth(470)
        return body

    def _collect_draft(self) -> ReceiptDraft:
        line = ReceiptLineDraft(self.amount.value(), type=self.kind.value())
        return ReceiptDraft(
            self._member, self.on.value(), self.method.value(), (line,), self._today(), reference=self.reference.value()
        )


def _methods() -> list[tuple[str, str]]:
    return [
        (PaymentMethod.CASH.value, tr("Cash")),
        (PaymentMethod.MOBILE_MONEY.value, tr("M-Pesa")),
        (PaymentMethod.BANK_TRANSFER.value, tr("Bank")),
        (PaymentMethod.CHECK.value, tr("Cheque")),
    ]
