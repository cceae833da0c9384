"""Helpers of the engine's tests: a second program on the same home, and what the server's own tools say."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from moneypool_desktop.services.database import postmaster
from moneypool_desktop.services.database.cluster import Cluster

_OTHER = """
import sys
from pathlib import Path
from moneypool_desktop.services.database.cluster import Cluster
from moneypool_desktop.services.runtime.termination import on_termination

on_termination()
with Cluster(Path(sys.argv[1])) as cluster:
    print("started" if cluster.started else "joined", flush=True)
    sys.stdin.read()
"""


@contextmanager
def other_program(home: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run another MoneyPool on the home; gives the process and whether it "started" or "joined" the server."""
    process = launch(home)
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.communicate()


def launch(home: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _OTHER, str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


def server_pid(data: Path) -> int | None:
    """Return the pid of the folder's living server, or None."""
    found = postmaster.read(data)
    return found.pid if found is not None and postmaster.alive(found, data) else None


def closed_cleanly(cluster: Cluster) -> bool:
    """Say whether the data folder needs no recovery, in pg_controldata's words."""
    command = [cluster.binaries.tool("pg_controldata"), cluster.data]
    said = subprocess.run(command, capture_output=True, text=True, check=True, env={"LC_ALL": "C"}).stdout
    return any(line.startswith("Database cluster state:") and line.endswith(" shut down") for line in said.splitlines())
