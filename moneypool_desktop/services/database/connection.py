"""Reading and acting in the books: one round trip each, under the token of whoever is signed in."""

import re
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, LiteralString, cast
from uuid import UUID

from moneypool_desktop.models.rows.session import Chama, Person
from moneypool_desktop.services.database.pool import Pool, tidy
from moneypool_desktop.services.failures import Lost, explain

if TYPE_CHECKING:
    import psycopg

    from moneypool_desktop.services.database.outbox import Outbox

type Query = tuple[LiteralString, Sequence[object]]
type Rows = list[tuple[Any, ...]]

_AS_PERSON: LiteralString = "select set_config('app.session_token', %s, true)"
_SNAPSHOT: LiteralString = "begin isolation level repeatable read read only"
_NAME = re.compile(r"[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?")
_ME: LiteralString = "select auth.me()"
RIGHTS: LiteralString = "select api.my_rights(%s)"


class Database:
    """One PostgreSQL as this computer's role: a small pool any thread may use; every error becomes a Failure."""

    def __init__(self, conninfo: Callable[[], str], *, name: str, size: int = 4) -> None:
        """`name` tells one set of books from another on this computer; waiting acts go only to their own."""
        self.name = name
        self.statements: list[str] | None = None
        self._pool = Pool(conninfo, size)

    def read(self, sql: LiteralString, params: Sequence[object] = (), *, token: str | None) -> Rows:
        """Return the rows of one query under the token, in a read-only transaction of one round trip."""
        return self.read_all([(sql, params)], token=token)[0]

    def read_as[Row](
        self, row: Callable[..., Row], sql: LiteralString, params: Sequence[object] = (), *, token: str | None
    ) -> list[Row]:
        """Return the rows of one query, each made by `row` from its columns in order."""
        return [row(*values) for values in self.read(sql, params, token=token)]

    def read_all(self, queries: Iterable[Query], *, token: str | None) -> list[Rows]:
        """Return the rows of each query, all as of one moment and all in one round trip."""
        asked = list(queries)
        try:
            return self._read_all(asked, token)
        except Lost as lost:
            if lost.code.startswith(("08", "57P")):  # reading twice is harmless: once more on a new connection
                return self._read_all(asked, token)
            raise

    def act(self, function: str, args: Sequence[object], *, token: str | None) -> Any:
        """Call one function of schema api (or another, named) as one committed statement and return what it returns."""
        sql = _call(function, len(args))
        self._note(sql)
        with self._explained(), self._pool.lend() as connection:
            row = connection.execute(sql, (token or "", *args)).fetchone()
        return row[0] if row else None

    def inspect[Seen](self, look: Callable[["psycopg.Connection"], Seen]) -> Seen:
        """Return what `look` finds with a connection as this computer, nobody being signed in."""
        with self._explained(), self._pool.lend() as connection:
            return look(connection)

    def cancel(self, thread: int) -> bool:
        """Stop the query or act that a thread (`threading.get_ident()`) is waiting for; False when there is none."""
        return self._pool.cancel(thread)

    def discard(self) -> None:
        """Leave nothing of the last person on the server: call at sign-out."""
        self._pool.discard()

    def close(self) -> None:
        """Close every connection; one still lent is closed when it comes back."""
        self._pool.discard()

    def _read_all(self, queries: list[Query], token: str | None) -> list[Rows]:
        self._note("; ".join(sql for sql, _ in queries))
        with self._explained(), self._pool.lend() as connection:
            with connection.pipeline():
                connection.execute(_SNAPSHOT)
                connection.execute(_AS_PERSON, (token or "",))
                cursors = [connection.execute(sql, params or None) for sql, params in queries]
                connection.execute("commit")
            return [cursor.fetchall() for cursor in cursors]

    def _note(self, sql: str) -> None:
        if self.statements is not None:
            self.statements.append(tidy(sql))

    @contextmanager
    def _explained(self) -> Generator[None]:
        import psycopg

        try:
            yield
        except psycopg.Error as error:
            raise explain(error) from error


@dataclass(slots=True, eq=False, weakref_slot=True)
class Session:
    """A person signed in on this computer; `token` is their only identity and lives in memory alone.

    `vault` opens what is sealed for this person and is never sent anywhere.
    """

    database: Database
    token: str = field(repr=False)
    person: Person
    computer: str
    vault: bytes = field(default=b"", repr=False)

    def go_on(self, newer: "Session") -> None:
        """Go on under a newer session of the same person; whoever holds this one follows. Another's: ValueError."""
        if newer.person.id != self.person.id:
            raise ValueError(newer.person.email)
        self.token, self.vault = newer.token, newer.vault

    def read(self, sql: LiteralString, params: Sequence[object] = ()) -> Rows:
        """Return the rows of one query as this person may see them."""
        return self.database.read(sql, params, token=self.token)

    def read_as[Row](self, row: Callable[..., Row], sql: LiteralString, params: Sequence[object] = ()) -> list[Row]:
        """Return the rows of one query, each made by `row` from its columns in order."""
        return self.database.read_as(row, sql, params, token=self.token)

    def read_all(self, queries: Iterable[Query]) -> list[Rows]:
        """Return the rows of each query, all as of one moment and all in one round trip."""
        return self.database.read_all(queries, token=self.token)

    def act(self, function: str, args: Sequence[object]) -> Any:
        """Call one function as this person."""
        return self.database.act(function, args, token=self.token)


@dataclass(frozen=True, slots=True)
class Books:
    """One chama's books, opened by a person: what nearly every service takes first."""

    session: Session
    chama: Chama
    outbox: "Outbox"
    rights: frozenset[str] = frozenset()

    def read(self, sql: LiteralString, params: Sequence[object] = ()) -> Rows:
        """Return the rows of one query as this person may see them."""
        return self.session.read(sql, params)

    def read_as[Row](self, row: Callable[..., Row], sql: LiteralString, params: Sequence[object] = ()) -> list[Row]:
        """Return the rows of one query, each made by `row` from its columns in order."""
        return self.session.read_as(row, sql, params)

    def read_all(self, queries: Iterable[Query]) -> list[Rows]:
        """Return the rows of each query, all as of one moment and all in one round trip."""
        return self.session.read_all(queries)

    def act(self, function: str, payload: dict[str, Any], key: UUID | None = None) -> dict[str, Any]:
        """Do one act in the chama exactly once, through the outbox; the same key again returns the first answer.

        Raises Refused when the books say no (nothing was kept), Lost when no answer came (it waits in the outbox).
        """
        return self.outbox.perform(self.session, self.chama.id, function, payload, key)

    def can(self, permission: str) -> bool:
        """Say whether the person holds a right here; only for what to show, the database decides again."""
        return permission in self.rights


def session_of(database: Database, token: str, vault: bytes) -> Session:
    """Return the session that a token opens."""
    told = cast("dict[str, str]", database.read(_ME, token=token)[0][0])
    name = " ".join(part for part in (told["first_name"], told["last_name"]) if part)
    person = Person(UUID(told["id"]), name, told["email"], told["language"])
    return Session(database, token, person, told["computer"], vault)


def open_books(session: Session, chama: Chama, outbox: "Outbox") -> Books:
    """Return the chama's books with the person's rights in it."""
    books = Books(session, chama, outbox)
    found = session.read(RIGHTS, (chama.id,))
    return replace(books, rights=frozenset(cast("list[str]", found[0][0])))


def _call(function: str, count: int) -> LiteralString:
    if not _NAME.fullmatch(function):
        raise ValueError(function)
    name = function if "." in function else f"api.{function}"
    places = ", ".join(["%s"] * count)
    # the token is set before the function runs because the function reads its row
    sql = f"with s as materialized (select set_config('app.session_token', %s, true)) select {name}({places}) from s"  # noqa: S608
    return cast("LiteralString", sql)
