"""The sample chama's database on the embedded server: made, entered, dropped; never mixed with real books."""

import secrets
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, LiteralString
from uuid import UUID

from moneypool_desktop.language import tr
from moneypool_desktop.models.rows.session import Chama
from moneypool_desktop.services.database import enrol, migrate
from moneypool_desktop.services.database.cluster import Cluster
from moneypool_desktop.services.database.connection import Database, Session, session_of
from moneypool_desktop.services.database.opening import make_database
from moneypool_desktop.services.database.postmaster import Progress
from moneypool_desktop.services.failures import Refused, explain
from moneypool_desktop.services.runtime.secrets import Secrets

if TYPE_CHECKING:
    import psycopg

    from moneypool_desktop.services.sample.plan import SamplePlan

DATABASE = "moneypool_sample"
BOOKS = "sample"
"""The name of these books in the outbox."""
MEMBERS, MONTHS, SEED = 34, 36, 1
MOST_MEMBERS, MOST_MONTHS = 500, 120
_DRAFT = "moneypool_sample_new"
_ONE_AT_A_TIME = 7_301_966_002  # any number, the same in every program that makes the sample
_NAIROBI = timezone(timedelta(hours=3))

_EXISTS: LiteralString = "select from pg_database where datname = %s"
_REGISTER: LiteralString = (
    "select auth.register_computer(%s, %s) where not exists (select from app.computers where device_role = %s)"
)
_ADD_SESSION: LiteralString = (
    "insert into auth.sessions (token_hash, user_id, device_role, epoch, expires_at, step_up_at)"
    " select sha256(convert_to(%s, 'UTF8')), %s, %s, number, now() + interval '12 hours', now() from auth.epoch"
)
_OFFICER: LiteralString = (
    "select m.user_id, c.id, c.name, c.short_name, m.role, c.status, c.currency, c.is_sample"
    " from app.chama_members m join app.chamas c on c.id = m.chama_id"
    " where c.is_sample and m.role = %s and m.status = 'active' order by m.member_number limit 1"
)


def create(
    cluster: Cluster, *, members: int = MEMBERS, months: int = MONTHS, seed: int = SEED, until: date | None = None,
    progress: Progress = lambda _sentence, _percent: None, cancelled: Callable[[], bool] = lambda: False,
) -> bool:  # fmt: skip
    """Make the sample chama anew, in place of one from before; False when it was cancelled and nothing changed.

    `until` is the last day of its books (today); the same arguments make the same numbers, names and amounts.
    """
    from moneypool_desktop.services.sample.plan import SamplePlan

    plan = SamplePlan(members=members, months=months, seed=seed, until=until or datetime.now(_NAIROBI).date())
    with _root(cluster) as root:
        root.execute("select pg_advisory_lock(%s)", (_ONE_AT_A_TIME,))
        _drop(root, _DRAFT)  # what a killed creation left
        try:
            made = _fill(cluster, plan, progress, cancelled)
            if made:
                _drop(root, DATABASE)
                _rename(root)
        finally:
            _drop(root, _DRAFT)
    return made


def exists(cluster: Cluster) -> bool:
    """Say whether there is a sample chama to enter."""
    with _root(cluster) as root:
        return root.execute(_EXISTS, (DATABASE,)).fetchone() is not None


def drop(cluster: Cluster) -> bool:
    """Remove the sample chama, closing every window on it; False when there was none."""
    with _root(cluster) as root:
        found = root.execute(_EXISTS, (DATABASE,)).fetchone() is not None
        _drop(root, DATABASE)
        return found


def session(cluster: Cluster, role: str = "treasurer") -> tuple[Session, Chama]:
    """Sign in to the sample chama as one of its officers, without a password, and return its chama.

    Close `session.database` at the end. Refuses when there is no sample, or a newer program made it.
    """
    import psycopg

    try:
        opened = psycopg.connect(cluster.root_conninfo(DATABASE), autocommit=True)
    except psycopg.OperationalError as error:
        if not exists(cluster):
            raise Refused(
                "sample.none",
                tr("There is no sample chama on this computer."),
                advice=tr("Make one with `moneypool-cli demo create`, or from the first page."),
            ) from None
        raise explain(error) from error
    with opened as root:
        if migrate.state(root) is not migrate.State.CURRENT:
            migrate.upgrade(cluster.root_conninfo(DATABASE))
        device = _enrol(cluster, root)
        found = root.execute(_OFFICER, (role,)).fetchone()
        assert found is not None  # noqa: S101 - the sample has every officer
        user, *chama = found
        database = _database(cluster, device, DATABASE, size=2)
        return _sign_in(root, database, device[0], user), Chama(*chama)


def _fill(cluster: Cluster, plan: "SamplePlan", progress: Progress, cancelled: Callable[[], bool]) -> bool:
    from moneypool_desktop.services.sample.posting import SampleBooks

    sentence = tr("Making the sample chama.")
    progress(sentence, 0)
    make_database(cluster, _DRAFT)
    migrate.upgrade(cluster.root_conninfo(_DRAFT))
    with _root(cluster, _DRAFT) as root:
        device = _enrol(cluster, root)
        database = _database(cluster, device, _DRAFT, size=1)
        try:
            books = SampleBooks(plan, root, lambda user: _sign_in(root, database, device[0], user))
            for done, _ in enumerate(books.steps(), 1):
                progress(sentence, 100 * done // (len(plan.meetings) + 3))
                if cancelled():
                    return False
            root.execute("analyze")
        finally:
            database.close()
    return True


def _enrol(cluster: Cluster, root: "psycopg.Connection") -> tuple[str, str]:
    """Let this computer's role, which the real books gave it, into the sample too: roles belong to the whole server."""
    device = enrol.kept(Secrets(cluster.home))
    if device is None:
        raise Refused("sample.books", tr("Open MoneyPool once on this computer before making the sample chama."))
    root.execute(_REGISTER, (device[0], tr("This computer"), device[0]))
    return device


def _database(cluster: Cluster, device: tuple[str, str], name: str, *, size: int) -> Database:
    role, secret = device
    return Database(lambda: cluster.conninfo(role, secret, name), name=BOOKS, size=size)


def _sign_in(root: "psycopg.Connection", database: Database, device: str, user: UUID) -> Session:
    token = secrets.token_hex(32)
    root.execute(_ADD_SESSION, (token, user, device))
    return session_of(database, token, b"")


@contextmanager
def _root(cluster: Cluster, database: str = "postgres") -> "Generator[psycopg.Connection]":
    import psycopg

    with psycopg.connect(cluster.root_conninfo(database), autocommit=True) as connection:
        yield connection


def _drop(root: "psycopg.Connection", name: str) -> None:
    from psycopg import sql

    root.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _rename(root: "psycopg.Connection") -> None:
    from psycopg import sql

    root.execute(sql.SQL("alter database {} rename to {}").format(sql.Identifier(_DRAFT), sql.Identifier(DATABASE)))
