"""The collecting part of the meeting's page: date, box, the grid and its keys."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.drafts.meeting import Entries
from moneypool_desktop.models.drafts.receipt import MeetingDraft
from moneypool_desktop.models.rows.receipts import MeetingSheet, Place
from moneypool_desktop.services.failures import Failure
from moneypool_desktop.views.meeting.grid import MeetingGrid
from moneypool_desktop.views.widgets.banner import Banner
from moneypool_desktop.views.widgets.choice_field import ChoiceField
from moneypool_desktop.views.widgets.date_field import DateField
from moneypool_desktop.views.widgets.keycap import KeyHint
from moneypool_desktop.views.widgets.label import Label
from moneypool_desktop.views.widgets.layouts import clear, reveal
from moneypool_desktop.views.widgets.panel import Panel
from moneypool_desktop.views.widgets.search_field import SearchField

_HINTS = (
    ("Enter", mark("next cell")),
    ("Ctrl+E", mark("fill expected")),
    ("Ctrl+Shift+E", mark("fill all")),
    ("Space", mark("cash, M-Pesa or bank")),
    ("Ctrl+V", mark("paste from Excel")),
)


class CollectView(QWidget):
    """Types into `entries`. `typed` follows each change, `pasted` gives a Block and what was typed before it."""

    typed = Signal()
    pasted = Signal(object, object)
    moved = Signal()
    place_changed = Signal()

    def __init__(self, entries: Entries, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = entries
        self._places: tuple[Place, ...] = ()
        self._press: Callable[[], None] | None = None
        self.date = DateField("", hint="", today=today)
        self.date.line.setFixedWidth(196)
        self.where: ChoiceField[UUID] = ChoiceField("")
        self.where.combo.setMinimumWidth(132)
        self.search = SearchField("", keys="")
        self._labels = (Label("", "label"), Label("", "label"))
        self.note = Banner("warn")
        self.note.hide()
        self.panel = Panel(flush=True)
        self.keys = QWidget()
        self._hints = QHBoxLayout(self.keys)
        self.grid = self._make_grid()
        self._lay_out()
        self.date.changed.connect(self._date_changed)
        self.where.changed.connect(self.place_changed)
        self.search.textEdited.connect(self._seek)
        self.search.returnPressed.connect(self.take_focus)

    @property
    def typing(self) -> bool:
        """Whether an editor is open."""
        return self.grid.delegate.editor is not None

    def show_sheet(self, sheet: MeetingSheet) -> None:
        """Show the rows now in `entries`; one stays in the cell one was in."""
        self._places = tuple(place for place in sheet.places if place.purpose == "cash")
        self.where.set_choices([(place.id, place.name) for place in self._places])
        self.date.set_problem(tr("The month of this date is locked.") if sheet.locked else "")
        keys = [column.key for column in self.grid.grid.columns]
        wanted = [f"type.{kind.id}" for kind in self.entries.types]
        named = [column.title for column in self.grid.grid.columns if column.key in wanted]
        if [key for key in keys if key in wanted] != wanted or named != [kind.name for kind in self.entries.types]:
            self._replace_grid()
        else:
            index = self.grid.view.currentIndex()
            self.grid.grid.set_rows(self.entries.rows)
            if self.entries.rows:
                place = min(max(index.row(), 0), len(self.entries.rows) - 1)
                self.grid.go(place, max(index.column(), 0))

    def place(self) -> Place | None:
        """Return the box the cash goes into."""
        chosen = self.where.value()
        return next((place for place in self._places if place.id == chosen), None)

    def take_focus(self) -> None:
        """Let keys go to the grid."""
        self.grid.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to_member(self, member: UUID) -> bool:
        """Stand in the row of a member and return whether there is one."""
        row = next((row for row in self.entries.rows if row.member.member == member), None)
        if row is not None:
            self.grid.go_to(row, self.grid.cells()[0])
        return row is not None

    def lock(self, *, locked: bool) -> None:
        """Take no typing while an act is on its way."""
        self.grid.lock(locked=locked)
        for field in (self.date, self.where):
            field.setEnabled(not locked)

    def say(
        self, tone: str, fact: str, rest: str = "", *, button: str = "", pressed: Callable[[], None] | None = None
    ) -> None:
        """Say a sentence above the grid; `pressed` follows its button."""
        self._press = pressed
        self.note.say(fact, rest, tone=tone, button=button)
        self.note.show()

    def hush(self) -> None:
        """Take the sentence above the grid away."""
        self._press = None
        self.note.hide()

    def press(self) -> None:
        """Do what the button of the sentence is for."""
        if self._press is not None:
            self._press()

    def show_refusal(self, draft: MeetingDraft, failure: Failure) -> None:
        """Mark the cell or the date the books refused and stand there."""
        row = self.entries.refuse(draft, failure.figures, failure.sentence)
        if failure.code == "MP410":
            self.date.set_problem(failure.sentence)
        if row is not None:
            self.grid.go_to(row, next(iter(row.refused)))
            self.grid.show_again()

    def set_room(self, *, low: bool) -> None:
        """Leave the key line out where there is little room."""
        self.keys.setVisible(not low)

    def retranslate(self) -> None:
        """Say everything in the language now spoken."""
        for label, field, words in zip(
            self._labels, (self.date, self.where), (tr("Date"), tr("Cash goes into")), strict=True
        ):
            label.setText(words)
            label.setBuddy(field.control)
            field.control.setAccessibleName(words)
        self.search.setPlaceholderText(tr("Find a member"))
        self.search.setAccessibleName(tr("Find a member"))
        clear(self._hints)
        for keys, words in _HINTS:
            self._hints.addWidget(KeyHint(keys, tr(words)))
        self._hints.addStretch(1)
        self.grid.retranslate()

    def _lay_out(self) -> None:
        strip = QHBoxLayout()
        strip.setSpacing(8)
        for label, field in zip(self._labels, (self.date, self.where), strict=True):
            strip.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
            label.setFixedHeight(30)
            strip.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
            strip.addSpacing(8)
        self.search.setMaximumWidth(240)
        strip.addStretch(1)
        strip.addWidget(self.search, 2, Qt.AlignmentFlag.AlignTop)
        self._hints.setContentsMargins(0, 0, 0, 0)
        self._hints.setSpacing(16)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(strip)
        column.addWidget(self.note)
        column.addWidget(self.panel, 1)
        column.addWidget(self.keys)

    def _make_grid(self) -> MeetingGrid:
        grid = MeetingGrid(self.entries)
        grid.typed.connect(self.typed)
        grid.pasted.connect(self.pasted)
        self.panel.body.addWidget(grid, 1)
        reveal(grid, on=True)  # at once: what is not seen takes no keys
        self.setFocusProxy(grid.view)
        return grid

    def _seek(self, text: str) -> None:
        self.grid.seek(text)

    def _replace_grid(self) -> None:
        old = self.grid
        index, had, locked = old.view.currentIndex(), old.view.hasFocus(), old.grid.locked
        self.panel.body.removeWidget(old)
        old.hide()
        old.deleteLater()
        self.grid = self._make_grid()
        self.grid.grid.locked = locked
        if index.isValid() and self.entries.rows:
            self.grid.go(min(index.row(), len(self.entries.rows) - 1), index.column())
        if had:
            self.take_focus()

    def _date_changed(self) -> None:
        if isinstance(self.date.value(), date):
            self.moved.emit()
