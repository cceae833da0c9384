"""Posting money: through the service beside the bare SQL function, and a whole meeting beside one bare statement.

One posting through the service writes the act down in the outbox (one fsync of its write-ahead log, which is what lets
a lost answer be asked for again after a power cut), sends one statement, and strikes it out without waiting. The raw
measure calls the same function over plain psycopg, so the difference is all that is ours.

The raw meeting is what a careful programmer would write in one set-based statement with nothing kept safe: the same
rows in the same tables under the same foreign keys, our triggers off, no rights, no key, no checks. Beside it stands
the same meeting sent row by row.
"""

import statistics
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import psycopg
from psycopg.types.json import Jsonb

from bench.report import Figure, limit, milliseconds, ratio
from bench.scratch import Scratch, scratch

MEMBERS, SINGLES, MEETINGS = 200, 150, 7
CALL = "with s as materialized (select set_config('app.session_token', %s, true)) select api.receive(%s, %s, %s) from s"
TABLES = ("transactions", "ledger_entries", "chama_members", "accounts")
RAW_MEETING = """
with m as (
    select id as member, row_number() over (order by member_number) as k
    from app.chama_members where chama_id = %(chama)s and role = 'member'
),
l as (
    select m.member, m.k * 2 - 1 + j as n, t.id as type, t.account_id, m.k,
        app.uuid_v7_on(%(day)s, (m.k * 2 - 1 + j)::int) as id,
        case when t.code = 'DUES' then 2000 else 100 end::numeric as amount
    from m cross join (values (0, 'DUES'), (1, 'WELFARE')) v (j, code)
    join app.contribution_types t on t.chama_id = %(chama)s and t.code = v.code
),
cash as (select id from app.accounts where chama_id = %(chama)s and code = '1000'),
r as (
    insert into app.receipts (id, chama_id, number, member_id, place_id, payment_date, payment_method, total)
    select app.uuid_v7_on(%(day)s, k::int), %(chama)s, %(number)s || k, member, cash.id, %(day)s, 'cash', 2100
    from m, cash returning id, member_id
),
tx as (
    insert into app.transactions (id, chama_id, member_id, transaction_type, transaction_number, amount,
        payment_method, payment_date, contribution_type_id, receipt_id)
    select l.id, %(chama)s, l.member, 'contribution', %(number)s || l.n, l.amount, 'cash', %(day)s, l.type, r.id
    from l join r on r.member_id = l.member returning 1
),
e as (
    insert into app.ledger_entries (transaction_id, line, chama_id, account_id, member_id, debit, credit,
        balance_after, account_entry)
    select l.id, 1, %(chama)s, cash.id, l.member, l.amount, 0, 0, n from l, cash
    union all
    select l.id, 2, %(chama)s, l.account_id, l.member, 0, l.amount, 0, n from l returning 1
),
c as (
    update app.contributions x set actual_amount = d.expected_amount, status = 'completed', paid_date = %(day)s
    from (
        select distinct on (l.id) l.id as tx, y.id, y.expected_amount from l
        join app.contributions y on y.member_id = l.member and y.type_id = l.type and y.status in ('pending', 'overdue')
        order by l.id, y.due_date
    ) d
    where x.id = d.id returning x.id, d.tx, d.expected_amount
),
al as (
    insert into app.contribution_allocations (contribution_id, transaction_id, chama_id, amount)
    select id, tx, %(chama)s, expected_amount from c returning 1
),
au as (
    insert into app.audit_logs (chama_id, seq, event_type, entity_type, entity_id, action, new_values, body_text,
        prev_hash, hash)
    select %(chama)s, n, 'transaction.insert', 'transaction', id, 'create', to_jsonb(l), to_jsonb(l)::text,
        '\\x00', '\\x00'
    from l returning 1
),
b as (
    insert into app.member_balances as b (account_id, member_id, chama_id, balance)
    select account_id, member, %(chama)s, amount from l
    on conflict (account_id, member_id) do update set balance = b.balance + excluded.balance returning 1
),
cm as (
    update app.chama_members y set current_balance = current_balance + 2000,
        total_contributions = total_contributions + 2100
    from m where y.id = m.member returning 1
),
ac as (
    update app.accounts a set balance = balance + 1
    where chama_id = %(chama)s and code in ('1000', '2000', '2200') returning 1
)
select (select count(*) from tx), (select count(*) from e), (select count(*) from al), (select count(*) from au),
    (select count(*) from b), (select count(*) from cm), (select count(*) from ac)
"""


def figures() -> list[Figure]:
    """One posting, its round trips, and a meeting."""
    with scratch(MEMBERS) as made:
        return [*_single(made), *_meeting(made)]


def _single(made: Scratch) -> list[Figure]:
    books, database = made.books, made.opened.database
    ours: list[float] = []
    raw: list[float] = []
    with made.raw() as bare:
        for turn in range(SINGLES):  # by turns, so that a busy machine slows both alike
            payload = _one(made, turn)
            args = (made.token, books.chama.id, uuid4(), Jsonb(_one(made, turn)))
            raw.append(milliseconds(lambda: bare.execute(CALL, args, prepare=True).fetchone()))  # noqa: B023
            ours.append(milliseconds(lambda: books.act("receive", payload)))  # noqa: B023
    database.statements = []
    books.act("receive", _one(made, 0))
    sent, database.statements = len(database.statements), None
    return [
        ratio("one posting through the service", statistics.median(ours), statistics.median(raw), 1.5),
        limit("round trips of one posting", sent, 1, "sent"),
    ]


def _meeting(made: Scratch) -> list[Figure]:
    raw: list[float] = []
    ours: list[float] = []
    made.root.execute("select ops.ensure_partitions('2026-01-01', '2026-12-31')")
    for turn in range(MEETINGS):
        raw.append(_raw_meeting(made.root, made, turn))
        day = (date(2026, 7, 1) + timedelta(days=turn)).isoformat()
        lines = [line for member in made.members for line in _dues(made, member)]
        payload: dict[str, Any] = {"date": day, "method": "cash", "lines": lines}
        ours.append(milliseconds(lambda: made.books.act("receive", payload)))  # noqa: B023
    day = {"date": "2026-08-01", "method": "cash"}
    each = milliseconds(
        lambda: [made.books.act("receive", day | {"lines": _dues(made, member)}) for member in made.members]
    )
    print(f"  the same meeting row by row: {each:.0f} ms for {MEMBERS} members")
    name = f"a meeting of {MEMBERS} members in one act"
    return [ratio(name, statistics.median(ours), statistics.median(raw), 5)]


def _raw_meeting(root: psycopg.Connection, made: Scratch, turn: int) -> float:
    named = {
        "chama": made.books.chama.id,
        "day": date(2026, 1, 3) + timedelta(days=turn),
        "number": f"RAW{turn}-",
    }
    with root.transaction():
        for name in TABLES:
            root.execute(f"alter table app.{name} disable trigger user")
    try:
        with root.transaction(
            force_rollback=True
        ):  # changing triggers emptied the caches: the raw measure is a warm one
            root.execute(RAW_MEETING, named)
        return milliseconds(lambda: root.execute(RAW_MEETING, named).fetchone())
    finally:
        with root.transaction():
            for name in TABLES:
                root.execute(f"alter table app.{name} enable trigger user")


def _one(made: Scratch, turn: int) -> dict[str, Any]:
    line = made.line(made.members[turn % len(made.members)], "DUES", "100.50")
    return {"date": "2026-04-04", "method": "cash", "lines": [line]}


def _dues(made: Scratch, member: str) -> list[dict[str, Any]]:
    return [made.line(member, "DUES", "2000.00"), made.line(member, "WELFARE", "100.00")]
