"""Check boxes, and cards of which one is chosen."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QSizePolicy, QWidget

from moneypool_desktop.views import draw, focus, icons, theme


class CheckBox(QCheckBox):
    """A box to tick, drawn in the accent when on."""

    def __init__(self, text: str, *, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setChecked(checked)
        self.setProperty(focus.OUTSIDE, True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(draw.width_of(self.text().replace("&", ""), theme.font()) + 26, 26)

    def hitButton(self, _pos) -> bool:
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        focus.keep(self)
        painter = QPainter(self)
        square = QRect(1, self.height() // 2 - 8, 16, 16)
        on, live = self.isChecked(), self.isEnabled()
        edge = ("accent_fill" if on else "line_field") if live else "line_strong"
        draw.box(
            painter, square, fill=("accent_fill" if live else "line_strong") if on else "surface", edge=edge, radius=4
        )
        if on:
            icons.paint(painter, "check", square.left() + 2, square.top() + 2, 12, "on_accent", 3.0)
        area = QRect(24, 0, self.width() - 24, self.height())
        draw.words(
            painter,
            area,
            self.text(),
            font=theme.font(),
            token="text" if live else "disabled",
            elide=False,
            mnemonic=True,
        )


class ChoiceCard(QAbstractButton):
    """A large choice with icon, title, a sentence and its number key; cards in one parent exclude each other."""

    def __init__(self, icon: str, title: str, sentence: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._key = icon, key
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(focus.OUTSIDE, True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if key:
            self.setShortcut(key)
        self.set_words(title, sentence)

    def set_words(self, title: str, sentence: str) -> None:
        """Change the words, as for another language."""
        self._title, self._sentence = title, sentence
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(680, 88)

    def paintEvent(self, _event: QPaintEvent) -> None:
        focus.keep(self)
        painter = QPainter(self)
        on = self.isChecked()
        fill = "accent_tint" if on else "hover" if self.underMouse() else "surface"
        draw.box(painter, self.rect(), fill=fill, edge="accent" if on else "line_strong", width=2 if on else 1)
        middle = self.height() // 2
        icons.paint(painter, self._icon, 19, middle - 13, 26, "accent" if on else "text_2")
        words = QRect(65, middle - 28, self.width() - 65 - 100, 20)
        draw.words(painter, words, self._title, font=theme.font(theme.SECTION, theme.SEMIBOLD), token="text")
        painter.setFont(theme.font(theme.BODY))
        painter.setPen(theme.colour("text_2"))
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(words.adjusted(0, 21, 0, 40), int(flags), self._sentence)
        if self._key:
            draw.paint_caps(painter, self._key, self.width() - 70, middle)
        spot = QRect(self.width() - 37, middle - 9, 18, 18)
        draw.box(
            painter,
            spot,
            fill="on_accent" if on else "surface",
            edge="accent_fill" if on else "line_field",
            radius=9,
            width=5 if on else 1,
        )
