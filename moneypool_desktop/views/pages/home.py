"""Home: for officers where the money is, who is behind, what waits and what was posted last; for members their own."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, override
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from moneypool_desktop.language import mark, tr, trn
from moneypool_desktop.models.domain.formats import date_long, ksh, money, weekday_name
from moneypool_desktop.models.rows.home import Home, LastPosted, Seen
from moneypool_desktop.services import home
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.views.actions import Act
from moneypool_desktop.views.main_window import MainWindow
from moneypool_desktop.views.page import Desk, Page
from moneypool_desktop.views.pages import home_parts as parts
from moneypool_desktop.views.pages.register import allowed
from moneypool_desktop.views.widgets.kpi import Kpi, KpiStrip

if TYPE_CHECKING:
    from datetime import date

    from moneypool_desktop.models.drafts.reversal import ReversalDraft
    from moneypool_desktop.models.rows.approvals import Approval
    from moneypool_desktop.models.rows.members import Member
    from moneypool_desktop.views.dialogs.take_back import TakeBackDialog
    from moneypool_desktop.views.ledger.acts import LedgerActs
    from moneypool_desktop.views.pages.home_own import OwnPanel


class HomePage(Page):
    """The first page. Officers see the group, a member without office their own position."""

    topics = frozenset(
        {"home", "ledger", "contributions", "fines", "members", "approvals", "notifications", "accounts"}
    )
    widths = (200, 200, 200, -120)

    def __init__(self, desk: Desk, books: Books) -> None:
        super().__init__(desk)
        self._books = books
        self._pages = allowed(books)
        self._officer = books.can("ledger.view")
        self._seen: Seen | None = None
        self._acts: LedgerActs | None = None
        self._act()
        self.kpis = KpiStrip()
        self.kpis.opened.connect(self._open)
        self.waiting, self.places = parts.WaitingPanel(), parts.PlacesPanel()
        self.overdue, self.due, self.last = parts.OverduePanel(), parts.DuePanel(), parts.LastPanel()
        self.own = None if self._officer else _own_panel()
        self.waiting.pressed.connect(self._settle)
        self.places.opened.connect(self._open_place)
        self.overdue.opened.connect(lambda row: self._go("members", row.member))
        self.overdue.all.connect(lambda: self._go("contributions", None))
        self.last.take_back.connect(self._ask_take_back)
        self._lay_out()

    @override
    def reading(self) -> Callable[[], Seen]:
        books = self._books
        return lambda: home.seen(books)

    @override
    def present(self, rows: Seen) -> None:
        self._seen = rows
        shown = rows.home
        self.header.set_words(tr("Home"), _day(shown.today))
        self.kpis.set_cells(_kpis(shown) if self._officer else _own_kpis(shown, rows.own))
        unread = shown.unread if "notifications" in self._pages else 0
        self.waiting.show_waiting(rows.approvals, unread, rows.unsent)
        self.overdue.show_overdue(shown.overdue)
        self.places.show_places(shown.places, shown.cash)
        self.due.show_due(shown.next_due, shown.today)
        takes_back = self._books.can("money.reverse")
        self.last.show_last(shown.last, shown.today, may_take_back=takes_back)
        if self.own is not None and rows.own is not None and rows.verdict is not None:
            self.own.show_own(rows.own, rows.verdict)

    @override
    def retranslate(self) -> None:
        self.header.set_words(tr("Home"), _day(self.desk.today()))
        for panel in (self.waiting, self.places, self.overdue, self.due, self.last, self.own):
            if panel is not None:
                panel.retranslate()
        if self._seen is not None:
            self.present(self._seen)

    def _act(self) -> None:
        group = mark("Money")
        if "imports" in self._pages:
            self.actions_.add(
                Act("bring", mark("Bring in"), lambda: self._go("imports", None), "table-import", "", group)
            )
            self.header.add(self.actions_.button("bring"))
        if "ledger" in self._pages and self._books.can("money.pay_out"):
            self.actions_.add(Act("pay_out", mark("Pay out"), self._pay_out, "arrow-up-right", "F5", group))
            self.header.add(self.actions_.button("pay_out"))
        if "meeting" in self._pages:
            self.actions_.add(
                Act(
                    "meeting", mark("Start meeting day"), lambda: self._go("meeting", None), "calendar-check", "", group
                )
            )
            button = self.actions_.button("meeting", kind="primary")
            button.keys = "F9"  # bound by the window, where it works on every page
            self.header.add(button)

    def _lay_out(self) -> None:
        self.content.setSpacing(12)
        self.content.addWidget(self.kpis)
        row = QHBoxLayout()
        row.setSpacing(12)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(12)
        left.addWidget(self.waiting)
        left.addWidget(self.own or self.overdue, 1)
        if self._officer:
            right.addWidget(self.places)
        right.addWidget(self.due)
        right.addWidget(self.last, 1)
        row.addLayout(left, 782)
        row.addLayout(right, 356)
        self.content.addLayout(row, 1)

    def _go(self, page: str, about: object) -> None:
        if page in self._pages:
            self.went.emit(page, about)

    def _pay_out(self) -> None:
        if self._acts is None:
            from moneypool_desktop.views.ledger.acts import LedgerActs

            self._acts = LedgerActs(self, self._books, lambda: None)
            self._acts.changed = lambda _: self._mark_stale()
        self._acts.pay_out()

    def _open_place(self, place: UUID) -> None:
        from moneypool_desktop.models.rows.ledger import LedgerFilter

        self._go("ledger", LedgerFilter(place=place))

    def _open(self, which: str) -> None:
        self._go({"cash": "ledger", "dues": "contributions"}.get(which, "members"), None)

    def _settle(self, what: Any) -> None:
        if what == "unread":
            self._go("notifications", None)
        elif what == "unsent":
            window = self.window()
            if isinstance(window, MainWindow):
                window.shell.show_waiting()
        else:
            self._ask_decision(what)

    def _ask_decision(self, asked: "Approval") -> None:
        from moneypool_desktop.views.dialogs.decide import DecideDialog

        dialog = DecideDialog(self.window(), asked)
        dialog.decided.connect(lambda approve, note: self._decide(asked, approve=approve, note=note))
        dialog.open()

    def _decide(self, asked: "Approval", *, approve: bool, note: str) -> None:
        from moneypool_desktop.services import approvals

        books = self._books
        said = tr("Approved. It is in the books.") if approve else tr("Rejected. Nothing was changed.")
        self.desk.workers.write(
            lambda: approvals.decide(books, asked.id, approve=approve, note=note),
            lambda _: self._done(said),
            self._refused,
            owner=self,
        )

    def _ask_take_back(self, posted: LastPosted) -> None:
        from moneypool_desktop.views.dialogs.take_back import TakeBackDialog

        dialog = TakeBackDialog(self.window(), posted, self.desk.today())
        dialog.sent.connect(lambda draft: self._take_back(dialog, draft))
        dialog.open()

    def _take_back(self, dialog: "TakeBackDialog", draft: "ReversalDraft") -> None:
        from moneypool_desktop.services import ledger

        books = self._books

        def done(made: object) -> None:
            dialog.finish()
            numbers = ", ".join(one.number for one in getattr(made, "reversed", ()))
            self._done(tr("Taken back by {numbers}.", numbers=numbers))

        def failed(error: Exception) -> None:
            said = self.desk.explain(error)
            dialog.fail(f"{said.title} {said.sentence}".strip())

        self.desk.workers.write(lambda: ledger.reverse(books, draft), done, failed, owner=self)

    def _done(self, sentence: str) -> None:
        self.said.emit(sentence)
        self._mark_stale()

    def _mark_stale(self) -> None:
        window = self.window()
        if isinstance(window, MainWindow):
            window.mark_stale(self.topics)
        else:
            self.mark_stale(self.topics)

    def _refused(self, error: Exception) -> None:
        said = self.desk.explain(error)
        self.banner.say(said.title, said.sentence, tone="danger")
        self.banner.show()


def _own_panel() -> "OwnPanel":
    from moneypool_desktop.views.pages.home_own import OwnPanel

    return OwnPanel()


def _day(day: "date") -> str:
    return f"{weekday_name(day.isoweekday())} {date_long(day)}"


def _kpis(shown: Home) -> list[Kpi]:
    behind = len(shown.overdue)
    since = shown.overdue_since
    dues = trn("{n} member behind, since {day}", "{n} members behind, since {day}", behind, day=date_long(since))
    places = trn("in {n} place", "in {n} places", len(shown.places))
    loans = trn("{n} member has a loan", "{n} members have a loan", shown.borrowers)
    return [
        Kpi("cash", "wallet", tr("Cash at hand"), ksh(shown.cash), places),
        Kpi(
            "dues",
            "clock-hour-4",
            tr("Dues overdue"),
            ksh(shown.overdue_total),
            dues if behind else tr("Nobody is behind"),
        ),
        Kpi(
            "fines",
            "gavel",
            tr("Fines unpaid"),
            ksh(shown.fines),
            tr("Charged and not yet paid") if shown.fines else tr("Every fine is paid"),
        ),
        Kpi(
            "loans",
            "businessplan",
            tr("Loans outstanding"),
            ksh(shown.loans),
            loans if shown.borrowers else tr("Nobody has a loan"),
        ),
    ]


def _own_kpis(shown: Home, own: "Member | None") -> list[Kpi]:
    if own is None:
        return [Kpi("own", "wallet", tr("My savings"), money(None), tr("You are not in the register of this chama"))]
    due = shown.next_due
    when = tr("Next due {day}", day=date_long(due.on)) if due is not None else tr("Nothing is due")
    return [
        Kpi("own", "pig-money", tr("My savings"), ksh(own.savings), when),
        Kpi("own", "coins", tr("My shares"), ksh(own.shares), tr("As the register has them")),
        Kpi(
            "own",
            "clock-hour-4",
            tr("I owe"),
            ksh(own.owes),
            tr("Dues, fines and loans together") if own.owes else tr("Nothing: all is paid"),
        ),
    ]
