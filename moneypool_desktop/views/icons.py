"""Icons from the shipped drawings, tinted with a token at any pixel ratio."""

import re
from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from moneypool_desktop import places
from moneypool_desktop.views import theme

THIN, STATE = 1.75, 2.0


@cache
def _drawing(name: str) -> str:
    return places.resource("icons", f"{name}.svg").read_text("utf-8")


@lru_cache(maxsize=512)
def _drawn(name: str, size: int, ink: str, ratio: float, stroke: float) -> QPixmap:
    source = re.sub(r'stroke-width="[^"]*"', f'stroke-width="{stroke}"', _drawing(name)).replace("currentColor", ink)
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, size: int = 16, token: str = "text_2", ratio: float = 1.0, stroke: float = THIN) -> QPixmap:
    """Return the icon as a picture of `size` pixels in a token's colour; an unknown name raises FileNotFoundError."""
    return _drawn(name, size, theme.colour(token).name(), ratio, stroke)


def paint(  # noqa: PLR0917 - what, where, how large and in which ink
    painter: QPainter, name: str, x: int, y: int, size: int = 16, token: str = "text_2", stroke: float = THIN
) -> None:
    """Draw the icon with its top left corner at x, y."""
    painter.drawPixmap(x, y, pixmap(name, size, token, painter.device().devicePixelRatioF(), stroke))


class _Engine(QIconEngine):
    """Draws with the colours in force at the time of drawing, so a change of appearance needs no new icons."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name, self._token = name, token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        token = "disabled" if mode == QIcon.Mode.Disabled else self._token
        size = min(rect.width(), rect.height())
        paint(
            painter,
            self._name,
            rect.x() + (rect.width() - size) // 2,
            rect.y() + (rect.height() - size) // 2,
            size,
            token,
        )

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, scale: float) -> QPixmap:
        token = "disabled" if mode == QIcon.Mode.Disabled else self._token
        return pixmap(self._name, round(min(size.width(), size.height()) / scale), token, scale)


@cache
def icon(name: str, token: str = "text_2") -> QIcon:
    """Return the icon for menus and Qt's own controls, tinted when drawn."""
    _drawing(name)
    return QIcon(_Engine(name, token))
