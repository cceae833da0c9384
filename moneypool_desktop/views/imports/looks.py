"""How the rows of an import are shown: words, icon and tone of each state, and the columns of each kind of file."""

from collections.abc import Callable, Mapping

from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.domain.formats import money
from moneypool_desktop.models.domain.values import ImportKind
from moneypool_desktop.models.items.column import Column
from moneypool_desktop.models.rows.imports import ControlTotal, ImportRow, RowState
from moneypool_desktop.services.imports.detect import PLANNERS

STATES: Mapping[RowState, tuple[str, str, str]] = {
    RowState.NEW: (mark("New"), "circle-plus", "good"),
    RowState.RECORDED: (mark("Already recorded"), "circle-check", "info"),
    RowState.REPEATED: (mark("Repeated"), "copy", "warn"),
    RowState.REFUSED: (mark("Refused"), "circle-x", "danger"),
    RowState.LEFT_OUT: (mark("Left out"), "square-minus", "neutral"),
    RowState.SKIPPED: (mark("Skipped"), "minus", "neutral"),
}
"""Word, icon and tone of each state; show the word through `tr`."""
TITLES: Mapping[ImportKind | None, str] = {
    ImportKind.MEMBERS: mark("Import members"),
    ImportKind.OPENING_BALANCES: mark("Import opening balances"),
    ImportKind.CONTRIBUTIONS: mark("Import contributions"),
    None: mark("Bring in"),
}
_SHOWN: Mapping[ImportKind, tuple[str, ...]] = {
    ImportKind.MEMBERS: ("number", "name", "phone", "joined", "kin"),
    ImportKind.OPENING_BALANCES: ("number", "name", "savings", "shares", "welfare", "loan", "fines", "balance"),
    ImportKind.CONTRIBUTIONS: ("paid_on", "number", "name", "kind", "amount", "method", "reference"),
}
_SHORT = {"number": mark("Number"), "joined": mark("Joined")}
_FIGURES = frozenset({"savings", "shares", "welfare", "loan", "fines", "balance", "amount"})
_GIVING_WAY = frozenset({"name", "kind", "reference"})  # words that may be cut; a column with an icon may not
_DROPPED = {"kin": 1, "reference": 2, "method": 1, "fines": 1, "joined": 2}


def columns_of(kind: ImportKind) -> tuple[Column[ImportRow], ...]:
    """Return the columns of the check table for a kind of file."""
    labels = labels_of(kind)
    return (
        Column[ImportRow]("line", mark("Row"), lambda row: str(row.line), figure=True, sort=lambda row: row.index,
                          tone=lambda _: "text_2"),
        Column[ImportRow]("state", mark("State"), lambda row: tr(STATES[row.state][0]),
                          icon=lambda row: STATES[row.state][1], tone=lambda row: STATES[row.state][2]),
        *(_field(name, _SHORT.get(name, labels[name])) for name in _SHOWN[kind]),
        Column[ImportRow]("note", mark("Note"), lambda row: row.note, tone=lambda _: "text_2", narrowest=70),
    )  # fmt: skip


def labels_of(kind: ImportKind) -> dict[str, str]:
    """Return the English label of each field of a kind of file; show it through `tr`."""
    labels = {field.name: field.label for field in PLANNERS[kind].fields}
    if kind is ImportKind.OPENING_BALANCES:
        labels |= {"place": mark("Place"), "balance": mark("In the place")}
    return labels


def total_text(total: ControlTotal) -> str:
    """Return the figure of a control total: a count, or money."""
    return f"{total.value:,.0f}" if total.count else money(total.value)


def _field(name: str, label: str) -> Column[ImportRow]:
    wide = name == "name"
    return Column[ImportRow](
        name,
        label,
        _text(name),
        figure=name in _FIGURES,
        stretch=wide,
        narrowest=160 if wide else 80,
        drop=_DROPPED.get(name, 0),
        icon=None if name in _GIVING_WAY else lambda row: "alert-circle" if name in row.problems else "",
        tone=lambda row: _tone(row, name),
        fill=lambda row: "danger_fill" if name in row.problems else "",
        tooltip=lambda row: row.problems.get(name, ""),
        spoken=lambda row: " ".join(filter(None, (_text(name)(row), row.problems.get(name, "")))),
    )


def _text(name: str) -> Callable[[ImportRow], str]:
    def text(row: ImportRow) -> str:
        if row.state is RowState.SKIPPED:
            return row.shown.get("", "") if name == "name" else ""
        if name == "name":
            return row.shown.get("name") or row.shown.get("place", "")
        shown = row.shown.get(name)
        return "" if shown is None else shown or "–"

    return text


def _tone(row: ImportRow, name: str) -> str:
    if name in row.problems:
        return "danger"
    return "text" if row.state in (RowState.NEW, RowState.REFUSED) else "text_3"
