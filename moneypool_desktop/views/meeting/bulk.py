"""What is typed into many rows at once, and its Undo."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from moneypool_desktop.language import tr, trn
from moneypool_desktop.models.drafts.meeting import Entries
from moneypool_desktop.models.drafts.pasted import Block
from moneypool_desktop.views.meeting.collect import CollectView

_MOST_NAMED = 3
type Tell = Callable[[str, Callable[[], None] | None], None]


class Bulk(QObject):
    """Fills, clears and takes pastes; `tell` says what was done, with a way back."""

    def __init__(self, collect: CollectView, entries: Entries, tell: Tell) -> None:
        super().__init__(collect)
        self._collect, self._entries, self._tell = collect, entries, tell
        collect.pasted.connect(self._pasted)

    def fill(self) -> None:
        """Fill the chosen rows and go on to the next member who waits."""
        self._collect.grid.fill()

    def fill_all(self) -> None:
        """Fill every row."""
        kept, before = self._entries.kept(), len(self._entries.started())
        self._collect.grid.fill(everybody=True)
        filled = len(self._entries.started()) - before
        if filled:
            self._tell(trn("{n} row filled.", "{n} rows filled.", filled), partial(self._restore, kept))

    def clear(self) -> None:
        """Forget everything typed."""
        kept = self._entries.kept()
        self._collect.grid.delegate.take()
        self._entries.clear()
        self._collect.hush()
        self._collect.grid.show_again()
        self._tell(tr("Everything typed was cleared."), partial(self._restore, kept))

    def _restore(self, kept: Any) -> None:
        self._entries.restore(kept)
        self._collect.grid.show_again()

    def _pasted(self, block: Block, kept: Any) -> None:
        rows, lost = len(block.rows), block.strangers
        if rows:
            self._tell(trn("{n} row pasted.", "{n} rows pasted.", rows), partial(self._restore, kept))
        if not lost:
            self._collect.hush()
            return
        found = trn("{n} row found no place here.", "{n} rows found no place here.", len(lost))
        self._collect.say("warn", found, _named(lost), button=tr("Copy them"), pressed=partial(_copy, lost))


def _named(lines: Sequence[tuple[int, tuple[str, ...]]]) -> str:
    shown = ", ".join(
        tr("row {n} “{text}”", n=number, text=" ".join(" ".join(line).split())[:40])
        for number, line in lines[:_MOST_NAMED]
    )
    more = len(lines) - _MOST_NAMED
    if more > 0:
        shown = trn("{rows} and {n} more", "{rows} and {n} more", more, rows=shown)
    return tr("They name no member, or stand beyond the grid: {rows}.", rows=shown)


def _copy(lines: Sequence[tuple[int, tuple[str, ...]]]) -> None:
    QGuiApplication.clipboard().setText("\n".join("\t".join(line) for _, line in lines))
