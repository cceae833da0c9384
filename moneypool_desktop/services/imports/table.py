"""One table of a file, line by line: what is no row, what each cell means, and what stands against it."""

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from moneypool_desktop.language import tr, trn
from moneypool_desktop.models.domain import formats
from moneypool_desktop.models.domain.money import parse_amount
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.rows.import_files import Line, Sheet
from moneypool_desktop.models.rows.imports import Entry, ImportRow, RowState, Section
from moneypool_desktop.services.imports.fields import Context, Planner
from moneypool_desktop.services.imports.headings import is_total


@dataclass(slots=True)
class _Cells:
    """What the cells of one line came to."""

    texts: dict[str, str] = field(default_factory=dict[str, str])
    shown: dict[str, str] = field(default_factory=dict[str, str])
    values: dict[str, object] = field(default_factory=dict[str, object])
    problems: dict[str, str] = field(default_factory=dict[str, str])
    tidied: list[str] = field(default_factory=list[str])


def raw_hash(line: Line, private: Collection[int] = ()) -> str:
    """Return what identifies a line as the file has it: SHA-256 of its cells, private ones blank.

    The hash of an identity number is no secret: there are too few of them.
    """
    cells = ["" if index in private else cell for index, cell in enumerate(line.cells)]
    return hashlib.sha256("\x1f".join(cells).encode("utf-8", "surrogatepass")).hexdigest()


class Table:
    """Reads the lines of one section into rows, with the corrections and choices a person made so far."""

    def __init__(
        self,
        planner: Planner,
        section: Section,
        sheet: Sheet,
        context: Context,
        *,
        cut_at: int | None,
        strict_width: bool,
        corrections: Mapping[int, Mapping[str, str]],
        choices: Mapping[int, bool],
    ) -> None:
        self._planner = planner
        self._section = section
        self._sheet = sheet
        self._context = context
        self._cut_at = cut_at
        self._strict_width = strict_width
        self._corrections = corrections
        self._choices = choices
        self._columns = {column.field: column.index for column in section.columns if column.field}
        self._private = {self._columns[spec.name] for spec in planner.fields
                         if spec.private and spec.name in self._columns}  # fmt: skip
        self._heading = next(line for line in sheet.lines if line.number == section.header_line)
        self._seen: Counter[str] = Counter()

    def row(self, line: Line, index: int) -> ImportRow:
        """Return the row of one line, compared with nothing yet."""
        reason = None if index in self._corrections else self._skipped(line)
        if reason is not None:
            return self._bare(line, index, reason)
        return self._data(line, index)

    def _skipped(self, line: Line) -> str | None:
        if line.blank and not line.faults:
            return tr("Blank")
        if line.number < self._section.header_line:
            return tr("Above the headings")
        if is_total(line):
            return tr("Total")
        if line.cells == self._heading.cells:
            return tr("Headings again")
        return None

    def _bare(self, line: Line, index: int, note: str) -> ImportRow:
        texts = {name: line.cells[column] for name, column in self._columns.items()
                 if line.number > self._section.header_line and column < len(line.cells)}  # fmt: skip
        return ImportRow(
            index=index, sheet=self._sheet.name, line=line.number, state=RowState.SKIPPED, note=note,
            texts=texts, shown={"": line.text}, problems={}, tidied=(), corrected=(),
            raw_hash=raw_hash(line, self._private), occurrence=0, entry=None,
        )  # fmt: skip

    def _data(self, line: Line, index: int) -> ImportRow:
        corrected = self._corrections.get(index, {})
        cells = self._read(line, corrected)
        whole = None if corrected else self._out_of_shape(line)
        if whole:
            cells.problems[""] = whole
        entry: Entry | None = None
        if not cells.problems:
            entry, cells.problems = self._planner.enter(cells.values, self._context)
        digest = raw_hash(line, self._private)
        self._seen[digest] += 1
        row = ImportRow(
            index=index,
            sheet=self._sheet.name,
            line=line.number,
            state=RowState.REFUSED if cells.problems else RowState.NEW,
            note="",
            texts=cells.texts,
            shown=cells.shown,
            problems=cells.problems,
            tidied=tuple(cells.tidied),
            corrected=tuple(corrected),
            raw_hash=digest,
            occurrence=self._seen[digest],
            entry=entry,
        )
        return self._chosen(row)

    def _chosen(self, row: ImportRow) -> ImportRow:
        if (row.raw_hash, row.occurrence) in self._context.known.imported:
            return replace(row, state=RowState.RECORDED, note=tr("Already brought in"), problems={})
        if self._choices.get(row.index) is False:
            return replace(row, state=RowState.LEFT_OUT, note=tr("Left out"))
        return row

    def _read(self, line: Line, corrected: Mapping[str, str]) -> _Cells:
        cells = _Cells()
        faults = dict(line.faults)
        for spec in self._planner.fields:
            column = self._columns.get(spec.name)
            text = line.cells[column] if column is not None and column < len(line.cells) else ""
            fault = faults.get(column) if column is not None else None
            if column is None:
                text = self._context.mapping.fixed.get(spec.name, "")
            if spec.name in corrected:
                text, fault = corrected[spec.name].strip(), None
            cells.texts[spec.name] = cells.shown[spec.name] = text
            if fault:
                cells.problems[spec.name] = fault
            elif not text:
                if spec.needed:
                    cells.problems[spec.name] = tr("“{field}” is empty. Type it here.", field=tr(spec.label))
            else:
                value = spec.read(text, self._context)
                if isinstance(value, Problem):
                    cells.problems[spec.name] = value.sentence
                    continue
                cells.values[spec.name] = value.value
                cells.shown[spec.name] = value.shown
                if value.tidied:
                    cells.tidied.append(spec.name)
        return cells

    def _out_of_shape(self, line: Line) -> str | None:
        if line.number == self._cut_at:
            return tr("The file ends in the middle of this row, so it may have been cut. Copy the file again.")
        headings = len(self._heading.cells)
        if self._strict_width and len(line.cells) > headings:
            return tr("This row has {cells} cells under {headings} headings: something in it moves the rest.",
                      cells=len(line.cells), headings=headings)  # fmt: skip
        return None


def with_notes(rows: list[ImportRow]) -> list[ImportRow]:
    """Return the rows with a short note where none stands yet: how much was tidied, how many problems."""
    noted: list[ImportRow] = []
    for row in rows:
        note = row.note
        if row.state is RowState.REFUSED:
            note = trn("{n} problem", "{n} problems", len(row.problems))
        elif row.state is RowState.NEW and not note and row.tidied:
            note = trn("{n} tidied", "{n} tidied", len(row.tidied))
        noted.append(row if note == row.note else replace(row, note=note))
    return noted


def with_total_notes(rows: list[ImportRow], planner: Planner) -> list[ImportRow]:
    """Return the rows with each total row compared with the rows above it."""
    if not any(_is_total(row) for row in rows):
        return rows
    adding = {spec.name: tr(spec.label) for spec in planner.fields if spec.adds}
    sums = {name: [Decimal(0), Decimal(0)] for name in adding}
    read = 0
    compared: list[ImportRow] = []
    for row in rows:
        if row.state in (RowState.NEW, RowState.RECORDED):
            read += 1
            for name, pair in sums.items():
                figure = parse_amount(row.shown.get(name) or "0")
                for place in (0, 1):
                    pair[place] += figure if isinstance(figure, Decimal) else 0
        elif _is_total(row):
            note = _total_note(row, sums, adding, read)
            row = replace(row, note=note)  # noqa: PLW2901
            for pair in sums.values():
                pair[1] = Decimal(0)
        compared.append(row)
    return compared


def _is_total(row: ImportRow) -> bool:
    return row.state is RowState.SKIPPED and row.note == tr("Total")


def _total_note(row: ImportRow, sums: Mapping[str, list[Decimal]], labels: Mapping[str, str], read: int) -> str:
    stated = {name: figure for name in sums if isinstance(figure := parse_amount(row.texts.get(name, "")), Decimal)}
    for name, figure in stated.items():
        if figure not in sums[name]:
            return tr("{field}: the file says {stated}, its rows make {sum}",
                      field=labels[name], stated=formats.money(figure), sum=formats.money(sums[name][0]))  # fmt: skip
    if stated:
        return tr("Totals agree")
    return trn("{n} read", "{n} read", read)
