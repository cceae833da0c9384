"""The window of a large ledger: how soon it shows rows, how soon more, and whether scrolling ever makes it wait.

The probe is a timer of one millisecond in the window's own thread: the longest it is kept waiting is the longest the
thread was busy while a person scrolls through two hundred screens.
"""

import gc
import os
import statistics
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bench.report import Figure, limit
from bench.scratch import Scratch

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from moneypool_desktop.views.pages.ledger import LedgerPage

SCREENS, OPENINGS, PATIENCE = 200, 5, 20.0


def figures(made: Scratch, many: int) -> list[Figure]:
    """The real page over the real books: opening, the next rows, the longest stall, the sums."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from moneypool_desktop.services.runtime.preferences import Preferences
    from moneypool_desktop.services.runtime.workers import Workers
    from moneypool_desktop.views import theme
    from moneypool_desktop.views.page import Desk, Said

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, "light", 1)
    workers = Workers()
    desk = Desk(workers, Preferences(made.home / "preferences.ini"), lambda error: Said(str(error), ""))
    opened = [_opened(app, made, desk) for _ in range(OPENINGS)]
    page = opened[-1][1]
    summed = _until(app, lambda: not workers.busy())
    print(f"  window: first rows {max(took for took, _ in opened):.1f} ms at the slowest, sums of all {summed:.0f} ms")
    found = [limit(f"ledger window opens at {many:,}", statistics.median(took for took, _ in opened), 150)]
    found += _scrolled(app, page, workers, many)
    page.close()
    workers.close()
    return found


def _opened(app: "QApplication", made: Scratch, desk: Any) -> "tuple[float, LedgerPage]":
    from moneypool_desktop.views.pages.ledger import LedgerPage

    _until(app, lambda: not desk.workers.busy())
    start = time.perf_counter()
    page = LedgerPage(desk, made.books)
    page.retranslate()
    page.resize(1182, 691)
    page.show()
    _until(app, lambda: bool(page.transactions.model.rows()))
    page.repaint()
    return 1000 * (time.perf_counter() - start), page


def _scrolled(app: "QApplication", page: "LedgerPage", workers: Any, many: int) -> list[Figure]:
    from PySide6.QtCore import QElapsedTimer, Qt, QTimer

    model, bar = page.transactions.model, page.transactions.table.view.verticalScrollBar()
    clock, gaps, pages = QElapsedTimer(), [], []
    beat = QTimer()
    beat.setTimerType(Qt.TimerType.PreciseTimer)
    beat.timeout.connect(lambda: gaps.append(clock.nsecsElapsed() / 1e6) or clock.restart())
    asked = [0.0]
    model.loaded.connect(lambda: pages.append(1000 * (time.perf_counter() - asked[0])))
    gc.collect()
    gc.freeze()  # as the program does once it has started
    clock.start()
    beat.start(1)
    _until(app, lambda: False, least=1.0, patience=1.0)
    idle = max(gaps)  # what the machine itself does to a window
    gaps.clear()
    for _ in range(SCREENS):
        before, waiting = len(pages), workers.busy()
        asked[0] = asked[0] if waiting else time.perf_counter()
        bar.setValue(bar.value() + bar.pageStep())
        _until(app, lambda: not workers.busy(), least=0.02)
        if len(pages) > before:
            asked[0] = time.perf_counter()
    beat.stop()
    gaps.sort()
    most, longest = gaps[len(gaps) * 99 // 100], ", ".join(f"{gap:.1f}" for gap in gaps[-8:])
    print(f"  scrolling: {len(pages)} pages came, 99 of 100 beats under {most:.1f} ms, the longest {longest} ms")
    print(f"  an idle window waits {idle:.1f} ms")
    return [
        limit(f"next rows in the ledger window at {many:,}", statistics.median(pages), 30),
        limit(f"longest stall of the window while scrolling {many:,}", gaps[-1], 16),
    ]


def _until(app: "QApplication", done: Callable[[], bool], least: float = 0.0, patience: float = PATIENCE) -> float:
    """Let the window run until something is so; returns the milliseconds it took."""
    start = time.perf_counter()
    while not done() or time.perf_counter() - start < least:
        app.processEvents()
        time.sleep(0.0003)
        if time.perf_counter() - start > patience:
            break
    return 1000 * (time.perf_counter() - start)
