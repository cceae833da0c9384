"""The one table every bench adds its figures to."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured figure; `raw` is the measure beside it, `target` the most that `judged` may be."""

    name: str
    ours: float
    unit: str
    judged: float
    target: float
    raw: float | None = None

    @property
    def met(self) -> bool:
        return self.judged <= self.target


def ratio(name: str, ours: float, raw: float, target: float, unit: str = "ms") -> Figure:
    """A figure held against the raw measure of the same run."""
    return Figure(name, ours, unit, ours / raw, target, raw)


def limit(name: str, ours: float, target: float, unit: str = "ms") -> Figure:
    """A figure held against a fixed limit."""
    return Figure(name, ours, unit, ours, target)


def table(figures: Iterable[Figure]) -> str:
    lines = [f"{'figure':<58}{'ours':>12}{'raw':>12}{'ratio':>8}{'target':>12}  verdict"]
    for figure in figures:
        raw = f"{figure.raw:.2f} {figure.unit}" if figure.raw is not None else "–"
        share = f"{figure.judged:.2f}" if figure.raw is not None else "–"
        most = f"≤ {figure.target:g} ×" if figure.raw is not None else f"≤ {figure.target:g} {figure.unit}"
        ours = f"{figure.ours:.2f} {figure.unit}"
        verdict = "met" if figure.met else "MISSED"
        lines.append(f"{figure.name:<58}{ours:>12}{raw:>12}{share:>8}{most:>12}  {verdict}")
    return "\n".join(lines)


def milliseconds(work: Callable[[], object]) -> float:
    """How long one call took."""
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)
