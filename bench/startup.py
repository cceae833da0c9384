"""From the click to the first figures: the sample chama's Home on the screen, beside bare Python and a bare Qt window.

The program starts as `python -m moneypool_desktop --demo` does; a clock inside it looks every 5 ms whether Home shows
what it read, paints it, and says how long that took since the process was started and how much memory it holds.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.report import Figure, limit

ROOT = Path(__file__).parent.parent
ROUNDS = 5
STOPPED, RUNNING, MEMORY = 1.0, 0.7, 250

_BARE = "pass"
_QT = """
import time
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel("Ksh 1.00")
label.resize(1366, 768)
label.show()
app.processEvents()
print(time.time())
"""
# what moneypool_desktop.__main__ does, with a clock added to the program it makes
_PROGRAM = """
import gc, sys, time
gc.disable()
from argparse import Namespace
from moneypool_desktop import places
from moneypool_desktop.services.startup import Opening
opening = Opening(places.home()).begin()
from PySide6.QtCore import QTimer
from moneypool_desktop import app

def look(program, clock):
    page = program.room.window.page("home") if program.room is not None else None
    if page is not None and page._seen is not None and page.isVisible():
        program.room.window.repaint()
        now = time.time()
        import psutil
        print(now, psutil.Process().memory_info().rss, flush=True)
        clock.stop()
        program.app.quit()

begin = app.Program.begin
def begun(self):
    begin(self)
    self.app.processEvents()
    print(time.time(), 0, flush=True)
    clock = QTimer(self)
    clock.timeout.connect(lambda: look(self, clock))
    clock.start(5)
app.Program.begin = begun
sys.exit(app.run(opening, Namespace(demo=True)))
"""
_HOLD = """
import sys
from pathlib import Path
from moneypool_desktop.services.database.cluster import Cluster
with Cluster(Path(sys.argv[1])):
    print("up", flush=True)
    sys.stdin.read()
"""


def started(code: str, environment: dict[str, str]) -> list[tuple[float, int]]:
    """Return what the process printed: seconds since it was started, and bytes."""
    begun = time.time()
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    ended = time.time()
    found = [line.split() for line in done.stdout.splitlines() if line[:1].isdigit()]
    return [(float(at) - begun, int(size[0]) if size else 0) for at, *size in found] or [(ended - begun, 0)]


def held_by_another(folder: str, environment: dict[str, str]) -> float:
    """Return how long the start takes while another program holds the engine."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, folder],
        cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as holder:  # fmt: skip
        assert holder.stdout is not None
        holder.stdout.readline()
        took = started(_PROGRAM, environment)[1][0]
        holder.communicate("")
    return took


def figures() -> list[Figure]:
    """Measure by turns, so that a busy machine slows all alike; every figure is the median of its rounds."""
    bare: list[float] = []
    qt: list[float] = []
    first: list[float] = []
    stopped: list[float] = []
    running: list[float] = []
    memory: list[float] = []
    with tempfile.TemporaryDirectory(prefix="moneypool-bench-") as folder:
        Path(folder).chmod(0o755)
        environment = os.environ | {"MONEYPOOL_HOME": folder, "QT_QPA_PLATFORM": "offscreen"}
        started(_PROGRAM, environment)  # makes the books and the sample chama
        for _ in range(ROUNDS):
            bare.append(started(_BARE, environment)[0][0])
            qt.append(started(_QT, environment)[0][0])
            window, data = started(_PROGRAM, environment)
            first.append(window[0])
            stopped.append(data[0])
            memory.append(data[1] / 1024 / 1024)
            running.append(held_by_another(folder, environment))
    middle = statistics.median
    print(f"  python -c pass {middle(bare):.2f} s, a bare PySide6 window {middle(qt):.2f} s; the same round by round:")
    for name, times in (("engine stopped", stopped), ("engine running", running)):
        print(f"  {name}: {', '.join(f'{at:.2f}' for at in times)} s")
    return [
        limit("start: first window on the screen", middle(first), STOPPED, "s"),
        limit("start: Home with its figures, engine stopped", middle(stopped), STOPPED, "s"),
        limit("start: Home with its figures, engine running", middle(running), RUNNING, "s"),
        limit("start: memory with Home open", max(memory), MEMORY, "MB"),
    ]
