"""The preview of a paper: the very PDF that is printed and saved, with pages and zoom."""

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QPointF, Signal
from PySide6.QtGui import QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.views import theme
from moneypool_desktop.views.widgets.button import icon_button
from moneypool_desktop.views.widgets.choice_field import Combo
from moneypool_desktop.views.widgets.label import Label

STEPS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)


class PdfPreview(QWidget):
    """Shows one PDF held in memory; `page_changed` carries the page now read, from 1."""

    page_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buffer = QBuffer(self)
        self._document = QPdfDocument(self)
        self._unreadable = Label("", "quiet")
        self._place = Label("", "small", figures=True)
        self._back = icon_button("chevron-left", "", kind="quiet", small=True)
        self._on = icon_button("chevron-right", "", kind="quiet", small=True)
        self._smaller = icon_button("zoom-out", "", kind="quiet", small=True)
        self._larger = icon_button("zoom-in", "", kind="quiet", small=True)
        self._zoom = Combo()
        self._zoom.addItems(["", "", *(f"{step * 100:.0f}\u00a0%" for step in STEPS)])
        bar = self._lay_out_bar()
        self._view = QPdfView(self)  # after the bar, and so does Tab reach it
        self._view.setDocument(self._document)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._lay_out(bar)
        self._connect()
        self._ground()
        self._say()
        self.fit_width()

    @property
    def page(self) -> int:
        """The page now read, from 1."""
        return self._view.pageNavigator().currentPage() + 1

    @property
    def pages(self) -> int:
        """How many pages the paper has."""
        return self._document.pageCount()

    @property
    def zoom(self) -> float:
        """The size on screen, 1.0 being the size on paper."""
        return self._view.zoomFactor()

    def show_pdf(self, pdf: bytes) -> None:
        """Show this PDF from its first page; one that cannot be read shows a sentence in its place."""
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        readable = self._document.error() == QPdfDocument.Error.None_ and self.pages > 0
        self._stack.setCurrentIndex(0 if readable else 1)
        self._say_page()

    def turn_to(self, page: int) -> None:
        """Read this page, from 1; beyond the ends it stays at the end."""
        if self.pages:
            self._view.pageNavigator().jump(max(1, min(page, self.pages)) - 1, QPointF())

    def fit_width(self) -> None:
        """Show pages as wide as the preview."""
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._zoom.setCurrentIndex(0)

    def fit_page(self) -> None:
        """Show whole pages."""
        self._view.setZoomMode(QPdfView.ZoomMode.FitInView)
        self._zoom.setCurrentIndex(1)

    def zoom_to(self, factor: float) -> None:
        """Show pages at a size, 1.0 being the size on paper."""
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setZoomFactor(factor)
        self._zoom.setCurrentIndex(2 + STEPS.index(factor) if factor in STEPS else -1)

    def zoom_in(self) -> None:
        """Show pages one step larger."""
        self.zoom_to(next((step for step in STEPS if step > self.zoom + 0.01), STEPS[-1]))

    def zoom_out(self) -> None:
        """Show pages one step smaller."""
        self.zoom_to(next((step for step in reversed(STEPS) if step < self.zoom - 0.01), STEPS[0]))

    def _lay_out_bar(self) -> QVBoxLayout:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.UNIT)
        bar = QHBoxLayout()
        whole.addLayout(bar)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(theme.UNIT)
        for widget in (self._back, self._place, self._on):
            bar.addWidget(widget)
        bar.addStretch()
        for widget in (self._smaller, self._zoom, self._larger):
            bar.addWidget(widget)
        return whole

    def _lay_out(self, whole: QVBoxLayout) -> None:
        self._stack = QStackedLayout()
        self._stack.addWidget(self._view)
        self._stack.addWidget(self._unreadable)
        whole.addLayout(self._stack, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(lambda: self.turn_to(self.page - 1))
        self._on.clicked.connect(lambda: self.turn_to(self.page + 1))
        self._smaller.clicked.connect(self.zoom_out)
        self._larger.clicked.connect(self.zoom_in)
        self._zoom.activated.connect(self._chosen)
        self._view.pageNavigator().currentPageChanged.connect(self._say_page)
        theme.appearance().changed.connect(self._ground)

    def _ground(self) -> None:
        palette = self._view.palette()
        palette.setColor(QPalette.ColorRole.Dark, theme.colour("sunk"))
        self._view.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self._say_page()

    def _say(self) -> None:
        self._unreadable.setText(tr("This paper cannot be shown. Nothing was changed."))
        for button, name in (
            (self._back, tr("Page before")),
            (self._on, tr("Page after")),
            (self._smaller, tr("Smaller")),
            (self._larger, tr("Larger")),
        ):
            button.setToolTip(name)
            button.setAccessibleName(name)
        self._zoom.setAccessibleName(tr("Size on screen"))
        self._zoom.setItemText(0, tr("Page width"))
        self._zoom.setItemText(1, tr("Whole page"))
        self._view.setAccessibleName(tr("Pages of the paper"))

    def _chosen(self, row: int) -> None:
        if row == 0:
            self.fit_width()
        elif row == 1:
            self.fit_page()
        else:
            self.zoom_to(STEPS[row - 2])

    def _say_page(self) -> None:
        pages = self.pages
        self._place.setText(tr("Page {page} of {pages}", page=self.page, pages=pages) if pages else "")
        self._back.setEnabled(self.page > 1)
        self._on.setEnabled(self.page < pages)
        self.page_changed.emit(self.page)
