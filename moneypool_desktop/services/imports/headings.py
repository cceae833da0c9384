"""Which line of a sheet holds the headings, and which field each heading means, in English and Kiswahili."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from moneypool_desktop.language import tr
from moneypool_desktop.models.rows.import_files import Line, Sheet, SourceFile
from moneypool_desktop.models.rows.imports import ColumnMap, ImportColumn, Section
from moneypool_desktop.services.imports.fields import Planner

_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NO_WORD = re.compile(r"[\W_]+")
_EARLY_LINES = 60
_TOTAL = re.compile(r"(?:grand\s+|sub\s*-?\s*)?totals?\b|jumla\b", re.IGNORECASE)


def plain(heading: str) -> str:
    """Return a heading in small letters, without marks and without what stands in brackets."""
    text = unicodedata.normalize("NFKD", _IN_BRACKETS.sub(" ", heading)).casefold()
    return _NO_WORD.sub(" ", "".join(c for c in text if not unicodedata.combining(c))).strip()


def is_total(line: Line) -> bool:
    """Return whether a line sums others: its first words say Total or Jumla."""
    words = [cell for cell in line.cells if cell]
    return any(_TOTAL.match(cell) for cell in words[:2])


def fields_of(line: Line, planner: Planner) -> dict[int, str]:
    """Return column to field for every known heading; a field takes its most telling word first, `M/No` before `No`."""
    headings = [plain(cell) for cell in line.cells]
    found: dict[int, str] = {}
    for field in planner.fields:
        free = {heading: index for index, heading in reversed(list(enumerate(headings))) if index not in found}
        word = next((word for word in field.headings if word in free), None)
        if word is not None:
            found[free[word]] = field.name
    for field in planner.fields:
        if field.name in found.values():
            continue
        long_words = tuple(f"{word} " for word in field.headings if len(word) > 3)
        for index, heading in enumerate(headings):
            if index not in found and heading.startswith(long_words):
                found[index] = field.name
                break
    return found


def fits(planner: Planner, fields: Mapping[int, str]) -> bool:
    """Return whether the fields are enough for a table to be of this kind."""
    have = set(fields.values())
    return all(have.intersection(group) for group in planner.signature)


def find_heading(sheet: Sheet, planner: Planner) -> tuple[Line, dict[int, str]] | None:
    """Return the first best line of headings near the start of a sheet, or None."""
    best: tuple[Line, dict[int, str]] | None = None
    for line in sheet.lines[:_EARLY_LINES]:
        fields = fields_of(line, planner)
        if fits(planner, fields) and (best is None or len(fields) > len(best[1])):
            best = line, fields
    return best


def likely_heading(sheet: Sheet) -> Line | None:
    """Return the first line as wide as most, where no heading is known, so that a person can name the columns."""
    widths = [len([cell for cell in line.cells if cell]) for line in sheet.lines[:_EARLY_LINES]]
    usual = sorted(widths)[len(widths) // 2] if widths else 0
    return next((line for line, width in zip(sheet.lines, widths, strict=False) if width >= max(usual, 2)), None)


def section_at(
    source: SourceFile, sheet_index: int, heading: Line, fields: Mapping[int, str], mapping: ColumnMap
) -> Section:
    """Return the table under a heading line, with the columns a person named taking the place of those detected."""
    sheet = source.sheets[sheet_index]
    last_line = sheet.lines[-1].number
    titles = _titles(sheet, heading, last_line)
    chosen = dict(fields)
    for field, title in mapping.columns.items():
        chosen = {index: name for index, name in chosen.items() if name != field}
        index = next((index for index, own in enumerate(titles) if own == title or plain(own) == plain(title)), None)
        if title and index is not None:
            chosen[index] = field
    samples = _samples(sheet, heading, last_line, len(titles))
    columns = tuple(
        ImportColumn(index, title, samples[index], chosen.get(index, "")) for index, title in enumerate(titles)
    )
    return Section(sheet_index, heading.number, columns, last_line)


def _titles(sheet: Sheet, heading: Line, last_line: int) -> list[str]:
    width = max((len(line.cells) for line in sheet.lines[heading.number - 1 : last_line]), default=0)
    titles: list[str] = []
    for index in range(width):
        own = heading.cells[index] if index < len(heading.cells) else ""
        title = own or tr("Column {letter}", letter=column_letter(index))
        again = 1 + sum(other == title or other.startswith(f"{title} (") for other in titles)
        titles.append(f"{title} ({again})" if title in titles else title)
    return titles


def _samples(sheet: Sheet, heading: Line, last_line: int, width: int) -> list[str]:
    samples = [""] * width
    for line in sheet.lines[heading.number : last_line]:
        for index, cell in enumerate(line.cells):
            samples[index] = samples[index] or cell
        if all(samples):
            break
    return samples


def column_letter(index: int) -> str:
    """Return the letter a spreadsheet gives a column counted from 0: A, Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def named(columns: Sequence[ImportColumn]) -> dict[str, str]:
    """Return field to heading for the columns that are read."""
    return {column.field: column.heading for column in columns if column.field}
