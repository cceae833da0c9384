"""The columns of the meeting's grid: who, what is behind, an amount for each kind of money, how it came."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.domain.money import ZERO
from moneypool_desktop.models.drafts.meeting import FINES, METHOD, REFERENCE, Entry, cell_of
from moneypool_desktop.models.items.column import Column
from moneypool_desktop.models.items.entry_model import EntryColumn
from moneypool_desktop.models.rows.receipts import MeetingType
from moneypool_desktop.views.meeting.words import NOTHING, figure, goes, method_icon, method_named

_LONGEST_SHOWN = 12


def columns_of(types: Sequence[MeetingType], short: Callable[[], bool]) -> tuple[Column[Entry], ...]:
    """Return the columns for these contribution types; while `short` says so, cents that are not there go."""
    return (
        Column[Entry]("number", mark("#"), lambda r: str(r.number), sort=lambda r: r.number, tone=_quiet, narrowest=32),
        Column[Entry](
            "name", mark("Member"), lambda r: r.member.name, stretch=True, narrowest=104,
            tooltip=_member, spoken=_member,
        ),
        Column[Entry](
            "behind", mark("Behind"), lambda r: figure(r.member.behind, short=short()), figure=True, drop=2,
            sort=lambda r: r.member.behind, tone=lambda r: "warn" if r.member.behind else "text_3",
            total=lambda rows: _sum((r.member.behind for r in rows), short),
        ),
        *(_amount(cell_of(kind), kind.name, short) for kind in types),
        _amount(FINES, mark("Fines"), short),
        EntryColumn[Entry](
            METHOD, mark("How"), _method, tone=_method_tone, fill=lambda r: _fault(r, METHOD),
            icon=lambda r: method_icon(r.method), tooltip=lambda r: r.problem(METHOD),
            typed=lambda r: method_named(r.method), put=lambda r, text: r.put(METHOD, text),
        ),
        EntryColumn[Entry](
            REFERENCE, mark("Reference"), _reference, tone=lambda r: "danger" if r.problem(REFERENCE) else "text_2",
            fill=lambda r: _fault(r, REFERENCE), narrowest=84, tooltip=lambda r: r.problem(REFERENCE),
            typed=lambda r: r.reference, put=lambda r, text: r.put(REFERENCE, text),
            spoken=lambda r: _said(r, REFERENCE),
        ),
        Column[Entry](
            "today", mark("Today"), lambda r: figure(r.total, short=short()), figure=True, strong=True,
            sort=lambda r: r.total, total=lambda rows: _sum((r.total for r in rows), short),
        ),
    )  # fmt: skip


def _amount(cell: str, title: str, short: Callable[[], bool]) -> EntryColumn[Entry]:
    return EntryColumn[Entry](
        cell, title, lambda r: _shown(r, cell, short=short()), figure=True,
        sort=lambda r: r.amount(cell) or r.expected(cell), tone=lambda r: _tone(r, cell), fill=lambda r: _fill(r, cell),
        tooltip=lambda r: _about(r, cell), spoken=lambda r: _said(r, cell),
        total=lambda rows: _sum((r.amount(cell) or ZERO for r in rows), short),
        typed=lambda r: r.typed.get(cell, ""), put=lambda r, text: r.put(cell, text),
    )  # fmt: skip


def _shown(row: Entry, cell: str, *, short: bool) -> str:
    if cell not in row.typed:
        owed = figure(row.expected(cell), short=short)
        return f"{owed}*" if cell == FINES and row.expected(cell) else owed
    amount = row.amount(cell)
    if amount is not None:
        return figure(amount, short=short)
    text = row.typed[cell]
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"


def _tone(row: Entry, cell: str) -> str:
    if row.problem(cell) or (cell == FINES and cell not in row.typed and row.expected(cell)):
        return "danger"
    return "text" if row.amount(cell) else "text_3"


def _fill(row: Entry, cell: str) -> str:
    return _fault(row, cell) or ("info_fill" if row.method == "mobile_money" and row.amount(cell) else "")


def _fault(row: Entry, cell: str) -> str:
    return "danger_fill" if row.problem(cell) else ""


def _about(row: Entry, cell: str) -> str:
    amount = row.amount(cell)
    return row.problem(cell) or (goes(row, cell, amount) if amount else "")


def _said(row: Entry, cell: str) -> str:
    typed = row.reference if cell == REFERENCE else row.typed.get(cell, "")
    if row.problem(cell):
        return f"{typed}. {row.problem(cell)}" if typed else row.problem(cell)
    if typed or cell == REFERENCE:
        return typed
    expected = row.expected(cell)
    return tr("{amount} expected", amount=figure(expected, short=False)) if expected else ""


def _method(row: Entry) -> str:
    return method_named(row.method)


def _method_tone(row: Entry) -> str:
    if row.problem(METHOD):
        return "danger"
    if row.method == "mobile_money":
        return "info"
    return "text_2" if row.started else "text_3"


def _reference(row: Entry) -> str:
    if not row.reference and row.problem(REFERENCE):
        return tr("Code needed")
    return row.reference or NOTHING


def _member(row: Entry) -> str:
    return f"{row.member.name}, {row.member.number}"


def _quiet(_row: Entry) -> str:
    return "text_3"


def _sum(amounts: Iterable[Decimal], short: Callable[[], bool]) -> str:
    return figure(sum(amounts, ZERO), short=short())
