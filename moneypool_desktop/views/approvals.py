"""What waits for a second person, wherever it is shown: a panel of requests, and deciding one of them."""

from collections.abc import Callable, Sequence
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from moneypool_desktop.language import tr
from moneypool_desktop.models.rows.approvals import Approval
from moneypool_desktop.services import approvals
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.services.failures import Lost
from moneypool_desktop.views.dialogs.decide import DecideDialog, detail_of, title_of
from moneypool_desktop.views.page import Page
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.layouts import clear
from moneypool_desktop.views.widgets.panel import Panel
from moneypool_desktop.views.widgets.rows import ListRow

_ICONS = {"waiver": "coins", "unlock": "lock-open"}


class Deciding(QObject):
    """Asks for a decision and carries it out; `decided` is called once the books took it."""

    def __init__(self, page: Page, books: Books, decided: Callable[[], None]) -> None:
        super().__init__(page)
        self._page, self._books, self._decided = page, books, decided
        self.dialog: DecideDialog | None = None

    def ask(self, asked: Approval) -> None:
        """Show a request with both verbs."""
        self.dialog = DecideDialog(self._page, asked)
        key = uuid4()
        self.dialog.decided.connect(lambda approve, note: self._decide(asked, approve, note, key))
        self.dialog.open()

    def _decide(self, asked: Approval, approve: bool, note: str, key: object) -> None:
        books = self._books

        def act() -> object:
            return approvals.decide(books, asked.id, approve=approve, note=note, key=key)  # pyright: ignore[reportArgumentType]

        def done(_changes: object) -> None:
            approved, rejected = tr("Approved. It is in the books."), tr("Rejected. Nothing was changed.")
            self._page.said.emit(approved if approve else rejected)
            self._decided()

        def failed(error: Exception) -> None:
            if isinstance(error, Lost):
                self._page.said.emit(
                    tr("The server is not answering. It waits on this PC and is sent again by itself.")
                )
                return
            said = self._page.desk.explain(error)
            self._page.said.emit(f"{said.title} {said.sentence}".strip())
            self._decided()

        self._page.desk.workers.write(act, done, failed, owner=self)


class ApprovalsPanel(Panel):
    """Every request that waits, with Decide where the person may; `pressed` gives it."""

    pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__(" ", flush=True)
        self._rows: Sequence[Approval] = ()

    def show_requests(self, rows: Sequence[Approval]) -> None:
        """Show these requests."""
        self._rows = rows
        self.set_title(tr("Waiting for a second person"), len(rows))
        clear(self.body)
        for asked in rows:
            self.body.addWidget(self._row(asked))
        if not rows:
            nothing = Label(tr("Nothing waits for a second person."), "quiet", wrap=True)
            nothing.setContentsMargins(13, 11, 13, 11)
            self.body.addWidget(nothing)
        self.body.addStretch(1)

    def retranslate(self) -> None:
        """Say everything again in the language now spoken."""
        self.show_requests(self._rows)

    def _row(self, asked: Approval) -> ListRow:
        icon = _ICONS.get(asked.kind, "writing-sign")
        row = ListRow(icon, "warn", title_of(asked), detail_of(asked), button=tr("Decide"))
        own = tr("Who asked for this cannot approve it.")
        row.button.allow(asked.may_decide, own if asked.own else tr("Another officer must decide this."))
        row.pressed.connect(lambda: self.pressed.emit(asked))
        return row
