"""Making statements: one to look at and print; all into a folder or one file, with progress and cancel."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from moneypool_desktop.language import tr, trn
from moneypool_desktop.models.drafts.member_acts import StatementDraft
from moneypool_desktop.models.rows.members import Member
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.services.runtime.workers import Work
from moneypool_desktop.views.dialogs.statement_form import StatementForm
from moneypool_desktop.views.page import Page

if TYPE_CHECKING:
    from moneypool_desktop.views.dialogs.print_preview import PrintPreview


class Statements(QObject):
    """Asks for the period and makes the statements of a page's members."""

    def __init__(self, page: Page, books: Books) -> None:
        super().__init__(page)
        self._page, self._books = page, books
        self.preview: PrintPreview | None = None
        self.form: StatementForm | None = None
        self.chooser: QFileDialog | None = None

    def ask_one(self, member: Member) -> None:
        """Ask for the period of one member's statement, then show it."""
        self.form = form = StatementForm(self._page, self._page.desk.today, member, 1, member.joined)
        form.sent.connect(lambda draft: self._make_one(form, member, draft))
        form.open()

    def ask_all(self, members: Sequence[Member]) -> None:
        """Ask for the period and the place of everybody's statements, then make them in the background."""
        began = min((member.joined for member in members), default=self._page.desk.today())
        self.form = form = StatementForm(self._page, self._page.desk.today, None, len(members), began)
        chosen = [member.id for member in members]
        form.sent.connect(lambda draft: self._ask_place(form, chosen, draft))
        form.open()

    def make_all(self, members: Sequence[UUID], draft: StatementDraft, place: Path, key: UUID) -> Work:
        """Make the statements into a folder, or into one file when the draft says so."""
        books, (first, as_at), told = self._books, draft.period(), [0]

        def make(work: Work) -> int:
            from moneypool_desktop.services import statements
            from moneypool_desktop.services.reports import batch

            made = statements.issue(books, members, first, as_at, key)

            def progress(done: int, _path: Path) -> None:
                told[0] = done
                said = tr("Statements: {done} of {all}", done=done, all=len(made))
                work.report(done / len(made), said)

            if draft.together:
                return batch.render_together(made, place, progress, lambda: work.cancelled)
            return len(batch.render_each(made, place, progress, lambda: work.cancelled))

        workers = self._page.desk.workers
        work = workers.run(
            make, lambda count: self._say_made(count, place), self._fail, sentence=tr("Making statements"), owner=self
        )

        def ended(which: Work) -> None:
            if which is work:
                workers.ended.disconnect(ended)
                if work.cancelled:
                    self._say_stopped(0 if draft.together else told[0])

        workers.ended.connect(ended)
        return work

    def _make_one(self, form: StatementForm, member: Member, draft: StatementDraft) -> None:
        books, (first, as_at), key = self._books, draft.period(), form.key

        def make() -> tuple[bytes, str]:
            from moneypool_desktop.services import statements
            from moneypool_desktop.services.reports.batch import statement_file_name
            from moneypool_desktop.services.reports.statement import statement_pdf

            statement = statements.issue(books, [member.id], first, as_at, key)[0]
            return statement_pdf(statement), statement_file_name(statement)

        def show(made: tuple[bytes, str]) -> None:
            form.finish()
            self.show_paper(made[0], tr("Statement of {name}", name=member.name), made[1])

        def fail(error: Exception) -> None:
            said = self._page.desk.explain(error)
            form.fail(f"{said.title} {said.sentence}".strip())

        self._page.desk.workers.write(make, show, fail, owner=form)

    def show_paper(self, pdf: bytes, title: str, file_name: str) -> None:
        """Open a paper to be looked at, printed and saved."""
        from moneypool_desktop.views.dialogs.print_preview import PrintPreview

        self.preview = PrintPreview(pdf, title, file_name, self._page)
        self.preview.open()

    def _ask_place(self, form: StatementForm, members: Sequence[UUID], draft: StatementDraft) -> None:
        form.finish()
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        if draft.together:
            first, as_at = draft.period()
            name = tr("Statements {first} to {last}", first=first.isoformat(), last=as_at.isoformat())
            chooser = QFileDialog(
                self._page, tr("Save PDF"), str(Path(documents) / f"{name}.pdf"), tr("PDF files (*.pdf)")
            )
            chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            chooser.setDefaultSuffix("pdf")
        else:
            chooser = QFileDialog(self._page, tr("Choose a folder for the statements"), documents)
            chooser.setFileMode(QFileDialog.FileMode.Directory)
            chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.fileSelected.connect(lambda chosen: self.make_all(members, draft, Path(chosen), form_key))
        form_key = form.key
        self.chooser = chooser
        chooser.open()

    def _say_made(self, count: int, place: Path) -> None:
        self._page.said.emit(
            trn("{n} statement is in {place}.", "{n} statements are in {place}.", count, place=place.name)
        )

    def _say_stopped(self, kept: int) -> None:
        stopped = trn("Stopped. {n} statement is written.", "Stopped. {n} statements are written.", kept)
        self._page.said.emit(stopped if kept else tr("Stopped. No statement was written."))

    def _fail(self, error: Exception) -> None:
        said = self._page.desk.explain(error)
        self._page.said.emit(f"{said.title} {said.sentence}".strip())
