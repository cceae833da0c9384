"""One PostgreSQL server process: its pid file, its birth, its recovery and its end."""

import os
import re
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from moneypool_desktop.language import tr
from moneypool_desktop.services.database.account import Account
from moneypool_desktop.services.database.binaries import QUIET, Binaries
from moneypool_desktop.services.database.place import Place
from moneypool_desktop.services.failures import Refused

type Progress = Callable[[str, int | None], None]

_PAUSE = 0.003
_PATIENCE = 30.0  # a killed server's processes hold its files for a moment longer
_BUSY = re.compile(r"lock file .* already exists|is already in use|still in use|lock file .* is empty|bogus data")
_LSN = re.compile(r"redo (?:starts at|in progress, .*current LSN:) ([0-9A-F]+)/([0-9A-F]+)")
_SEGMENT = re.compile(r"[0-9A-F]{24}")
_SEGMENT_SIZE = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class PidFile:
    """What postmaster.pid says; a half-written file has a pid of 0 or no status."""

    pid: int
    started: int
    port: int
    status: str


def read(data: Path) -> PidFile | None:
    """Return what the pid file says, or None when there is none."""
    try:
        lines = (data / "postmaster.pid").read_text("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return None
    fields = [line.strip() for line in lines] + [""] * 8
    numbers = [int(fields[at]) if fields[at].isdecimal() else 0 for at in (0, 2, 3)]
    return PidFile(numbers[0], numbers[1], numbers[2], fields[7])


def alive(found: PidFile, data: Path) -> bool:
    """Say whether the pid file's process is this data folder's server, and not a stranger with its number."""
    import psutil

    if found.pid <= 0:
        return False
    try:
        process = psutil.Process(found.pid)
        if process.status() == psutil.STATUS_ZOMBIE or not process.name().lower().startswith("postgres"):
            return False
        if found.started and process.create_time() > found.started + 2:
            return False
        return data in map(Path, process.cmdline()) or Path(process.cwd()) == data
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:  # somebody else's process: it cannot be our server
        return False


def answers(place: Place, found: PidFile) -> bool:
    """Say whether the folder's own server takes connections now."""
    if os.name == "nt":  # a port says nothing about who listens
        return alive(found, place.data)
    with socket.socket(socket.AF_UNIX) as probe:  # cheaper than asking for the process: nobody else can be behind it
        try:
            probe.connect(str(place.socket / f".s.PGSQL.{found.port}"))
        except OSError:
            return False
    return True


def start(binaries: Binaries, place: Place, account: Account | None, progress: Progress) -> None:
    """Start the server and return when it answers; waits as long as it recovers, and retries a busy folder for 30 s."""
    end = time.monotonic() + _PATIENCE
    while True:
        began = place.log.stat().st_size if place.log.exists() else 0
        process = _spawn(binaries, place, account)
        if _ready(process, place, began, progress):
            return
        said = _since(place.log, began)
        if not _BUSY.search(said) or time.monotonic() > end:
            raise _did_not_start(place, said)
        progress(tr("Waiting for the last run of the books to let go."), None)
        time.sleep(0.1)


def stop(binaries: Binaries, place: Place, seconds: float) -> bool:
    """Stop the server quickly and cleanly; False when it had not ended after `seconds`."""
    found = read(place.data)
    if found is None or not alive(found, place.data):
        return True
    if os.name == "nt":
        command = [binaries.tool("pg_ctl"), "stop", "-D", place.data, "-m", "fast", "-W", "-s"]
        subprocess.run(command, check=False, creationflags=QUIET)
    else:
        os.kill(found.pid, signal.SIGINT)  # what PostgreSQL calls a fast shutdown
    end = time.monotonic() + seconds
    while (left := read(place.data)) is not None and left.pid == found.pid and alive(left, place.data):
        if time.monotonic() > end:
            return False
        time.sleep(_PAUSE)
    return True


def clean_environment() -> dict[str, str]:
    """Return our environment without the variables that would steer PostgreSQL's programs elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C"} if os.name != "nt" else kept


def _spawn(binaries: Binaries, place: Place, account: Account | None) -> subprocess.Popen[bytes]:
    environment = clean_environment()
    found = read(place.data)
    if found is not None and not alive(found, place.data):
        pid = found.pid or os.getpid()
        if not found.pid:  # half written: give it a number PostgreSQL can read and pass over
            (place.data / "postmaster.pid").write_text(f"{pid}\n", "ascii")
        # PostgreSQL passes over this number; a live server is still refused by its shared memory
        environment["PG_GRANDPARENT_PID"] = str(pid)
    with place.log.open("ab") as log:
        if os.name == "nt":  # pg_ctl drops an administrator's rights, which postgres.exe refuses
            command = [binaries.tool("pg_ctl"), "start", "-D", place.data, "-W", "-s", "-l", place.log]
            return subprocess.Popen(command, env=environment, creationflags=QUIET)
        process = subprocess.Popen(
            [binaries.tool("postgres"), "-D", place.data],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env=environment,
            start_new_session=True,  # Ctrl-C in our terminal must not reach it
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )
    # reaped the moment it ends, however it ends: a zombie would look like a living server
    threading.Thread(target=process.wait, name="postmaster", daemon=True).start()
    return process


def _ready(process: subprocess.Popen[bytes], place: Place, began: int, progress: Progress) -> bool:
    turns = 0
    while True:
        found = read(place.data)
        if found is not None and found.status == "ready" and (os.name == "nt" or found.pid == process.pid):
            return True
        if os.name == "nt":
            if process.poll() is not None and found is None and turns > 300:
                return False
        elif process.poll() is not None:
            return False
        turns += 1
        if turns % 64 == 0:
            _tell_recovery(place, began, progress)
        time.sleep(_PAUSE)


def recovered(said: str, end: int) -> int | None:
    """Return how many per cent of the way to the log position `end` recovery is, or None when there is none."""
    seen = [int(high, 16) << 32 | int(low, 16) for high, low in _LSN.findall(said)]
    if not seen:
        return None
    return min(max(100 * (seen[-1] - seen[0]) // max(end - seen[0], 1), 0), 99)


def _tell_recovery(place: Place, began: int, progress: Progress) -> None:
    percent = recovered(_since(place.log, began), _end_of_log(place.data))
    if percent is None:
        progress(tr("Opening the books."), None)
    else:
        progress(tr("The books were not closed properly. Putting the last entries in order."), percent)


def _end_of_log(data: Path) -> int:
    segments = [path for path in (data / "pg_wal").iterdir() if _SEGMENT.fullmatch(path.name)]
    newest = max(segments, key=lambda path: path.stat().st_mtime)
    return (int(newest.name[8:16], 16) << 32) + (int(newest.name[16:], 16) + 1) * _SEGMENT_SIZE


def _since(log: Path, began: int) -> str:
    with log.open("rb") as stream:
        stream.seek(began)
        return stream.read().decode("utf-8", "replace")


def _did_not_start(place: Place, said: str) -> Refused:
    serious = [
        line.split("FATAL:")[-1].split("PANIC:")[-1].strip()
        for line in said.splitlines()
        if re.search("FATAL|PANIC", line)
    ]
    why = serious[0] if serious else (said.strip().splitlines() or ["?"])[-1]
    if "No space left" in said:
        return Refused(
            "engine.disk",
            tr("The disk is full, so the books cannot be opened."),
            kept=tr("What was posted is kept."),
            advice=tr("Free some space, then start MoneyPool again."),
        )
    return Refused(
        "engine.start",
        tr("The books did not open: {why}.", why=why.rstrip(".")),
        kept=tr("What was posted is kept."),
        advice=tr("The server's own words are in {log}.", log=place.log),
    )
