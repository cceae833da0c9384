"""Acts on their way to the books: written down on this computer before they are sent, struck out when answered.

What was sent and not answered stays here, across restarts and offline, and goes out again under the same key; the
database books a key once.
"""

import json
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID, uuid4

from moneypool_desktop.services.failures import Bug, Failure, Lost, Refused, explain

if TYPE_CHECKING:
    from moneypool_desktop.services.database.connection import Session

_SCHEMA = """
create table if not exists acts (
    key text primary key,
    books text not null,
    function text not null,
    chama text not null,
    person text not null,
    payload text not null,
    state text not null check (state in ('sending', 'unconfirmed')),
    created_at text not null,
    attempts integer not null default 0,
    last_error text not null default ''
) strict
"""
_COLUMNS = "key, books, function, chama, person, payload, state, created_at, attempts, last_error"
_FIRST_PAUSE = 0.1
_LONGEST_PAUSE = 5.0
# after a lost answer these say nothing about the act itself: it may have been booked the first time
_BESIDE_THE_POINT = frozenset(
    {"28000", "28P01", "3D000", "42501", "53100", "57014", "58030", "MP403", "MP422", "MP426"}
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One act that is not known to be booked; times in UTC."""

    key: UUID
    books: str
    function: str
    chama: UUID
    person: UUID
    payload: dict[str, Any]
    state: str
    created_at: datetime
    attempts: int
    last_error: str


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of one waiting act: its answer, or the failure that met it."""

    act: Waiting
    answer: dict[str, Any] | None
    failure: Failure | None


class Outbox:
    """The acts of one home that wait for an answer; any thread may use it, a killed process loses none."""

    def __init__(self, home: Path) -> None:
        self.home = home
        path = home / "outbox.sqlite"
        path.touch(mode=0o600)
        self._lock = threading.Lock()
        self._flying: set[UUID] = set()
        self._file = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
        self._file.execute("pragma journal_mode = wal")
        self._file.execute(_SCHEMA)

    def perform(
        self,
        session: "Session",
        chama: UUID,
        function: str,
        payload: dict[str, Any],
        key: UUID | None = None,
        *,
        patience: float = 10.0,
    ) -> dict[str, Any]:
        """Do one act and return its answer; a lost answer is asked for again for `patience` seconds under the same key.

        Raises Refused when the books say no (nothing waits), Lost when the act still waits here.
        """
        act = Waiting(
            key or uuid4(), session.database.name, function, chama, session.person.id, payload, "sending", _now(), 0, ""
        )
        attempts = self._write(act)
        return self._send(session, replace(act, attempts=attempts), patience)

    def pending(self) -> list[Waiting]:
        """Return every act not known to be booked, oldest first."""
        rows = self._all(f"select {_COLUMNS} from acts order by created_at, key")  # noqa: S608
        return [_waiting(row) for row in rows]

    def replay_all(
        self, session: "Session", *, patience: float = 0.0, told: Callable[[Replayed], None] = lambda _: None
    ) -> list[Replayed]:
        """Send again what this person left waiting for these books, and return what became of each."""
        results: list[Replayed] = []
        for act in self.pending():
            if act.person != session.person.id or act.books != session.database.name or act.key in self._flying:
                continue
            result = self._replay(session, act, patience)
            results.append(result)
            told(result)
            if isinstance(result.failure, Lost):
                break  # the server is away: the rest would only wait as long
        return results

    def forget(self, key: UUID) -> None:
        """Strike out an act on the user's word that it is settled otherwise."""
        self._do("delete from acts where key = ?", (str(key),))

    def close(self) -> None:
        """Close the file; what waits in it stays."""
        with self._lock:
            self._file.close()

    def _replay(self, session: "Session", act: Waiting, patience: float) -> Replayed:
        try:
            # even a first attempt that noted nothing may have reached the books before this program was killed
            return Replayed(act, self._send(session, replace(act, attempts=max(act.attempts, 1)), patience), None)
        except Failure as failure:
            return Replayed(act, None, failure)

    def _send(self, session: "Session", act: Waiting, patience: float) -> dict[str, Any]:
        from psycopg.types.json import Jsonb

        self._flying.add(act.key)
        try:
            return self._try(session, act, Jsonb(act.payload), time.monotonic() + patience)
        finally:
            self._flying.discard(act.key)

    def _try(self, session: "Session", act: Waiting, payload: object, end: float) -> dict[str, Any]:
        pause, attempts = _FIRST_PAUSE, act.attempts
        while True:
            try:
                answer = session.act(act.function, (act.chama, act.key, payload))
            except Exception as error:
                failure = explain(error)
                if _settled(failure, attempts):
                    self.forget(act.key)
                    raise failure from error
                attempts += 1
                self._note(act.key, attempts, failure)
                if not isinstance(failure, Lost) or time.monotonic() + pause > end:
                    raise failure from error
                time.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
            else:
                with suppress(sqlite3.Error):  # booked is booked: a row too many is replayed and gets the same answer
                    self.forget(act.key)
                return cast("dict[str, Any]", answer)

    def _write(self, act: Waiting) -> int:
        """Write the act down and return how often its key was sent before, as far as is known."""
        values = (
            str(act.key),
            act.books,
            act.function,
            str(act.chama),
            str(act.person),
            json.dumps(act.payload, ensure_ascii=False),
            act.state,
            act.created_at.isoformat(),
        )
        # the same key again is the same form sent again, perhaps corrected
        sql = (
            "insert into acts (key, books, function, chama, person, payload, state, created_at)"
            " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (key) do update"
            " set payload = excluded.payload, attempts = max(attempts, 1) returning attempts"
        )
        try:
            with self._lock:
                self._file.execute("pragma synchronous = full")  # on the disk before it is on the way
                with closing(self._file.execute(sql, values)) as cursor:
                    return int(cursor.fetchall()[0][0])
        except sqlite3.Error as error:
            raise explain(error) from error

    def _note(self, key: UUID, attempts: int, failure: Failure) -> None:
        self._do(
            "update acts set state = 'unconfirmed', attempts = ?, last_error = ? where key = ?",
            (attempts, failure.code, str(key)),
        )

    def _do(self, sql: str, values: tuple[object, ...]) -> None:
        with self._lock:
            # a row struck out that a power cut brings back is sent again and gets the same answer: no need to wait
            self._file.execute("pragma synchronous = normal")
            self._file.execute(sql, values)

    def _all(self, sql: str) -> list[tuple[Any, ...]]:
        with self._lock, closing(self._file.execute(sql)) as cursor:
            return cursor.fetchall()


def _settled(failure: Failure, attempts: int) -> bool:
    """Say whether the failure proves that the act was not booked."""
    if isinstance(failure, Lost):
        return False
    if isinstance(failure, Refused) and failure.code in _BESIDE_THE_POINT:
        return attempts == 0
    if isinstance(failure, Bug):
        return attempts == 0 and len(failure.code) == 5  # a SQLSTATE: the server rolled it back
    return True


def _waiting(row: tuple[Any, ...]) -> Waiting:
    key, books, function, chama, person, payload, state, created_at, attempts, last_error = row
    return Waiting(
        UUID(key),
        books,
        function,
        UUID(chama),
        UUID(person),
        json.loads(payload),
        state,
        datetime.fromisoformat(created_at),
        attempts,
        last_error,
    )


def _now() -> datetime:
    return datetime.now(UTC)
