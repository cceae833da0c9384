"""The structure that the revisions make is the one the mapped classes describe, and nothing else."""

from typing import Any

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.dialects.postgresql.base import ischema_names

from moneypool_desktop.models.tables import Base
from moneypool_desktop.models.tables.auth import Xid8

NOT_MAPPED = {("ops", "applied_sql"), ("ops", "schema_version"), ("ops", "alembic_version")}


@pytest.fixture
def engine(database_url: str) -> Any:
    ischema_names["xid8"] = Xid8  # SQLAlchemy does not know the type by itself
    made = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(database_url))
    yield made
    made.dispose()


def _partition(name: str) -> bool:
    stem, _, period = name.rpartition("_")
    return stem in ("transactions", "ledger_entries", "audit_logs", "notifications") and period[:4].isdigit()


def _copied(change: Any) -> bool:
    """PostgreSQL lists a reference to a partitioned table once more for each partition."""
    return change[0] == "remove_fk" and all(_partition(key.target_fullname.split(".")[1]) for key in change[1].elements)


def test_the_head_revision_equals_the_mapped_classes(engine: Any) -> None:
    def ours(name: str | None, kind: str, parents: Any) -> bool:
        if kind == "schema":
            return name in ("app", "auth")
        return not (kind == "table" and name is not None and _partition(name))

    def seen(_thing: Any, name: str | None, kind: str, _reflected: bool, _compared: Any) -> bool:
        return not (kind == "table" and name is not None and _partition(name))

    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_schemas": True,
                "include_name": ours,
                "include_object": seen,
                "compare_type": True,
                "compare_server_default": False,
            },
        )
        # comments on tables are sentences of migrations/sql, beside what the table is used for
        found = compare_metadata(context, Base.metadata)
    assert [change for change in found if change[0] != "remove_table_comment" and not _copied(change)] == []


def test_every_check_of_the_mapped_classes_stands_in_the_database(engine: Any) -> None:
    found = inspect(engine)
    for table in Base.metadata.sorted_tables:
        wanted = {str(c.name) for c in table.constraints if type(c).__name__ == "CheckConstraint"}
        there = {str(c["name"]) for c in found.get_check_constraints(table.name, schema=table.schema)}
        assert wanted <= there, table.fullname


def test_money_audit_and_messages_are_cut_by_date_and_no_partition_may_be_read_by_itself(engine: Any) -> None:
    parts = """
        select p.relname, c.relname, c.relrowsecurity, has_table_privilege('mp_device', c.oid, 'select')
        from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
        join pg_namespace n on n.oid = p.relnamespace
        where n.nspname = 'app' and p.relkind = 'p'
    """
    with engine.connect() as connection:
        rows = connection.execute(text(parts)).fetchall()
    assert {parent for parent, *_ in rows} == {"transactions", "ledger_entries", "audit_logs", "notifications"}
    assert all(secured and not readable for _, _, secured, readable in rows)


def test_every_table_with_a_chama_or_a_person_is_behind_row_level_security(engine: Any) -> None:
    bare = """
        select n.nspname || '.' || c.relname
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'app' and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
    """
    with engine.connect() as connection:
        assert [row[0] for row in connection.execute(text(bare))] == []


def test_every_policy_is_for_everybody_because_a_role_named_in_one_could_drop_it(engine: Any) -> None:
    named = "select schemaname || '.' || policyname from pg_policies where roles <> '{public}'"
    with engine.connect() as connection:
        assert [row[0] for row in connection.execute(text(named))] == []


def test_every_function_that_runs_with_other_rights_fixes_its_search_path(engine: Any) -> None:
    loose = """
        select p.oid::regprocedure::text
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname in ('app', 'auth', 'api', 'ops', 'ledger') and p.prosecdef
          and not coalesce(p.proconfig, '{}') @> '{"search_path=pg_catalog, pg_temp"}'
    """
    with engine.connect() as connection:
        assert [row[0] for row in connection.execute(text(loose))] == []


def test_a_computer_may_call_only_the_functions_meant_for_it(engine: Any) -> None:
    inner = """
        select p.oid::regprocedure::text
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname = 'ledger' and has_function_privilege('mp_device', p.oid, 'execute')
    """
    with engine.connect() as connection:
        assert [row[0] for row in connection.execute(text(inner))] == []
