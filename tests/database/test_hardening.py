"""What somebody with a computer's secret and psql can do to the server and to others: nothing."""

from collections.abc import Callable, Iterator

import psycopg
import pytest
from psycopg import sql

from tests.database import identities as people
from tests.database.identities import Town

LIST_OF_DOORS = """
select n.nspname || '.' || p.proname
from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where n.nspname in ('auth', 'ops', 'ledger') and has_function_privilege('mp_device', p.oid, 'execute')
"""


@pytest.fixture
def town(device: Callable[[str], str]) -> Iterator[Town]:
    with Town(device) as town:
        yield town


@pytest.fixture
def psql(town: Town) -> psycopg.Connection:
    return town.guesser("Office PC").connection


@pytest.mark.parametrize(
    "statement",
    [
        "create table app.mine (id int)",
        "create table public.mine (id int)",
        "create temp table users (id int)",
        "create temp view users as select 1",
        "select 1 as id into temp mine",
        "create function pg_temp.uid() returns uuid language sql as 'select null::uuid'",
        "create function public.f() returns int language sql as 'select 1'",
        "create schema mine",
        "create role mine",
        "create database mine",
        "create extension plpgsql",
        "create policy mine on app.users using (true)",
        "drop policy users__see on app.users",
        "alter table app.users disable row level security",
        "alter table app.users disable trigger all",
        "drop table app.transactions",
        "truncate app.audit_logs",
        "do $$ begin lock table app.transactions in access exclusive mode nowait; end $$",
        "drop owned by mp_device",
        "drop owned by current_user",
        "reassign owned by mp_tables to current_user",
        "comment on table app.users is 'mine'",
        "grant mp_device to mp_reaper",
        "grant select on app.users to public",
        "alter default privileges grant execute on functions to public",
        "drop event trigger mp_refuse_ddl",
        "alter system set fsync = off",
        "set role mp_device",
        "set role mp_auth",
        "set session authorization mp_root",
        "set session_replication_role = replica",
        "set log_parameter_max_length = -1",
        "alter role mp_device nologin",
        "alter role mp_auth login password 'x'",
        "alter role current_user connection limit 100",
        "alter role current_user createrole",
        "alter role current_user bypassrls",
        "select pg_advisory_lock(1)",
        "select pg_try_advisory_xact_lock(1, 2)",
        "select pg_terminate_backend(pg_backend_pid())",
        "select pg_cancel_backend(pg_backend_pid())",
        "select pg_notify('a', 'b')",
        "select pg_logical_emit_message(true, 'a', 'b')",
        "select pg_export_snapshot()",
        "select lo_create(0)",
        "select lo_from_bytea(0, 'x')",
        "select lo_import('/etc/passwd')",
        "select query_to_xml('select 1', true, true, '')",
        "select table_to_xml('app.users', true, true, '')",
        "select pg_read_file('PG_VERSION')",
        "select pg_ls_dir('.')",
        "select pg_reload_conf()",
        "select pg_stat_reset()",
        "copy (select 1) to program 'true'",
        "copy app.users from stdin",
        "do language plpgsql $$ begin create temp table mine (id int); end $$",
        "select from pg_stat_activity",
        "select pg_stat_get_activity(null)",
        "select from pg_stats",
        "select from pg_statistic",
        "select from pg_locks",
        "select from pg_settings",
        "select from pg_stat_user_tables",
        "select from pg_authid",
        "select from auth.credentials",
        "select from auth.sessions",
        "select from auth.live_sessions",
        "select from auth.attempts",
        "select from auth.totp",
        "select from auth.server_secret",
        "delete from auth.budgets",
        "select from app.computers",
        "select from app.sealed_keys",
        "select auth.open_session(gen_random_uuid())",
        "select auth.set_credential(gen_random_uuid(), '{}')",
        "select auth.clear_budgets(gen_random_uuid())",
        "select auth.hmac_sha256('', '')",
        "select auth.new_epoch()",
        "select auth.register_computer('mpd_0000000000000000', 'x')",
        "select ops.end_connections('mpd_0000000000000000')",
        "update app.users set role = 'super_admin'",
        "insert into app.transactions default values",
        "delete from app.chama_members",
    ],
)
def test_a_computer_is_refused(psql: psycopg.Connection, statement: str) -> None:
    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.UndefinedObject)):
        psql.execute(statement.encode())


@pytest.mark.parametrize(
    "table",
    ["chamas", "chama_members", "accounts", "funds", "role_permissions", "audit_logs"],
)
def test_without_a_session_reading_fails_and_does_not_look_empty(
    town: Town, psql: psycopg.Connection, table: str
) -> None:
    people.chama(people.first_user(town.database()).session)
    with pytest.raises(psycopg.errors.InvalidAuthorizationSpecification, match="session ended"):
        psql.execute(sql.SQL("select count(*) from app.{}").format(sql.Identifier(table)))


def test_row_security_switched_off_is_an_error_and_no_way_round(psql: psycopg.Connection) -> None:
    psql.execute("set row_security = off")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        psql.execute("select from app.chamas")


def test_one_computer_cannot_touch_the_role_of_another(town: Town, psql: psycopg.Connection) -> None:
    other = town.guesser("Other").connection.info.user
    for act in ("password 'x'", "set statement_timeout = '1ms'", "nologin"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            psql.execute(sql.SQL("alter role {} " + act).format(sql.Identifier(other)))


def test_a_computer_may_renew_its_own_secret(psql: psycopg.Connection) -> None:
    psql.execute("alter role current_user password 'another'")
    info = psql.info
    psycopg.connect(host=info.host, port=info.port, dbname=info.dbname, user=info.user, password="another").close()


def test_settings_stored_for_a_role_lose_against_those_sent_at_start(town: Town, psql: psycopg.Connection) -> None:
    psql.execute("alter role current_user set statement_timeout = '1ms'")
    psql.execute("alter role current_user set synchronous_commit = off")
    seen = town.database().read(
        "select current_setting('statement_timeout'), current_setting('synchronous_commit')", token=None
    )
    assert seen == [("15s", "on")]


def test_a_computer_has_six_connections_and_no_more(town: Town) -> None:
    for _ in range(6):
        town.guesser("Office PC")
    with pytest.raises(psycopg.OperationalError, match="too many connections"):
        town.guesser("Office PC")


def test_a_computer_connects_to_this_database_only(town: Town) -> None:
    for database in ("postgres", "template1"):
        with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
            psycopg.connect(town.conninfo("Office PC"), dbname=database)


def test_dropping_what_the_group_owns_leaves_every_policy(psql: psycopg.Connection, root: psycopg.Connection) -> None:
    before = root.execute("select count(*) from pg_policy").fetchone()
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        psql.execute("drop owned by current_user cascade")
    assert root.execute("select count(*) from pg_policy").fetchone() == before


def test_a_token_in_a_setting_is_the_only_identity(psql: psycopg.Connection) -> None:
    for setting in ("app.current_user_id", "app.user_id", "app.session_token"):
        psql.execute("select set_config(%s, %s, false)", (setting, "00000000-0000-0000-0000-000000000001"))
    assert psql.execute("select app.try_uid()").fetchone() == (None,)


def test_only_these_functions_of_the_inner_schemas_are_open_to_computers(root: psycopg.Connection) -> None:
    inner = {name for (name,) in root.execute(LIST_OF_DOORS) if not name.startswith("ops.")}
    assert inner == {
        f"auth.{name}"
        for name in (
            "add_user", "attempt", "bootstrap_first_user", "chama_key", "collect", "computers", "end_session", "hello",
            "invite", "key_holders", "me", "my_keys", "my_sessions", "people", "set_status", "sign_out", "somebody",
            "store_chama_key", "touch",
        )
    }  # fmt: skip


def test_the_reaper_ends_who_holds_a_transaction_and_does_nothing(town: Town, psql: psycopg.Connection) -> None:
    idle = town.guesser("Frozen laptop").connection
    idle.autocommit = False
    idle.execute("select 1")
    ended = 0
    while not ended:
        ended = (psql.execute("select ops.reap('0 s')").fetchone() or (0,))[0]
    with pytest.raises(psycopg.OperationalError):
        idle.execute("select 1")
    assert psql.execute("select 1").fetchone() == (1,)


def test_a_stolen_computer_is_out_at_once(town: Town, root: psycopg.Connection) -> None:
    session = people.first_user(town.database()).session
    people.chama(session)
    stolen = town.guesser("Stolen")
    session.act("ops.revoke_device", (stolen.connection.info.user,))
    with pytest.raises(psycopg.OperationalError):
        stolen.connection.execute("select 1")
    with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
        town.guesser("Stolen")
    computers = session.read("select name, status from auth.computers()")
    assert computers == [("Office PC", "active"), ("Stolen", "revoked")]


def test_only_who_manages_computers_adds_one(town: Town, psql: psycopg.Connection) -> None:
    verifier = "SCRAM-SHA-256$4096:c2FsdHNhbHRzYWx0c2FsdA==$" + "A" * 43 + "=:" + "A" * 43 + "="
    enrol = "select ops.enrol_device('mpd_00000000000000aa', %s, 'Mine')"
    with pytest.raises(psycopg.errors.InvalidAuthorizationSpecification):
        psql.execute(enrol, (verifier,))
    session = people.first_user(town.database()).session
    with pytest.raises(psycopg.DatabaseError) as refused:
        psql.execute("select ops.enrol_device('mp_tables', %s, 'Mine')", (verifier,))
    assert refused.value.sqlstate == "MP421"
    session.act("ops.enrol_device", ("mpd_" + session.token[:16], verifier, "Third PC"))
    assert ("Third PC",) in session.read("select name from auth.computers()")


def test_the_check_of_the_server_finds_nothing_open(psql: psycopg.Connection) -> None:
    assert psql.execute("select code, found from ops.server_check() where not ok").fetchall() == []
