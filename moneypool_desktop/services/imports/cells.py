"""What every cell goes through, whichever file it came from: trimmed, length checked, hidden characters pointed out."""

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.text import hidden_character
from moneypool_desktop.models.rows.import_files import Line
from moneypool_desktop.services.imports import limits


def line_of(number: int, texts: list[str], faults: dict[int, str] | None = None) -> Line:
    """Return a line of tidy cells without idle ones at its end; refuses a line that is too wide."""
    found = dict(faults or {})
    cells: list[str] = []
    for index, text in enumerate(texts):
        cell = text.strip()
        fault = _fault(cell)
        if fault and index not in found:
            found[index] = fault
        cells.append(cell[: limits.LONGEST_CELL])
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) > limits.MOST_COLUMNS:
        limits.too_many_columns(number)
    return Line(number, tuple(cells), tuple(sorted(found.items())))


def _fault(cell: str) -> str | None:
    if cell.isascii() and cell.isprintable() and len(cell) <= limits.LONGEST_CELL:
        return None
    if len(cell) > limits.LONGEST_CELL:
        return tr("This cell has {count} characters; at most {most} are read.",
                  count=f"{len(cell):,}", most=f"{limits.LONGEST_CELL:,}")  # fmt: skip
    problem = hidden_character(" ".join(cell.split()))
    return problem.sentence if problem else None


def without_blank_end(lines: list[Line]) -> tuple[Line, ...]:
    """Return the lines without the blank ones after the last filled one."""
    end = len(lines)
    while end and lines[end - 1].blank:
        end -= 1
    return tuple(lines[:end])
