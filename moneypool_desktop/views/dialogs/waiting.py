"""What was posted and has no answer yet: kept on this computer and sent again by itself."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from moneypool_desktop.language import mark, tr, trn
from moneypool_desktop.models.domain.formats import date_and_time
from moneypool_desktop.services.database.outbox import Waiting
from moneypool_desktop.views.dialogs.base import Dialog, question_body
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.rows import ListRow

ACTS = {
    "receive": mark("Money received"),
    "pay_out": mark("Money paid out"),
    "journal": mark("Journal entry"),
    "reverse": mark("A transaction taken back"),
    "charge_fines": mark("Fines charged"),
    "raise_dues": mark("Dues raised"),
    "decide": mark("A request decided"),
    "request_waiver": mark("A waiver asked for"),
    "request_unlock": mark("A month to be opened"),
    "lock_month": mark("A month locked"),
    "save_member": mark("A member's record"),
    "import_members": mark("Members brought in"),
    "import_opening": mark("Opening balances brought in"),
    "import_contributions": mark("Contributions brought in"),
    "reverse_import": mark("An import taken back"),
}


class WaitingDialog(Dialog):
    """Lists what waits; `again` asks to send it now."""

    again = Signal()

    def __init__(self, parent: QWidget, waiting: Sequence[Waiting]) -> None:
        super().__init__(parent)
        title = trn("{n} act waits for an answer", "{n} acts wait for an answer", len(waiting))
        sentence = tr(
            "They are kept on this computer, even switched off. Each is booked once, however often it is sent."
        )
        self.setAccessibleName(title)
        rows = QWidget()
        rows.setProperty("plain", True)
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for act in waiting:
            what = tr(ACTS[act.function]) if act.function in ACTS else tr("A change of the books")
            tried = trn("tried once", "tried {n} times", max(1, act.attempts))
            column.addWidget(ListRow("clock", "warn", what, f"{date_and_time(act.created_at)}, {tried}"))
        column.addStretch(1)
        held = QScrollArea()
        held.setWidgetResizable(True)
        held.setFrameShape(QScrollArea.Shape.NoFrame)
        held.setAccessibleName(title)
        held.setWidget(rows)
        held.setMinimumHeight(min(300, 50 * len(waiting)))
        body = question_body(title, sentence, tr("Send now"), tr("Close"), icon="send", extra=held)
        for name, slot in (("verb", self._send), ("safe", self.reject)):
            button = body.findChild(Button, name)
            assert isinstance(button, Button)  # noqa: S101 - question_body makes both
            button.clicked.connect(slot)
        self.hold(body)

    def _send(self) -> None:
        self.again.emit()
        self.accept()
