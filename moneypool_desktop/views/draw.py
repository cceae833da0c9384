"""Drawing shared by painted controls and delegates: boxes, rings, key caps, elided words."""

from functools import cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QStaticText, QTransform

from moneypool_desktop.views import theme

CAP_HEIGHT, CAP_GAP = 18, 8
MOST_KEPT = 4096


def box(
    painter: QPainter,
    rect: QRect | QRectF,
    *,
    fill: str = "",
    edge: str = "",
    radius: float = theme.RADIUS,
    width: int = 1,
) -> None:
    """Draw a rounded rectangle inside `rect`, filled and edged by tokens."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour(edge), width) if edge else Qt.PenStyle.NoPen)
    inset = width / 2 if edge else 0
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


def words(
    painter: QPainter, rect: QRect | QRectF, text: str, *, font: QFont, token: str,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft, elide: bool = True, mnemonic: bool = False,
) -> None:  # fmt: skip
    """Draw one line of words in the middle of `rect`, cut short with an ellipsis when `elide` and too long."""
    whole = QRectF(rect)
    painter.setFont(font)
    painter.setPen(theme.colour(token))
    if elide:
        text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, round(whole.width()))
    flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(whole, int(flags | Qt.TextFlag.TextShowMnemonic) if mnemonic else int(flags), text)


class Letters:
    """A font with the widths it was asked for: the same few thousand words are drawn again and again in a table."""

    def __init__(self, font: QFont) -> None:
        self._font, self._metrics = font, QFontMetrics(font)
        self._rise, self._high = self._metrics.ascent(), self._metrics.ascent() + self._metrics.descent()
        self._widths: dict[str, int] = {}
        self._laid: dict[str, QStaticText | None] = {}
        self._cut: dict[tuple[str, int], str] = {}

    def width(self, text: str) -> int:
        """Return the width of one line of text in whole pixels."""
        found = self._widths.get(text)
        if found is None:
            if len(self._widths) > MOST_KEPT:
                self._widths.clear()
            found = self._widths[text] = self._metrics.horizontalAdvance(text)
        return found

    def line(self, painter: QPainter, area: QRect, text: str, token: str, *, right: bool, elide: bool) -> None:
        """Draw one line in the middle of `area`, at its left or its right, cut with an ellipsis when it may be."""
        if elide and self.width(text) > area.width():
            text = self._elided(text, area.width())
        x = area.left() + (area.width() - self.width(text) if right else 0)
        painter.setFont(self._font)
        painter.setPen(theme.colour(token))
        top = area.top() + (area.height() - self._high) // 2
        laid = self._laid_out(text)
        if laid is None:
            painter.drawText(x, top + self._rise, text)
        else:
            painter.drawStaticText(x, top, laid)

    def _laid_out(self, text: str) -> QStaticText | None:
        # laying out takes most of drawing: kept from the second time on, as many figures are seen only once
        if text not in self._laid:
            if len(self._laid) > MOST_KEPT:
                self._laid.clear()
            self._laid[text] = None
            return None
        laid = self._laid[text]
        if laid is None:
            laid = self._laid[text] = QStaticText(text)
            laid.setTextFormat(Qt.TextFormat.PlainText)
            laid.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            laid.prepare(QTransform(), self._font)
        return laid

    def _elided(self, text: str, room: int) -> str:
        found = self._cut.get((text, room))
        if found is None:
            if len(self._cut) > MOST_KEPT:
                self._cut.clear()
            found = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            self._cut[text, room] = found
        return found


@cache
def letters(size: int, weight: int, figures: bool) -> Letters:
    """Return the letters of a style; they are kept, as a table asks for them with every cell."""
    return Letters(theme.font(size, weight, figures=figures))


def width_of(text: str, font: QFont) -> int:
    """Return the width of one line of text in whole pixels."""
    return QFontMetrics(font).horizontalAdvance(text)


def caps(keys: str) -> list[str]:
    """Return the caps of a key combination: `Ctrl+Enter` is two, and `+` by itself is one."""
    return keys.split("+") if keys.strip("+") else [keys] * bool(keys)


def caps_width(keys: str) -> int:
    """Return the width the key caps of a combination take, without outer gaps."""
    widths = [cap_width(cap) for cap in caps(keys)]
    return sum(widths) + CAP_GAP * max(0, len(widths) - 1)


def cap_width(cap: str) -> int:
    """Return the width of one key cap."""
    return max(17, width_of(cap, theme.font(theme.TINY, theme.MEDIUM)) + 10)


def paint_caps(
    painter: QPainter,
    keys: str,
    x: int,
    middle: int,
    *,
    ink: str = "text_2",
    fill: str = "surface_2",
    edge: str = "line_strong",
) -> None:
    """Draw the key caps of a combination from x, centred on the line `middle`."""
    for cap in caps(keys):
        area = QRect(x, middle - CAP_HEIGHT // 2, cap_width(cap), CAP_HEIGHT)
        box(painter, area, fill=fill, edge=edge, radius=theme.RADIUS_SMALL)
        words(
            painter,
            area,
            cap,
            font=theme.font(theme.TINY, theme.MEDIUM),
            token=ink,
            align=Qt.AlignmentFlag.AlignHCenter,
            elide=False,
        )
        x += area.width() + CAP_GAP
