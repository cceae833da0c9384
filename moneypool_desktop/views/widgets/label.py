"""Words on a page: every style of the type scale, in a token's colour, with sums hidden when amounts are."""

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from moneypool_desktop.views import draw, privacy, theme

# style: size, weight, token
STYLES = {
    "figure": (theme.FIGURE, theme.SEMIBOLD, "text"),
    "first_run": (theme.FIRST_RUN, theme.SEMIBOLD, "text"),
    "title": (theme.TITLE, theme.SEMIBOLD, "text"),
    "chart": (theme.CHART, theme.SEMIBOLD, "text"),
    "position": (theme.POSITION, theme.SEMIBOLD, "text"),
    "section": (theme.SECTION, theme.SEMIBOLD, "text"),
    "lead": (theme.SECTION, theme.REGULAR, "text_2"),
    "minutes": (theme.MINUTES, theme.REGULAR, "text"),
    "strong": (theme.BODY, theme.SEMIBOLD, "text"),
    "body": (theme.BODY, theme.REGULAR, "text"),
    "quiet": (theme.BODY, theme.REGULAR, "text_2"),
    "label": (theme.SMALL, theme.MEDIUM, "text_2"),
    "small": (theme.SMALL, theme.REGULAR, "text_2"),
    "help": (theme.SMALL, theme.REGULAR, "text_3"),
    "tiny": (theme.TINY, theme.REGULAR, "text_3"),
}


class Label(QLabel):
    """One piece of text in a style of the type scale; `figures` for amounts and counts, `ink` for another token."""

    def __init__(
        self, text: str = "", style: str = "body", *, ink: str = "", figures: bool = False, wrap: bool = False,
        right: bool = False, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        size, weight, token = STYLES[style]
        self._said = ""
        self._fact: str | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(size, weight, figures=figures))
        self.setProperty("ink", ink or token)
        self.setWordWrap(wrap)
        self._line = theme.LINES[size]
        self.setMinimumHeight(self._line)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if right:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        privacy.changed.connect(self._say)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show this text, with no mark-up read in it."""
        self._said, self._fact = text, None
        self._say()

    def set_fact(self, fact: str, rest: str = "") -> None:
        """Show a bold fact and the rest of the sentence after it."""
        self._said, self._fact = rest, fact
        self._say()

    def said(self) -> str:
        """Return the whole text, also while amounts are hidden."""
        return self._said if self._fact is None else f"{self._fact} {self._said}".strip()

    def set_ink(self, token: str) -> None:
        """Change the colour to another token."""
        if self.property("ink") != token:
            self.setProperty("ink", token)
            self.style().unpolish(self)
            self.style().polish(self)

    def _say(self) -> None:
        if self._fact is None and not self.wordWrap():
            self.setTextFormat(Qt.TextFormat.PlainText)
            super().setText(privacy.shown(self._said))
            return
        # our own mark-up only: lines of the scale's height, and a bold fact; what was said is never read as mark-up
        self.setTextFormat(Qt.TextFormat.RichText)
        said = escape(privacy.shown(self._said)).replace("\n", "<br>")
        if self._fact is not None:
            said = f'<span style="font-weight:600">{escape(privacy.shown(self._fact))}</span> {said}'.rstrip()
        line = f"line-height:{self._line}px; -qt-line-height-type:fixed; margin:0"
        super().setText(f'<p style="{line}">{said}</p>' if said else "")


class LineLabel(Label):
    """One line that gives way when room is short: cut with an ellipsis, whole in the tooltip. Not for figures."""

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        area = self.contentsRect()
        words = self.text()
        self.setToolTip(words if draw.width_of(words, self.font()) > area.width() else "")
        draw.words(QPainter(self), area, words, font=self.font(), token=self.property("ink"), align=self.alignment())
