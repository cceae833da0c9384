"""What this computer must have for the program to work, checked one by one, each finding with its mend."""

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from moneypool_desktop import places
from moneypool_desktop.language import tr
from moneypool_desktop.services.database import binaries, place
from moneypool_desktop.services.failures import Failure, explain

_MEGABYTE = 1024 * 1024
_QT = "import PySide6.QtWidgets, PySide6.QtPdf, PySide6.QtPrintSupport, PySide6.QtSvg; print(PySide6.__version__)"
_SHIPPED = ("fonts", "icons", "qt-libraries.txt")

type State = Literal["ok", "warn", "fail"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what, how it stands, the sentence that says so, and what to do when it is not well."""

    check: str
    state: State
    sentence: str
    mend: str = ""


def examine(server: str | None = None) -> Iterator[Finding]:
    """Yield a finding for everything looked at, in the order worth mending; `server` is the address of a shared one."""
    for check in _CHECKS:
        yield from check()
    yield from _server(server) if server else _embedded()


def _python() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding("python", "ok", tr("Python {version} runs this program.", version=version))


def _libraries() -> Iterator[Finding]:
    if sys.platform != "linux":
        return
    missing: dict[str, list[tuple[str, str]]] = {"always": [], "window": []}
    for line in places.resource("qt-libraries.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        library, package, when = line.split()
        if not _loads(library):
            missing[when].append((library, package))
    if not any(missing.values()):
        yield Finding("libraries", "ok", tr("Every system library that Qt needs is here."))
    needed: tuple[tuple[str, State], ...] = (("always", "fail"), ("window", "fail" if _has_screen() else "warn"))
    for when, state in needed:
        if missing[when]:
            names = ", ".join(library for library, _ in missing[when])
            packages = " ".join(package for _, package in missing[when])
            yield Finding(
                "libraries",
                state,
                tr("Qt needs these libraries, which are not here: {names}.", names=names)
                if when == "always"
                else tr("A window on a screen needs these libraries, which are not here: {names}.", names=names),
                tr("On Debian or Ubuntu: sudo apt-get install {packages}", packages=packages),
            )


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_screen() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _qt() -> Iterator[Finding]:
    # in a process of its own, because a broken Qt may end the process that loads it
    tried = subprocess.run([sys.executable, "-c", _QT], capture_output=True, text=True, check=False, timeout=60)
    if tried.returncode == 0:
        yield Finding("qt", "ok", tr("Qt {version} loads.", version=tried.stdout.strip()))
        return
    why = (tried.stderr.strip().splitlines() or ["?"])[-1]
    yield Finding(
        "qt",
        "fail",
        tr("Qt does not load: {why}", why=why),
        tr("Install the library named above; on Debian and Ubuntu `make run` does it."),
    )


def _shipped() -> Iterator[Finding]:
    folder = places.resource()
    missing = [name for name in _SHIPPED if not (folder / name).exists()]
    if not (places.migrations() / "sql").is_dir():
        missing.append("migrations")
    if missing:
        names = ", ".join(missing)
        yield Finding(
            "resources",
            "fail",
            tr("Files of the program are missing from {folder}: {names}.", folder=folder, names=names),
            tr("Install MoneyPool again."),
        )
    else:
        yield Finding("resources", "ok", tr("Icons, fonts and migrations lie in {folder}.", folder=folder))


def _fonts() -> Iterator[Finding]:
    fonts = sorted(places.resource("fonts").glob("*.ttf"))
    whole = [font.stem for font in fonts if font.read_bytes()[:4] == b"\x00\x01\x00\x00"]
    if len(whole) == len(fonts) and fonts:
        yield Finding("fonts", "ok", tr("The fonts are here: {names}.", names=", ".join(whole)))
    else:
        yield Finding(
            "fonts", "fail", tr("The fonts of windows and statements are damaged."), tr("Install MoneyPool again.")
        )


def _home() -> Iterator[Finding]:
    try:
        folder = places.home()
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        yield Finding(
            "home",
            "fail",
            tr("The folder of the books cannot be written: {why}.", why=error),
            tr("Make it writable for your account, or set MONEYPOOL_HOME to another folder."),
        )
        return
    if why := place.unsafe(folder):
        yield Finding("home", "fail", why, tr("Set MONEYPOOL_HOME to a folder on this computer's own disk."))
    else:
        yield Finding("home", "ok", tr("The books are kept in {folder}.", folder=folder))
    yield from _disk(folder)


def _disk(folder: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(folder).free // _MEGABYTE
    sentence = tr("The disk of the books has {free} MB free.", free=free)
    mend = tr("Free some space: the books stop when the disk is full. They need 1,000 MB to grow and be backed up.")
    state: State = "ok" if free >= 1000 else "warn" if free >= 200 else "fail"
    yield Finding("disk", state, sentence, "" if state == "ok" else mend)


def _keyring() -> Iterator[Finding]:
    import keyring
    from keyring.backends import fail, null

    backend = keyring.get_keyring()
    if isinstance(backend, fail.Keyring | null.Keyring):
        yield Finding(
            "keyring",
            "warn",
            tr("This computer has no keyring, so passwords of the books lie in files only your account can read."),
            tr("Sign in to a desktop with a keyring, such as GNOME Keyring or KWallet, before making the books."),
        )
    else:
        yield Finding("keyring", "ok", tr("Secrets are kept in {name}.", name=backend.name))


def _binaries() -> Iterator[Finding]:
    try:
        found = binaries.find()
    except Failure as failure:
        yield Finding("database", "fail", failure.sentence, failure.advice)
        return
    yield Finding(
        "database", "ok", tr("PostgreSQL {version} runs from {folder}.", version=found.version, folder=found.folder)
    )


def _embedded() -> Iterator[Finding]:
    from moneypool_desktop.services.database import postmaster
    from moneypool_desktop.services.database.cluster import Cluster
    from moneypool_desktop.services.database.opening import DATABASE

    home = places.home()
    data = home / "cluster" / "data"
    if not (data / "PG_VERSION").exists():
        yield Finding("cluster", "ok", tr("No books have been made on this computer yet."))
        return
    before = postmaster.read(data)
    crashed = before is not None and not postmaster.alive(before, data)
    try:
        with Cluster(home) as cluster:
            if crashed:
                yield Finding("cluster", "ok", tr("The books were not closed properly the last time; they are whole."))
            else:
                yield Finding("cluster", "ok", tr("The books open."))
            yield _schema(cluster.root_conninfo(DATABASE))
    except Failure as failure:
        yield Finding("cluster", "fail", failure.sentence, failure.advice)


def _schema(conninfo: str) -> Finding:
    import psycopg

    from moneypool_desktop.services.database.migrate import State, state

    try:
        with psycopg.connect(conninfo, autocommit=True) as connection:
            found = state(connection)
    except psycopg.Error as error:
        failure = explain(error)
        return Finding("schema", "fail", failure.sentence, failure.advice)
    if found is State.CURRENT:
        return Finding("schema", "ok", tr("The books fit this program."))
    if found is State.NEWER:
        return Finding(
            "schema",
            "fail",
            tr("These books were opened by a newer MoneyPool. This one is too old to read them safely."),
            tr("Install the newest MoneyPool on this computer."),
        )
    return Finding(
        "schema",
        "warn",
        tr("The books are to be brought up to date before they open."),
        tr("Start MoneyPool, or run: {command}", command="moneypool-cli db upgrade"),
    )


def _server(url: str) -> Iterator[Finding]:
    import psycopg

    try:
        with psycopg.connect(url, connect_timeout=10, autocommit=True) as connection:
            info = connection.info
            version = info.server_version // 10000
            open_to_readers = not info.pgconn.ssl_in_use and bool(info.host) and not info.host.startswith("/")
    except psycopg.Error as error:
        yield Finding(
            "server",
            "fail",
            explain(error).sentence,
            tr("Check the address, the network and the password with whoever runs the server."),
        )
        return
    if version < binaries.OLDEST:
        yield Finding(
            "server",
            "fail",
            tr("The shared server runs PostgreSQL {version}; 16 or newer is needed.", version=version),
            tr("Ask whoever runs the server to bring it up to date."),
        )
        return
    yield Finding("server", "ok", tr("The shared server answers: PostgreSQL {version}.", version=version))
    if open_to_readers:
        yield Finding(
            "server",
            "warn",
            tr("The connection to the shared server is not encrypted."),
            tr("Add ?sslmode=verify-full to its address."),
        )
    yield _schema(url)


_CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    _python,
    _libraries,
    _qt,
    _shipped,
    _fonts,
    _home,
    _keyring,
    _binaries,
)
