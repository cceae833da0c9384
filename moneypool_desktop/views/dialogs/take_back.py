"""Taking the last posting back: what it was, why it goes, and what the books do about it."""

from datetime import date

from PySide6.QtWidgets import QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.formats import ksh
from moneypool_desktop.models.drafts.reversal import ReversalDraft
from moneypool_desktop.models.rows.home import LastPosted
from moneypool_desktop.views.dialogs.base import FormDialog
from moneypool_desktop.views.widgets.field import TextField


class TakeBackDialog(FormDialog[ReversalDraft]):
    """Asks for the reason; `sent` gives the draft of the reversal."""

    def __init__(self, parent: QWidget, posted: LastPosted, today: date) -> None:
        reason = TextField(tr("&Reason"), hint=tr("It stands beside both entries for good."), longest=500)
        about = posted.what or posted.number
        super().__init__(
            parent,
            tr("Take back {number}?", number=posted.number),
            {"reason": reason},
            lambda: ReversalDraft(reason.value(), today, today, (posted.id,)),
            verb=tr("Take back"),
            safe=tr("Keep it"),
            icon="arrow-back-up",
            sentence=tr(
                "{what}, {amount}. It stays in the books and a second entry takes it back.",
                what=about,
                amount=ksh(abs(posted.amount)),
            ),
        )
