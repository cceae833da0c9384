"""Printing and saving a PDF beside the window's own thread, so that nothing waits for a printer or a disk."""

from pathlib import Path
from threading import Event

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QObject, QRect, QSize, QSizeF, QThreadPool, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from moneypool_desktop.language import tr

_DOTS_PER_INCH = 300


class PrintJob(QObject):
    """One PDF on its way to a printer: pages are drawn in a worker, in the size the PDF gives them.

    `progressed` carries pages done and pages to do; then comes exactly one of `printed`, `stopped`, or `failed` with a
    sentence.
    """

    progressed = Signal(int, int)
    printed = Signal()
    stopped = Signal()
    failed = Signal(str)

    def __init__(self, pdf: bytes, printer: QPrinter) -> None:
        super().__init__()
        self._pdf, self._printer = pdf, printer
        self._stop = Event()

    def start(self) -> None:
        """Begin, and return at once."""
        QThreadPool.globalInstance().start(self._run)

    def cancel(self) -> None:
        """Stop before the next page."""
        self._stop.set()

    def _run(self) -> None:
        buffer = QBuffer()
        buffer.setData(QByteArray(self._pdf))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document = QPdfDocument()
        document.load(buffer)
        first, last = _range(self._printer, document.pageCount())
        if last < first:
            self.failed.emit(tr("This paper cannot be printed. Nothing was sent to the printer."))
            return
        set_paper(self._printer, document.pagePointSize(first))
        painter = QPainter()
        if not painter.begin(self._printer):
            self.failed.emit(tr("The printer does not take this paper. Nothing was printed."))
            return
        whole = self._draw(painter, document, first, last)
        painter.end()
        document.close()
        (self.printed if whole else self.stopped).emit()

    def _draw(self, painter: QPainter, document: QPdfDocument, first: int, last: int) -> bool:
        for page in range(first, last + 1):
            if self._stop.is_set():
                self._printer.abort()
                return False
            if page > first:
                set_paper(self._printer, document.pagePointSize(page))
                self._printer.newPage()
            points = document.pagePointSize(page)
            dots = min(self._printer.resolution(), _DOTS_PER_INCH) / 72
            picture = document.render(page, QSize(round(points.width() * dots), round(points.height() * dots)))
            scale = self._printer.resolution() / 72
            place = QRect(0, 0, round(points.width() * scale), round(points.height() * scale))
            painter.drawImage(place, picture)
            self.progressed.emit(page - first + 1, last - first + 1)
        return True


class SaveJob(QObject):
    """One PDF on its way to a file: `saved` carries the path, `failed` a sentence."""

    saved = Signal(str)
    failed = Signal(str)

    def __init__(self, pdf: bytes, path: Path) -> None:
        super().__init__()
        self._pdf, self._path = pdf, path

    def start(self) -> None:
        """Begin, and return at once."""
        QThreadPool.globalInstance().start(self._run)

    def _run(self) -> None:
        from moneypool_desktop.services.reports.files import write_whole

        try:
            write_whole(self._path, self._pdf)
        except OSError as problem:
            why = problem.strerror or type(problem).__name__
            sentence = tr("{file} was not saved: {why}. Choose another place.", file=self._path.name, why=why)
            self.failed.emit(sentence)
            return
        self.saved.emit(str(self._path))


def set_paper(printer: QPrinter, points: QSizeF) -> None:
    """Give the printer the size of a PDF page; our papers carry their own margins."""
    size = QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))


def _range(printer: QPrinter, pages: int) -> tuple[int, int]:
    """Return the first and last page to print, from 0."""
    first, last = printer.fromPage(), printer.toPage()
    if not first:
        return 0, pages - 1
    return first - 1, min(last or pages, pages) - 1
