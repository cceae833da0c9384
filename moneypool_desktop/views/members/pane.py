"""The detail pane of one member: reads the position, the record and the movements together, and shows them in tabs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton

from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.rows.member_records import HistoryLine, Movement
from moneypool_desktop.models.rows.members import Member, MemberRecord, Position, Verdict
from moneypool_desktop.services import members
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.services.member_history import history
from moneypool_desktop.services.movements import movements
from moneypool_desktop.views.members.looks import line_of
from moneypool_desktop.views.members.position import MovementsTab, PositionTab
from moneypool_desktop.views.members.record import HistoryTab, KinTab, ProfileTab
from moneypool_desktop.views.page import Desk
from moneypool_desktop.views.widgets.button import Button
from moneypool_desktop.views.widgets.detail_pane import DetailPane
from moneypool_desktop.views.widgets.layouts import reveal
from moneypool_desktop.views.widgets.segmented import Choice

_ROOMY = 440
_TABS = {
    "position": mark("Position"),
    "profile": mark("Profile"),
    "kin": mark("Next of kin"),
    "movements": mark("Movements"),
    "history": mark("History"),
}


@dataclass(frozen=True, slots=True)
class Dossier:
    """All the pane shows of one member, but the history, which is read when its tab is opened."""

    member: Member
    record: MemberRecord
    position: Position
    verdict: Verdict
    movements: Sequence[Movement]


def read_dossier(books: Books, member: Member) -> Dossier:
    """Read all the pane shows of a member."""
    return Dossier(
        member,
        members.member(books, member.id),
        members.position(books, member),
        members.standing(books, member),
        movements(books, member.id),
    )


class MemberPane(DetailPane):
    """One member at a time; `shown` follows each dossier, `failed` an error, `settle` a reason to be settled."""

    shown = Signal(object)
    failed = Signal(object)
    settle = Signal(str)
    why = Signal()
    identity_asked = Signal()

    def __init__(self, desk: Desk, books: Books) -> None:
        self._tab_ids = [tab for tab in _TABS if tab != "history" or books.can("audit.view")]
        super().__init__(self._choices())
        self._desk, self._books = desk, books
        self.member: Member | None = None
        self.dossier: Dossier | None = None
        self.asked = 0
        self._told: object = None
        self.position = PositionTab(may_receive=books.can("money.receive"))
        self.profile = ProfileTab(private=books.can("members.private"))
        self.kin, self.moved, self.history = KinTab(), MovementsTab(), HistoryTab()
        for tab, page in zip(_TABS, (self.position, self.profile, self.kin, self.moved, self.history), strict=True):
            self.set_page(tab, page)
        self.position.why.connect(self.why)
        self.position.settle.connect(self.settle)
        self.position.all_asked.connect(lambda: self.open_tab("movements"))
        self.profile.identity_asked.connect(self.identity_asked)
        self.opened.connect(lambda _: self._tell())

    def open_tab(self, tab: str) -> None:
        """Go to one tab."""
        self.tabs.set_value(tab)
        self._open(tab)

    def show_member(self, member: Member | None) -> None:
        """Read and show a member; the one shown before stays in sight until the answer is here."""
        self.member = member
        if member is None:
            self.dossier = None
            self.asked += 1
            return
        self.set_subject(member.name, line_of(member))
        self.asked += 1
        asked, books = self.asked, self._books
        self._desk.workers.read(
            lambda: read_dossier(books, member),
            lambda dossier: self._present(dossier) if asked == self.asked else None,
            self._fail_for(member),
            owner=self,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # the name needs the room more than its initials and the key cap do
        roomy = self.width() >= _ROOMY
        reveal(self._initials, roomy)
        for button in self.findChildren(Button):
            if button.property("caps"):
                button.keys = button.property("caps") if roomy else ""
                button.updateGeometry()

    def focus_tabs(self) -> None:
        """Take the keyboard to the chosen tab."""
        tab = next((tab for tab in self.tabs.findChildren(QAbstractButton) if tab.isChecked()), None)
        if tab is not None:
            tab.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say everything again in the language now spoken."""
        self.tabs.set_choices(self._choices())
        for table in (self.position.last, self.moved.table):
            table.retranslate()
        if self.member is not None:
            self.show_member(self.member)

    def _present(self, dossier: Dossier) -> None:
        self.dossier, self._told = dossier, None
        member, record = dossier.member, dossier.record
        self.position.show_position(member, record, dossier.position, dossier.verdict, dossier.movements)
        self.profile.show_record(record)
        self.kin.show_kin(record.kin)
        self.moved.show_movements(dossier.movements)
        self.history.wait()
        self.shown.emit(dossier)
        self._tell()

    def _tell(self) -> None:
        if self.tabs.value() != "history" or self.dossier is None or self._told is self.dossier:
            return
        dossier = self._told = self.dossier
        books, member = self._books, dossier.member

        def told(lines: Sequence[HistoryLine]) -> None:
            if self.dossier is dossier:
                self.history.show_history(lines)

        self._desk.workers.read(lambda: history(books, member.id), told, self._fail_for(member), owner=self)

    def _fail_for(self, member: Member) -> Callable[[Exception], None]:
        return lambda error: self.failed.emit(error) if self.member == member else None

    def _choices(self) -> list[Choice]:
        return [Choice(tab, tr(_TABS[tab])) for tab in self._tab_ids]
