"""The dialog in which a paper is looked at, printed and saved."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.views import theme
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.paper_jobs import PrintJob, SaveJob
from moneypool_desktop.views.widgets.pdf_preview import PdfPreview


class PrintPreview(QDialog):
    """Shows a PDF and prints or saves that same PDF; `title` names the paper, `file_name` is offered when saving.

    `printed` and `saved` tell the opener that a paper went out, so that the next one can say COPY.
    """

    printed = Signal()
    saved = Signal(str)

    def __init__(self, pdf: bytes, title: str, file_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._pdf, self._file_name = pdf, file_name
        self._job: PrintJob | None = None
        self._printing = False
        self._saving: SaveJob | None = None
        self.preview = PdfPreview(self)
        self.preview.show_pdf(pdf)
        self._state = Label("", "small", wrap=True)
        self._stop = Button(tr("Stop printing"), kind="link", parent=self)
        self._close = Button(tr("Close"), keys="Esc", parent=self)
        self._save = Button(tr("Save PDF"), icon="file-text", keys="Ctrl+S", parent=self)
        self._print = Button(tr("Print"), kind="primary", icon="printer", keys="Ctrl+P", parent=self)
        self._lay_out(title)
        self._connect()
        self.resize(760, 560)

    def print_to(self, printer: QPrinter) -> None:
        """Send the paper to this printer and return at once."""
        job = PrintJob(self._pdf, printer)
        job.progressed.connect(self._progress)
        job.printed.connect(self._has_printed)
        job.stopped.connect(self._has_stopped)
        job.failed.connect(self._ended)
        self._job, self._printing = job, True
        self._print.allow(False, tr("A paper is being printed."))
        self._stop.show()
        job.start()

    def save_to(self, path: Path) -> None:
        """Write the paper to this file and return at once; a name without an ending gets `.pdf`."""
        whole = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
        self._saving = SaveJob(self._pdf, whole)
        self._saving.saved.connect(self._has_saved)
        self._saving.failed.connect(self._state.setText)
        self._saving.start()

    def ask_printer(self) -> None:
        """Let the person choose a printer, then print."""
        if self._printing:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.windowTitle())
        choice = QPrintDialog(printer, self)
        choice.setMinMax(1, max(1, self.preview.pages))
        choice.accepted.connect(lambda: self.print_to(printer))
        QDialog.open(choice)  # its own open() wants a slot by name

    def ask_place(self) -> None:
        """Let the person choose a file, then save."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        choice = QFileDialog(self, tr("Save PDF"), str(Path(folder) / self._file_name), tr("PDF files (*.pdf)"))
        choice.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        choice.setDefaultSuffix("pdf")
        choice.fileSelected.connect(lambda chosen: self.save_to(Path(chosen)))
        choice.open()

    def _lay_out(self, title: str) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.UNIT)
        buttons.addWidget(self._state, 1)
        for button in (self._stop, self._close, self._save, self._print):
            buttons.addWidget(button)
        self._stop.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
        whole.setSpacing(theme.PADDING)
        whole.addWidget(Label(title, "section"))
        whole.addWidget(self.preview, 1)
        whole.addLayout(buttons)

    def _connect(self) -> None:
        self._stop.clicked.connect(self._stop_printing)
        self._close.clicked.connect(self.reject)
        self._save.clicked.connect(self.ask_place)
        self._print.clicked.connect(self.ask_printer)
        self._print.setDefault(True)
        keys = (
            (QKeySequence(QKeySequence.StandardKey.Print), self.ask_printer),
            (QKeySequence(QKeySequence.StandardKey.Save), self.ask_place),
            (QKeySequence(QKeySequence.StandardKey.ZoomIn), self.preview.zoom_in),
            (QKeySequence(QKeySequence.StandardKey.ZoomOut), self.preview.zoom_out),
        )
        for sequence, act in keys:
            QShortcut(sequence, self).activated.connect(act)

    def _progress(self, done: int, pages: int) -> None:
        self._state.setText(tr("Page {done} of {pages} went to the printer.", done=done, pages=pages))

    def _has_printed(self) -> None:
        self._ended(tr("The paper went to the printer."))
        self.printed.emit()

    def _has_stopped(self) -> None:
        self._ended(tr("Printing was stopped."))

    def _has_saved(self, path: str) -> None:
        self._state.setText(tr("Saved as {file}.", file=Path(path).name))
        self.saved.emit(path)

    def _stop_printing(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _ended(self, sentence: str) -> None:
        self._printing = False
        self._stop.hide()
        self._print.allow(True)
        self._state.setText(sentence)
