"""A block of cells pasted from a spreadsheet: whose rows they are and which column each cell goes to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from moneypool_desktop.models.domain.money import parse_amount
from moneypool_desktop.models.domain.problem import Problem

_LOOKED_AT = 4  # a member stands in one of the first columns


@dataclass(frozen=True, slots=True)
class Block:
    """Where pasted cells go: `rows` by the row of the grid, and the lines whose member was not found.

    A line is its number in the block, counted from 1, and its cells as they came.
    """

    rows: tuple[tuple[int, dict[str, str]], ...]
    strangers: tuple[tuple[int, tuple[str, ...]], ...] = ()

    @property
    def cells(self) -> int:
        """How many cells were filled."""
        return sum(len(cells) for _, cells in self.rows)


def block_of(
    text: str,
    members: Sequence[tuple[str, str]],
    columns: Sequence[str],
    titles: Mapping[str, str],
    at: tuple[int, int],
) -> Block:
    """Return where each cell of the pasted text goes.

    `members` are number and name in the grid's order, `columns` the cells of a row that take text, left to right,
    `titles` their names by what a head may say, `at` the row and the place in `columns` where one stands. A block that
    names its members finds their rows by number or name, in any order; a bare block runs down and right from `at`.
    """
    lines = [tuple(cell.strip() for cell in line.split("\t")) for line in text.splitlines()]
    numbered = [(number, line) for number, line in enumerate(lines, 1) if any(line)]
    if not numbered:
        return Block(())
    known = _known(members)
    names = _name_columns([line for _, line in numbered], known)
    head = _head(numbered[0][1], titles, named=bool(names))
    if head is not None:
        numbered = numbered[1:]
    if not names:
        return _bare(numbered, len(members), columns, head, at)
    return _named(numbered, known, names, columns, head, at[1])


def _known(members: Sequence[tuple[str, str]]) -> dict[str, int]:
    known: dict[str, int] = {}
    twice: set[str] = set()
    for place, both in enumerate(members):
        for word in map(_plain, both):
            if word in known and known[word] != place:
                twice.add(word)
            known[word] = place
    # a name two members share says nothing about whose the row is
    return {word: place for word, place in known.items() if word and word not in twice}


def _name_columns(lines: Sequence[Sequence[str]], known: Mapping[str, int]) -> list[int]:
    width = max(len(line) for line in lines)
    words = [set(word.split()) for word in known]

    def cells(column: int) -> list[str]:
        return [_plain(line[column]) for line in lines if len(line) > column and line[column]]

    found = [column for column in range(min(width, _LOOKED_AT)) if any(cell in known for cell in cells(column))]
    beside = max(found, default=-1) + 1
    # beside a number often stands a part of the name, which alone would decide nothing
    if found and any(set(cell.split()) <= some for cell in cells(beside) for some in words):
        found.append(beside)
    return found


def _head(line: Sequence[str], titles: Mapping[str, str], *, named: bool) -> dict[int, str] | None:
    words = {_plain(title): cell for title, cell in titles.items()}
    found = {place: words[_plain(text)] for place, text in enumerate(line) if _plain(text) in words}
    figures = any(text and not isinstance(parse_amount(text), Problem) for text in line)
    return found if found and not figures and (named or len(found) == len([text for text in line if text])) else None


def _bare(
    lines: Sequence[tuple[int, Sequence[str]]], rows: int, columns: Sequence[str], head: dict[int, str] | None,
    at: tuple[int, int],
) -> Block:  # fmt: skip
    row, start = at
    width = max((len(line) for _, line in lines), default=0)
    into = head or {place: columns[start + place] for place in range(width) if start + place < len(columns)}
    filled: list[tuple[int, dict[str, str]]] = []
    strangers: list[tuple[int, tuple[str, ...]]] = []
    for place, (number, line) in enumerate(lines):
        cells, over = _cells(line, into)
        if row + place >= rows or over:
            strangers.append((number, tuple(line)))
        if row + place < rows and cells:
            filled.append((row + place, cells))
    return Block(tuple(filled), tuple(strangers))


def _named(  # noqa: PLR0917 - the whole block as it was read
    lines: Sequence[tuple[int, Sequence[str]]], known: Mapping[str, int], names: Sequence[int], columns: Sequence[str],
    head: dict[int, str] | None, start: int,
) -> Block:  # fmt: skip
    width = max((len(line) for _, line in lines), default=0)
    free = [place for place in range(width) if place > max(names)]
    into = head or dict(zip(free, columns[start:], strict=False))
    filled: list[tuple[int, dict[str, str]]] = []
    strangers: list[tuple[int, tuple[str, ...]]] = []
    for number, line in lines:
        row = next((known[word] for name in names if name < len(line) and (word := _plain(line[name])) in known), None)
        cells, _ = _cells(line, into)
        if row is None:
            strangers.append((number, tuple(line)))
        elif cells:
            filled.append((row, cells))
    return Block(tuple(filled), tuple(strangers))


def _cells(line: Sequence[str], into: Mapping[int, str]) -> tuple[dict[str, str], bool]:
    cells = {into[place]: text for place, text in enumerate(line) if text and place in into}
    return cells, any(text and place not in into for place, text in enumerate(line))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
