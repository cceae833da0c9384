"""The components side by side, as the design's picture of them shows them."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moneypool_desktop.views import draw, theme, tokens
from moneypool_desktop.views.dialogs.base import question_body
from moneypool_desktop.views.widgets.amount_field import AmountField
from moneypool_desktop.views.widgets.banner import Banner
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.date_field import DateField
from moneypool_desktop.views.widgets.field import TextField, columns
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.panel import Panel, Rule
from moneypool_desktop.views.widgets.segmented import Choice, Segmented
from moneypool_desktop.views.widgets.states import EmptyState, ErrorState, LoadingBars
from moneypool_desktop.views.widgets.tag import State, Tag
from moneypool_desktop.views.widgets.toast import Toast


def row(*parts: QWidget, spacing: int = 8) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(spacing)
    for part in parts:
        line.addWidget(part)
    line.addStretch(1)
    return line


class Accents(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(62)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, name in enumerate(tokens.ACCENT_NAMES):
            x, y = (place % 4) * 92, (place // 4) * 34
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.accent_fill(place + 1, dark=theme.appearance().dark))
            painter.drawRoundedRect(x, y, 26, 26, 6, 6)
            number = theme.font(theme.SMALL, theme.SEMIBOLD)
            draw.words(
                painter,
                QRect(x, y, 26, 26),
                str(place + 1),
                font=number,
                token="on_accent",
                align=Qt.AlignmentFlag.AlignHCenter,
            )
            draw.words(painter, QRect(x + 33, y, 62, 26), name, font=theme.font(theme.SMALL), token="text", elide=False)


class Series(QWidget):
    DASHES = ((), (5, 3), (1, 1.5), (6, 2, 1, 2), (2.5, 1.2), (0.6, 1.6))

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(150)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place, (name, dash) in enumerate(
            zip(("blue", "orange", "green", "plum", "mustard", "grey"), self.DASHES, strict=True), start=1
        ):
            top = (place - 1) * 24
            painter.fillRect(0, top + 5, 14, 14, theme.colour(f"series_{place}"))
            pen = painter.pen()
            pen.setColor(theme.colour(f"series_{place}"))
            pen.setWidth(2)
            if dash:
                pen.setDashPattern(dash)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLine(20, top + 12, 84, top + 12)
            draw.words(painter, QRect(94, top, 100, 24), f"{place} {name}", font=theme.font(theme.SMALL), token="text")


class Gallery(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        columns_ = QHBoxLayout(self)
        columns_.setContentsMargins(16, 17, 16, 17)
        columns_.setSpacing(10)
        for build, width in ((self._left, 400), (self._middle, 400), (self._right, 514)):
            column = QVBoxLayout()
            column.setSpacing(10)
            build(column)
            column.addStretch(1)
            holder = QWidget()
            holder.setFixedWidth(width)
            holder.setLayout(column)
            column.setContentsMargins(0, 0, 0, 0)
            columns_.addWidget(holder)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("window"))
        painter.fillRect(0, 0, self.width(), 3, theme.colour("accent_fill"))

    def _left(self, column: QVBoxLayout) -> None:
        buttons = Panel("Buttons")
        self.focus = Button("Focus", icon="printer")
        locked = Button("Approve", icon="lock")
        locked.allow(False, "Only the treasurer may approve this.")
        buttons.body.addLayout(
            row(Button("Post receipt", kind="primary", icon="check", keys="Ctrl+Enter"), Button("Cancel", keys="Esc"))
        )
        buttons.body.addLayout(row(Button("Print", icon="printer"), self.focus, Button("Why?", kind="link"), spacing=8))
        buttons.body.addLayout(row(locked))
        column.addWidget(buttons)
        column.addWidget(self._fields())
        states = Panel("States: icon, word, colour")
        states.body.addLayout(
            row(
                Tag("Paid", "good", "circle-check"),
                Tag("Part", "warn", "circle-half-2"),
                Tag("Late", "warn", "clock"),
                Tag("Overdue", "danger", "alert-circle"),
                Tag("Proposed", "info", "wand"),
            )
        )
        states.body.addLayout(row(Tag("Draft", "neutral", "pencil"), Tag("Locked", "neutral", "lock")))
        states.body.addLayout(
            row(
                State("Good", "good", "circle-check"),
                State("Behind", "warn", "alert-triangle"),
                State("Suspended", "danger", "ban"),
                State("Left", "neutral", "logout"),
                spacing=16,
            )
        )
        column.addWidget(states)
        accents = Panel("Accent per chama")
        accents.body.addWidget(Accents())
        column.addWidget(accents)

    def _fields(self) -> Panel:
        panel = Panel("Fields")
        member, self.amount = TextField("&Member"), AmountField("&Amount (Ksh)", hint=" ")
        member.set_value("Grace Wanjiku Kamau")
        day, self.receipt = DateField("&Date"), TextField("M-Pesa &receipt")
        day.line.setText("7 November 2026")
        self.receipt.set_value("SZFXPGP8F")
        self.receipt.set_problem("A receipt has 10 characters. This one has 9.")
        panel.body.addLayout(columns([member, self.amount], [day, self.receipt]))
        return panel

    def _middle(self, column: QVBoxLayout) -> None:
        banners = Panel("Banners")
        banners.body.addWidget(Banner("info", "A draft of 7 November was restored.", icon="refresh", button="Discard"))
        banners.body.addWidget(
            Banner("warn", "The server is not answering. 3 receipts wait on this PC.", icon="cloud-off", button="Show")
        )
        banners.body.addWidget(
            Banner("danger", "The last back-up failed: the USB stick is full.", button="Choose a place")
        )
        banners.body.addWidget(Banner("good", "Meeting 47 closed.", "32 slips printed."))
        column.addWidget(banners)
        toast = Panel("Toast, 10 seconds")
        toast.body.addWidget(Toast("Document moved to the bin.", "trash", lambda: None, "Ctrl+Z"))
        column.addWidget(toast)
        column.addWidget(self._question())
        column.addWidget(self._failure())

    def _question(self) -> Panel:
        dialog = Panel(edge="line_field")
        self.reason = TextField("&Reason")
        self.reason.set_value("Wrong member")
        consequence = (
            "Ksh 2,100.00 of Ann Odhiambo Okoth leaves the books by a reversal dated today. "
            "The receipt stays visible, marked “reversed”."
        )
        dialog.body.addWidget(
            question_body(
                "Take back receipt R-2038?",
                consequence,
                "Take back",
                "Keep it",
                icon="arrow-back-up",
                extra=self.reason,
            )
        )
        dialog.body.setContentsMargins(0, 0, 0, 0)
        return dialog

    def _failure(self) -> Panel:
        error = Panel()
        error.body.setContentsMargins(0, 0, 0, 0)
        error.body.addWidget(
            ErrorState(
                "The list could not be read",
                "The server did not answer for 15 seconds. What you entered is kept on this PC. "
                "It is tried again every 30 seconds.",
                "MP-207",
            )
        )
        return error

    def _right(self, column: QVBoxLayout) -> None:
        empty = Panel()
        sentence = "A loan starts with an application. The app shows at once how much each member may borrow."
        empty.body.addWidget(EmptyState("businessplan", "No loans yet", sentence, button="New application", keys="F8"))
        empty.setFixedHeight(193)
        column.addWidget(empty)
        loading = Panel("Loading, after 300 ms", flush=True)
        bars = LoadingBars((40, 130, -64))
        bars.setFixedHeight(4 * 28)
        bars.appear()
        loading.body.addWidget(bars)
        column.addWidget(loading)
        pair = QHBoxLayout()
        pair.setSpacing(10)
        series, kinds = Panel("Chart series"), Panel("Type")
        series.body.addWidget(Series())
        for text, style in (
            ("Ksh 63,570.00", "figure"),
            ("Page title 20", "title"),
            ("Section 15", "section"),
            ("Body and tables 13", "body"),
            ("Help, headings 12", "small"),
            ("Keys, axes 11", "tiny"),
        ):
            kinds.body.addWidget(Label(text, style))
        kinds.body.setSpacing(0)
        kinds.body.addStretch(1)
        pair.addWidget(series, 1)
        pair.addWidget(kinds, 1)
        column.addLayout(pair)
        column.addWidget(Rule())
        parts = [Choice("a", "Monthly dues"), Choice("b", "Welfare"), Choice("c", "Exceptions", "alert-triangle", 3)]
        column.addLayout(row(Segmented("Kind", parts, "a")))

    def stage(self) -> None:
        """Show what a picture of an instant shows: focus on a button and in a field."""
        self.amount.line.setText("1000*3+50")
        self.amount.line.textEdited.emit("1000*3+50")
