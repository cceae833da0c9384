"""The rail: pages in groups, icon and word, the word never goes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.views import draw, icons, theme
from moneypool_desktop.views.widgets.panel import Rule

if TYPE_CHECKING:
    from moneypool_desktop.views.page import Page

WIDE, NARROW = 184, 80


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of the rail. `title` is an English catalogue sentence; `make` builds the page when it is first opened.

    Entries of one `group` stand together. `narrow` asks for the narrow rail while this page is open.
    """

    id: str
    title: str
    icon: str
    group: int
    make: "Callable[[], Page]"
    narrow: bool = False


class _Item(QAbstractButton):
    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.entry = entry
        self.narrow = self.low = False
        self.count = 0
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def retranslate(self) -> None:
        said = tr(self.entry.title)
        self.setText(said)
        self.setAccessibleName(f"{said}, {self.count}" if self.count else said)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(NARROW, 38 if self.low else 45) if self.narrow else QSize(WIDE, 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        on, middle = self.isChecked(), self.height() // 2
        side = 4 if self.narrow else 8
        ground = QRect(side, 0, self.width() - 2 * side, self.height())
        if on or self.underMouse():
            draw.box(painter, ground, fill="accent_tint" if on else "hover")
        if on:
            painter.fillRect(0, middle - 10, 3, 20, theme.colour("accent"))
        if self.hasFocus():
            draw.box(painter, ground, edge="accent", width=2)
        self._paint_narrow(painter, on=on) if self.narrow else self._paint_wide(painter, on=on)

    def _paint_wide(self, painter: QPainter, *, on: bool) -> None:
        ink, middle = "accent" if on else "text_2", self.height() // 2
        icons.paint(painter, self.entry.icon, 18, middle - 9, 18, ink)
        font = theme.font(theme.BODY, theme.SEMIBOLD if on else theme.MEDIUM)
        room = self.width() - (80 if self.count else 58)
        draw.words(painter, QRect(46, 0, room, self.height()), self.text(), font=font, token=ink)
        if self.count:
            area = QRect(0, 0, self.width() - 18, self.height())
            small = theme.font(theme.TINY, theme.MEDIUM)
            draw.words(painter, area, str(self.count), font=small, token=ink, align=Qt.AlignmentFlag.AlignRight)

    def _paint_narrow(self, painter: QPainter, *, on: bool) -> None:
        ink = "accent" if on else "text_2"
        font = theme.font(theme.TINY, theme.SEMIBOLD if on else theme.MEDIUM)
        lines = _lines(self.text(), too_wide=draw.width_of(self.text(), font) > self.width() - 4)
        top = 1 if len(lines) > 1 else 3 if self.low else 6
        icons.paint(painter, self.entry.icon, self.width() // 2 - 9, top, 18 if len(lines) == 1 else 16, ink)
        y = self.height() - 12 * len(lines) - 1 if len(lines) > 1 else top + 19
        for line in lines:
            area = QRect(2, y, self.width() - 4, 12)
            draw.words(painter, area, line, font=font, token=ink, align=Qt.AlignmentFlag.AlignHCenter)
            y += 11
        if self.count:
            painter.setPen(Qt.PenStyle.NoPen)
            draw.box(painter, QRect(self.width() // 2 + 8, top, 7, 7), fill="accent_fill", radius=3.5)


def _lines(words: str, *, too_wide: bool) -> list[str]:
    first, _, rest = words.partition(" ")
    return [first, rest] if too_wide and rest else [words]


class Rail(QScrollArea):
    """184 px wide, or 80 with the word under the icon; `opened` gives the id of the page a person chose."""

    opened = Signal(str)

    def __init__(self, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Pages"))
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._items: dict[str, _Item] = {}
        self._gaps: list[QVBoxLayout] = []
        inner = QWidget()
        inner.setProperty("plain", True)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 8, 0, 8)
        self._column.setSpacing(1)
        group = entries[0].group if entries else 0
        for entry in entries:
            if entry.group != group:
                self._add_gap()
                group = entry.group
            self._items[entry.id] = item = _Item(entry)
            item.clicked.connect(lambda _=False, which=entry.id: self.opened.emit(which))
            self._column.addWidget(item)
        self._column.addStretch(1)
        self.setWidget(inner)
        self.set_shape(narrow=False, low=False)

    def set_shape(self, *, narrow: bool, low: bool) -> None:
        """Stand wide or narrow; `low` makes narrow items 38 px high for small screens."""
        self.setFixedWidth(NARROW if narrow else WIDE)
        self._column.setSpacing(0 if narrow else 1)
        for gap in self._gaps:
            side = 8 if narrow else 10
            gap.setContentsMargins(side, 2 if low else 6 if narrow else 7, side, 2 if low else 6 if narrow else 7)
        for item in self._items.values():
            item.narrow, item.low = narrow, low
            item.updateGeometry()
            item.update()

    def set_current(self, page: str) -> None:
        """Mark the page that is open."""
        if page in self._items:
            self._items[page].setChecked(True)

    def set_count(self, page: str, count: int) -> None:
        """Show how many things wait on a page; nothing at zero."""
        if page in self._items:
            self._items[page].count = count
            self._items[page].retranslate()
            self._items[page].update()

    def retranslate(self) -> None:
        """Say every word again."""
        self.setAccessibleName(tr("Pages"))
        for item in self._items.values():
            item.retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("surface"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.colour("line"))

    def _add_gap(self) -> None:
        gap = QVBoxLayout()
        gap.addWidget(Rule())
        self._gaps.append(gap)
        self._column.addLayout(gap)
