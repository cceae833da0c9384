"""Shares the width of a table among its columns: figures keep theirs, names give way, then columns go."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Want:
    """What one column asks for: its full width, the least it can do with, and how soon it goes (0 never)."""

    full: int
    least: int
    stretch: bool = False
    drop: int = 0


def shared(wants: Sequence[Want], room: int) -> list[int]:
    """Return a width for each column; 0 hides it. The sum exceeds `room` only when all are at their least."""
    kept = set(range(len(wants)))
    while (
        sum(wants[n].least for n in kept) > room
        and (going := max(kept, key=lambda n: (wants[n].drop, n), default=None)) is not None
    ):
        if not wants[going].drop:
            break
        kept.discard(going)
    widths = [want.full if n in kept else 0 for n, want in enumerate(wants)]
    spare = room - sum(widths)
    if spare >= 0:
        return _widened(wants, widths, kept, spare)
    return _narrowed(wants, widths, kept, -spare)


def _widened(wants: Sequence[Want], widths: list[int], kept: set[int], spare: int) -> list[int]:
    takers = sorted(n for n in kept if wants[n].stretch) or sorted(kept)[-1:]
    for place, taker in enumerate(takers):
        part = spare // (len(takers) - place)
        widths[taker] += part
        spare -= part
    return widths


def _narrowed(wants: Sequence[Want], widths: list[int], kept: set[int], lacking: int) -> list[int]:
    # names first: they are what stretches, and they read well when cut short
    for names in (True, False):
        givers = {n for n in kept if wants[n].stretch is names}
        before = sum(widths)
        widths = _taken_from(wants, widths, givers, lacking)
        lacking -= before - sum(widths)
    return widths


def _taken_from(wants: Sequence[Want], widths: list[int], kept: set[int], lacking: int) -> list[int]:
    give = {n: wants[n].full - wants[n].least for n in kept}
    whole = sum(give.values())
    if not whole or lacking <= 0:
        return widths
    lacking = min(lacking, whole)
    taken = 0
    givers = sorted((n for n in kept if give[n]), key=lambda n: give[n])
    for n in givers:
        part = min(give[n], -(-lacking * give[n] // whole), lacking - taken)
        widths[n] -= part
        taken += part
    return widths
