"""Buttons: primary, secondary, quiet and link, with an icon and the key caps that press them."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from moneypool_desktop.views import draw, focus, icons, theme

KEYPAD = Qt.KeyboardModifier.KeypadModifier
KINDS = ("primary", "secondary", "quiet", "link")


class Button(QPushButton):
    """A verb one can press. `keys` shows caps only; the action or dialog that owns the button binds them."""

    def __init__(
        self, text: str = "", *, kind: str = "secondary", icon: str = "", keys: str = "", small: bool = False,
        ink: str = "", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(text, parent)
        self._kind, self._icon, self.keys, self._small, self._ink = kind, icon, keys, small, ink
        self.setAutoDefault(False)
        self.setProperty(focus.OUTSIDE, True)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if kind == "link":
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def allow(self, allowed: bool, reason: str = "") -> None:
        """Let the button be pressed, or grey it and give the reason on hover and to screen readers."""
        self.setEnabled(allowed)
        self.setToolTip("" if allowed else reason)
        self.setAccessibleDescription("" if allowed else reason)

    def set_face(self, text: str, icon: str = "") -> None:
        """Change the words and the icon."""
        self._icon = icon
        self.setText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        gap = self._gap()
        parts = [draw.width_of(self._plain(), self._font())] if self.text() else []
        parts += [self._icon_size()] if self._icon else []
        parts += [draw.caps_width(self.keys) + 2] if self.keys else []
        width = sum(parts) + gap * max(0, len(parts) - 1) + 2 * self._padding()
        return QSize(max(width, self._height()), self._height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~KEYPAD:
            # or Enter on a focused button would press the default one
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        focus.keep(self)
        painter = QPainter(self)
        ink, fill, edge = self._colours()
        if fill or edge:
            draw.box(painter, self.rect(), fill=fill, edge=edge)
        free = self.width() - self.sizeHint().width()
        x = self._padding() + (free // 2 if self._kind != "link" else 0)
        middle = self.height() // 2
        if self._icon:
            size = self._icon_size()
            shade = ink if self._kind != "secondary" or not self.isEnabled() else "text_2"
            icons.paint(painter, self._icon, x, middle - size // 2, size, shade)
            x += size + self._gap()
        if self.text():
            wide = draw.width_of(self._plain(), self._font())
            draw.words(
                painter,
                QRect(x, 0, wide + 1, self.height()),
                self.text(),
                font=self._font(),
                token=ink,
                elide=False,
                mnemonic=True,
            )
            x += wide + self._gap() + 2
        if self.keys:
            self._paint_caps(painter, x, middle, ink)

    def _paint_caps(self, painter: QPainter, x: int, middle: int, ink: str) -> None:
        if self._kind == "primary" and self.isEnabled():
            draw.paint_caps(painter, self.keys, x, middle, ink=ink, fill="accent_fill", edge=ink)
        else:
            draw.paint_caps(painter, self.keys, x, middle, ink="text_2" if self.isEnabled() else ink)

    def _colours(self) -> tuple[str, str, str]:
        warm = self.underMouse() or self.isDown() or self.isChecked()
        if not self.isEnabled():
            return ("disabled", "surface_2", "line") if self._kind in ("primary", "secondary") else ("disabled", "", "")
        if self._kind == "primary":
            return "on_accent", "accent_fill", "text" if warm else "accent_fill"
        if self._kind == "link":
            return self._ink or "accent", "hover" if warm else "", ""
        if self._kind == "quiet":
            return self._ink or "text_2", "hover" if warm else "", ""
        return "text", "hover" if warm else "surface", "line_strong"

    def _font(self):
        if self._kind == "primary":
            return theme.font(theme.SMALL if self._small else theme.BODY, theme.SEMIBOLD)
        return theme.font(theme.SMALL if self._small else theme.BODY, theme.MEDIUM)

    def _plain(self) -> str:
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def _height(self) -> int:
        return theme.PANEL_BUTTON_HEIGHT if self._small or self._kind == "link" else theme.BUTTON_HEIGHT

    def _padding(self) -> int:
        return {"link": 0, "quiet": 8}.get(self._kind, 10 if self._small else 12)

    def _gap(self) -> int:
        return 4 if self._kind == "link" else 6

    def _icon_size(self) -> int:
        return 14 if self._small or self._kind == "link" else 18 if self._kind == "quiet" else 16


def icon_button(icon: str, name: str, *, kind: str = "secondary", small: bool = False) -> Button:
    """Return a button with an icon alone; its name is in the tooltip and read to screen readers."""
    button = Button(kind=kind, icon=icon, small=small)
    button.setToolTip(name)
    button.setAccessibleName(name)
    return button
