"""From the click to the first figures: Home of the sample chama on the screen, beside bare Python and a bare Qt window.

The program starts as `python -m moneypool_desktop --demo` does, byte-compiled as set-up leaves it; a clock inside it
looks every 5 ms whether Home shows what was read, paints it, and says when each phase was over, counted from the start
of the process, and how much memory it holds. All of it twice: with the sample as it is made, and with a million rows.
"""

import compileall
import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from time import time

import psycopg

from bench.ledger import FILL
from bench.report import Figure, limit
from moneypool_desktop.services.database.cluster import Cluster
from moneypool_desktop.services.sample.create import DATABASE

ROOT = Path(__file__).parent.parent
ROUNDS, MANY, CHUNK = 5, 1_000_000, 100_000
STOPPED, RUNNING, MEMORY = 1.0, 0.7, 250
LAST = "Home painted"

type Phases = dict[str, float]

_BARE = "import time; print(time.time(), 'done')"
_QT = """
import time
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel("Ksh 1.00")
label.resize(1366, 768)
label.show()
app.processEvents()
print(time.time(), "done")
"""
# what moneypool_desktop.__main__ does, with clocks added to the parts it is made of
_PROGRAM = f"""
import sys, time
def tell(what, value=None):
    sys.stdout.write(f"{{value or time.time()}} {{what}}\\n")  # in one piece: two threads tell
    sys.stdout.flush()
def told(where, name, what):
    real = getattr(where, name)
    def timed(*given):
        done = real(*given)
        tell(what)
        return done
    setattr(where, name, timed)
tell("Python up")
from argparse import Namespace
from moneypool_desktop import __main__
from moneypool_desktop.services import startup
told(startup, "open_home", "engine ready, books connected")
told(startup, "practise", "signed in")
told(startup, "with_home", "rows of Home read")
options = Namespace(demo="--demo" in sys.argv)
opening = __main__.begin(options)
tell("psycopg imported")
from PySide6.QtCore import QTimer
import PySide6.QtWidgets
tell("Qt imported")
from moneypool_desktop import app
tell("program imported")
told(app.Program, "_show", "window shown")

def look(program, clock):
    page = program.room.window.page("home") if program.room is not None else None
    handle = program.room.window.windowHandle() if page is not None else None
    if handle is not None and handle.isExposed() and page._seen is not None and page.isVisible():
        program.room.window.repaint()
        tell("{LAST}")
        import psutil
        tell("memory", psutil.Process().memory_info().rss / 1024 / 1024)
        clock.stop()
        program.app.quit()

begin = app.Program.begin
def begun(self):
    begin(self)
    if not options.demo:
        QTimer.singleShot(0, self.app.quit)
    clock = QTimer(self)
    clock.timeout.connect(lambda: look(self, clock))
    clock.start(5)
app.Program.begin = begun
sys.exit(app.run(opening, options))
"""
_HOLD = """
import sys
from pathlib import Path
from moneypool_desktop.services.database.cluster import Cluster
with Cluster(Path(sys.argv[1])):
    print("up", flush=True)
    sys.stdin.read()
"""
_ONE = "select id from app.chamas"
_CODES = "select code, id from app.{} where chama_id = %s order by code"


def figures() -> list[Figure]:
    """Measure by turns, so that a busy machine slows all alike; every figure is the median of its rounds."""
    compileall.compile_dir(str(ROOT / "moneypool_desktop"), quiet=1)
    print(f"  the program is byte-compiled, its libraries are {'' if _compiled('psycopg') else 'NOT '}compiled")
    with tempfile.TemporaryDirectory(prefix="moneypool-bench-") as folder:
        Path(folder).chmod(0o755)
        environment = os.environ | {"MONEYPOOL_HOME": folder, "QT_QPA_PLATFORM": "offscreen"}
        started(_PROGRAM, environment, "--demo")  # makes the books and the sample chama
        found = _at("2,000 transactions", folder, environment)
        grow(Path(folder))
        return found + _at(f"{MANY:,}", folder, environment)


def _at(size: str, folder: str, environment: dict[str, str]) -> list[Figure]:
    bare: list[float] = []
    qt: list[float] = []
    question: list[float] = []
    stopped: list[Phases] = []
    running: list[Phases] = []
    for _ in range(ROUNDS):
        bare.append(started(_BARE, environment)["done"])
        qt.append(started(_QT, environment)["done"])
        question.append(started(_PROGRAM, environment)["window shown"])
        stopped.append(started(_PROGRAM, environment, "--demo"))
        running.append(held_by_another(folder, environment))
    middle = statistics.median
    print(f"  {size}: python -c pass {middle(bare):.2f} s, a bare PySide6 window {middle(qt):.2f} s")
    _print_phases(stopped, running)
    memory = max(phases["memory"] for phases in stopped)
    return [
        limit(f"start: first question on the screen, {size}", middle(question), STOPPED, "s"),
        limit(f"start: Home, engine stopped, {size}", middle(one[LAST] for one in stopped), STOPPED, "s"),
        limit(f"start: Home, engine running, {size}", middle(one[LAST] for one in running), RUNNING, "s"),
        limit(f"start: memory with Home open, {size}", memory, MEMORY, "MB"),
    ]


def _print_phases(stopped: list[Phases], running: list[Phases]) -> None:
    print(f"    {'over after (median s)':<34}{'engine stopped':>16}{'running':>10}")
    times: defaultdict[str, list[list[float]]] = defaultdict(lambda: [[], []])
    for place, rounds in enumerate((stopped, running)):
        for name, at in (pair for phases in rounds for pair in phases.items() if pair[0] != "memory"):
            times[name][place].append(at)
    for name, (without, with_engine) in sorted(times.items(), key=lambda pair: statistics.median(pair[1][1])):
        print(f"    {name:<34}{statistics.median(without):>16.3f}{statistics.median(with_engine):>10.3f}")
    for name, rounds in (("engine stopped", stopped), ("engine running", running)):
        print(f"    {name}, round by round: {', '.join(f'{phases[LAST]:.2f}' for phases in rounds)} s")


def started(code: str, environment: dict[str, str], *words: str) -> Phases:
    """Return what the process said: seconds from its start to the end of each phase, and `memory` in MB."""
    begun = time()
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    said = [line.split(" ", 1) for line in done.stdout.splitlines() if line[:1].isdigit()]
    return {what: float(value) - (0 if what == "memory" else begun) for value, what in said}


def held_by_another(folder: str, environment: dict[str, str]) -> Phases:
    """Return the phases of a start while another program holds the engine."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, folder],
        cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as holder:  # fmt: skip
        assert holder.stdout is not None
        holder.stdout.readline()
        phases = started(_PROGRAM, environment, "--demo")
        holder.communicate("")
    return phases


def grow(home: Path) -> None:
    """Bring the ledger of the sample chama to a million transactions; their balances mean nothing."""
    with Cluster(home) as cluster, psycopg.connect(cluster.root_conninfo(DATABASE), autocommit=True) as root:
        (chama,) = root.execute(_ONE).fetchone() or (None,)
        (before,) = root.execute("select count(*) from app.transactions").fetchone() or (0,)
        accounts = dict(root.execute(_CODES.format("accounts"), (chama,)).fetchall())
        types = dict(root.execute(_CODES.format("contribution_types"), (chama,)).fetchall())
        members = root.execute("select id from app.chama_members where chama_id = %s", (chama,)).fetchall()
        named = {
            "chama": chama, "members": [str(member) for (member,) in members], "many": MANY,
            "type": next(iter(types.values())), "cash": accounts["1000"], "savings": accounts["2000"],
        }  # fmt: skip
        root.execute("select ops.ensure_partitions('2024-01-01', '2026-12-31')")
        root.execute("set session_replication_role = replica")  # what proves each row whole would only be waited for
        for first in range(before + 1, MANY + 1, CHUNK):
            root.execute(FILL, named | {"first": first, "last": min(MANY, first + CHUNK - 1)})
        root.execute("vacuum analyze app.transactions")
        root.execute("vacuum analyze app.ledger_entries")


def _compiled(library: str) -> bool:
    spec = importlib.util.find_spec(library)
    return spec is not None and spec.cached is not None and Path(spec.cached).exists()
