"""A file as it was read, before anybody says what it means: sheets of lines of text cells."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet, numbered as a spreadsheet numbers it, with what is wrong inside single cells."""

    number: int
    cells: tuple[str, ...]
    faults: tuple[tuple[int, str], ...] = ()

    @property
    def blank(self) -> bool:
        """Whether every cell of the line is empty."""
        return not any(self.cells)

    @property
    def text(self) -> str:
        """The filled cells, parted by single spaces, as a preview shows a line that is not a row."""
        return " ".join(cell for cell in self.cells if cell)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of lines; a text file has a single sheet without a name."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was opened safely: its sheets, how it was written, and what the reader noticed."""

    name: str
    sha256: str
    form: str
    """`csv` or `xlsx`."""
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    delimiter: str = ""
    cut_at: int | None = None
    """The number of a last line that ends early, as in a file that was cut."""
    notices: tuple[str, ...] = ()
