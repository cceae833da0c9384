"""Taking a whole import back: which, how much of the books it is, and why."""

from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from moneypool_desktop.language import tr, trn
from moneypool_desktop.models.domain.values import ImportKind
from moneypool_desktop.models.drafts.take_back_import import TakeBackImportDraft
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.services.imports.posting import take_back
from moneypool_desktop.views.dialogs.base import FormDialog
from moneypool_desktop.views.page import Page
from moneypool_desktop.views.widgets.field import TextField


class TakeBackImport(FormDialog[TakeBackImportDraft]):
    """Asks for the reason; `sent` gives the draft."""

    def __init__(self, parent: QWidget, batch: UUID, file_name: str, kind: str, rows: int) -> None:
        reason = TextField(tr("&Reason"), hint=tr("It stands beside the import for good."), longest=500)
        super().__init__(
            parent,
            tr("Take back {file}?", file=file_name),
            {"reason": reason},
            lambda: TakeBackImportDraft(batch, reason.value()),
            verb=tr("Take back"),
            safe=tr("Keep it"),
            icon="arrow-back-up",
            sentence=_consequence(kind, rows),
        )


def _consequence(kind: str, rows: int) -> str:
    if kind == ImportKind.MEMBERS.value:
        return trn("{n} member leaves the register, as long as no money of theirs is in the books.",
                   "{n} members leave the register, as long as no money of theirs is in the books.", rows)  # fmt: skip
    return trn("What {n} row brought in is taken back by second entries of today. The file can be brought in again.",
               "What {n} rows brought in is taken back by second entries of today. The file can be brought in again.",
               rows)  # fmt: skip


class TakingBack(QObject):
    """Asks, takes an import back and says so; `taken` gives the id of the import that went."""

    taken = Signal(object)

    def __init__(self, page: Page, books: Books) -> None:
        super().__init__(page)
        self._page, self._books = page, books
        self.dialog: TakeBackImport | None = None

    def ask(self, batch: UUID, file_name: str, kind: str, rows: int) -> None:
        """Ask for the reason."""
        self.dialog = TakeBackImport(self._page, batch, file_name, kind, rows)
        self.dialog.sent.connect(self._take_back)
        self.dialog.open()

    def _take_back(self, draft: TakeBackImportDraft) -> None:
        books, dialog, desk = self._books, self.dialog, self._page.desk

        def done(_answer: object) -> None:
            if dialog is not None:
                dialog.finish()
            self.taken.emit(draft.batch)

        def failed(error: Exception) -> None:
            said = desk.explain(error)
            if dialog is not None:
                dialog.fail(f"{said.title} {said.sentence}".strip())

        desk.workers.write(lambda: take_back(books, draft.batch, draft.reason), done, failed, owner=self,
                           sentence=tr("Taking the import back"))  # fmt: skip
