"""The filter of the transactions: what is typed, a form for the rest, and a chip for each thing asked for."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.domain.formats import date_short, ksh
from moneypool_desktop.models.drafts.ledger_filter import FilterDraft
from moneypool_desktop.models.rows.ledger import Account, LedgerFilter
from moneypool_desktop.views import theme
from moneypool_desktop.views.dialogs.base import FormDialog
from moneypool_desktop.views.ledger.looks import STATES, TYPES
from moneypool_desktop.views.widgets.amount_field import AmountField
from moneypool_desktop.views.widgets.button import Button, icon_button
from moneypool_desktop.views.widgets.choice_field import ChoiceField
from moneypool_desktop.views.widgets.date_field import DateField
from moneypool_desktop.views.widgets.field import Field, columns
from moneypool_desktop.views.widgets.layouts import clear, reveal
from moneypool_desktop.views.widgets.member_field import MemberField, Named
from moneypool_desktop.views.widgets.search_field import SearchField

_PAUSE_MS = 250
_SEARCH = mark("Number, reference or description")


class FilterForm(FormDialog[FilterDraft]):
    """Asks which transactions are wanted; every field may stay empty."""

    def __init__(
        self, parent: QWidget, now: LedgerFilter, accounts: Sequence[Account], members: Sequence[Named],
        today: Callable[[], date],
    ) -> None:  # fmt: skip
        everything = tr("Any")
        kinds = [("", everything), *((code, tr(word)) for code, word in TYPES.items())]
        states = [("", everything), *((code, tr(word)) for code, word in STATES.items())]
        places: list[tuple[UUID | None, str]] = [(None, everything), *((one.id, one.name) for one in accounts)]
        self.kind: ChoiceField[str] = ChoiceField(tr("&Kind"), kinds)
        self.status: ChoiceField[str] = ChoiceField(tr("&State"), states)
        self.place: ChoiceField[UUID | None] = ChoiceField(tr("&Place or account"), places)
        self.member = MemberField(tr("&Member"))
        self.member.set_members(members)
        self.first = DateField(tr("&From"), hint="", today=today)
        self.last = DateField(tr("&To"), hint="", today=today)
        self.least, self.most = AmountField(tr("At &least")), AmountField(tr("At m&ost"))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        rows = ([self.kind, self.status], [self.place, self.member], [self.first, self.last], [self.least, self.most])
        column.addLayout(columns(*rows))
        body.setMinimumWidth(460)
        named = ("kind", "status", "place", "member", "first", "last", "least", "most")
        fields: dict[str, Field] = {name: getattr(self, name) for name in named}
        super().__init__(
            parent,
            tr("Which transactions?"),
            fields,
            self._collect_draft,
            verb=tr("Show them"),
            icon="filter",
            sentence=tr("What stays empty leaves nothing out."),
            body=body,
        )
        self._fill(now, members)

    def _fill(self, now: LedgerFilter, members: Sequence[Named]) -> None:
        self.kind.set_value(now.types[0] if now.types else "")
        self.status.set_value(now.statuses[0] if now.statuses else "")
        self.place.set_value(now.place)
        self.member.set_value(next((one for one in members if one.id == now.member), None))
        self.first.set_value(now.first)
        self.last.set_value(now.last)
        self.least.set_value(now.least)
        self.most.set_value(now.most)

    def _collect_draft(self) -> FilterDraft:
        member = self.member.value()
        return FilterDraft(
            self.kind.value() or "",
            self.place.value(),
            member.id if isinstance(member, Named) else member,
            self.first.value(),
            self.last.value(),
            self.least.value(),
            self.most.value(),
            self.status.value() or "",
        )


class FilterBar(QWidget):
    """`changed` follows each change of the filter, typed words after a short pause; `asked` wants the form."""

    changed = Signal()
    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chosen = LedgerFilter()
        self._names: dict[UUID, str] = {}
        self.search = SearchField("", name=tr(_SEARCH), keys="/")
        self.more = Button(icon="filter", keys="F3")
        self.chooser = icon_button("columns", tr("Choose columns"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._take_text)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.search.returnPressed.connect(self._take_text)
        self.more.clicked.connect(self.asked)
        row = QHBoxLayout()
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(theme.UNIT)
        row.addWidget(self.search, 1)
        row.addWidget(self.more)
        row.addWidget(self.chooser)
        self._held = QWidget()
        self.chips = QHBoxLayout(self._held)
        self.chips.setContentsMargins(8, 0, 8, 8)
        self.chips.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._held)
        reveal(self._held, on=False)

    def set_names(self, names: dict[UUID, str]) -> None:
        """Say what places and members are called on their chips."""
        self._names = names
        self._show_chips()

    def choose(self, chosen: LedgerFilter) -> None:
        """Ask for other transactions; what was typed follows the filter."""
        self.chosen = chosen
        self._pause.stop()
        if self.search.text() != chosen.text:
            self.search.blockSignals(True)
            self.search.setText(chosen.text)
            self.search.blockSignals(False)
        self._show_chips()
        self.changed.emit()

    def retranslate(self) -> None:
        """Say everything again in the language now spoken."""
        self.search.setPlaceholderText(tr(_SEARCH))
        self.search.setAccessibleName(tr(_SEARCH))
        self.more.set_face(tr("Filter"), "filter")
        self.chooser.setToolTip(tr("Choose columns"))
        self.chooser.setAccessibleName(tr("Choose columns"))
        self._show_chips()

    def words(self) -> list[tuple[str, LedgerFilter]]:
        """Return each thing asked for in words, with the filter that no longer asks for it."""
        now = self.chosen
        found: list[tuple[str, LedgerFilter]] = []
        if now.types:
            found.append((tr(TYPES[now.types[0]]), replace(now, types=())))
        if now.statuses:
            found.append((tr(STATES[now.statuses[0]]), replace(now, statuses=())))
        found += [(self._names.get(key, tr("One place")), replace(now, place=None)) for key in (now.place,) if key]
        found += [(self._names.get(key, tr("One member")), replace(now, member=None)) for key in (now.member,) if key]
        if now.first:
            found.append((tr("From {day}", day=date_short(now.first)), replace(now, first=None)))
        if now.last:
            found.append((tr("To {day}", day=date_short(now.last)), replace(now, last=None)))
        if now.least is not None:
            found.append((tr("At least {amount}", amount=ksh(now.least)), replace(now, least=None)))
        if now.most is not None:
            found.append((tr("At most {amount}", amount=ksh(now.most)), replace(now, most=None)))
        return found

    def _take_text(self) -> None:
        self._pause.stop()
        if self.search.text() != self.chosen.text:
            self.chosen = replace(self.chosen, text=self.search.text())
            self.changed.emit()

    def _show_chips(self) -> None:
        clear(self.chips)
        asked = self.words()
        for said, without in asked:
            chip = Button(said, icon="x", small=True)
            chip.setAccessibleName(tr("No longer only: {what}", what=said))
            chip.clicked.connect(lambda _=False, chosen=without: self.choose(chosen))
            self.chips.addWidget(chip)
        if asked:
            everything = Button(tr("Show everything"), kind="link", small=True)
            everything.clicked.connect(lambda: self.choose(LedgerFilter()))
            self.chips.addWidget(everything)
        self.chips.addStretch(1)
        reveal(self._held, on=bool(asked))
