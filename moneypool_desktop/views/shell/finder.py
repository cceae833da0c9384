"""The finder: type to go to a page, a member or an action (Ctrl+K)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from moneypool_desktop.language import tr, trn
from moneypool_desktop.services.runtime.workers import Workers
from moneypool_desktop.views import draw, icons, privacy, theme
from moneypool_desktop.views.widgets.icon_label import IconLabel
from moneypool_desktop.views.widgets.keycap import KeyHint
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.panel import Rule

WIDTH, TOP, LINE, HEAD, MOST = 560, 72, 36, 26, 9


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found; `go` takes the person there."""

    group: str
    icon: str
    text: str
    go: Callable[[], object]
    detail: str = ""
    keys: str = ""


class _List(QWidget):
    """Results in groups, drawn; the line above keeps the focus and moves the choice."""

    def __init__(self, finder: "Finder") -> None:
        super().__init__()
        self._finder = finder
        self.results: Sequence[Found] = ()
        self.at = 0
        self.typed = ""
        self.setMouseTracking(True)

    def show_results(self, results: Sequence[Found], typed: str) -> None:
        self.results, self.typed, self.at = results, typed, 0
        self.setFixedHeight(sum(height for _, height, _ in self._places()) + 6)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, self.height())

    def _places(self) -> list[tuple[Found | str, int, int]]:
        """Return heads and results from top to bottom: what, its height, its number or -1."""
        places: list[tuple[Found | str, int, int]] = []
        group = None
        for number, found in enumerate(self.results):
            if found.group != group:
                group = found.group
                places.append((group, HEAD, -1))
            places.append((found, LINE, number))
        return places

    def _number_at(self, y: int) -> int:
        top = 0
        for _, height, number in self._places():
            if top <= y < top + height:
                return number
            top += height
        return -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = self._number_at(round(event.position().y()))
        if number >= 0 and number != self.at:
            self.at = number
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._number_at(round(event.position().y())) >= 0:
            self._finder.go()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = 0
        for what, height, number in self._places():
            area = QRect(0, top, self.width(), height)
            if isinstance(what, Found):
                self._paint_found(painter, area, what, on=number == self.at)
            else:
                head = theme.font(theme.TINY, theme.SEMIBOLD)
                draw.words(painter, area.adjusted(14, 4, -14, 0), what, font=head, token="text_2")
            top += height

    def _paint_found(self, painter: QPainter, area: QRect, found: Found, *, on: bool) -> None:
        if on:
            painter.fillRect(area, theme.colour("accent_tint"))
            painter.fillRect(area.left(), area.top(), 3, area.height(), theme.colour("accent"))
        icons.paint(painter, found.icon, 14, area.center().y() - 8, 18, "accent" if on else "text_2")
        keys = "Enter" if on else found.keys
        room = area.width() - 44 - 16 - (draw.caps_width(keys) + 12 if keys else 0)
        wide = min(self._paint_name(painter, area, found.text), room)
        detail = QRect(44 + wide + 12, area.top(), room - wide - 12, area.height())
        draw.words(painter, detail, privacy.shown(found.detail), font=theme.font(theme.SMALL), token="text_2")
        if keys:
            draw.paint_caps(painter, keys, area.right() - 14 - draw.caps_width(keys), area.center().y() + 1)

    def _paint_name(self, painter: QPainter, area: QRect, text: str) -> int:
        """Draw the name with what was typed in it in the accent; returns the width it took."""
        start = text.casefold().find(self.typed.casefold()) if self.typed else -1
        end = start + len(self.typed) if start >= 0 else -1
        parts = ((text, False),) if start < 0 else ((text[:start], False), (text[start:end], True), (text[end:], False))
        x = 44
        for part, hit in parts:
            font = theme.font(theme.BODY, theme.SEMIBOLD if hit else theme.REGULAR)
            wide = draw.width_of(part, font)
            draw.words(
                painter,
                QRect(x, area.top(), wide + 2, area.height()),
                part,
                font=font,
                token="accent" if hit else "text",
                elide=False,
            )
            x += wide
        return x - 44


class Finder(QWidget):
    """Lies over the window while open. `here` gives pages and actions at once; `far` is asked in a worker."""

    def __init__(
        self, window: QWidget, workers: Workers, here: Callable[[], Sequence[Found]],
        far: Callable[[str], Sequence[Found]] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._workers, self._here, self._far = workers, here, far
        self._window = window
        self._asked = 0
        self._before: QWidget | None = None
        self.line = QLineEdit()
        self.line.setProperty("plain", True)
        self.line.setFont(theme.font(theme.POSITION))
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        self.list = _List(self)
        self._count = Label("", "small")
        self._box = QWidget(self)
        self._box.setFixedWidth(WIDTH)
        self._build()
        self.hide()

    def open(self) -> None:
        """Show the finder, empty, over the whole window."""
        self._before = self.window().focusWidget()
        self.setGeometry(self._window.rect())
        self.line.setPlaceholderText(tr("Search, or type what you want to do"))
        self.line.setAccessibleName(tr("Search, or type what you want to do"))
        self.line.clear()
        self._search("")
        self.show()
        self.raise_()
        self.line.setFocus()

    def shut(self) -> None:
        """Go away and give the focus back."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()

    def go(self) -> None:
        """Go to the result that is chosen."""
        if 0 <= self.list.at < len(self.list.results):
            found = self.list.results[self.list.at]
            self.shut()
            found.go()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move and choose while the line keeps the focus."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event.key())
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._box.geometry().contains(event.position().toPoint()):
            self.shut()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        veil = QColor(theme.colour("sunk" if theme.appearance().dark else "text"))
        veil.setAlpha(150 if theme.appearance().dark else 80)
        painter.fillRect(self.rect(), veil)
        draw.box(painter, self._box.geometry().adjusted(-1, -1, 1, 1), fill="surface", edge="line_field")

    def _build(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(14, 0, 14, 0)
        head.setSpacing(12)
        head.addWidget(IconLabel("search", 20, "accent"))
        head.addWidget(self.line, 1)
        head.addWidget(self._count)
        self.line.setFixedHeight(47)
        foot.setContentsMargins(14, 0, 14, 0)
        foot.setSpacing(14)
        for keys, said in (("↑+↓", tr("move")), ("Enter", tr("open"))):
            foot.addWidget(KeyHint(keys, said))
        foot.addStretch(1)
        foot.addWidget(KeyHint("Esc", tr("close")))
        below = QWidget()
        below.setFixedHeight(34)
        below.setLayout(foot)
        column = QVBoxLayout(self._box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        for part in (Rule(), self.list, Rule(), below):
            column.addWidget(part)

    def _key(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape:
            self.shut()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.list.results:
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.at = (self.list.at + step) % len(self.list.results)
            self.list.update()
        else:
            return False
        return True

    def _search(self, typed: str) -> None:
        self._asked += 1
        asked, words = self._asked, typed.strip()
        near = [found for found in self._here() if words.casefold() in found.text.casefold()]
        self._show(near, words)
        if self._far is not None and len(words) >= 2:
            far = self._far
            self._workers.read(
                lambda: far(words), lambda more: self._show([*more, *near], words) if asked == self._asked else None,
                lambda _error: None, owner=self,
            )  # fmt: skip

    def _show(self, results: Sequence[Found], words: str) -> None:
        self.list.show_results(results[:MOST], words)
        self._count.setText(trn("{n} found", "{n} found", len(results)) if words else "")
        self.list.setAccessibleName(", ".join(found.text for found in results[:MOST]))
        self._box.adjustSize()
        self._box.move((self.width() - WIDTH) // 2, TOP)
        self.update()
