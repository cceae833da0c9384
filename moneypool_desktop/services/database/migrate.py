"""The structure of the books: one way up for the embedded server and a shared one, all in one transaction."""

import hashlib
import os
import re
from collections.abc import Iterator
from enum import StrEnum
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING, LiteralString, cast

from moneypool_desktop import __version__, places
from moneypool_desktop.language import tr
from moneypool_desktop.services.failures import Refused

if TYPE_CHECKING:
    import psycopg

_LOCK = 7_301_966_001  # any number, the same in every program that upgrades
_REVISION = re.compile(r"""^revision\s*(?::[^=]+)?=\s*["'](.+?)["']""", re.MULTILINE)
_PARENT = re.compile(r"""^down_revision\s*(?::[^=]+)?=\s*["'](.+?)["']""", re.MULTILINE)
_FIRST = "00_"
_ALWAYS = ("70_", "80_", "90_")  # owners, policies and hardening speak of every table and function, new ones too

_PREPARE = """
create schema if not exists ops;
grant usage on schema ops to public;
create table if not exists ops.applied_sql (
    path text primary key,
    sha256 text not null,
    applied_at timestamptz not null default now()
);
comment on table ops.applied_sql is 'Which text of each repeatable SQL file this database holds.';
create table if not exists ops.schema_version (
    id bigint generated always as identity primary key,
    revision text not null,
    sql_sha256 text not null,
    program text not null,
    applied_at timestamptz not null default now()
);
comment on table ops.schema_version is 'Every upgrade of this database; the last row is what it is now.';
grant select on ops.schema_version to public;
"""


class State(StrEnum):
    """How the structure of a database stands to this program."""

    EMPTY = "empty"
    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"


def state(connection: "psycopg.Connection", migrations: Path | None = None) -> State:
    """Return how the database's structure stands to the one this program brings."""
    folder = migrations or places.migrations()
    known = connection.execute("select to_regclass('ops.schema_version') is not null").fetchone()
    last = (
        connection.execute(
            "select revision, sql_sha256, program from ops.schema_version order by id desc limit 1"
        ).fetchone()
        if known and known[0]
        else None
    )
    if last is None:
        return State.EMPTY
    revision, digest, program = last
    if (revision, digest) == _brought(folder):
        return State.CURRENT
    if revision not in _revisions(folder) or _order(program) > _order(__version__):
        return State.NEWER
    return State.OLDER


def check_version(connection: "psycopg.Connection", migrations: Path | None = None) -> None:
    """Refuse with MP426 and a sentence when this program and the database's structure do not fit each other."""
    refuse_unless_current(state(connection, migrations))


def refuse_unless_current(found: State) -> None:
    """Refuse with MP426 and a sentence every state in which reading or writing would be unsafe."""
    if found is State.NEWER:
        raise Refused(
            "MP426",
            tr("These books were opened by a newer MoneyPool. This one is too old to read them safely."),
            kept=tr("The books are untouched."),
            advice=tr("Install the newest MoneyPool on this computer."),
        )
    if found is not State.CURRENT:
        raise Refused(
            "MP426",
            tr("These books were made by an older MoneyPool and must be brought up to date first."),
            kept=tr("The books are untouched."),
            advice=tr("Ask whoever looks after the server to run the upgrade, or open the older MoneyPool."),
        )


def upgrade(conninfo: str, migrations: Path | None = None) -> bool:
    """Bring the database to this program's structure in one transaction; False when it was there already.

    Needs a superuser's connection string. Refuses with MP426 a database that a newer program upgraded.
    """
    import psycopg

    folder = migrations or places.migrations()
    with psycopg.connect(conninfo, autocommit=True) as connection:
        before = state(connection, folder)
    if before is State.CURRENT:
        return False
    _upgrade(conninfo, folder)
    return True


def apply_sql(connection: "psycopg.Connection", folder: Path, *, first: bool) -> None:
    """Apply every repeatable file whose text changed: those under `00_*` when `first`, else all the others.

    Files under `_ALWAYS` are applied in every upgrade.
    """
    applied = dict(connection.execute("select path, sha256 from ops.applied_sql").fetchall())
    for path, text in _sql_files(folder):
        digest = hashlib.sha256(text.encode()).hexdigest()
        if path.startswith(_FIRST) is not first:
            continue
        if applied.get(path) == digest and not path.startswith(_ALWAYS):
            continue
        try:
            connection.execute(cast("LiteralString", text))
        except Exception as error:
            error.add_note(f"while applying migrations/sql/{path}")
            raise
        connection.execute(
            "insert into ops.applied_sql (path, sha256) values (%s, %s)"
            " on conflict (path) do update set sha256 = excluded.sha256, applied_at = now()",
            (path, digest),
        )


def _upgrade(conninfo: str, folder: Path) -> None:
    import psycopg
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(conninfo), poolclass=NullPool)
    with engine.begin() as shared:
        raw = cast("psycopg.Connection", shared.connection.driver_connection)
        raw.execute("select pg_advisory_xact_lock(%s)", (_LOCK,))
        found = state(raw, folder)
        if found is State.CURRENT:
            return
        if found is State.NEWER:
            refuse_unless_current(found)
        raw.execute(_PREPARE)
        apply_sql(raw, folder / "sql", first=True)
        config.attributes["connection"] = shared
        command.upgrade(config, "head")
        apply_sql(raw, folder / "sql", first=False)
        revision, digest = _brought(folder)
        raw.execute(
            "insert into ops.schema_version (revision, sql_sha256, program) values (%s, %s, %s)",
            (revision, digest, __version__),
        )


def _brought(folder: Path) -> tuple[str, str]:
    total = hashlib.sha256()
    for path, text in _sql_files(folder / "sql"):
        total.update(f"{path}\0{text}\0".encode())
    parents = _revisions(folder)
    heads = set(parents) - set(parents.values())
    return max(heads, default=""), total.hexdigest()


def _revisions(folder: Path) -> dict[str, str]:
    # read without Alembic, whose import alone costs more than a warm start
    found: dict[str, str] = {}
    for path in (folder / "versions").glob("*.py"):
        text = path.read_text("utf-8")
        parent = _PARENT.search(text)
        if own := _REVISION.search(text):
            found[own[1]] = parent[1] if parent else ""
    return found


def _sql_files(folder: Path) -> Iterator[tuple[str, str]]:
    # read at every start: as plain bytes, which is a third of what pathlib takes
    found = glob("**/*.sql", root_dir=folder, recursive=True)  # noqa: PTH207
    for name in sorted(path.replace(os.sep, "/") for path in found):
        with open(f"{folder}/{name}", "rb") as file:  # noqa: PTH123
            yield name, file.read().decode().replace("\r\n", "\n")


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))
