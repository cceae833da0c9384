"""The panels of Home, each fed with rows and asking by signal for what a press should do."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from moneypool_desktop.language import mark, tr, trn
from moneypool_desktop.models.domain.formats import date_long, date_short, money, weekday_name
from moneypool_desktop.models.items.column import Column
from moneypool_desktop.models.items.table_model import TableModel
from moneypool_desktop.models.rows.home import HomePlace, LastPosted, NextDue, Overdue
from moneypool_desktop.views import draw, privacy, theme
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.layouts import clear
from moneypool_desktop.views.widgets.panel import Panel
from moneypool_desktop.views.widgets.rows import Facts, ListRow, PlaceRow
from moneypool_desktop.views.widgets.table import Table
from moneypool_desktop.views.widgets.tag import Tag

if TYPE_CHECKING:
    from moneypool_desktop.models.rows.approvals import Approval

STANDINGS = {
    "good": (mark("Good"), "good", "circle-check"),
    "behind": (mark("Behind"), "warn", "alert-triangle"),
    "suspended": (mark("Suspended"), "danger", "ban"),
    "left": (mark("Left"), "neutral", "logout"),
}
PLACE_ICONS = {"cash": "cash", "mobile_money": "device-mobile", "bank": "building-bank"}
TYPES = {
    "contribution": mark("Contribution"),
    "loan_disbursement": mark("Loan paid out"),
    "loan_repayment": mark("Loan repayment"),
    "penalty": mark("Fine"),
    "interest": mark("Interest"),
    "withdrawal": mark("Withdrawal"),
    "fee": mark("Fee"),
    "adjustment": mark("Adjustment"),
    "transfer": mark("Transfer"),
}
_MOST_SHORT = 3


def _short(row: Overdue) -> str:
    if len(row.short) <= _MOST_SHORT:
        return ", ".join(row.short)
    return tr("{n} periods: … {last}", n=len(row.short), last=", ".join(row.short[-_MOST_SHORT:]))


_COLUMNS = (
    Column[Overdue]("number", mark("Number"), lambda r: r.number, tone=lambda _: "text_3", narrowest=60),
    Column[Overdue]("member", mark("Member"), lambda r: r.name, stretch=True, narrowest=90),
    Column[Overdue]("short", mark("Short"), _short, tone=lambda _: "text_2", narrowest=80, drop=1),
    Column[Overdue](
        "standing",
        mark("Standing"),
        lambda r: tr(STANDINGS[r.standing][0]),
        icon=lambda r: STANDINGS[r.standing][2],
        tone=lambda r: STANDINGS[r.standing][1],
    ),
    Column[Overdue]("owes", mark("Owes (Ksh)"), lambda r: money(r.owes), figure=True, sort=lambda r: r.owes),
)


class WaitingPanel(Panel):
    """What only this person can settle; `pressed` gives the request, or `unread`, or `unsent`."""

    pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__(" ", flush=True)
        self._count = 0

    def show_waiting(self, asked: "Sequence[Approval]", unread: int, unsent: int) -> None:
        """Show a row for each thing that waits, the most urgent first."""
        clear(self.body)
        rows: list[tuple[ListRow, object]] = []
        if unsent:
            title = trn("{n} act has no answer yet", "{n} acts have no answer yet", unsent)
            kept = tr("Kept on this computer and sent again by itself.")
            rows.append((ListRow("clock", "warn", title, kept, button=tr("Show")), "unsent"))
        if asked:
            from moneypool_desktop.views.dialogs.decide import detail_of, title_of

            rows += [
                (ListRow("writing-sign", "info", title_of(one), detail_of(one), button=tr("Decide")), one)
                for one in asked[:5]
            ]
        if unread:
            title = trn("{n} unread message", "{n} unread messages", unread)
            rows.append((ListRow("bell", "info", title, tr("In your notifications."), button=tr("Read")), "unread"))
        for row, about in rows:
            row.pressed.connect(lambda which=about: self.pressed.emit(which))
            self.body.addWidget(row)
        if not rows:
            nothing = Label(tr("Nothing waits for you."), "quiet")
            nothing.setContentsMargins(13, 11, 13, 11)
            self.body.addWidget(nothing)
        self._count = len(rows)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the title again."""
        self.set_title(tr("Waiting for you"), self._count)


class _Place(PlaceRow):
    """A place one can press, to see its rows."""

    pressed = Signal()

    def __init__(self, place: HomePlace) -> None:
        detail = tr("with {name}", name=place.holder) if place.holder else place.external_number
        last = tr("last entry {day}", day=date_short(place.last_on)) if place.last_on else tr("no entry yet")
        super().__init__(
            PLACE_ICONS.get(place.purpose, "wallet"), place.name, detail, money(place.balance), state=last,
            tone="neutral", state_icon="",
        )  # fmt: skip
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{place.name}: {money(place.balance)}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.colour("hover"))
        if self.hasFocus():
            draw.box(painter, self.rect().adjusted(2, 1, -2, -2), edge="accent", width=2)


class _Total(QWidget):
    def __init__(self, figure: str) -> None:
        super().__init__()
        self.setFixedHeight(theme.TOTALS_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(11, 0, 11, 0)
        row.addWidget(Label(tr("Total"), "strong"), 1)
        row.addWidget(Label(figure, "strong", figures=True, right=True))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface_2"))
        painter.fillRect(0, 0, self.width(), 1, theme.colour("line_field"))


class PlacesPanel(Panel):
    """Where the money is; `opened` gives the id of the place that was pressed."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(" ", flush=True)
        self.add_to_head(Label("Ksh", "small"))

    def show_places(self, places: Sequence[HomePlace], total: Decimal) -> None:
        """Show each place and what all hold."""
        clear(self.body)
        for place in places:
            row = _Place(place)
            row.pressed.connect(lambda which=place.id: self.opened.emit(which))
            self.body.addWidget(row)
        self.body.addWidget(_Total(money(total)))

    def retranslate(self) -> None:
        """Say the title again."""
        self.set_title(tr("Where the money is"))


class OverduePanel(Panel):
    """Who is behind, the most first; `opened` gives the row, `all` asks for the whole grid."""

    opened = Signal(object)
    all = Signal()

    def __init__(self) -> None:
        super().__init__(" ", flush=True)
        self._link = Button("", kind="link", small=True)
        self._link.clicked.connect(self.all)
        self.add_to_head(self._link)
        self.model = TableModel[Overdue](_COLUMNS, key=lambda row: row.member)
        self.table = Table(self.model, name=tr("Dues overdue"))
        self.table.opened.connect(self._open)
        self.body.addWidget(self.table, 1)
        self._nobody = Label("", "quiet")
        self._nobody.setContentsMargins(13, 11, 13, 11)
        self.body.addWidget(self._nobody, 0, Qt.AlignmentFlag.AlignTop)

    def show_overdue(self, rows: Sequence[Overdue]) -> None:
        """Show these members, or that nobody is behind."""
        self.model.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._nobody.setVisible(not rows)
        self._link.setVisible(bool(rows))
        self._link.set_face(trn("All about {n} member", "All about {n} members", len(rows)))

    def retranslate(self) -> None:
        """Say the title and the heads again."""
        self.set_title(tr("Dues overdue"))
        self._nobody.setText(tr("Nobody is behind with dues."))
        self.table.view.setAccessibleName(tr("Dues overdue"))
        self.table.retranslate()

    def _open(self, row: object) -> None:
        if row is not None:
            self.opened.emit(row)


class DuePanel(Panel):
    """The next day on which dues fall."""

    def __init__(self) -> None:
        super().__init__(" ", icon="calendar-event")
        self._when = Tag("", "info", "clock")
        self.add_to_head(self._when)
        self._day, self._facts = Label("", "strong"), Facts()
        self.body.addWidget(self._day)
        self.body.addWidget(self._facts)

    def show_due(self, due: NextDue | None, today: date) -> None:
        """Show the day and what it should bring."""
        self._when.setVisible(due is not None)
        if due is None:
            self._day.setText(tr("No dues are raised ahead."))
            self._facts.set_facts(())
            return
        days = (due.on - today).days
        soon = trn("in {n} day", "in {n} days", days) if days else tr("today")
        self._when.set_state(soon, "info", "clock")
        self._day.setText(f"{weekday_name(due.on.isoweekday())} {date_long(due.on)}")
        still = trn("Still expected, {n} member", "Still expected, {n} members", due.members)
        self._facts.set_facts(((still, money(due.expected)),))

    def retranslate(self) -> None:
        """Say the title again."""
        self.set_title(tr("Next dues"))


class _Posted(QWidget):
    def __init__(self, row: LastPosted, today: date) -> None:
        super().__init__()
        self._when, self._what, self._row = _moment(row.at, today), _what(row), row
        self.setFixedHeight(theme.ROW_HEIGHT)
        self.setAccessibleName(f"{self._when}, {self._what}, {money(row.amount)}")
        self.setToolTip(self._what)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        high, figures = self.height(), theme.font(theme.BODY, figures=True)
        amount = privacy.shown(money(self._row.amount))
        room = draw.width_of(money(self._row.amount), figures)
        draw.words(painter, QRect(10, 0, 48, high), self._when, font=figures, token="text_3", elide=False)
        names = QRect(62, 0, self.width() - 62 - 11 - room - 8, high)
        draw.words(painter, names, self._what, font=theme.font(), token="text")
        ink = "danger" if self._row.amount < 0 else "text"
        end = QRect(0, 0, self.width() - 11, high)
        draw.words(painter, end, amount, font=figures, token=ink, align=Qt.AlignmentFlag.AlignRight, elide=False)
        painter.fillRect(0, high - 1, self.width(), 1, theme.colour("line"))


class LastPanel(Panel):
    """The newest postings; `take_back` gives the last one that still stands."""

    take_back = Signal(object)

    def __init__(self) -> None:
        super().__init__(" ", flush=True)
        self._undo = Button("", kind="link", icon="arrow-back-up", small=True)
        self._undo.clicked.connect(lambda: self.take_back.emit(self._newest))
        self.add_to_head(self._undo)
        self._newest: LastPosted | None = None
        self._rows: list[_Posted] = []

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(200, theme.PANEL_HEAD_HEIGHT + 2 * theme.ROW_HEIGHT)

    def _fit(self) -> None:
        # whole rows only: a row cut in half says nothing
        room = (self.height() - theme.PANEL_HEAD_HEIGHT - 2) // theme.ROW_HEIGHT
        for place, row in enumerate(self._rows):
            row.setVisible(place < room)

    def show_last(self, rows: Sequence[LastPosted], today: date, *, may_take_back: bool) -> None:
        """Show these postings, the newest first."""
        clear(self.body)
        self._rows = [_Posted(row, today) for row in rows]
        for made in self._rows:
            self.body.addWidget(made)
        self._fit()
        if not rows:
            nothing = Label(tr("Nothing is posted yet."), "quiet")
            nothing.setContentsMargins(13, 11, 13, 11)
            self.body.addWidget(nothing)
        self.body.addStretch(1)
        standing = next((row for row in rows if row.status == "confirmed"), None)
        self._newest = standing if rows and standing is rows[0] else None
        self._undo.setVisible(may_take_back and self._newest is not None)

    def retranslate(self) -> None:
        """Say the title again."""
        self.set_title(tr("Last posted"))
        self._undo.set_face(tr("Take back the last one"), "arrow-back-up")


def _moment(at: datetime, today: date) -> str:
    here = at.astimezone()
    return f"{here:%H:%M}" if here.date() == today else date_short(here.date()).rsplit(" ", 1)[0]


def _what(row: LastPosted) -> str:
    what = row.what or tr(TYPES.get(row.type, row.type))
    return tr("{what}, {member}", what=what, member=row.member_name) if row.member_name else what
