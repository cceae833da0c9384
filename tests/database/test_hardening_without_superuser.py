"""On a managed server nobody is superuser: the hardening then does what it may and says what stays open."""

from pathlib import Path

import psycopg
import pytest

from moneypool_desktop import places

SCRIPTS = sorted(places.migrations().joinpath("sql", "90_hardening").glob("*.sql"))


@pytest.fixture
def owner(root: psycopg.Connection, database_url: str) -> psycopg.Connection:
    """Open a connection whose role owns the database and the schema ops, and is no superuser."""
    root.execute("drop event trigger mp_refuse_ddl")
    root.execute("grant execute on function pg_notify(text, text) to public")
    root.execute("do $$ begin create role plain_owner; exception when duplicate_object then null; end $$")
    root.execute("do $$ begin execute format('alter database %I owner to plain_owner', current_database()); end $$")
    root.execute("alter schema ops owner to plain_owner")
    root.execute("alter function ops.refuse_ddl() owner to plain_owner")
    root.execute("alter function ops.server_check() owner to plain_owner")
    root.execute("set role plain_owner")
    return root


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_a_hardening_script_runs_without_a_superuser(owner: psycopg.Connection, script: Path) -> None:
    owner.execute(script.read_text("utf-8").encode())


def test_the_check_says_what_stays_open(owner: psycopg.Connection) -> None:
    for script in SCRIPTS:
        owner.execute(script.read_text("utf-8").encode())
    found = {code for (code,) in owner.execute("select code from ops.server_check() where not ok")}
    assert {"ddl_trigger", "server_functions"} <= found
