"""A member, found by any part of name, number or phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QWidget

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.views import icons
from moneypool_desktop.views.widgets.field import Field, Line

_SEARCHED = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Named:
    """One member as the completer needs it; `number` and `phone` may be empty."""

    id: UUID
    name: str
    number: str = ""
    phone: str = ""


class _Completer(QCompleter):
    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return index.data(Qt.ItemDataRole.UserRole).name


class MemberField(Field):
    """One member of a list; `value` is None when empty and a Problem when the words fit no member or several."""

    def __init__(self, label: str, *, hint: str = "", optional: bool = False, parent: QWidget | None = None) -> None:
        self.line = Line()
        self.line.setPlaceholderText(tr("Name, number or phone"))
        glass = self.line.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        icons.dress(glass, "search")
        self._members: tuple[Named, ...] = ()
        self._chosen: Named | None = None
        self._model = QStandardItemModel(self.line)
        self._completer = _Completer(self._model, self.line)
        self._completer.setCompletionRole(_SEARCHED)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setMaxVisibleItems(10)
        popup = self._completer.popup()
        if popup is not None:
            popup.setProperty("popup", True)
            popup.setFrameShape(QFrame.Shape.StyledPanel)
        self.line.setCompleter(self._completer)
        super().__init__(label, self.line, hint=hint, optional=optional, parent=parent)
        self._completer.activated[QModelIndex].connect(lambda index: self._take(index.data(Qt.ItemDataRole.UserRole)))  # pyright: ignore[reportIndexIssue]
        self.line.textEdited.connect(self._edited)
        self.line.editingFinished.connect(self._left)

    def set_members(self, members: Sequence[Named]) -> None:
        """Replace the members that can be found."""
        self._members = tuple(members)
        self._model.clear()
        for member in members:
            item = QStandardItem("   ".join(part for part in (member.name, member.number, member.phone) if part))
            item.setData(member, Qt.ItemDataRole.UserRole)
            item.setData(_searched(member), _SEARCHED)
            self._model.appendRow(item)

    def value(self) -> Named | Problem | None:
        """Return the member, what is wrong, or None when nothing is typed."""
        typed = self.line.text().strip()
        if self._chosen is not None or not typed:
            return self._chosen
        fitting = [member for member in self._members if typed.casefold() in _searched(member).casefold()]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            return Problem(
                tr("{n} members fit “{typed}”. Choose one from the list.", n=len(fitting), typed=typed), "member"
            )
        return Problem(tr("No member has “{typed}” in name, number or phone.", typed=typed), "member")

    def set_value(self, member: Named | None) -> None:
        """Show this member."""
        self._chosen = member
        self.line.setText("" if member is None else member.name)
        self.set_problem("")

    def _take(self, member: Named) -> None:
        self.set_value(member)
        self.changed.emit()

    def _edited(self) -> None:
        self._chosen = None
        self.set_problem("")
        self.changed.emit()

    def _left(self) -> None:
        found = self.value()
        if isinstance(found, Problem):
            self.set_problem(str(found))
        elif found is not None:
            self.set_value(found)


def _searched(member: Named) -> str:
    return f"{member.name} {member.number} {member.phone} {member.phone.replace(' ', '')}"
