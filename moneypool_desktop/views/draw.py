"""Drawing shared by painted controls and delegates: boxes, rings, key caps, elided words."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from moneypool_desktop.views import theme

CAP_HEIGHT, CAP_GAP = 18, 8


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
