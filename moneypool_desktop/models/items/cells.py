"""What one cell answers to each role; shared by the model that holds all rows and the one that holds pages."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from PySide6.QtCore import Qt

from moneypool_desktop.language import tr
from moneypool_desktop.models.items import roles
from moneypool_desktop.models.items.column import Column

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
# a spreadsheet would run these as a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Face(NamedTuple):
    """All a delegate draws of one cell; tokens and icon are empty where there is none."""

    text: str
    tone: str
    icon: str
    fill: str
    strong: bool
    figure: bool


def face(column: Column[Any], row: Any) -> Face:
    """Return all that is drawn of the cell of a row in a column."""
    return Face(
        column.text(row),
        (column.tone(row) if column.tone is not None else "") or "",
        (column.icon(row) if column.icon is not None else "") or "",
        (column.fill(row) if column.fill is not None else "") or "",
        column.strong,
        column.figure,
    )


def cell(column: Column[Any], row: Any, role: int) -> Any:
    """Return what the cell of a row in a column answers to a role, or None."""
    answer = _ANSWERS.get(role)
    return None if answer is None else answer(column, row)


def heading(column: Column[Any], role: int) -> Any:
    """Return what the head of a column answers to a role, or None."""
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        return tr(column.title)
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return _RIGHT if column.figure else _LEFT
    return column.figure if role == roles.FIGURE else None


def copied(column: Column[Any], row: Any) -> str:
    """Return a cell as a spreadsheet takes it: sums without commas, and never a formula."""
    order = column.sort(row) if column.sort is not None else None
    if column.figure and isinstance(order, Decimal | int):
        return f"{order}"
    text = " ".join(column.text(row).split())
    return f"'{text}" if text.startswith(_FORMULA) and not column.figure else text


def _optional(name: str) -> Callable[[Column[Any], Any], Any]:
    def answer(column: Column[Any], row: Any) -> Any:
        ask = getattr(column, name)
        return (ask(row) or None) if ask is not None else None

    return answer


def _spoken(column: Column[Any], row: Any) -> str:
    return column.spoken(row) if column.spoken is not None else column.text(row)


_ANSWERS: dict[int, Callable[[Column[Any], Any], Any]] = {
    Qt.ItemDataRole.DisplayRole: lambda column, row: column.text(row),
    Qt.ItemDataRole.TextAlignmentRole: lambda column, _row: _RIGHT if column.figure else _LEFT,
    Qt.ItemDataRole.ToolTipRole: _optional("tooltip"),
    Qt.ItemDataRole.AccessibleTextRole: _spoken,
    roles.TONE: _optional("tone"),
    roles.ICON: _optional("icon"),
    roles.FILL: _optional("fill"),
    roles.STRONG: lambda column, _row: column.strong,
    roles.FIGURE: lambda column, _row: column.figure,
    roles.ROW: lambda _column, row: row,
    roles.COPY: copied,
}
