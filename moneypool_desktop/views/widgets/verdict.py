"""A verdict: one sentence on a tinted band, then what stops, what warns and what is fine."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.views import draw
from moneypool_desktop.views.widgets.banner import ICONS
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.icon_label import IconLabel
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.layouts import clear


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: tone danger stops, warn warns, good is fine; `clause` names the rule, `act` the button."""

    tone: str
    text: str
    clause: str = ""
    id: str = ""
    act: str = ""
    icon: str = ""


_ORDER = ("danger", "warn", "info", "neutral", "good")


class _Band(QWidget):
    def __init__(self, tone: str) -> None:
        super().__init__()
        self.tone = tone
        self.setMinimumHeight(40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw.box(QPainter(self), self.rect(), fill=f"{self.tone}_fill", edge=f"{self.tone}_edge")


class VerdictList(QWidget):
    """The sentence and its reasons; `why` follows the link, `act` gives the id of the reason to settle."""

    why = Signal()
    act = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def set_verdict(
        self, tone: str, fact: str, rest: str = "", reasons: Sequence[Reason] = (), *, explained: bool = False
    ) -> None:
        """Show a verdict; reasons are put in the order stops, warns, fine. `explained` adds the link Why?."""
        clear(self._column)
        self._column.addWidget(self._band(tone, fact, rest, explained=explained))
        for reason in sorted(reasons, key=lambda r: _ORDER.index(r.tone)):
            self._column.addWidget(self._line(reason))

    def _band(self, tone: str, fact: str, rest: str, *, explained: bool) -> QWidget:
        band = _Band(tone)
        row = QHBoxLayout(band)
        row.setContentsMargins(13, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(IconLabel("ban" if tone == "danger" else ICONS[tone], 18, tone))
        row.addWidget(Label(fact, "strong", ink=tone, wrap=not rest), 0 if rest else 1)
        if rest:
            row.addWidget(Label(rest, "body", wrap=True), 1)
        if explained:
            link = Button(tr("Why?"), kind="link")
            link.clicked.connect(self.why)
            row.addWidget(link)
        return band

    def _line(self, reason: Reason) -> QWidget:
        line = QWidget()
        line.setMinimumHeight(26)
        row = QHBoxLayout(line)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel(reason.icon or ICONS[reason.tone], 15, reason.tone), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(Label(reason.text, "body", wrap=True), 1)
        if reason.clause:
            row.addWidget(Label(reason.clause, "help"))
        if reason.act:
            button = Button(reason.act, small=True)
            button.clicked.connect(lambda _=False, which=reason.id: self.act.emit(which))
            row.addWidget(button)
        return line
