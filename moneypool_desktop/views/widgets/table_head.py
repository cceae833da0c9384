"""The head of a table and its pinned totals, which follow the same columns."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QTableView, QWidget

from moneypool_desktop.models.items import roles
from moneypool_desktop.views import draw, icons, privacy, theme
from moneypool_desktop.views.widgets.table_delegate import PAD


class TableHead(QHeaderView):
    """30 px on `surface_2` above a strong line; the sorted column carries an arrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)
        self.setFixedHeight(theme.HEAD_HEIGHT)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.HEAD_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("surface_2"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line_strong"))
        for place in range(self.count()):
            section = self.logicalIndex(place)
            if not self.isSectionHidden(section):
                self._paint(
                    painter,
                    QRect(self.sectionViewportPosition(section), 0, self.sectionSize(section), self.height() - 1),
                    section,
                )

    def _paint(self, painter: QPainter, area: QRect, section: int) -> None:
        ask = self.model().headerData
        title, figure = ask(section, self.orientation()) or "", bool(ask(section, self.orientation(), roles.FIGURE))
        inner = area.adjusted(PAD, 0, -PAD, 0)
        font = theme.font(theme.SMALL, theme.SEMIBOLD)
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == section:
            up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            wide = min(draw.width_of(title, font), inner.width() - 14)
            left = inner.right() - 12 if figure else inner.left() + wide + 3
            icons.paint(
                painter, "arrow-up" if up else "arrow-down", left, area.center().y() - 5, 12, "text_2", icons.STATE
            )
            inner.setRight(inner.right() - 15) if figure else inner.setWidth(wide + 1)
        align = Qt.AlignmentFlag.AlignRight if figure else Qt.AlignmentFlag.AlignLeft
        draw.words(painter, inner, title, font=font, token="text_3", align=align)


class TotalsRow(QWidget):
    """32 px below the rows: what is shown, summed; it moves with the columns of its table."""

    def __init__(self, view: QTableView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._texts: list[str] = []
        self._name = ""
        self.setFixedHeight(theme.TOTALS_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        head = view.horizontalHeader()
        for moved in (
            head.sectionResized,
            head.sectionMoved,
            head.geometriesChanged,
            view.horizontalScrollBar().valueChanged,
        ):
            moved.connect(lambda *_: self.update())

    def set_totals(self, name: str, texts: list[str]) -> None:
        """Show the sums, a text per column; `name` says of how many and stands at the left."""
        self._name, self._texts = name, texts
        self.setAccessibleName(", ".join(part for part in (name, *texts) if part))
        self.update()

    def texts(self) -> list[str]:
        """Return the sums, a text per column."""
        return self._texts

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour("surface_2"))
        painter.fillRect(0, 0, self.width(), 1, theme.colour("line_field"))
        head = self._view.horizontalHeader()
        shift = self._view.viewport().x()
        free = self.width()
        font = theme.font(theme.BODY, theme.SEMIBOLD, figures=True)
        for section, text in enumerate(self._texts):
            if not text or head.isSectionHidden(section):
                continue
            left = head.sectionViewportPosition(section) + shift
            area = QRect(left + PAD, 0, head.sectionSize(section) - 2 * PAD, self.height())
            free = min(free, area.right() - draw.width_of(text, font) - PAD)
            draw.words(
                painter,
                area,
                privacy.shown(text),
                font=font,
                token="text",
                align=Qt.AlignmentFlag.AlignRight,
                elide=False,
            )
        draw.words(
            painter,
            QRect(PAD, 0, max(0, free - PAD), self.height()),
            self._name,
            font=theme.font(theme.BODY, theme.SEMIBOLD),
            token="text",
        )
