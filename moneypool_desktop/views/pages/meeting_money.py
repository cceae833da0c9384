"""Meeting money: a row for each member, what they pay today typed by keys, posted in one act; then the receipts."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, override
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget

from moneypool_desktop.language import mark, tr, trn
from moneypool_desktop.models.domain.formats import date_long, ksh, weekday_name
from moneypool_desktop.models.drafts.checks import day_problem
from moneypool_desktop.models.drafts.meeting import Entries
from moneypool_desktop.models.drafts.receipt import MeetingDraft
from moneypool_desktop.models.rows.receipts import MeetingSheet, Place, Received
from moneypool_desktop.services import receipts
from moneypool_desktop.services.failures import explain
from moneypool_desktop.views import theme
from moneypool_desktop.views.actions import Act
from moneypool_desktop.views.main_window import MainWindow
from moneypool_desktop.views.meeting.box import NARROW, WIDE, BoxPanel
from moneypool_desktop.views.meeting.bulk import Bulk
from moneypool_desktop.views.meeting.collect import CollectView
from moneypool_desktop.views.meeting.posting import Posting
from moneypool_desktop.views.meeting.receipts import ReceiptsView
from moneypool_desktop.views.page import Desk, Page
from moneypool_desktop.views.widgets.segmented import Choice, Segmented
from moneypool_desktop.views.widgets.states import EmptyState

if TYPE_CHECKING:
    from moneypool_desktop.services.database.connection import Books

COLLECT, RECEIPTS = "collect", "receipts"
_ROOMY = 1120


class MeetingMoneyPage(Page):
    """What was typed stays while one looks at other pages; it goes when it is posted or cleared."""

    topics = frozenset({"contributions", "fines", "members", "accounts", "receipts"})
    widths = (30, 180, -80, -80, -80, 90, -80)

    def __init__(self, desk: Desk, books: "Books") -> None:
        super().__init__(desk)
        self._books = books
        self.entries = Entries()
        self._sheet: MeetingSheet | None = None
        self._later: MeetingSheet | None = None
        self._about: object = None
        self.posting = Posting(books, desk.workers, self)
        self.collect = CollectView(self.entries, self._today)
        self.stack = QStackedWidget()
        self.bulk = Bulk(self.collect, self.entries, self._tell)
        self._act()
        self.parts = Segmented(tr("Parts of this page"), [Choice(COLLECT, ""), Choice(RECEIPTS, "")], COLLECT)
        self.header.add(self.parts)
        self.receipts = ReceiptsView(desk, books)
        post, fill = self.actions_.button("post", kind="primary"), self.actions_.button("fill", small=True)
        self.box = BoxPanel(post, fill, self)
        self.stack.addWidget(self.collect)
        self.stack.addWidget(self.receipts)
        self.content.addWidget(self.stack, 1)
        self._connect()
        self._shape()

    @override
    def reading(self) -> Callable[[], MeetingSheet]:
        return partial(receipts.sheet, self._books, self._on() or self._today())

    @override
    def present(self, rows: MeetingSheet) -> None:
        if self.collect.typing:
            self._later = rows  # what is being typed is not taken from under the fingers
            return
        first = self._sheet is None
        self._sheet, self._later = rows, None
        self.entries.take(rows)
        self.collect.show_sheet(rows)
        if first:
            self.collect.date.set_value(rows.on)
        self._say_sums()
        self.show_empty(not rows.rows)
        if self._about is not None:
            self.arrive(self._about)
        elif first and self.isActiveWindow():
            self.collect.take_focus()

    @override
    def retranslate(self) -> None:
        self.parts.setAccessibleName(tr("Parts of this page"))
        self.parts.set_choices([Choice(COLLECT, tr("Collect"), "coins"), Choice(RECEIPTS, tr("Receipts"), "receipt")])
        self.set_empty(
            EmptyState("users", tr("Nobody pays yet"), tr("Members stand here as soon as the register has them."))
        )
        self.box.retranslate()
        self.collect.retranslate()
        self.receipts.retranslate()
        self._say_sums()
        if self._sheet is not None:
            self.refresh()  # names of contribution types come in the language now spoken

    @override
    def arrive(self, about: object) -> None:
        self._about = None if self._sheet is not None else about
        if about == RECEIPTS:
            self.open_part(RECEIPTS)
        elif isinstance(about, UUID) and self._sheet is not None and not self.collect.go_to_member(about):
            self.open_part(RECEIPTS)
            self.receipts.show_posted((about,))

    def open_part(self, part: str) -> None:
        """Show the grid (`collect`) or the receipts."""
        self.parts.set_value(part)
        self.stack.setCurrentIndex(0 if part == COLLECT else 1)
        self._shape()
        if part == RECEIPTS:
            self.receipts.refresh()
            self.receipts.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.collect.take_focus()
        self.actions_.refresh()

    def post(self) -> None:
        """Post everything typed in one act; whatever is wrong is said beside its cell and nothing is sent."""
        self.collect.grid.delegate.take()
        on, today = self.collect.date.value(), self._today()
        wrong = day_problem(on, today)
        self.collect.date.set_problem(wrong)
        faults = self.entries.problems()
        if wrong:
            self.collect.date.setFocus(Qt.FocusReason.OtherFocusReason)
        elif faults:
            row, cell, sentence = faults[0]
            self.collect.grid.go_to(row, cell)
            count = trn("{n} cell cannot be posted as it is.", "{n} cells cannot be posted as they are.", len(faults))
            self.collect.say("danger", count, tr("{name}: {sentence}", name=row.member.name, sentence=sentence))
        elif isinstance(on, date):
            place = self.collect.place()
            self._send(self.entries.draft(on, today, place.id if place else None))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shape()

    def _act(self) -> None:
        group = mark("Meeting money")
        self.actions_.add(
            Act("fill", mark("Fill expected"), self.bulk.fill, "wand", "Ctrl+E", group, self._locked),
            Act(
                "fill_all", mark("Fill expected for everybody"), self.bulk.fill_all, "wand",
                "Ctrl+Shift+E", group, self._locked,
            ),
            Act("find", mark("Find a member"), self.collect.search.setFocus, "search", "Ctrl+F", group),
            Act("clear", mark("Clear everything typed"), self.bulk.clear, "eraser", "", group, self._nothing_typed),
            Act("receipts", mark("Look at receipts"), lambda: self.open_part(RECEIPTS), "receipt", "", group),
            Act("post", mark("Post"), self.post, "check", "Ctrl+Enter", group, self._cannot_post),
        )  # fmt: skip

    def _connect(self) -> None:
        self.parts.changed.connect(self.open_part)
        self.collect.typed.connect(self._typed)
        self.collect.moved.connect(self.refresh)
        self.collect.place_changed.connect(self._say_sums)
        self.collect.note.pressed.connect(self._pressed)
        self.posting.posted.connect(self._posted)
        self.posting.lost.connect(self._lost)
        self.posting.refused.connect(self._refused)
        self.receipts.said.connect(self.said)
        self.receipts.changed.connect(self.refresh)

    def _today(self) -> date:
        return self._sheet.today if self._sheet is not None else self.desk.today()

    def _on(self) -> date | None:
        on = self.collect.date.value()
        return on if isinstance(on, date) and not day_problem(on, self._today()) else None

    def _locked(self) -> str:
        return tr("It is being posted.") if self.posting.busy else ""

    def _nothing_typed(self) -> str:
        return self._locked() or ("" if any(row.touched for row in self.entries.rows) else tr("Nothing is typed."))

    def _cannot_post(self) -> str:
        if not self._books.can("money.receive"):
            return tr("Only the treasurer may receive money.")
        if self.posting.under_way:
            return tr("It is being posted.")
        if self.stack.currentIndex():
            return tr("Go back to collecting to post.")
        return "" if self.entries.started() else tr("Type what a member pays first.")

    def _typed(self) -> None:
        self._say_sums()
        later, self._later = self._later, None
        if later is not None:
            QTimer.singleShot(0, self, partial(self.present, later))

    def _say_sums(self) -> None:
        place: Place | None = self.collect.place()
        self.box.show_money(self.entries, place)
        started = self.entries.started()
        on = self._on() or self._today()
        day = tr("{weekday} {date}", weekday=weekday_name(on.isoweekday()), date=date_long(on))
        members = trn("{n} member", "{n} members", len(self.entries.rows))
        self.header.set_words(tr("Meeting money"), tr("{day}, {members}", day=day, members=members))
        typed = trn("{n} member typed, not posted", "{n} members typed, not posted", len(started))
        self.header.set_state(typed if started else "", "neutral", "pencil")
        self.actions_.refresh()

    def _send(self, draft: MeetingDraft, *, repeat: bool = False) -> None:
        wrong = draft.problems()
        if wrong:
            self.collect.say("danger", next(iter(wrong.values())))
            return
        self.collect.hush()
        self.collect.lock(locked=True)
        self.posting.repeat() if repeat else self.posting.send(draft)
        self.header.set_state(tr("It is being posted."), "neutral", "loader-2")
        self.actions_.refresh()

    def _pressed(self) -> None:
        if self.posting.waiting is not None:
            self.posting.send_again()
        else:
            self.collect.press()
        self.actions_.refresh()

    def _posted(self, received: Received) -> None:
        keys = [made.id for made in received.receipts]
        self.entries.clear()
        self.collect.lock(locked=False)
        self.collect.hush()
        self.collect.grid.show_again()
        self.open_part(RECEIPTS)
        self.receipts.show_posted(keys)
        count = trn("{n} receipt posted", "{n} receipts posted", len(keys))
        place = self.collect.place()
        held = received.places.get(place.id) if place else None
        said = tr("{count}, {total}.", count=count, total=ksh(received.total))
        if held is not None and place is not None:
            said = tr("{count}, {total}. {place} should hold {held}.", count=count, total=ksh(received.total),
                      place=place.name, held=ksh(held))  # fmt: skip
        self._tell(said, self.receipts.take_back if self._books.can("money.reverse") else None)
        self.refresh()

    def _lost(self, error: Exception) -> None:
        said = self.desk.explain(error)
        waits = tr("The meeting waits on this PC and is booked once. What you typed is kept.")
        self.collect.say("warn", said.title, waits, button=tr("Send again"))
        self._say_sums()

    def _refused(self, draft: MeetingDraft, error: Exception) -> None:
        self.collect.lock(locked=False)
        failure, said = explain(error), self.desk.explain(error)
        self.collect.show_refusal(draft, failure)
        if self.posting.can_repeat:
            self.collect.say(
                "warn", said.title, tr("Nothing was posted. One M-Pesa payment can be of two members."),
                button=tr("Post with the same code"), pressed=partial(self._send, draft, repeat=True),
            )  # fmt: skip
        else:
            self.collect.say("danger", said.title, said.sentence)
        self._say_sums()

    def _tell(self, text: str, undo: Callable[[], None] | None = None) -> None:
        window = self.window()
        if isinstance(window, MainWindow):
            window.toaster.say(text, undo=undo)
        else:
            self.said.emit(text)

    def _shape(self) -> None:
        collecting = self.stack.currentIndex() == 0
        wide = WIDE if self.width() >= _ROOMY else NARROW
        self.box.setVisible(collecting)
        self.box.setGeometry(self.width() - wide, 0, wide, self.height())
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(theme.MARGIN, 0, theme.MARGIN + (wide if collecting else 0), 14)
        self.collect.set_room(low=self.height() < 600 or self.width() < _ROOMY)
