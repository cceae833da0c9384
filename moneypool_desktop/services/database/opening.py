"""From nothing to open books on this computer: server, database, structure, this computer's own role."""

import platform
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from moneypool_desktop.language import tr
from moneypool_desktop.services.database import enrol, migrate
from moneypool_desktop.services.database.cluster import Cluster
from moneypool_desktop.services.database.connection import Database
from moneypool_desktop.services.database.postmaster import Progress
from moneypool_desktop.services.runtime.secrets import Secrets

DATABASE = "moneypool"
EMBEDDED = "embedded"


@dataclass(frozen=True, slots=True)
class Opened:
    """The embedded server and the way into its books; `close` gives both back."""

    cluster: Cluster
    database: Database

    def close(self, seconds: float = 60.0) -> None:
        """Close every connection and let the server go; at log-off give it `seconds` to stop cleanly."""
        self.database.close()
        self.cluster.close(seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_embedded(home: Path, progress: Progress = lambda _sentence, _percent: None) -> Opened:
    """Open this home's books, making, upgrading and enrolling what is missing.

    Raises Refused with a sentence when the server cannot start or a newer program upgraded the books.
    """
    cluster = Cluster(home, progress=progress)
    try:
        return Opened(cluster, _database(cluster, Secrets(home), progress))
    except BaseException:
        cluster.close()
        raise


def _database(cluster: Cluster, store: Secrets, progress: Progress) -> Database:
    device = enrol.kept(store)
    if device is None:
        make_database(cluster)
        _upgrade(cluster, progress)
        device = _enrol(cluster, store)
    role, secret = device

    def conninfo() -> str:
        cluster.ensure()  # a server that died under us is started again before anybody is told it is gone
        return cluster.conninfo(role, secret, DATABASE)

    database = Database(conninfo, name=EMBEDDED)
    try:
        found = database.inspect(migrate.state)
        if found is migrate.State.OLDER:
            _upgrade(cluster, progress)
            found = migrate.State.CURRENT
        migrate.refuse_unless_current(found)
    except BaseException:
        database.close()
        raise
    return database


def make_database(cluster: Cluster, name: str = DATABASE) -> None:
    """Make the database if it is not there yet."""
    import psycopg
    from psycopg import sql

    with psycopg.connect(cluster.root_conninfo(), autocommit=True) as root:
        if root.execute("select from pg_database where datname = %s", (name,)).fetchone() is None:
            root.execute(sql.SQL("create database {} template template0").format(sql.Identifier(name)))


def _upgrade(cluster: Cluster, progress: Progress) -> None:
    progress(tr("Bringing the books up to date."), None)
    migrate.upgrade(cluster.root_conninfo(DATABASE))


def _enrol(cluster: Cluster, store: Secrets) -> tuple[str, str]:
    import psycopg

    with psycopg.connect(cluster.root_conninfo(DATABASE), autocommit=True) as root:
        return enrol.enrol(root, store, platform.node() or tr("This computer"))
