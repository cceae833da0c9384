"""Locking a month of the books, and asking a second person to open one again."""

from datetime import date
from uuid import uuid4

from PySide6.QtWidgets import QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.formats import month_long
from moneypool_desktop.models.drafts.period import LockDraft, UnlockDraft
from moneypool_desktop.views.dialogs.base import FormDialog
from moneypool_desktop.views.widgets.field import TextField


class LockForm(FormDialog[LockDraft]):
    """Asks whether a month is to be locked with all before it; `key` locks it once."""

    def __init__(self, parent: QWidget, month: date) -> None:
        self.key = uuid4()
        note = TextField(tr("&Note"), optional=True, longest=500)
        super().__init__(
            parent,
            tr("Lock {month} and every month before it?", month=month_long(month.year, month.month)),
            {"note": note},
            lambda: LockDraft(month, note.value()),
            verb=tr("Lock"),
            safe=tr("Keep it open"),
            icon="lock",
            sentence=tr("Nothing can be posted or taken back inside. Opening it again needs a second person."),
        )


class UnlockForm(FormDialog[UnlockDraft]):
    """Asks why a locked month is to be opened; `key` asks once."""

    def __init__(self, parent: QWidget, month: date) -> None:
        self.key = uuid4()
        reason = TextField(tr("&Reason"), hint=tr("The officer who decides reads it."), longest=500)
        super().__init__(
            parent,
            tr("Ask to open {month}?", month=month_long(month.year, month.month)),
            {"reason": reason},
            lambda: UnlockDraft(month, reason.value()),
            verb=tr("Ask"),
            safe=tr("Keep it locked"),
            icon="lock-open",
            sentence=tr("It stays locked until another officer agrees."),
        )
