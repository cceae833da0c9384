"""One way up: files before, revisions, files after, in one transaction or not at all."""

import secrets
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from moneypool_desktop import places
from moneypool_desktop.services.database import migrate
from moneypool_desktop.services.database.cluster import Cluster
from moneypool_desktop.services.failures import Refused

_REVISION = """
from alembic import op
revision = {own!r}
down_revision = {parent!r}
def upgrade():
    op.execute({statement!r})
"""


@pytest.fixture
def empty(cluster: Cluster) -> Iterator[str]:
    """The connection string of a database in which nothing was made yet."""
    name = sql.Identifier(f"empty_{secrets.token_hex(4)}")
    with psycopg.connect(cluster.root_conninfo(), autocommit=True) as root:
        root.execute(sql.SQL("create database {} template template0").format(name))
        yield cluster.root_conninfo(name.as_string().strip('"'))
        root.execute(sql.SQL("drop database {} with (force)").format(name))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small folder of migrations: a file before, one revision, two files after."""
    (tmp_path / "env.py").write_text((places.migrations() / "env.py").read_text())
    (tmp_path / "versions").mkdir()
    _write(tmp_path, "00_first/schema.sql", "create schema if not exists s")
    _write(tmp_path, "10_after/b.sql", "create or replace function s.b() returns int language sql return s.a() + 1")
    _write(tmp_path, "10_after/a.sql", "create or replace function s.a() returns int language sql return 1")
    _revise(tmp_path, "0001", None, "create table s.t (n int)")
    return tmp_path


def _write(folder: Path, name: str, text: str) -> None:
    path = folder / "sql" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def _revise(folder: Path, own: str, parent: str | None, statement: str) -> None:
    text = _REVISION.format(own=own, parent=parent, statement=statement)
    (folder / "versions" / f"{own}_step.py").write_text(text)


def _one(conninfo: str, query: str) -> object:
    with psycopg.connect(conninfo) as connection:
        row = connection.execute(query).fetchone()  # type: ignore[arg-type]
    return row[0] if row else None


def test_files_before_then_revisions_then_files_after_by_path(empty: str, folder: Path) -> None:
    assert migrate.upgrade(empty, folder)
    assert _one(empty, "select s.b()") == 2
    assert _one(empty, "select count(*) from s.t") == 0
    assert _one(empty, "select version_num from ops.alembic_version") == "0001"


def test_a_second_upgrade_changes_nothing(empty: str, folder: Path) -> None:
    migrate.upgrade(empty, folder)
    assert not migrate.upgrade(empty, folder)
    assert _one(empty, "select count(*) from ops.schema_version") == 1


def test_only_files_whose_text_changed_are_applied_again(empty: str, folder: Path) -> None:
    migrate.upgrade(empty, folder)
    _write(folder, "10_after/a.sql", "create or replace function s.a() returns int language sql return 41")
    assert migrate.upgrade(empty, folder)
    assert _one(empty, "select s.b()") == 42
    assert (
        _one(
            empty,
            "select count(*) from ops.applied_sql where applied_at > (select min(applied_at) from ops.applied_sql)",
        )
        == 1
    )


def test_files_about_every_function_are_applied_again_when_any_other_changed(empty: str, folder: Path) -> None:
    _write(folder, "80_owners/all.sql", "create table if not exists s.runs (n int); insert into s.runs values (1)")
    migrate.upgrade(empty, folder)
    _write(folder, "10_after/a.sql", "create or replace function s.a() returns int language sql return 41")
    migrate.upgrade(empty, folder)
    assert _one(empty, "select count(*) from s.runs") == 2


def test_a_failing_file_leaves_no_trace_and_is_named(empty: str, folder: Path) -> None:
    migrate.upgrade(empty, folder)
    _revise(folder, "0002", "0001", "alter table s.t add column more text")
    _write(folder, "20_broken/c.sql", "select nonsense from nowhere")
    with pytest.raises(psycopg.Error) as failed:
        migrate.upgrade(empty, folder)
    assert "20_broken/c.sql" in str(failed.value.__notes__)
    assert _one(empty, "select version_num from ops.alembic_version") == "0001"
    assert (
        _one(empty, "select count(*) from information_schema.columns where table_schema = 's' and column_name = 'more'")
        == 0
    )


def test_a_failing_revision_leaves_no_trace(empty: str, folder: Path) -> None:
    _revise(folder, "0002", "0001", "select nonsense from nowhere")
    with pytest.raises(Exception, match=r"nonsense|nowhere"):
        migrate.upgrade(empty, folder)
    assert _one(empty, "select to_regnamespace('s') is null and to_regnamespace('ops') is null") is True


def test_two_upgrades_at_once_do_the_work_once(empty: str, folder: Path) -> None:
    failures: list[BaseException] = []

    def run() -> None:
        try:
            migrate.upgrade(empty, folder)
        except BaseException as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)

    both = [threading.Thread(target=run) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert failures == []
    assert _one(empty, "select count(*) from ops.schema_version") == 1


def test_a_program_older_than_the_books_refuses_with_a_sentence(empty: str, folder: Path) -> None:
    _revise(folder, "0002", "0001", "select 1")
    migrate.upgrade(empty, folder)
    (folder / "versions" / "0002_step.py").unlink()
    with psycopg.connect(empty) as connection, pytest.raises(Refused, match="newer MoneyPool") as refused:
        migrate.check_version(connection, folder)
    assert refused.value.code == "MP426"
    with pytest.raises(Refused, match="newer MoneyPool"):
        migrate.upgrade(empty, folder)


def test_a_program_whose_functions_are_older_refuses_too(empty: str, folder: Path) -> None:
    migrate.upgrade(empty, folder)
    with psycopg.connect(empty) as connection:
        connection.execute("update ops.schema_version set program = '99.0.0', sql_sha256 = 'of a newer program'")
        assert migrate.state(connection, folder) is migrate.State.NEWER


def test_a_program_newer_than_the_books_refuses_until_they_are_upgraded(empty: str, folder: Path) -> None:
    migrate.upgrade(empty, folder)
    _revise(folder, "0002", "0001", "select 1")
    with psycopg.connect(empty, autocommit=True) as connection:
        with pytest.raises(Refused, match="older MoneyPool") as refused:
            migrate.check_version(connection, folder)
        assert refused.value.code == "MP426"
        migrate.upgrade(empty, folder)
        migrate.check_version(connection, folder)


def test_an_empty_database_is_seen_as_empty(empty: str, folder: Path) -> None:
    with psycopg.connect(empty) as connection:
        assert migrate.state(connection, folder) is migrate.State.EMPTY


def test_every_shipped_sql_file_can_be_applied_twice(root: psycopg.Connection, database_url: str) -> None:
    root.execute("update ops.applied_sql set sha256 = 'changed'")
    root.execute("update ops.schema_version set sql_sha256 = 'changed'")
    assert migrate.upgrade(database_url)
    assert not migrate.upgrade(database_url)
