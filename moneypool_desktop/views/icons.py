"""Icons from the shipped drawings, tinted with a token at any pixel ratio."""

import re
from functools import cache, lru_cache

import shiboken6
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
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
    painter.drawPixmap(x, y, pixmap(name, size, token, painter.deviceTransform().m11(), stroke))


def icon(name: str, token: str = "text_2", size: int = 16) -> QIcon:
    """Return the icon in the colours of now, for Qt's own controls; `dress` keeps one in step with the appearance."""
    made = QIcon()
    for ratio in (1.0, 2.0, 3.0):
        made.addPixmap(pixmap(name, size, token, ratio), QIcon.Mode.Normal)
        made.addPixmap(pixmap(name, size, "disabled", ratio), QIcon.Mode.Disabled)
    return made


_dressed: list[tuple[QAction, str, str]] = []


def dress(action: QAction, name: str, token: str = "text_2") -> None:
    """Give an action its icon in the colours of the moment, as long as it lives; a second call replaces the first."""
    _dressed[:] = [dressed for dressed in _dressed if shiboken6.isValid(dressed[0]) and dressed[0] is not action]
    _dressed.append((action, name, token))
    action.setIcon(icon(name, token))


def _dress_again() -> None:
    for action, name, token in _dressed:
        if shiboken6.isValid(action):
            action.setIcon(icon(name, token))


theme.appearance().changed.connect(_dress_again)
