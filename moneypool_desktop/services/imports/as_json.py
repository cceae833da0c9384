"""Plans, entries and mappings as JSON: money as a decimal string, dates as ISO, nothing else than lists and objects."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NoReturn, cast

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.dates import Order, parse_date
from moneypool_desktop.models.domain.money import parse_amount
from moneypool_desktop.models.domain.text import is_hidden
from moneypool_desktop.models.domain.values import ImportKind
from moneypool_desktop.models.rows.imports import ColumnMap, ControlTotal, Entry, ImportPlan, ImportRow, Proof, RowState
from moneypool_desktop.services.imports import limits
from moneypool_desktop.services.imports.detect import PLANNERS
from moneypool_desktop.services.imports.plan import mapping_of

type Json = bool | int | str | list[Json] | dict[str, Json] | None


def plan_json(plan: ImportPlan) -> dict[str, Json]:
    """Return what a command prints for a plan: the sentence, the counts, the totals and every row."""
    return {
        "file": plan.source.name,
        "sha256": plan.source.sha256,
        "kind": plan.detection.kind,
        "sentence": plan.detection.sentence,
        "counts": {state.value: count for state, count in plan.counts.items()},
        "totals": [_total(total) for total in plan.totals],
        "proof": _proof(plan.proof) if plan.proof else None,
        "as_at": plan.as_at.isoformat() if plan.as_at else None,
        "blocks": list(plan.blocks),
        "notices": list(plan.notices),
        "may_post": plan.may_post,
        "rows": [row_json(row) for row in plan.rows],
    }


def batch_json(plan: ImportPlan) -> dict[str, Json]:
    """Return what the books keep of an import beside its entries: the file, mapping, totals, each new row's hash.

    The lines of a second sheet are numbered on from the last of the first.
    """
    above: dict[str, int] = {}
    lines = 0
    for sheet in plan.source.sheets:
        above[sheet.name] = lines
        lines += len(sheet.lines)
    cells = {(sheet.name, line.number): line for sheet in plan.source.sheets for line in sheet.lines}
    kept = _kept(plan)

    def raw(row: ImportRow) -> str:
        line = cells[row.sheet, row.line].cells
        return _visible(" | ".join(cell for index, cell in enumerate(line) if kept(index)))

    return {
        "file_name": plan.source.name,
        "file_hash": plan.source.sha256,
        "left_out": len(plan.rows) - len(plan.new_rows) - plan.counts[RowState.SKIPPED],
        "mapping": mapping_json(mapping_of(plan)),
        "totals": {total.key: _plain(total.value) for total in plan.totals},
        "rows": [
            {
                "line": above[row.sheet] + row.line,
                "hash": row.raw_hash,
                "occurrence": row.occurrence,
                "raw": raw(row),
            }
            for row in plan.new_rows
        ],
    }


def _kept(plan: ImportPlan) -> Callable[[int], bool]:
    """Return which columns may be kept as written; of people only those that are read and not sealed."""
    section, kind = plan.detection.section, plan.detection.kind
    if section is None or kind is not ImportKind.MEMBERS:
        return lambda _index: True
    sealed = {field.name for field in PLANNERS[kind].fields if field.private}
    told = {column.index for column in section.columns if column.field and column.field not in sealed}
    return told.__contains__


def _visible(text: str) -> str:
    return "".join(character for character in text if not is_hidden(character))


def row_json(row: ImportRow) -> dict[str, Json]:
    """Return one row of the preview."""
    return {
        "index": row.index,
        "sheet": row.sheet,
        "line": row.line,
        "state": row.state.value,
        "note": row.note,
        "shown": dict(row.shown),
        "problems": dict(row.problems),
        "tidied": list(row.tidied),
        "raw_hash": row.raw_hash,
        "occurrence": row.occurrence,
        "entry": entry_json(row.entry) if row.entry else None,
    }


def entry_json(entry: Entry) -> dict[str, Json]:
    """Return what is to be written for a row, as posting takes it."""
    return cast("dict[str, Json]", _plain(entry))


def _plain(value: object) -> Json:
    if value is None or isinstance(value, bool | int | str):
        return value.value if isinstance(value, StrEnum) else value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in cast("tuple[object, ...]", value)]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(type(value).__name__)


def _total(total: ControlTotal) -> Json:
    return {"key": total.key, "label": total.label, "value": _plain(total.value), "count": total.count}


def _proof(proof: Proof) -> Json:
    return {
        "left": [_total(total) for total in proof.left],
        "right": [_total(total) for total in proof.right],
        "left_total": _plain(proof.left_total),
        "right_total": _plain(proof.right_total),
        "agrees": proof.agrees,
        "sentence": proof.sentence,
    }


def mapping_json(mapping: ColumnMap) -> dict[str, Json]:
    """Return a mapping as it is saved under a name or handed to another group."""
    return {
        "kind": mapping.kind,
        "columns": dict(mapping.columns),
        "header_line": mapping.header_line,
        "date_order": mapping.date_order,
        "fixed": dict(mapping.fixed),
        "words": dict(mapping.words),
        "share_price": _plain(mapping.share_price),
        "as_at": _plain(mapping.as_at),
    }


def mapping_from_json(saved: object, today: date) -> ColumnMap:
    """Return a saved mapping; one that was spoilt or made for something else is refused with a sentence."""
    if not isinstance(saved, dict):
        _spoilt("")
    parts = cast("dict[str, object]", saved)
    unknown = set(parts) - set(mapping_json(ColumnMap()))
    if unknown:
        _spoilt(str(min(map(str, unknown))))
    return ColumnMap(
        kind=_kind(parts.get("kind")),
        columns=_texts(parts, "columns"),
        header_line=_line(parts.get("header_line")),
        date_order=_order(parts.get("date_order")),
        fixed=_texts(parts, "fixed"),
        words=_texts(parts, "words"),
        share_price=_price(parts.get("share_price")),
        as_at=_day(parts.get("as_at"), today),
    )


def _kind(value: object) -> ImportKind | None:
    if value is not None and value not in set(ImportKind):
        _spoilt("kind")
    return ImportKind(value) if isinstance(value, str) else None


def _line(value: object) -> int | None:
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
        _spoilt("header_line")
    return value


def _order(value: object) -> Order | None:
    if value not in (None, "dmy", "mdy"):
        _spoilt("date_order")
    return value


def _price(value: object) -> Decimal | None:
    if value is None:
        return None
    price = parse_amount(value) if isinstance(value, str) else None
    if not isinstance(price, Decimal) or not price:
        _spoilt("share_price")
    return price


def _day(value: object, today: date) -> date | None:
    if value is None:
        return None
    day = parse_date(value, today) if isinstance(value, str) else None
    if not isinstance(day, date):
        _spoilt("as_at")
    return day


def _texts(parts: Mapping[str, object], name: str) -> dict[str, str]:
    value = parts.get(name, {})
    if not isinstance(value, dict):
        _spoilt(name)
    texts = cast("dict[object, object]", value)
    if not all(isinstance(part, str) for pair in texts.items() for part in pair):
        _spoilt(name)
    return cast("dict[str, str]", texts)


def _spoilt(part: str) -> NoReturn:
    limits.refuse(
        "mapping",
        tr("This saved mapping cannot be read (at “{part}”).", part=part),
        tr("Make it again from a file."),
    )
