"""The filtered transactions as a paper to look at and print, and as a CSV file."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from moneypool_desktop.language import tr, trn
from moneypool_desktop.models.domain.formats import count
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.services.runtime.workers import Work
from moneypool_desktop.views.ledger.filters import FilterBar
from moneypool_desktop.views.ledger.looks import what_of
from moneypool_desktop.views.page import Page

if TYPE_CHECKING:
    from moneypool_desktop.views.dialogs.print_preview import PrintPreview


class LedgerPapers(QObject):
    """Makes papers of what the page shows."""

    def __init__(self, page: Page, books: Books, bar: Callable[[], FilterBar]) -> None:
        super().__init__(page)
        self._page, self._books, self._bar = page, books, bar
        self.preview: PrintPreview | None = None
        self.chooser: QFileDialog | None = None

    def show_pdf(self) -> None:
        """Make the paper of what the filter leaves and show it."""
        from moneypool_desktop.services.reports.files import pdf_name

        books, chosen, asked = self._books, self._bar().chosen, self._asked()
        name = pdf_name(books.chama.short_name, tr("transactions"), self._page.desk.today().isoformat())

        def make(_work: Work) -> bytes:
            from moneypool_desktop.services.ledger_papers import list_paper

            return list_paper(books, chosen, asked, what_of)

        self._page.desk.workers.run(
            make, lambda pdf: self._show(pdf, name), self._fail, sentence=tr("Making the paper"), owner=self
        )

    def ask_csv(self) -> None:
        """Ask where the CSV file goes, then write it in the background."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        offered = str(Path(documents) / f"{tr('transactions')} {self._page.desk.today().isoformat()}.csv")
        chooser = QFileDialog(self._page, tr("Save CSV"), offered, tr("CSV files (*.csv)"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("csv")
        chooser.fileSelected.connect(lambda place: self.save_csv(Path(place)))
        self.chooser = chooser
        chooser.open()

    def save_csv(self, path: Path) -> Work:
        """Write what the filter leaves to a file."""
        books, chosen = self._books, self._bar().chosen

        def make(work: Work) -> int:
            from moneypool_desktop.services.ledger_papers import save_csv

            def progress(done: int) -> None:
                said = trn("{count} transaction written", "{count} transactions written", done, count=count(done))
                work.report(0.0, said)

            return save_csv(books, chosen, path, what_of, progress=progress, cancelled=lambda: work.cancelled)

        def done(many: int) -> None:
            said = trn(
                "{count} transaction is in {file}.", "{count} transactions are in {file}.", many,
                count=count(many), file=path.name,
            )  # fmt: skip
            self._page.said.emit(said)

        return self._page.desk.workers.run(make, done, self._fail, sentence=tr("Writing the file"), owner=self)

    def _asked(self) -> str:
        bar = self._bar()
        words = [said for said, _ in bar.words()]
        if bar.chosen.text.strip():
            words.append(tr("“{words}”", words=bar.chosen.text.strip()))
        return ", ".join(words)

    def _show(self, pdf: bytes, name: str) -> None:
        from moneypool_desktop.views.dialogs.print_preview import PrintPreview

        self.preview = PrintPreview(pdf, tr("Transactions"), name, self._page)
        self.preview.open()

    def _fail(self, error: Exception) -> None:
        said = self._page.desk.explain(error)
        self._page.said.emit(f"{said.title} {said.sentence}".strip())
