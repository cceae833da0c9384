"""The PostgreSQL server inside the program: made once, started or joined by every window, stopped by the last out."""

import atexit
import os
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from moneypool_desktop.language import tr
from moneypool_desktop.services.database import account as accounts
from moneypool_desktop.services.database import binaries as programs
from moneypool_desktop.services.database import place as places_of_data
from moneypool_desktop.services.database import postmaster, tuning
from moneypool_desktop.services.database.locks import Holders
from moneypool_desktop.services.database.postmaster import Progress
from moneypool_desktop.services.failures import Refused
from moneypool_desktop.services.runtime.secrets import Secrets

ROOT = "mp_root"
_LOG_LIMIT = 10 * 1024 * 1024
_LOGS = 7
_STOP = 60.0


def _silent(_sentence: str, _percent: int | None) -> None:
    """Tell nobody."""


class Cluster:
    """One home's server while this process uses it; `close` lets it go, and the last process out stops it."""

    def __init__(self, home: Path, *, progress: Progress = _silent, settings: Mapping[str, str] | None = None) -> None:
        """Make the cluster if it is new, then start its server or join the one that runs.

        Raises Refused with a sentence when the place is unsafe, the programs do not run or the server does not start.
        """
        self.home = home
        self._progress = progress
        self._settings = settings or {}
        self._secrets = Secrets(home)
        self._account = accounts.ordinary()
        found = programs.find()
        self.binaries = accounts.lend(found) if self._account else found
        self._place = places_of_data.prepare(home, self._account)
        self._holders = Holders(home / "holders")
        self._open = True
        self.notices: tuple[str, ...] = ()
        with self._holders.gate(self._wait):
            self.started = self._start_or_join()
            self._holders.join()
        atexit.register(self.close)
        self._gather_notices()

    @property
    def data(self) -> Path:
        """Return PostgreSQL's data folder."""
        return self._place.data

    @property
    def log(self) -> Path:
        """Return the server's log file."""
        return self._place.log

    def conninfo(self, user: str, password: str, database: str) -> str:
        """Return the libpq connection string of a role in a database; the port changes between starts on Windows."""
        from psycopg.conninfo import make_conninfo

        found = postmaster.read(self._place.data)
        port = found.port if found else 5432
        host = "127.0.0.1" if os.name == "nt" else str(self._place.socket)
        return make_conninfo(
            host=host, port=port, user=user, password=password, dbname=database, require_auth="scram-sha-256"
        )

    def root_conninfo(self, database: str = "postgres") -> str:
        """Return the connection string of the superuser, for migrations and enrolment only."""
        password = self._secrets.get(ROOT)
        if password is None:
            raise Refused(
                "engine.secret",
                tr("The key to the books is no longer in this computer's keyring."),
                kept=tr("The books are untouched."),
                advice=tr("Restore them from a backup, or bring the keyring back."),
            )
        return self.conninfo(ROOT, password, database)

    def ensure(self) -> bool:
        """Start the server again if it died under us; True when it had to be started."""
        with self._holders.gate(self._wait):
            return self._start_or_join()

    def close(self, seconds: float = _STOP) -> bool:
        """Let the server go; the last process out stops it. True when it was stopped, or others still use it."""
        if not self._open:
            return True
        self._open = False
        atexit.unregister(self.close)
        with self._holders.gate(self._wait):
            if not self._holders.leave():
                return True
            stopped = postmaster.stop(self.binaries, self._place, seconds)
            if stopped and self._place.socket.parent != self._place.data.parent:
                with suppress(OSError):
                    self._place.socket.rmdir()  # the short folder that stood in for one with too long a name
            return stopped

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _wait(self) -> None:
        self._progress(tr("Another MoneyPool on this computer is opening or closing the books."), None)

    def _start_or_join(self) -> bool:
        if self._running():
            return False
        if not (self._place.data / "PG_VERSION").exists():
            self._progress(tr("Making the books."), None)
            self._create()
        self._check_version()
        self._configure()
        _rotate(self._place.log, self._account)
        postmaster.start(self.binaries, self._place, self._account, self._progress)
        return True

    def _running(self) -> bool:
        while (found := postmaster.read(self._place.data)) is not None:
            if found.status == "ready" and postmaster.answers(self._place, found):
                return True
            if not postmaster.alive(found, self._place.data):
                return False
            self._progress(tr("Opening the books."), None)
            time.sleep(0.01)
        return False

    def _create(self) -> None:
        draft = self._place.data.with_name("data.new")
        shutil.rmtree(draft, ignore_errors=True)  # what a killed first start left
        password = secrets.token_urlsafe(32)
        pwfile = self._place.data.with_name("first-password")
        pwfile.unlink(missing_ok=True)
        pwfile.touch(mode=0o600)
        pwfile.write_text(password, "ascii")
        if self._account:
            self._account.own(pwfile)
        try:
            self._initdb(draft, pwfile)
        finally:
            pwfile.unlink(missing_ok=True)
        self._secrets.put(ROOT, password)
        draft.rename(self._place.data)

    def _initdb(self, draft: Path, pwfile: Path) -> None:
        modern = self.binaries.major >= 17
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"] if modern else ["--locale=C"]
        command = [
            self.binaries.tool("initdb"),
            "-D",
            draft,
            f"--username={ROOT}",
            "--auth=scram-sha-256",
            f"--pwfile={pwfile}",
            "--encoding=UTF8",
            "--data-checksums",
            *locale,
            "--set=timezone=UTC",
            "--no-instructions",
        ]
        made = subprocess.run(
            command,
            check=False,
            capture_output=True,
            text=True,
            cwd="/" if os.name != "nt" else None,
            env=postmaster.clean_environment(),
            creationflags=programs.QUIET,
            user=self._account.uid if self._account else None,
            group=self._account.gid if self._account else None,
            extra_groups=[] if self._account else None,
        )
        if made.returncode != 0:
            shutil.rmtree(draft, ignore_errors=True)
            said = (made.stderr.strip() or made.stdout.strip() or "?").splitlines()
            raise Refused(
                "engine.create",
                tr("The books could not be made: {why}.", why=said[-1].removeprefix("initdb: error: ").rstrip(".")),
                kept=tr("Nothing was left behind."),
                advice=tr("Check that the disk has 200 MB free, then start MoneyPool again."),
            )

    def _check_version(self) -> None:
        kept = (self._place.data / "PG_VERSION").read_text("ascii").strip()
        if kept != str(self.binaries.major):
            raise Refused(
                "engine.version",
                tr(
                    "The books were made by PostgreSQL {kept}; this program brings {now}.",
                    kept=kept,
                    now=self.binaries.major,
                ),
                kept=tr("The books are untouched."),
                advice=tr("Install the MoneyPool that made them, take a backup there, and restore it here."),
            )

    def _configure(self) -> None:
        port = _free_port() if os.name == "nt" else 5432
        texts = {
            "postgresql.conf": tuning.configuration(self.binaries.major, str(self._place.socket), port, self._settings),
            "pg_hba.conf": tuning.host_rules(),
        }
        for name, text in texts.items():
            (self._place.data / name).write_text(text, "utf-8")  # keeps its owner: the file is there from initdb on

    def _gather_notices(self) -> None:
        moved = places_of_data.unsafe(self._place.data)  # refused when new; books moved there must still open to leave
        self.notices = tuple(notice for notice in (self._secrets.notice(), moved) if notice)


def _rotate(log: Path, account: accounts.Account | None) -> None:
    if log.exists() and log.stat().st_size > _LOG_LIMIT:
        for number in range(_LOGS - 1, 0, -1):
            older = log.with_suffix(f".{number}.log")
            if older.exists():
                older.replace(log.with_suffix(f".{number + 1}.log"))
        log.replace(log.with_suffix(".1.log"))
    if not log.exists():
        log.touch(mode=0o600)
        if account:
            account.own(log)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
