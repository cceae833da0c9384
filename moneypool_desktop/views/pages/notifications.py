"""Notifications: what was sent to this person, and what waits for a second person."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, override
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from moneypool_desktop.language import mark, tr, trn
from moneypool_desktop.models.domain.formats import date_and_time
from moneypool_desktop.models.rows.approvals import Approval
from moneypool_desktop.models.rows.settings import Notification
from moneypool_desktop.services import approvals, notifications
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.views import theme
from moneypool_desktop.views.actions import Act
from moneypool_desktop.views.approvals import ApprovalsPanel, Deciding
from moneypool_desktop.views.page import Desk, Page
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.layouts import clear
from moneypool_desktop.views.widgets.panel import Panel
from moneypool_desktop.views.widgets.rows import ListRow
from moneypool_desktop.views.widgets.segmented import Choice, Segmented

_AT_ONCE = 50
_ALL, _UNREAD = "all", "unread"
_ICONS = {"approval": "writing-sign", "transaction": "book-2", "member": "user", "import": "file-import"}
_PAGES = {"transaction": "ledger", "member": "members", "import": "imports"}


@dataclass(frozen=True, slots=True)
class Inbox:
    """The newest messages, how many are unread, and what waits for a second person."""

    messages: Sequence[Notification]
    unread: int
    waiting: Sequence[Approval]


class NotificationsPage(Page):
    """Messages at the left, requests at the right; opening a message marks it read."""

    topics = frozenset({"notifications", "approvals"})
    widths = (30, 300, -90)

    def __init__(self, desk: Desk, books: Books) -> None:
        super().__init__(desk)
        self._books = books
        self._inbox: Inbox | None = None
        self._messages: list[Notification] = []
        self.deciding = Deciding(self, books, self.refresh)
        self.actions_.add(
            Act("read", mark("Mark all read"), self._read_all, "mail-opened", "Ctrl+Shift+R", mark("Notifications"),
                self._nothing_new)
        )  # fmt: skip
        self.header.add(self.actions_.button("read"))
        self.filter = Segmented(tr("Which messages"), self._choices(), _ALL)
        self.filter.changed.connect(lambda _: self._show_messages())
        self.waiting = ApprovalsPanel()
        self.waiting.pressed.connect(self.deciding.ask)
        self._lay_out()

    @override
    def reading(self) -> Callable[[], Inbox]:
        books = self._books
        sees = books.can("approvals.view")
        many = max(_AT_ONCE, len(self._messages))

        def read() -> Inbox:
            waiting = approvals.waiting(books) if sees else []
            return Inbox(notifications.list_notifications(books, limit=many), notifications.unread(books), waiting)

        return read

    @override
    def present(self, rows: Inbox) -> None:
        self._inbox, self._messages = rows, list(rows.messages)
        self._tell_bell(rows.unread)
        self.waiting.show_requests(rows.waiting)
        self._show_messages()
        self._count()
        self.actions_.refresh()

    @override
    def retranslate(self) -> None:
        self.filter.setAccessibleName(tr("Which messages"))
        self.filter.set_choices(self._choices())
        self.more.setText(tr("Older messages"))
        self.held.setAccessibleName(tr("Messages"))
        self.waiting.retranslate()
        self._count()
        if self._inbox is not None:
            self.refresh()  # messages are worded where they are read

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("plain", True)
        self.rows = QVBoxLayout(inside)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(0)
        self.held = QScrollArea()
        self.held.setWidgetResizable(True)
        self.held.setFrameShape(QScrollArea.Shape.NoFrame)
        self.held.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.held.setWidget(inside)
        panel = Panel(flush=True)
        head = QHBoxLayout()
        head.setContentsMargins(8, 8, 8, 8)
        head.addWidget(self.filter)
        head.addStretch(1)
        panel.body.addLayout(head)
        panel.body.addWidget(self.held, 1)
        self.more = Button("", kind="link")
        self.more.clicked.connect(self._read_older)
        foot = panel.add_foot()
        foot.addWidget(self.more)
        foot.addStretch(1)
        self.waiting.setMinimumWidth(320)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(panel, 3)
        row.addWidget(self.waiting, 2)
        self.content.addLayout(row, 1)

    def _show_messages(self) -> None:
        clear(self.rows)
        only = self.filter.value() == _UNREAD
        shown = [one for one in self._messages if not only or one.read_at is None]
        for one in shown:
            self.rows.addWidget(self._row(one))
        if not shown:
            said = tr("Every message is read.") if self._messages else tr("Nothing was sent to you yet.")
            nothing = Label(said, "quiet", wrap=True)
            nothing.setContentsMargins(13, 11, 13, 11)
            self.rows.addWidget(nothing)
        self.rows.addStretch(1)
        whole = len(self._messages) % _AT_ONCE == 0 and bool(self._messages)
        self.more.allow(whole, tr("There is nothing older."))

    def _row(self, one: Notification) -> ListRow:
        fresh = one.read_at is None
        icon = _ICONS.get(one.entity_type or "", "bell")
        detail = tr("{when}. {message}", when=date_and_time(one.at.astimezone()), message=one.message)
        title = tr("New: {title}", title=one.title) if fresh else one.title
        row = ListRow(icon, "info" if fresh else "text_3", title, detail, button=tr("Open"))
        row.pressed.connect(lambda: self._open(one))
        return row

    def _open(self, one: Notification) -> None:
        if one.read_at is None:
            books, key = self._books, uuid4()
            self.desk.workers.write(
                lambda: notifications.mark_read(books, [one.id], key),
                lambda _: self.refresh(),
                self._say_failure,
                owner=self,
            )
        if one.entity_type == "approval":
            self._open_request(one)
        elif one.entity_type in _PAGES:
            self.went.emit(_PAGES[one.entity_type], one.entity_id)

    def _open_request(self, one: Notification) -> None:
        waiting = self._inbox.waiting if self._inbox is not None else ()
        asked = next((each for each in waiting if each.id == one.entity_id), None)
        if asked is None:
            self.said.emit(tr("That request is not waiting any more."))
        elif asked.may_decide:
            self.deciding.ask(asked)
        else:
            self.said.emit(tr("Another officer must decide this."))

    def _read_all(self) -> None:
        books, key = self._books, uuid4()

        def done(many: int) -> None:
            self.said.emit(trn("{n} message marked read.", "{n} messages marked read.", many))
            self.refresh()

        self.desk.workers.write(lambda: notifications.mark_read(books, None, key), done, self._say_failure, owner=self)

    def _read_older(self) -> None:
        books, last = self._books, self._messages[-1].id

        def add(older: Sequence[Notification]) -> None:
            self._messages += older
            self._show_messages()
            if not older:
                self.more.allow(False, tr("There is nothing older."))

        self.desk.workers.read(
            lambda: notifications.list_notifications(books, before=last, limit=_AT_ONCE),
            add,
            self._say_failure,
            owner=self,
        )

    def _count(self) -> None:
        many = self._inbox.unread if self._inbox is not None else 0
        said = trn("{n} unread message", "{n} unread messages", many) if many else tr("Every message is read.")
        self.header.set_words(tr("Notifications"), said if self._inbox is not None else "")

    def _tell_bell(self, many: int) -> None:
        bell: Any = getattr(self.window(), "set_unread", None)
        if bell is not None:
            bell(many)

    def _say_failure(self, error: Exception) -> None:
        said = self.desk.explain(error)
        self.said.emit(f"{said.title} {said.sentence}".strip())

    def _nothing_new(self) -> str:
        unread = self._inbox is not None and self._inbox.unread > 0
        return "" if unread else tr("Every message is read.")

    @staticmethod
    def _choices() -> list[Choice]:
        return [Choice(_ALL, tr("All")), Choice(_UNREAD, tr("Unread"))]
