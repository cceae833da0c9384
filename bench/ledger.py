"""The ledger of a million transactions: how soon its first and next pages are there, read and in the window.

The rows are made by set-based inserts with our triggers off; their balances mean nothing, their pages are as real.
"""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from bench import ledger_page
from bench.report import Figure, limit, milliseconds
from bench.scratch import Scratch, scratch
from moneypool_desktop.services import ledger

MEMBERS, FEW, MANY, TURNS = 200, 2_000, 1_000_000, 15
TABLES = ("transactions", "ledger_entries")
FILL = """
with n as materialized (
    select k, app.uuid_v7_on(date '2024-01-01' + (k * 1000 / %(many)s)::int, (k %% 4096)::int) as id,
        date '2024-01-01' + (k * 1000 / %(many)s)::int as day, (500 + k %% 3000)::numeric as amount,
        (%(members)s::uuid[])[1 + k %% cardinality(%(members)s::uuid[])] as member
    from generate_series(%(first)s::bigint, %(last)s::bigint) k
),
t as (
    insert into app.transactions (id, chama_id, member_id, transaction_type, transaction_number, amount, payment_method,
        payment_date, contribution_type_id)
    select id, %(chama)s, member, 'contribution', 'B-' || lpad(k::text, 7, '0'), amount, 'cash', day, %(type)s from n
)
insert into app.ledger_entries (transaction_id, line, chama_id, account_id, member_id, debit, credit, balance_after,
    account_entry)
select id, 1, %(chama)s, %(cash)s::uuid, member, amount, 0, amount, k from n
union all
select id, 2, %(chama)s, %(savings)s::uuid, member, 0, amount, amount, k from n
"""


def figures() -> list[Figure]:
    """Pages at two sizes, and the window at the larger."""
    with scratch(MEMBERS) as made:
        found: list[Figure] = []
        before = 0
        for many in (FEW, MANY):
            fill(made, before + 1, many)
            before = many
            found += _pages(made, many)
        found += ledger_page.figures(made, MANY)
    return found


def fill(made: Scratch, first: int, last: int) -> None:
    """Bring the ledger to `last` transactions, a hundred thousand at a time."""
    root = made.root
    root.execute("select ops.ensure_partitions('2024-01-01', '2026-12-31')")
    named = {
        "chama": made.books.chama.id,
        "members": made.members,
        "many": MANY,
        "type": made.types["DUES"],
        "cash": made.accounts["1000"],
        "savings": made.accounts["2000"],
    }
    with _bare(root):
        for start in range(first, last + 1, 100_000):
            end = min(last, start + 99_999)
            root.execute(FILL, named | {"first": start, "last": end})
    root.execute("vacuum analyze app.transactions")
    root.execute("vacuum analyze app.ledger_entries")


@contextmanager
def _bare(root: psycopg.Connection) -> Iterator[None]:
    # every row is known to be whole: what proves that of each would only be waited for here
    root.execute("set session_replication_role = replica")
    yield
    root.execute("reset session_replication_role")


def _pages(made: Scratch, many: int) -> list[Figure]:
    books = made.books
    first: list[float] = []
    further: list[float] = []
    for _ in range(TURNS):
        made.opened.database.discard()  # a page opens on a connection that planned nothing yet
        start = time.perf_counter()
        rows = ledger.page(books)
        first.append(1000 * (time.perf_counter() - start))
        for _ in range(3):
            edge = rows[-1]
            start = time.perf_counter()
            rows = ledger.page(books, after=edge)
            further.append(1000 * (time.perf_counter() - start))
    ends = milliseconds(lambda: ledger.page(books, last=True))
    print(f"  {many:,} transactions: the far end of the ledger {ends:.1f} ms, slowest first page {max(first):.1f} ms")
    return [
        limit(f"ledger page opens at {many:,} transactions", statistics.median(first), 150),
        limit(f"next page at {many:,} transactions", statistics.median(further), 30),
    ]
