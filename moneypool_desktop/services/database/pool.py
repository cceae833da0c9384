"""A few connections to one PostgreSQL as this computer's role, opened when needed and lent to one thread at a time."""

import re
import select
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from moneypool_desktop.services.failures import explain

if TYPE_CHECKING:
    import psycopg

type Connection = psycopg.Connection[tuple[object, ...]]

# sent at start-up: they override whatever an attacker stored for the role with ALTER ROLE … SET
_OPTIONS = " ".join(
    f"-c {setting}"
    for setting in (
        "search_path=",
        "synchronous_commit=on",
        "row_security=on",
        "TimeZone=UTC",
        "DateStyle=ISO,YMD",
        "IntervalStyle=iso_8601",
        "statement_timeout=15s",
        "lock_timeout=5s",
        "idle_in_transaction_session_timeout=30s",
        "client_min_messages=warning",
    )
)
_PREPARE_AT = 2  # a statement seen twice is planned once: posting is twice as quick


class Pool:
    """At most `size` connections; `conninfo` is asked each time, because an embedded server may move its port."""

    def __init__(self, conninfo: Callable[[], str], size: int) -> None:
        self._conninfo = conninfo
        self._room = threading.BoundedSemaphore(size)
        self._lock = threading.Lock()
        self._idle: list[Connection] = []
        self._lent: dict[int, Connection] = {}
        self._era = 0

    @contextmanager
    def lend(self) -> Generator[Connection]:
        """Lend a live connection to this thread; a broken one is closed afterwards instead of kept."""
        with self._room:
            era = self._era
            connection = self._take()
            me = threading.get_ident()
            with self._lock:
                self._lent[me] = connection
            try:
                yield connection
            finally:
                with self._lock:
                    del self._lent[me]
                self._give_back(connection, era)

    def cancel(self, thread: int) -> bool:
        """Stop the statement a thread is waiting for; False when it waits for none."""
        with self._lock:
            connection = self._lent.get(thread)
            if connection is None:
                return False
            connection.cancel_safe(timeout=5)  # under the lock: the connection must not go to another thread meanwhile
        return True

    def discard(self) -> None:
        """Forget everything sessions of this pool hold on the server: cursors, settings, prepared statements."""
        with self._lock:
            self._era += 1
            idle, self._idle = self._idle, []
        for connection in idle:
            _discard(connection)

    def _take(self) -> Connection:
        while True:
            with self._lock:
                connection = self._idle.pop() if self._idle else None
            if connection is None:
                return self._connect()
            if not _hung_up(connection):
                return connection
            connection.close()

    def _connect(self) -> Connection:
        import psycopg

        try:
            return psycopg.connect(
                self._conninfo(),
                autocommit=True,
                options=_OPTIONS,
                connect_timeout=10,
                application_name="moneypool",
                gssencmode="disable",
                prepare_threshold=_PREPARE_AT,
            )
        except psycopg.Error as error:
            raise explain(error) from error

    def _give_back(self, connection: Connection, era: int) -> None:
        if connection.closed:
            return
        if connection.info.transaction_status.name != "IDLE":
            connection.close()
            return
        with self._lock:
            if era == self._era:
                self._idle.append(connection)
                return
        _discard(connection)


def _hung_up(connection: Connection) -> bool:
    # an idle connection has nothing to read unless the server ended it
    if connection.closed:
        return True
    readable, _, _ = select.select([connection.fileno()], [], [], 0)
    return bool(readable)


def _discard(connection: Connection) -> None:
    import psycopg

    try:
        connection.execute("discard all")
    except psycopg.Error:
        pass  # the server is gone, and with it everything the session held
    finally:
        connection.close()


def tidy(statement: str) -> str:
    """Return a statement on one line, as the statement counter of the tests lists it."""
    return re.sub(r"\s+", " ", statement).strip()
