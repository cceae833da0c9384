"""The register: every member in a table that is searched, filtered by standing, and shows the columns one chose."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu

from moneypool_desktop.language import tr, trn
from moneypool_desktop.models.items.table_model import TableModel
from moneypool_desktop.models.rows.members import Member, Standing
from moneypool_desktop.services.members import STANDINGS
from moneypool_desktop.services.runtime.preferences import Preferences
from moneypool_desktop.views import theme
from moneypool_desktop.views.members.looks import COLUMNS, matches
from moneypool_desktop.views.shell.menus import drop
from moneypool_desktop.views.widgets.button import Button, icon_button
from moneypool_desktop.views.widgets.panel import Panel, Rule
from moneypool_desktop.views.widgets.search_field import SearchField
from moneypool_desktop.views.widgets.table import Table

_SHOWN, _FILTER = "members.columns", "members.standing"


class RegisterPanel(Panel):
    """`chosen` follows the current member; columns and filter are remembered."""

    chosen = Signal(object)
    opened = Signal()

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(flush=True)
        self._preferences = preferences
        self._standing = preferences.choice(_FILTER)
        self.model: TableModel[Member] = TableModel(self._columns(), key=lambda row: row.id)
        self.table = Table(self.model, name=tr("Members"), count=_count)
        self.search = SearchField("", name=tr("Name, number or phone"), keys="/")
        self.search.serve(self.table)
        self.filter = Button(icon="filter")
        self.chooser = icon_button("columns", tr("Choose columns"))
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 8, 8, 8)
        bar.setSpacing(theme.UNIT)
        bar.addWidget(self.search, 1)
        bar.addWidget(self.filter)
        bar.addWidget(self.chooser)
        self.body.addLayout(bar)
        self.body.addWidget(Rule())
        self.body.addWidget(self.table, 1)
        self.search.textChanged.connect(lambda _: self._sift())
        self.filter.clicked.connect(lambda: drop(self.filter_menu(), self.filter))
        self.chooser.clicked.connect(lambda: drop(self.column_menu(), self.chooser))
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(lambda _: self.opened.emit())
        if self._standing:
            self._sift()

    def show_rows(self, rows: Sequence[Member], wanted: UUID | None = None) -> None:
        """Show the register, and go to a member when one is wanted, whatever was filtered."""
        self.model.set_rows(rows)
        if wanted is not None and not self.table.choose_key(wanted):
            self.search.clear()
            self.set_filter("")
            self.table.choose_key(wanted)
        self._choose_one()

    def set_filter(self, standing: str) -> None:
        """Show only members of one standing, or all."""
        self._standing = standing
        self._preferences.keep_choice(_FILTER, standing)
        self._say_filter()
        self._sift()

    def retranslate(self) -> None:
        """Say everything again in the language now spoken."""
        self.search.setPlaceholderText(tr("Name, number or phone"))
        self.search.setAccessibleName(tr("Name, number or phone"))
        self.chooser.setToolTip(tr("Choose columns"))
        self.chooser.setAccessibleName(tr("Choose columns"))
        self.table.view.setAccessibleName(tr("Members"))
        self._say_filter()
        self.table.retranslate()

    def filter_menu(self) -> QMenu:
        """Return the menu of standings, each with how many stand so."""
        menu = QMenu(self)
        rows = self.model.everything()
        for standing in ("", *Standing):
            count = sum(1 for row in rows if not standing or row.standing == standing)
            word = tr(STANDINGS[Standing(standing)]) if standing else tr("All")
            act = menu.addAction(f"{word}\t{count}")
            act.setCheckable(True)
            act.setChecked(standing == self._standing)
            act.triggered.connect(lambda _=False, chosen=str(standing): self.set_filter(chosen))
        return menu

    def column_menu(self) -> QMenu:
        """Return the menu of columns; what is ticked is remembered."""
        menu = self.table.column_menu()
        for act in menu.actions():
            act.toggled.connect(lambda _: self._keep_columns(menu))
        return menu

    def _keep_columns(self, menu: QMenu) -> None:
        shown = [column.key for column, act in zip(COLUMNS, menu.actions(), strict=True) if act.isChecked()]
        self._preferences.keep_choice(_SHOWN, " ".join(shown))

    def _columns(self) -> tuple[Any, ...]:
        shown = self._preferences.choice(_SHOWN).split()
        return tuple(replace(one, hidden=one.key not in shown) for one in COLUMNS) if shown else COLUMNS

    def _sift(self) -> None:
        typed, standing = self.search.text(), self._standing
        self.model.sift("", lambda row: matches(row, typed) and (not standing or row.standing == standing))
        self._choose_one()

    def _choose_one(self) -> None:
        if self.table.current() is None and self.model.rows():
            self.table.choose(0)

    def _say_filter(self) -> None:
        standing = tr(STANDINGS[Standing(self._standing)]) if self._standing else tr("all")
        self.filter.set_face(tr("Standing: {standing}", standing=standing), "filter")


def _count(n: int) -> str:
    return trn("{n} member", "{n} members", n)
