"""Reading and acting as one computer: one round trip each, settings nobody can poison, failures in sentences."""

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import LiteralString
from uuid import UUID

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from moneypool_desktop.services.database.connection import Database
from moneypool_desktop.services.failures import Bug, Failure, Lost, Refused

_MAKE: LiteralString = """
create table app.noted (id int primary key, token text);
create function api.note(p_id int) returns text language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
    insert into app.noted values (p_id, current_setting('app.session_token', true));
    return current_setting('app.session_token', true);
end $$;
create function api.fail(p_code text) returns void language plpgsql as $$
begin
    raise exception 'fixed' using errcode = p_code,
        detail = '{"place": "Cash box", "balance": "100.00", "wanted": "250.5"}';
end $$;
grant execute on function api.note(int), api.fail(text) to mp_device;
alter table app.noted disable row level security;
grant select on app.noted to mp_device;
"""


@pytest.fixture
def url(root: psycopg.Connection, device: Callable[[str], str]) -> str:
    root.execute(_MAKE)
    return device("Office PC")


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    opened = Database(lambda: url, name="tests", size=3)
    yield opened
    opened.close()


def _round_trips(database: Database, tmp_path: Path, work: Callable[[], object]) -> int:
    """Count how often the client waited for the server: each Sync or simple Query is one wait."""
    work()  # opens the connection and plans the statement
    trace = tmp_path / "trace"
    with trace.open("w") as stream:
        database.inspect(lambda connection: connection.pgconn.trace(stream.fileno()))
        work()
        database.inspect(lambda connection: connection.pgconn.untrace())
    lines = [line.split("\t") for line in trace.read_text().splitlines()]
    return sum("F" in fields and not {"Sync", "Query"}.isdisjoint(fields) for fields in lines)


def test_values_arrive_as_what_they_are(database: Database) -> None:
    query: LiteralString = (
        "select 10.50::numeric(15,2), date '2026-11-07', timestamptz '2026-11-07 09:00+03',"
        " '0190d5a0-0000-7000-8000-000000000001'::uuid, array['a','b'], null::text"
    )
    assert database.read(query, token=None) == [
        (
            Decimal("10.50"),
            date(2026, 11, 7),
            datetime(2026, 11, 7, 6, 0, tzinfo=UTC),
            UUID("0190d5a0-0000-7000-8000-000000000001"),
            ["a", "b"],
            None,
        )
    ]


def test_rows_are_made_from_columns_in_order(database: Database) -> None:
    @dataclass(frozen=True, slots=True)
    class Row:
        number: int
        name: str

    found = database.read_as(Row, "select n, 'm' || n from generate_series(1, %s) n", (2,), token=None)
    assert found == [Row(1, "m1"), Row(2, "m2")]


def test_the_token_holds_for_one_transaction_only(database: Database) -> None:
    seen: LiteralString = "select current_setting('app.session_token', true)"
    assert database.read(seen, token="secret") == [("secret",)]
    assert database.read(seen, token=None) == [("",)]
    assert database.act("note", (1,), token="secret") == "secret"
    assert database.inspect(lambda connection: connection.execute(seen).fetchone()) == ("",)


def test_reading_is_one_round_trip(database: Database, tmp_path: Path) -> None:
    assert _round_trips(database, tmp_path, lambda: database.read("select 1 where %s", (True,), token="t")) == 1


def test_reading_three_things_at_once_is_one_round_trip(database: Database, tmp_path: Path) -> None:
    queries: list[tuple[LiteralString, tuple[object, ...]]] = [
        ("select 1", ()),
        ("select %s::int", (2,)),
        ("select 3", ()),
    ]
    assert database.read_all(queries, token="t") == [[(1,)], [(2,)], [(3,)]]
    assert _round_trips(database, tmp_path, lambda: database.read_all(queries, token="t")) == 1


def test_acting_is_one_round_trip(database: Database, tmp_path: Path) -> None:
    numbers = iter(range(10, 99))
    for _ in range(4):  # past the point where psycopg prepares the statement
        database.act("note", (next(numbers),), token="t")
    assert _round_trips(database, tmp_path, lambda: database.act("note", (next(numbers),), token="t")) == 1


def test_statements_are_counted_when_asked(database: Database) -> None:
    database.statements = []
    database.read("select  1", token=None)
    database.act("note", (5,), token=None)
    assert len(database.statements) == 2
    assert database.statements[0] == "select 1"
    assert "api.note(%s)" in database.statements[1]


def test_reading_can_change_nothing(database: Database) -> None:
    with pytest.raises(Failure) as refused:
        database.read("select api.note(2)", token=None)
    assert refused.value.code == "25006"
    assert database.read("select count(*) from app.noted", token=None) == [(0,)]


def test_a_failed_query_leaves_the_connection_fit_for_the_next(database: Database) -> None:
    for _ in range(5):
        with pytest.raises(Bug):
            database.read("select nonsense", token=None)
        assert database.read("select 1", token=None) == [(1,)]


def test_several_queries_see_one_moment_and_can_write_nothing(database: Database) -> None:
    kind: LiteralString = "select current_setting('transaction_isolation'), current_setting('transaction_read_only')"
    moment: LiteralString = "select transaction_timestamp()"
    first, second, settings = database.read_all([(moment, ()), (moment, ()), (kind, ())], token=None)
    assert first == second
    assert settings == [("repeatable read", "on")]


def test_what_an_attacker_stores_for_the_role_is_overridden(
    database: Database, url: str, root: psycopg.Connection
) -> None:
    role = sql.Identifier(str(conninfo_to_dict(url)["user"]))
    for setting in (
        "synchronous_commit = off",
        "search_path = evil",
        "statement_timeout = '1ms'",
        "TimeZone = 'Africa/Nairobi'",
    ):
        root.execute(sql.SQL("alter role {} set " + setting).format(role))  # type: ignore[operator]
    query: LiteralString = (
        "select name, setting from pg_catalog.unnest(%s::text[]) name, lateral current_setting(name) setting"
    )
    names = ["synchronous_commit", "search_path", "statement_timeout", "TimeZone"]
    assert dict(database.read(query, (names,), token=None)) == {
        "synchronous_commit": "on",
        "search_path": "",
        "statement_timeout": "15s",
        "TimeZone": "UTC",
    }


def test_a_running_query_is_stopped_from_another_thread(database: Database, root: psycopg.Connection) -> None:
    caught: list[BaseException] = []

    def read() -> None:
        try:
            database.read("select pg_sleep(10)", token=None)
        except Failure as failure:
            caught.append(failure)

    reader = threading.Thread(target=read)
    reader.start()
    waiting: LiteralString = (
        "select count(*) from pg_stat_activity where query like '%%pg_sleep(10)%%' and wait_event = %s"
    )
    while root.execute(waiting, ("PgSleep",)).fetchone() != (1,):
        pass
    assert reader.ident is not None
    assert database.cancel(reader.ident)
    reader.join()
    assert isinstance(caught[0], Refused)
    assert caught[0].code == "57014"
    assert not database.cancel(reader.ident)


def test_connections_the_server_ended_are_replaced_unseen(database: Database, root: psycopg.Connection) -> None:
    pid = database.inspect(lambda connection: connection.info.backend_pid)
    root.execute("select pg_terminate_backend(%s, 5000)", (pid,))
    assert database.act("note", (3,), token=None) == ""
    assert database.read("select id from app.noted", token=None) == [(3,)]


def test_no_more_connections_than_allowed_are_opened(database: Database, url: str, root: psycopg.Connection) -> None:
    readers = [
        threading.Thread(
            target=database.read,
            args=("select count(*) from pg_catalog.generate_series(1, 100000)",),
            kwargs={"token": None},
        )
        for _ in range(9)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    query = "select count(*) from pg_stat_activity where usename = %s"
    assert root.execute(query, (conninfo_to_dict(url)["user"],)).fetchone() in {(1,), (2,), (3,)}


def test_nothing_of_the_last_person_stays_after_sign_out(database: Database) -> None:
    def open_cursor(connection: psycopg.Connection) -> int:
        connection.execute("declare left_open cursor with hold for select 1")
        return connection.info.backend_pid

    before = database.inspect(open_cursor)
    database.discard()
    assert database.read("select count(*) from pg_cursors where name = 'left_open'", token=None) == [(0,)]
    assert database.inspect(lambda connection: connection.info.backend_pid) != before


def test_a_server_that_is_away_is_a_lost_answer(tmp_path: Path) -> None:
    away = Database(lambda: f"host={tmp_path} user=nobody dbname=x", name="tests")
    with pytest.raises(Lost, match="not answering"):
        away.read("select 1", token=None)


def test_a_computer_that_was_removed_is_told_so(database: Database, url: str, root: psycopg.Connection) -> None:
    root.execute(sql.SQL("alter role {} nologin").format(sql.Identifier(str(conninfo_to_dict(url)["user"]))))
    with pytest.raises(Refused, match="no longer allowed"):
        database.read("select 1", token=None)


def test_a_refusal_brings_its_figures(database: Database) -> None:
    with pytest.raises(Refused) as refused:
        database.act("fail", ("MP412",), token=None)
    assert refused.value.sentence == "Cash box holds Ksh\u00a0100.00. This pays out Ksh\u00a0250.50."
    assert refused.value.kept == "Nothing was booked."


@pytest.mark.parametrize("name", ["note; drop table app.noted", "note(1)", "Note", "a.b.c", "", "note --"])
def test_a_function_is_called_by_its_bare_name_only(database: Database, name: str) -> None:
    with pytest.raises(ValueError, match=r"^" + re.escape(name) + "$"):
        database.act(name, (), token=None)
