"""From a file that was read to a plan: every line in its state, problems by field, control totals. Nothing is written.

A plan is never edited: correcting a row, leaving one out or taking one in makes a new plan from the same file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.values import ImportKind
from moneypool_desktop.models.rows.import_files import SourceFile
from moneypool_desktop.models.rows.imports import ColumnMap, Detection, ImportPlan, ImportRow, Known, RowState, Section
from moneypool_desktop.services.imports import balances, limits
from moneypool_desktop.services.imports.detect import PLANNERS, balance_date, detect
from moneypool_desktop.services.imports.fields import Context, Planner
from moneypool_desktop.services.imports.headings import named
from moneypool_desktop.services.imports.people import People
from moneypool_desktop.services.imports.table import Table, with_notes, with_total_notes

_NAIROBI = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class _Work:
    """Everything one plan is made from."""

    source: SourceFile
    detection: Detection
    mapping: ColumnMap
    known: Known
    today: date
    watch: limits.Watch
    corrections: Mapping[int, Mapping[str, str]] = field(default_factory=dict[int, Mapping[str, str]])
    choices: Mapping[int, bool] = field(default_factory=dict[int, bool])


def make_plan(
    source: SourceFile,
    *,
    mapping: ColumnMap | None = None,
    known: Known | None = None,
    corrections: Mapping[int, Mapping[str, str]] | None = None,
    choices: Mapping[int, bool] | None = None,
    progress: limits.Progress | None = None,
    cancelled: limits.Cancelled | None = None,
) -> ImportPlan:
    """Return what bringing in the file would do; the same file, mapping and books always give the same plan."""
    mapping, known = mapping or ColumnMap(), known or Known()
    detection = detect(source, mapping)
    work = _Work(
        source,
        detection,
        mapping,
        known,
        known.today or (datetime.now(UTC) + _NAIROBI).date(),
        limits.Watch(progress, cancelled),
        corrections or {},
        choices or {},
    )
    empty = ImportPlan(
        source, detection, mapping, known, blocks=detection.doubts, notices=_notices(source, detection),
        corrections=work.corrections, choices=work.choices,
    )  # fmt: skip
    if detection.kind is None or detection.section is None:
        return empty
    planner = PLANNERS[detection.kind]
    rows = _rows(work, planner, detection.section)
    return _totalled(replace(empty, rows=tuple(rows)), planner, work.today)


def replan(plan: ImportPlan, index: int, corrections: Mapping[str, str]) -> ImportPlan:
    """Return the plan with fields of one row typed anew; an empty mapping takes the row's corrections back."""
    kept = {at: fields for at, fields in plan.corrections.items() if at != index}
    if corrections:
        kept[index] = {**plan.corrections.get(index, {}), **corrections}
    return _again(plan, kept, {at: taken for at, taken in plan.choices.items() if at != index})


def leave_out(plan: ImportPlan, index: int) -> ImportPlan:
    """Return the plan without one row."""
    return _again(plan, plan.corrections, {**plan.choices, index: False})


def take_in(plan: ImportPlan, index: int) -> ImportPlan:
    """Return the plan with a row that was left out, or with a repeated payment that is a payment of its own."""
    return _again(plan, plan.corrections, {**plan.choices, index: True})


def remap(plan: ImportPlan, mapping: ColumnMap) -> ImportPlan:
    """Return the plan under another mapping; corrections and choices are kept, because they belong to lines."""
    return make_plan(plan.source, mapping=mapping, known=plan.known, corrections=plan.corrections, choices=plan.choices)


def mapping_of(plan: ImportPlan) -> ColumnMap:
    """Return the mapping to save under a name: what was detected and what the person said, together."""
    detection = plan.detection
    columns = named(detection.section.columns) if detection.section else {}
    return replace(plan.mapping, kind=detection.kind, columns={**columns, **plan.mapping.columns}, as_at=None)


def _again(plan: ImportPlan, corrections: Mapping[int, Mapping[str, str]], choices: Mapping[int, bool]) -> ImportPlan:
    return make_plan(plan.source, mapping=plan.mapping, known=plan.known, corrections=corrections, choices=choices)


def _rows(work: _Work, planner: Planner, section: Section) -> list[ImportRow]:
    rows = _table_rows(work, planner, section, first_line=1, first_index=0)
    places = work.detection.places
    if places:
        first_line = places.header_line if places.sheet == section.sheet else 1
        rows += _table_rows(work, balances.PLACES, places, first_line=first_line, first_index=len(rows))
    return rows


def _table_rows(
    work: _Work, planner: Planner, section: Section, *, first_line: int, first_index: int
) -> list[ImportRow]:
    sheet = work.source.sheets[section.sheet]
    context = Context(
        today=work.today,
        order=work.detection.date_order or "dmy",
        headings=named(section.columns),
        mapping=work.mapping,
        known=work.known,
        people=People(work.known),
    )
    table = Table(
        planner,
        section,
        sheet,
        context,
        cut_at=work.source.cut_at,
        strict_width=work.source.form == "csv",
        corrections=work.corrections,
        choices=work.choices,
    )
    rows: list[ImportRow] = []
    for line in sheet.lines[first_line - 1 : section.last_line]:
        if line.number == section.header_line:
            continue
        work.watch.at(line.number, section.last_line)
        rows.append(table.row(line, first_index + len(rows)))
    settled = planner.settle(rows, work.known)
    taken = [_taken(row, work.choices) for row in settled]
    return with_total_notes(with_notes(taken), planner)


def _taken(row: ImportRow, choices: Mapping[int, bool]) -> ImportRow:
    if row.state is RowState.REPEATED and row.may_take_in and choices.get(row.index):
        return replace(row, state=RowState.NEW, note=tr("Taken in, though {note}", note=row.note))
    return row


def _totalled(plan: ImportPlan, planner: Planner, today: date) -> ImportPlan:
    plan = replace(plan, totals=planner.total(plan.rows))
    if planner.kind is not ImportKind.OPENING_BALANCES or not plan.new_rows:
        return plan
    proof = balances.prove(plan.totals)
    blocks = list(plan.blocks)
    as_at = balance_date(plan.source, plan.detection, plan.mapping, today)
    if isinstance(as_at, str):
        blocks.append(as_at)
    if plan.known.opened:
        blocks.append(tr("Opening balances are already in the books. Take that import back before bringing in others."))
    refused = next((row for row in plan.rows if row.state is RowState.REFUSED), None)
    if refused:
        blocks.append(tr("Row {row} has a problem. Opening balances are posted whole: correct it or leave it out.",
                         row=refused.line))  # fmt: skip
    if not proof.agrees:
        blocks.append(proof.sentence)
    return replace(plan, proof=proof, blocks=tuple(blocks), as_at=None if isinstance(as_at, str) else as_at)


def _notices(source: SourceFile, detection: Detection) -> tuple[str, ...]:
    notices = list(source.notices)
    used = {section.sheet for section in (detection.section, detection.places) if section}
    for index, sheet in enumerate(source.sheets):
        if used and index not in used and sheet.lines:
            notices.append(tr("The sheet “{sheet}” is not read.", sheet=sheet.name))
    if source.cut_at is not None:
        notices.append(tr("The file ends in the middle of row {row}; it may have been cut.", row=source.cut_at))
    return tuple(notices)
