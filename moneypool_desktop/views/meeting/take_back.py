"""Taking receipts back: which, how much leaves the books, and why."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from moneypool_desktop.language import tr, trn
from moneypool_desktop.models.drafts.reversal import ReversalDraft
from moneypool_desktop.views.dialogs.base import FormDialog
from moneypool_desktop.views.widgets.field import TextField


class TakeBackReceipts(FormDialog[ReversalDraft]):
    """Asks for the reason; `sent` gives the draft that takes all of the receipts back in one act."""

    def __init__(self, parent: QWidget, keys: Sequence[UUID], numbers: Sequence[str], amount: str, today: date) -> None:
        reason = TextField(tr("&Reason"), hint=tr("It stands beside both entries for good."), longest=500)
        count = len(keys)
        one = tr("Take back receipt {number}?", number=numbers[0])
        super().__init__(
            parent,
            one if count == 1 else trn("Take back {n} receipt?", "Take back {n} receipts?", count),
            {"reason": reason},
            lambda: ReversalDraft(reason.value(), today, today, receipts=tuple(keys)),
            verb=tr("Take back"),
            safe=tr("Keep it") if count == 1 else tr("Keep them"),
            icon="arrow-back-up",
            sentence=tr(
                "{amount} leaves the books. The entries stay, and second entries take them back.", amount=amount
            ),
        )
