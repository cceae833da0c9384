"""A screen's table is a tuple of columns; each says how one fact of a row is shown, sorted and summed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Column[Row]:
    """How one fact of a row is shown. `title` is an English catalogue sentence, translated when drawn.

    `figure` columns are right-aligned, keep one width per digit and are never cut short. `tone` and `fill` return
    colour tokens, `icon` an icon's name; an empty string means none. `drop` above zero lets the column go when room is
    short, the highest first.
    """

    key: str
    title: str
    text: Callable[[Row], str]
    figure: bool = False
    sort: Callable[[Row], Any] | None = None
    tone: Callable[[Row], str] | None = None
    icon: Callable[[Row], str] | None = None
    fill: Callable[[Row], str] | None = None
    strong: bool = False
    stretch: bool = False
    narrowest: int = 72
    drop: int = 0
    tooltip: Callable[[Row], str] | None = None
    spoken: Callable[[Row], str] | None = None
    total: Callable[[Sequence[Row]], str] | None = None
    hidden: bool = field(default=False)

    def order(self, row: Row) -> Any:
        """Return what rows are sorted by: the given key, or the words without regard to capitals."""
        return self.sort(row) if self.sort is not None else self.text(row).casefold()
