"""What a file is: its kind, its tables, its columns and the order of its dates, said in one sentence."""

import re
from datetime import date
from types import MappingProxyType

from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.domain.dates import Order, detect_order, parse_date
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.domain.values import ImportKind
from moneypool_desktop.models.rows.import_files import Line, Sheet, SourceFile
from moneypool_desktop.models.rows.imports import ColumnMap, Detection, Section
from moneypool_desktop.services.imports import balances, contributions, members
from moneypool_desktop.services.imports.fields import Planner
from moneypool_desktop.services.imports.headings import fields_of, find_heading, fits, likely_heading, plain, section_at

PLANNERS = MappingProxyType(
    {planner.kind: planner for planner in (contributions.PLANNER, balances.PLANNER, members.PLANNER)}
)
_WHAT = {
    ImportKind.MEMBERS: mark("Members register"),
    ImportKind.OPENING_BALANCES: mark("Opening balances"),
    ImportKind.CONTRIBUTIONS: mark("Contributions"),
}
_DELIMITERS = {",": mark("commas"), ";": mark("semicolons"), "\t": mark("tabs"), "|": mark("upright strokes")}
_DATE_FIELDS = ("paid_on", "joined")
_DATE_INSIDE = re.compile(
    r"\d{4}-\d\d-\d\d|\d{1,2}[-./]\d{1,2}[-./]\d{4}|\d{1,2}(?:st|nd|rd|th)?\s+[^\W\d]{3,}\.?,?\s+\d{4}", re.ASCII
)


def detect(source: SourceFile, mapping: ColumnMap) -> Detection:
    """Return what the file is; what `mapping` states wins over what is detected."""
    found = _section(source, mapping)
    rows = _row_count(source)
    if found is None:
        return Detection(None, _unknown(source), None, None, rows, None, "", (_unknown(source),))
    planner, section = found
    places = _places(source, section) if planner.kind is ImportKind.OPENING_BALANCES else None
    if places and places.sheet == section.sheet and places.header_line > section.header_line:
        section = Section(section.sheet, section.header_line, section.columns, places.header_line - 1)
    order, proof, doubts = _date_order(source.sheets[section.sheet], section, mapping)
    doubts = [*_missing(planner, section, mapping), *doubts]
    if section.header_line >= section.last_line:
        doubts.append(tr("There are headings in row {row} but no rows under them.", row=section.header_line))
    sentence = _sentence(source, planner.kind, section, order=order, proof=proof)
    text = proof[1] if proof else ""
    return Detection(planner.kind, sentence, section, places, rows, order, text, tuple(doubts))


def _section(source: SourceFile, mapping: ColumnMap) -> tuple[Planner, Section] | None:
    stated = PLANNERS.get(mapping.kind) if mapping.kind else None
    planners = [stated] if stated else list(PLANNERS.values())
    best: tuple[int, Planner, int, Line, dict[int, str]] | None = None
    for planner in planners:
        for index, sheet in enumerate(source.sheets):
            found = _heading(sheet, planner, mapping)
            if found and (best is None or len(found[1]) > best[0]):
                best = len(found[1]), planner, index, *found
    if best is None:
        return _stated(source, stated, mapping) if stated else None
    _, planner, index, line, fields = best
    return planner, section_at(source, index, line, fields, mapping)


def _heading(sheet: Sheet, planner: Planner, mapping: ColumnMap) -> tuple[Line, dict[int, str]] | None:
    if mapping.header_line is None:
        return find_heading(sheet, planner)
    line = next((line for line in sheet.lines if line.number == mapping.header_line), None)
    fields = fields_of(line, planner) if line else {}
    return (line, fields) if line and (fits(planner, fields) or mapping.kind is planner.kind) else None


def _stated(source: SourceFile, planner: Planner, mapping: ColumnMap) -> tuple[Planner, Section] | None:
    """Where a person named the kind but no headings are known, offer the likeliest line so the columns can be named."""
    for index, sheet in enumerate(source.sheets):
        line = likely_heading(sheet)
        if line:
            return planner, section_at(source, index, line, fields_of(line, planner), mapping)
    return None


def _places(source: SourceFile, main: Section) -> Section | None:
    for index, sheet in enumerate(source.sheets):
        for line in sheet.lines:
            if index == main.sheet and line.number <= main.header_line:
                continue
            fields = fields_of(line, balances.PLACES)
            if fits(balances.PLACES, fields):
                return section_at(source, index, line, fields, ColumnMap())
    return None


def _date_order(
    sheet: Sheet, section: Section, mapping: ColumnMap
) -> tuple[Order | None, tuple[int, str] | None, list[str]]:
    column = next((i for name in _DATE_FIELDS if (i := section.index_of(name)) is not None), None)
    if column is None:
        return None, None, []
    if mapping.date_order is not None:
        return mapping.date_order, None, []
    lines = [line for line in sheet.lines[section.header_line : section.last_line] if len(line.cells) > column]
    found = detect_order([line.cells[column] for line in lines], [line.number for line in lines])
    if isinstance(found, Problem):
        return None, None, [found.sentence]
    return found.order, found.proof, []


def _missing(planner: Planner, section: Section, mapping: ColumnMap) -> list[str]:
    have = {column.field for column in section.columns} | set(mapping.fixed)
    return [
        tr("No column is read as “{field}”. Say which one it is.", field=tr(field.label))
        for field in planner.fields
        if field.needed and field.name not in have
    ] + [
        tr("No column is read as “{field}”. Say which one it is.", field=tr(_label(planner, group[0])))
        for group in planner.signature
        if not have.intersection(group) and not any(f.needed for f in planner.fields if f.name in group)
    ]


def _label(planner: Planner, name: str) -> str:
    field = planner.field(name)
    return field.label if field else name


def _unknown(source: SourceFile) -> str:
    for sheet in source.sheets:
        for line in sheet.lines[:40]:
            if {"receipt no", "completion time", "paid in"} <= {plain(cell) for cell in line.cells}:
                return tr("This is an M-Pesa statement, not a list of members, balances or contributions.")
    return tr("No headings of members, opening balances or contributions were found. Say what the file holds.")


def _sentence(
    source: SourceFile, kind: ImportKind, section: Section, *, order: Order | None, proof: tuple[int, str] | None
) -> str:
    rows = _row_count(source)
    if source.form == "xlsx":
        return tr("{what}, Excel workbook, {rows} rows, headings in row {header} of “{sheet}”.",
                  what=tr(_WHAT[kind]), rows=f"{rows:,}", header=section.header_line,
                  sheet=source.sheets[section.sheet].name)  # fmt: skip
    values = {
        "what": tr(_WHAT[kind]),
        "delimiter": tr(_DELIMITERS.get(source.delimiter, source.delimiter)),
        "encoding": source.encoding,
        "rows": f"{rows:,}",
        "header": section.header_line,
    }
    if not proof:
        return tr("{what}, {delimiter}, {encoding}, {rows} rows, headings in row {header}.", **values)
    values |= {"row": proof[0], "text": proof[1]}
    if order == "mdy":
        return tr("{what}, {delimiter}, {encoding}, {rows} rows, headings in row {header}, "
                  "dates are month/day/year ({text} in row {row} proves it).", **values)  # fmt: skip
    return tr("{what}, {delimiter}, {encoding}, {rows} rows, headings in row {header}, "
              "dates are day/month/year ({text} in row {row} proves it).", **values)  # fmt: skip


def _row_count(source: SourceFile) -> int:
    return sum(len(sheet.lines) for sheet in source.sheets)


def balance_date(source: SourceFile, detection: Detection, mapping: ColumnMap, today: date) -> date | str:
    """Return the day the balances stand at, from titles and sheet names, or the sentence that asks for it."""
    if mapping.as_at is not None:
        return mapping.as_at
    days = {day for text in _titles(source, detection) for day in _dates_in(text, today)}
    if len(days) == 1:
        return days.pop()
    if days:
        return tr("The titles name more than one date. Say at which date these balances stand.")
    return tr("No title says at which date these balances stand. Say which.")


def _titles(source: SourceFile, detection: Detection) -> list[str]:
    texts = [sheet.name for sheet in source.sheets]
    for section in (detection.section, detection.places):
        if section:
            above = source.sheets[section.sheet].lines[: section.header_line]
            texts += [cell for line in above if line.number <= section.header_line for cell in line.cells]
    return texts if detection.section else []


def _dates_in(text: str, today: date) -> list[date]:
    found = [parse_date(written, today) for written in _DATE_INSIDE.findall(text)]
    return [day for day in found if isinstance(day, date)]
