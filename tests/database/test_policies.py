"""Who sees and who writes what with psql on an enrolled computer: every table of the books, every role, every verb."""

from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from tests.database.books import LEADER, MEMBER, OTHER, SECRETARY, STRANGER, TREASURER, Founded

NOBODY = "nobody"
ROLES = (LEADER, TREASURER, SECRETARY, MEMBER, STRANGER, NOBODY)

# What each sees of the chama. all: the rows of everybody; own: only what concerns themselves; none: no row of it;
# never: not even the right to ask. Nobody is signed in: every question ends in 28000.
SEES = """
table                      leader  treasurer  secretary  member  stranger
chamas                     all     all        all        all     none
chama_members              all     all        all        own     none
users                      all     all        all        own     none
next_of_kin                all     all        all        own     none
role_permissions           all     all        all        all     none
system_settings            all     all        all        all     none
funds                      all     all        all        all     none
accounts                   all     all        all        all     none
member_balances            all     all        all        own     none
receipts                   all     all        all        own     none
transactions               all     all        all        own     none
reversals                  all     all        all        own     none
ledger_entries             all     all        all        own     none
periods                    all     all        all        all     none
number_sequences           all     all        all        all     none
idempotency_keys           never   never      never      never   never
contribution_types         all     all        all        all     none
contribution_rates         all     all        all        all     none
contributions              all     all        all        own     none
contribution_allocations   all     all        all        own     none
contribution_credits       all     all        all        own     none
fines_catalogue            all     all        all        all     none
fines                      all     all        all        own     none
fine_payments              all     all        all        own     none
approvals                  all     all        all        none    none
audit_logs                 all     all        all        none    none
chain_heads                all     all        all        all     none
change_counters            all     all        all        all     none
import_batches             none    all        all        none    none
import_rows                none    all        all        none    none
"""
EXPECTED = {
    (line.split()[0], role): word
    for line in SEES.strip().splitlines()[1:]
    for role, word in zip((LEADER, TREASURER, SECRETARY, MEMBER, STRANGER), line.split()[1:], strict=True)
}
TABLES = sorted({table for table, _ in EXPECTED})
# notifications are for their reader alone and permissions are no secret; computers, sealed_keys are the identity tests'
ELSEWHERE = {"notifications", "permissions", "computers", "sealed_keys"}
CHAMA_COLUMN = {"chamas": "id", "chain_heads": "chain"}
OWNER_COLUMN = {
    "chama_members": "id", "member_balances": "member_id", "receipts": "member_id", "transactions": "member_id",
    "ledger_entries": "member_id", "contributions": "member_id", "contribution_credits": "member_id",
    "fines": "member_id", "next_of_kin": "member_id",
}  # fmt: skip
COUNT_OF_USERS = (
    "select count(*) from app.users u where u.id in (select user_id from app.chama_members where chama_id = %s)"
)


@pytest.fixture
def lived_in(chama: Founded, root: psycopg.Connection) -> Founded:
    """The chama with a row of the member Daniel and one of another in every table that can hold one."""
    chama.act(TREASURER, "raise_dues", {})
    who = [str(chama.member(MEMBER)), str(chama.member(OTHER))]
    types = {code: str(kind) for code, kind in chama.types.items()}
    lines = [
        {"member": m, "type": types[t], "amount": a} for m in who for t, a in (("DUES", "2000"), ("SHARES", "500"))
    ]
    paid = chama.act(TREASURER, "receive", {"date": "2026-02-02", "method": "cash", "lines": lines})
    fines = [{"member": m, "amount": "500", "reason": "Absent", "rule": str(chama.fines["ABSENT"])} for m in who]
    chama.act(SECRETARY, "charge_fines", {"lines": fines})
    part = [{"member": m, "kind": "fine", "amount": "200"} for m in who]
    chama.act(TREASURER, "receive", {"date": "2026-11-01", "method": "cash", "lines": part})
    extra = [{"member": m, "type": types["WELFARE"], "amount": "100"} for m in who]
    for line in chama.act(TREASURER, "receive", {"date": "2026-11-02", "method": "cash", "lines": extra})["receipts"]:
        chama.act(TREASURER, "reverse", {"receipts": [line["id"]], "reason": "Typed twice"})
    due = _due(root, chama)
    chama.act(TREASURER, "request_waiver", {"of": "contribution", "id": due, "reason": "Sick in hospital"})
    chama.act(TREASURER, "lock_month", {"month": "2026-01-01"})
    for member in who:
        kin = [{"relation": "Sister", "share_pct": "100"}]
        chama.act(SECRETARY, "save_member", {"id": member, "row_version": 1, "next_of_kin": kin})
    chama.act(LEADER, "set_setting", {"key": "standing.suspend_at", "value": "5000"})
    chama.act(LEADER, "set_permission", {"role": "secretary", "permission": "dues.manage", "allowed": True})
    row = {"line": 1, "hash": "ab" * 32, "raw": "x"}
    file = {"file_name": "x.csv", "file_hash": "cd" * 32, "rows": [row]}
    more = {"date": "2026-03-02", "method": "cash", "lines": [lines[0]]}
    chama.act(TREASURER, "import_contributions", file | more)
    assert paid["receipts"]
    return chama


def _due(root: psycopg.Connection, chama: Founded) -> str:
    row = root.execute(
        "select id from app.contributions where member_id = %s and status <> 'completed' order by due_date limit 1",
        (chama.member(MEMBER),),
    ).fetchone()
    assert row
    return str(row[0])


@pytest.fixture
def psql(lived_in: Founded) -> Iterator[psycopg.Connection]:
    """A raw connection as the computer itself, nobody signed in yet."""
    with psycopg.connect(lived_in.device_url) as connection:
        yield connection


def sign(connection: psycopg.Connection, chama: Founded, role: str) -> None:
    token = "" if role == NOBODY else chama.sessions[role].token
    connection.execute("select set_config('app.session_token', %s, true)", (token,))


def counted(connection: psycopg.Connection, chama: Founded, table: str, *, own: bool = False) -> int:
    if table == "users":
        query = "select count(*) from app.users where id = any (%s)"
        people = [chama.users[MEMBER]] if own else [chama.users[who] for who in ROLES if who in chama.users][:4]
        return _one(connection, query, people if own else [*people, chama.users[OTHER]])
    name, column = sql.Identifier(table), sql.Identifier(CHAMA_COLUMN.get(table, "chama_id"))
    query = sql.SQL("select count(*) from app.{} where {} = %s").format(name, column)
    if own and table in OWNER_COLUMN:
        query = query + sql.SQL(" and {} = {}").format(
            sql.Identifier(OWNER_COLUMN[table]), sql.Literal(chama.member(MEMBER))
        )
    return _one(connection, query, chama.id)


def _one(connection: psycopg.Connection, query: sql.Composable | str, value: object) -> int:
    row = connection.execute(query, (value,)).fetchone()  # type: ignore[arg-type]
    assert row
    return row[0]


def test_the_table_of_this_test_names_every_table_of_the_books(root: psycopg.Connection) -> None:
    found = root.execute(
        "select relname from pg_class"
        " where relnamespace = 'app'::regnamespace and relkind in ('r', 'p') and not relispartition"
    ).fetchall()
    assert {name for (name,) in found} == set(TABLES) | ELSEWHERE


@pytest.mark.parametrize("role", ROLES)
def test_everybody_sees_what_their_office_shows_and_no_row_more(
    lived_in: Founded, psql: psycopg.Connection, root: psycopg.Connection, role: str
) -> None:
    wrong: list[str] = []
    for table in TABLES:
        everything = counted(root, lived_in, table)
        assert everything or table == "idempotency_keys", f"{table} is empty: nothing is proved"
        expected = EXPECTED.get((table, role), "none")
        with psql.transaction(force_rollback=True):
            sign(psql, lived_in, role)
            seen = _seen(psql, lived_in, table)
        if expected == "own" and table in OWNER_COLUMN:
            should: object = counted(root, lived_in, table, own=True)
        else:
            should = {"all": everything, "none": 0, "never": "42501"}.get(expected, seen)
        if role == NOBODY:
            should = "42501" if EXPECTED[table, LEADER] == "never" else "28000"
        if seen != should or (expected == "own" and not (0 < int(str(seen)) < everything)):
            wrong.append(f"{role} sees {seen} of {everything} rows of {table}, expected {expected} = {should}")
    assert wrong == []


def _seen(connection: psycopg.Connection, chama: Founded, table: str) -> object:
    try:
        return counted(connection, chama, table)
    except psycopg.Error as error:
        return error.sqlstate


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("verb", ["insert", "update", "delete", "truncate", "lock", "for update"])
def test_no_computer_writes_any_table_by_hand(
    lived_in: Founded, psql: psycopg.Connection, root: psycopg.Connection, role: str, verb: str
) -> None:
    allowed: list[str] = []
    every = [*TABLES, *sorted(ELSEWHERE)]
    for table in every:
        column = _first_column(root, table)
        statement = sql.SQL({
            "insert": "insert into app.{0} default values", "update": "update app.{0} set {1} = {1}",
            "delete": "delete from app.{0}", "truncate": "truncate app.{0} cascade",
            "lock": "lock table app.{0} in row exclusive mode", "for update": "select from app.{0} for update",
        }[verb]).format(sql.Identifier(table), sql.Identifier(column))  # fmt: skip
        try:
            with psql.transaction(force_rollback=True):
                sign(psql, lived_in, role)
                psql.execute(statement)
            allowed.append(f"{role}: {verb} {table}")
        except psycopg.Error as error:
            if error.sqlstate != "42501":
                allowed.append(f"{role}: {verb} {table} ended in {error.sqlstate}")
    assert allowed == []


def _first_column(root: psycopg.Connection, table: str) -> str:
    row = root.execute(
        "select attname from pg_attribute where attrelid = %s::regclass and attnum = 1", (f"app.{table}",)
    ).fetchone()
    assert row
    return str(row[0])


def test_no_partition_is_read_around_its_parent(psql: psycopg.Connection, root: psycopg.Connection) -> None:
    partitions = root.execute(
        "select oid::regclass::text from pg_class where relispartition and relkind = 'r'"
    ).fetchall()
    assert partitions
    readable = root.execute(
        "select oid::regclass::text from pg_class where relispartition and relkind = 'r'"
        " and has_table_privilege('mp_device', oid, 'select, insert, update, delete')"
    ).fetchall()
    assert readable == []


@pytest.mark.parametrize("column", ["national_id_sealed", "kyc_documents", "failed_login_attempts"])
def test_no_office_reads_sealed_columns_with_psql(lived_in: Founded, psql: psycopg.Connection, column: str) -> None:
    sign(psql, lived_in, LEADER)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        psql.execute(sql.SQL("select {} from app.users").format(sql.Identifier(column)))


@pytest.mark.parametrize("view", ["member_list", "dues"])
def test_views_show_no_row_their_tables_hide(lived_in: Founded, psql: psycopg.Connection, view: str) -> None:
    seen: dict[str, int] = {}
    for role in (LEADER, MEMBER, STRANGER):
        with psql.transaction(force_rollback=True):
            sign(psql, lived_in, role)
            query = sql.SQL("select count(*) from app.{} where chama_id = %s").format(sql.Identifier(view))
            seen[role] = _one(psql, query, lived_in.id)
    assert seen[LEADER] > seen[MEMBER] > 0
    assert seen[STRANGER] == 0


def test_messages_are_for_their_reader_alone(lived_in: Founded, psql: psycopg.Connection) -> None:
    for role, seen in ((LEADER, 1), (SECRETARY, 1), (TREASURER, 0), (MEMBER, 0), (STRANGER, 0)):
        with psql.transaction(force_rollback=True):
            sign(psql, lived_in, role)
            assert _one(psql, "select count(*) from app.notifications where chama_id = %s", lived_in.id) == seen, role


def test_a_suspended_officer_loses_every_right_at_once(lived_in: Founded, psql: psycopg.Connection) -> None:
    stop = {
        "member": str(lived_in.member(SECRETARY)),
        "row_version": 1,
        "status": "suspended",
        "reason": "Under review",
    }
    lived_in.act(LEADER, "set_member_status", stop)
    sign(psql, lived_in, SECRETARY)
    assert counted(psql, lived_in, "transactions") == 0
    assert counted(psql, lived_in, "chama_members") == 1


def test_what_is_frozen_with_a_chama_is_writing_not_reading(
    lived_in: Founded, psql: psycopg.Connection, root: psycopg.Connection
) -> None:
    root.execute("update app.chamas set status = 'suspended' where id = %s", (lived_in.id,))
    sign(psql, lived_in, TREASURER)
    assert counted(psql, lived_in, "transactions") == counted(root, lived_in, "transactions")
    with pytest.raises(psycopg.Error) as refused:
        psql.execute("select api.raise_dues(%s, %s, '{}')", (lived_in.id, uuid4()))
    assert refused.value.sqlstate == "MP422"
