"""Members: the register at the left, the chosen member at the right; one without office sees their own position."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShortcut
from PySide6.QtWidgets import QSplitter

from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.rows.members import Member, MemberRecord, Standing
from moneypool_desktop.services import members
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.views.actions import Act
from moneypool_desktop.views.members.acts import MemberActs
from moneypool_desktop.views.members.pane import Dossier, MemberPane
from moneypool_desktop.views.members.register import RegisterPanel
from moneypool_desktop.views.members.statements import Statements
from moneypool_desktop.views.page import Desk, Page
from moneypool_desktop.views.pages.register import allowed
from moneypool_desktop.views.widgets.states import EmptyState

if TYPE_CHECKING:
    from moneypool_desktop.views.dialogs.why_standing import WhyStanding

_PLACE = "members.split"
_REGISTER = 492  # what the register needs for its figures and the names beside them
_TAKES_MONEY = ("contributions", "meeting")  # where money of one member is received, the better place first
_GROUP, _PAPERS = mark("Members"), mark("Statements and papers")


def members_page(desk: Desk, books: Books) -> Page:
    """Return the register for who may see it, and for others their own position."""
    return MembersPage(desk, books) if books.can("members.view") else MyPositionPage(desk, books)


class _WithPane(Page):
    """What both pages share: the pane of one member, its statement, and why they stand so."""

    topics = frozenset({"members", "contributions", "fines", "ledger"})

    def __init__(self, desk: Desk, books: Books) -> None:
        super().__init__(desk)
        self.books = books
        self.pane = MemberPane(desk, books)
        self.statements = Statements(self, books)
        self.why: WhyStanding | None = None
        self.pane.shown.connect(lambda _: self.actions_.refresh())
        self.pane.failed.connect(self._say_failure)
        self.pane.why.connect(self._explain_standing)
        self.actions_.add(
            Act("statement", mark("Statement"), self._state_one, "printer", "Ctrl+T", _PAPERS, self._needs_member)
        )
        statement = self.actions_.button("statement", small=True)
        statement.keys = ""  # its key is in the sheet; two buttons with caps leave the name no room
        self.pane.add_action(statement)

    def chosen(self) -> tuple[Member, MemberRecord] | None:
        """Return the member in sight with their record, or None while it is being read."""
        dossier: Dossier | None = self.pane.dossier
        if dossier is None or self.pane.member is None or dossier.member.id != self.pane.member.id:
            return None
        return dossier.member, dossier.record

    def _state_one(self) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self.statements.ask_one(chosen[0])

    def _explain_standing(self) -> None:
        from moneypool_desktop.views.dialogs.why_standing import Rules, WhyStanding, read_rules

        dossier, books = self.pane.dossier, self.books
        if dossier is None:
            return

        def show(rules: Rules) -> None:
            self.why = WhyStanding(self, dossier.member, dossier.verdict, rules)
            self.why.open()

        self.desk.workers.read(lambda: read_rules(books), show, self._say_failure, owner=self)

    def _say_failure(self, error: Exception) -> None:
        said = self.desk.explain(error)
        self.said.emit(f"{said.title} {said.sentence}".strip())

    def _needs_member(self) -> str:
        return "" if self.chosen() is not None else tr("Choose a member first.")


class _Split(QSplitter):
    """Register and pane side by side, in our proportion until a person moves the line between them."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.by_hand = False
        self.setChildrenCollapsible(False)
        self.setHandleWidth(10)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.by_hand:
            left = max(_REGISTER, round(self.width() * 0.485))
            self.setSizes([left, self.width() - left])


class MembersPage(_WithPane):
    """The register with search, filter and totals, beside a pane with everything of the chosen member."""

    widths = (60, 180, -90, -80, 100)

    def __init__(self, desk: Desk, books: Books) -> None:
        super().__init__(desk, books)
        self._wanted: UUID | None = None
        self.register = RegisterPanel(desk.preferences)
        self.acts = MemberActs(self, books, self.chosen)
        self._act()
        self._lay_out()
        self._connect()

    def reading(self) -> Callable[[], Sequence[Member]]:
        """Read the register."""
        return lambda: members.list_members(self.books)

    def present(self, rows: Sequence[Member]) -> None:
        """Show the register, and the member who was in sight or is asked for."""
        self.show_empty(not rows)
        wanted, self._wanted = self._wanted, None
        asked = self.pane.asked
        self.register.show_rows(rows, wanted)
        self._count()
        if self.pane.asked == asked:
            # something of the member in sight may have changed though their line in the register did not
            self.pane.show_member(self.register.table.current())
        self.actions_.refresh()

    def arrive(self, about: object) -> None:
        """Go to the member another page asked for."""
        self._wanted = about if isinstance(about, UUID) else None
        rows = self.register.model.everything()
        if self._wanted is not None and rows:
            self.present(rows)

    def retranslate(self) -> None:
        """Say everything again in the language now spoken."""
        self.register.retranslate()
        self.pane.retranslate()
        self._count()
        empty = EmptyState(
            "users",
            tr("Nobody is in the register yet"),
            tr("Each member stands here with savings, what they owe and how they stand."),
            button=tr("Add member"),
            keys="Ctrl+N",
            button_icon="user-plus",
        )
        empty.pressed.connect(lambda: self.actions_.run("add"))
        self.set_empty(empty)

    def _act(self) -> None:
        self.actions_.add(
            *self.acts.acts(),
            Act("print", mark("Print register"), self._print, "printer", "Ctrl+P", _PAPERS, self._needs_rows),
            Act("statements", mark("Statements"), self._state_all, "report", "Ctrl+Shift+T", _PAPERS, self._may_state),
            Act("receive", mark("Receive"), self._receive, "arrow-down-left", "F6", mark("Money"), self._may_receive),
        )
        if "imports" in allowed(self.books):
            self.actions_.add(Act("import", mark("Bring in"), self._import, "table-import", "", _GROUP))
        known = {one.id for one in self.actions_.acts()}
        for which in [one for one in ("import", "statements", "print") if one in known]:
            button = self.actions_.button(which)
            button.keys = ""  # four caps in one row are too many; the sheet and the finder name them
            self.header.add(button)
        self.header.add(self.actions_.button("add", kind="primary"))
        receive = self.actions_.button("receive", small=True)
        receive.setProperty("caps", receive.keys)
        self.pane.add_action(receive)
        self.pane.profile.add_buttons(self.actions_, "edit", "office", "status")
        self.pane.kin.add_buttons(self.actions_, "kin")

    def _lay_out(self) -> None:
        self.split = _Split()
        self.split.addWidget(self.register)
        self.split.addWidget(self.pane)
        kept = self.desk.preferences.place(_PLACE)
        self.split.by_hand = not kept.isEmpty() and self.split.restoreState(kept)
        self.content.addWidget(self.split, 1)

    def _connect(self) -> None:
        self.acts.changed = self._changed
        self.acts.identity_read = self.pane.profile.show_identity
        self.register.chosen.connect(self._choose)
        self.register.opened.connect(self.pane.focus_tabs)
        self.split.splitterMoved.connect(lambda *_: self._keep_split())
        self.pane.settle.connect(lambda _: self.actions_.run("receive"))
        self.pane.identity_asked.connect(self.acts.read_identity)
        slash = QShortcut("/", self)
        slash.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        slash.activated.connect(lambda: self.register.search.setFocus(Qt.FocusReason.ShortcutFocusReason))

    def _keep_split(self) -> None:
        self.split.by_hand = True
        self.desk.preferences.keep_place(_PLACE, self.split.saveState())

    def _choose(self, member: Member | None) -> None:
        if member != self.pane.member:
            self.pane.show_member(member)
        self.actions_.refresh()

    def _changed(self, which: object) -> None:
        self._wanted = UUID(str(which))
        self.refresh()

    def _count(self) -> None:
        rows = self.register.model.everything()
        said = tr(
            "{active} active, {left} left, {good} in good standing",
            active=sum(1 for row in rows if row.status == "active"),
            left=sum(1 for row in rows if row.status == "left"),
            good=sum(1 for row in rows if row.standing == Standing.GOOD),
        )
        self.header.set_words(tr("Members"), said if rows else "")

    def _import(self) -> None:
        self.went.emit("imports", None)

    def _print(self) -> None:
        from moneypool_desktop.services.member_papers import register_paper
        from moneypool_desktop.services.reports.files import pdf_name

        books, rows = self.books, tuple(self.register.model.rows())
        name = pdf_name(books.chama.short_name, tr("register of members"), self.desk.today().isoformat())
        self.desk.workers.read(
            lambda: register_paper(books, rows),
            lambda pdf: self.statements.show_paper(pdf, tr("Register of members"), name),
            self._say_failure,
            owner=self,
        )

    def _state_all(self) -> None:
        self.statements.ask_all(self.register.model.rows())

    def _receive(self) -> None:
        chosen = self.chosen()
        page = next((page for page in _TAKES_MONEY if page in allowed(self.books)), "")
        if chosen is not None and page:
            self.went.emit(page, chosen[0].id)

    def _needs_rows(self) -> str:
        return "" if self.register.model.rows() else tr("No member is shown.")

    def _may_state(self) -> str:
        if not self.books.can("ledger.view"):
            return tr("Only an officer who sees the ledger may print everybody's statements.")
        return self._needs_rows()

    def _may_receive(self) -> str:
        if not self.books.can("money.receive"):
            return tr("Only the treasurer may receive money.")
        return self._needs_member()


class MyPositionPage(_WithPane):
    """One's own position, record, movements and statement, for a member without office."""

    widths = (180, -90)

    def __init__(self, desk: Desk, books: Books) -> None:
        super().__init__(desk, books)
        self.content.addWidget(self.pane, 1)

    def reading(self) -> Callable[[], Member | None]:
        """Read one's own line of the register."""
        books = self.books
        own = books.session.person.id
        return lambda: next((row for row in members.list_members(books) if row.user_id == own), None)

    def present(self, rows: Member | None) -> None:
        """Show oneself."""
        self.show_empty(rows is None)
        self.pane.show_member(rows)

    def retranslate(self) -> None:
        """Say everything again in the language now spoken."""
        self.header.set_words(tr("My position"), tr("What I have, what I owe and how I stand"))
        self.pane.retranslate()
        nobody = tr("You are not in the register of this chama")
        self.set_empty(EmptyState("user", nobody, tr("Ask an officer to enter you as a member.")))
