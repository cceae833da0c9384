"""The ledger: its pages, sums, accounts and trial balance, and the acts that move money."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, LiteralString
from uuid import UUID

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.formats import period_label, spoken
from moneypool_desktop.models.domain.money import ZERO
from moneypool_desktop.models.drafts.journal import JournalDraft
from moneypool_desktop.models.drafts.payout import PayoutDraft
from moneypool_desktop.models.drafts.reversal import ReversalDraft
from moneypool_desktop.models.drafts.transfer import TransferDraft
from moneypool_desktop.models.rows.ledger import (
    Account,
    Booked,
    Detail,
    Entry,
    Fund,
    LedgerFilter,
    LedgerTotals,
    Met,
    Posted,
    Reversed,
    TakenBack,
    Transaction,
    TrialBalance,
    TrialLine,
)
from moneypool_desktop.services.database.connection import Books, Query

EVERYTHING = LedgerFilter()
_ALL_DAYS = (date(1970, 1, 1), date(2999, 12, 31))

# a plan that knows the filter's values: one made for any values cannot leave out what the filter does not ask for
_KNOWING: LiteralString = "select set_config('plan_cache_mode', 'force_custom_plan', true)"

_ASKED: LiteralString = """
with page as materialized (
    select t.id
    from (select %s::uuid as chama, %s::text[] as types, %s::uuid as member, %s::uuid as place,
        app.uuid_floor(%s) as first, app.uuid_floor(%s) as past, %s::numeric as least, %s::numeric as most,
        %s::text as text, %s::text[] as statuses, %s::uuid as edge) f
    join app.transactions t on t.chama_id = f.chama and t.id >= f.first and t.id < f.past
        and (f.types is null or t.transaction_type = any (f.types))
        and (f.member is null or t.member_id = f.member)
        and (f.least is null or t.amount >= f.least)
        and (f.most is null or t.amount <= f.most)
        and (f.statuses is null or t.status = any (f.statuses))
        and (f.text is null or strpos(lower(concat_ws(' ', t.transaction_number, t.reference_number,
            t.payment_reference, t.description, t.notes)), f.text) > 0)
        and (f.place is null or exists (
            select from app.ledger_entries e where e.transaction_id = t.id and e.account_id = f.place))
"""

_OLDER: LiteralString = " where f.edge is null or t.id < f.edge order by t.id desc limit %s)"
_NEWER: LiteralString = " where f.edge is null or t.id > f.edge order by t.id limit %s)"

_SHOWN: LiteralString = """
select t.id, t.transaction_number, t.payment_date, t.transaction_type, coalesce(t.category, ''), t.member_id,
    coalesce(m.member_number, ''), coalesce(m.name, ''), t.amount, e.money_in, e.money_out, coalesce(e.debit, ''),
    coalesce(e.credit, ''), coalesce(y.name, ''), t.payment_method, coalesce(t.payment_reference, ''),
    coalesce(t.description, ''), coalesce(t.notes, ''), t.status, t.receipt_id, coalesce(r.number, ''),
    t.related_transaction, coalesce(t.reference_number, ''), t.created_at, y.name_sw
from page p
join app.transactions t on t.id = p.id
left join app.member_names m on m.id = t.member_id
left join app.contribution_types y on y.id = t.contribution_type_id
left join app.receipts r on r.id = t.receipt_id
cross join lateral (
    select sum(e.debit) filter (where a.min_balance is not null and e.debit > 0) as money_in,
        sum(e.credit) filter (where a.min_balance is not null and e.credit > 0) as money_out,
        string_agg(a.name, ', ' order by e.line) filter (where e.debit > 0) as debit,
        string_agg(a.name, ', ' order by e.line) filter (where e.credit > 0) as credit
    from app.ledger_entries e join app.accounts a on a.id = e.account_id where e.transaction_id = t.id
) e
order by t.id desc
"""
_PAGE_OLDER: LiteralString = _ASKED + _OLDER + _SHOWN
_PAGE_NEWER: LiteralString = _ASKED + _NEWER + _SHOWN

_ONE: LiteralString = "with page as (select %s::uuid as id)" + _SHOWN

_SUMS: LiteralString = """)
select (select count(*) from page), coalesce(sum(e.debit), 0), coalesce(sum(e.credit), 0)
from page p
join app.ledger_entries e on e.transaction_id = p.id
join app.accounts a on a.id = e.account_id and a.min_balance is not null
"""
_TOTALS: LiteralString = _ASKED + _SUMS

_ENTRIES: LiteralString = """
select e.line, e.account_id, a.code, a.name, coalesce(f.name, ''), coalesce(m.member_number, ''), coalesce(m.name, ''),
    e.debit, e.credit, e.balance_after
from app.ledger_entries e
join app.accounts a on a.id = e.account_id
left join app.funds f on f.id = a.fund_id
left join app.member_names m on m.id = e.member_id
where e.transaction_id = %s
order by e.line
"""

_ENTERED: LiteralString = """
select coalesce(b.name, ''), v.reversal_id, n.transaction_number, n.payment_date, coalesce(w.name, ''), v.reason
from app.transactions t
left join app.member_names b on b.chama_id = t.chama_id and b.user_id = t.created_by
left join app.reversals v on v.transaction_id = t.id
left join app.transactions n on n.id = v.reversal_id
left join app.member_names w on w.chama_id = t.chama_id and w.user_id = v.created_by
where t.id = %s
"""

_DUES: LiteralString = """
select y.name, y.name_sw, y.frequency, d.period_start, a.amount
from app.contribution_allocations a
join app.contributions d on d.chama_id = a.chama_id and d.id = a.contribution_id
join app.contribution_types y on y.id = d.type_id
where a.chama_id = %s and a.transaction_id = %s order by d.due_date
"""

_FINES: LiteralString = """
select f.reason, p.amount from app.fine_payments p
join app.fines f on f.chama_id = p.chama_id and f.id = p.fine_id
where p.chama_id = %s and p.transaction_id = %s order by f.charged_on
"""

_SPAN: LiteralString = """
select app.uuid_day((select t.id from app.transactions t where t.chama_id = %s order by t.id limit 1)),
    app.uuid_day((select t.id from app.transactions t where t.chama_id = %s order by t.id desc limit 1))
"""

_ACCOUNTS: LiteralString = """
select a.id, a.code, a.name, a.account_type, a.purpose, a.fund_id, coalesce(f.name, ''), a.per_member,
    coalesce(a.holder, ''), coalesce(a.external_number, ''), a.balance, a.min_balance, a.entries, a.is_active,
    app.uuid_day(l.last)
from app.accounts a
left join app.funds f on f.id = a.fund_id
left join lateral (
    select e.transaction_id as last from app.ledger_entries e
    where e.chama_id = a.chama_id and e.account_id = a.id order by e.transaction_id desc limit 1) l on true
where a.chama_id = %s and (%s::boolean is false or a.min_balance is not null)
order by a.code
"""

_FUNDS: LiteralString = (
    "select id, code, name, purpose, balance, is_active from app.funds where chama_id = %s order by code"
)

_ALLOWED: LiteralString = "select app.require(%s, 'ledger.view')"

_TRIAL: LiteralString = """
select a.id, a.code, a.name, a.account_type, greatest(s.net, 0), greatest(-s.net, 0)
from (
    select e.account_id, sum(e.debit - e.credit) as net from app.ledger_entries e
    where e.chama_id = %s and e.transaction_id < app.uuid_floor(%s) group by e.account_id
) s
join app.accounts a on a.id = s.account_id
where s.net <> 0
order by a.code
"""


def page(
    books: Books,
    chosen: LedgerFilter = EVERYTHING,
    *,
    after: Transaction | None = None,
    before: Transaction | None = None,
    last: bool = False,
    limit: int = 200,
) -> Sequence[Transaction]:
    """Return a page of the transactions, newest first: those after or before one, else the first or the last page.

    With `books` and `chosen` bound it is the fetch of a paged list.
    """
    upwards = before is not None or last
    edge = before or after
    asked = (*_values(books, chosen), edge.id if edge else None, limit)
    rows = books.read_all([(_KNOWING, ()), (_PAGE_NEWER if upwards else _PAGE_OLDER, asked)])[1]
    return [_made(row) for row in rows]


def transaction(books: Books, key: UUID) -> Transaction | None:
    """Return one transaction, or None when it is not there or not for this person to see."""
    found = books.read(_ONE, (key,))
    return _made(found[0]) if found else None


def detail(books: Books, key: UUID) -> Detail | None:
    """Return everything of one transaction, or None when it is not there or not for this person to see."""
    own = (books.chama.id, key)
    queries: list[Query] = [(_ONE, (key,)), (_ENTRIES, (key,)), (_ENTERED, (key,)), (_DUES, own), (_FINES, own)]
    found, sides, entered, dues, fines = books.read_all(queries)
    if not found:
        return None
    by, *reversal = entered[0]
    met = [
        Met(tr("{what}, {period}", what=spoken(name, name_sw), period=period_label(frequency, starts)), amount)
        for name, name_sw, frequency, starts, amount in dues
    ]
    met += [Met(tr("Fine: {reason}", reason=reason), amount) for reason, amount in fines]
    taken_back = TakenBack(*reversal) if reversal[0] is not None else None
    return Detail(_made(found[0]), tuple(Entry(*side) for side in sides), by, taken_back, tuple(met))


def span(books: Books) -> tuple[date, date] | None:
    """Return the first and the last payment date in the books, or None while nothing is in them."""
    first, last = books.read(_SPAN, (books.chama.id, books.chama.id))[0]
    return (first, last) if first is not None else None


def totals(
    books: Books,
    chosen: LedgerFilter = EVERYTHING,
    *,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> LedgerTotals:
    """Return how many transactions the filter leaves and what places gained and lost by them.

    Large books take a while: they are summed a year at a time, and it ends early when `cancelled` says so.
    """
    covered = span(books)
    years = _years(chosen, *covered) if covered else []
    sums = [LedgerTotals(0, ZERO, ZERO)]
    for done, (first, last) in enumerate(years, 1):
        asked = _values(books, replace(chosen, first=first, last=last))
        sums.append(LedgerTotals(*books.read_all([(_KNOWING, ()), (_TOTALS, (*asked, None))])[1][0]))
        progress(done, len(years))
        if cancelled():
            break
    return LedgerTotals(
        sum(one.count for one in sums),
        sum((one.money_in for one in sums), ZERO),
        sum((one.money_out for one in sums), ZERO),
    )


def entries(books: Books, key: UUID) -> list[Entry]:
    """Return both sides of a transaction, as far as the person may see them."""
    return books.read_as(Entry, _ENTRIES, (key,))


def accounts(books: Books) -> list[Account]:
    """Return every account with its balance, in the order of their codes."""
    return books.read_as(Account, _ACCOUNTS, (books.chama.id, False))


def places(books: Books) -> list[Account]:
    """Return the accounts where money lies: boxes, mobile money, banks."""
    return books.read_as(Account, _ACCOUNTS, (books.chama.id, True))


def funds(books: Books) -> list[Fund]:
    """Return every fund with what it is worth."""
    return books.read_as(Fund, _FUNDS, (books.chama.id,))


def trial_balance(books: Books, as_at: date) -> TrialBalance:
    """Return every account at the end of a day, replayed from the entries; refused without the right to the ledger."""
    chama = books.chama.id
    rows = books.read_all([(_ALLOWED, (chama,)), (_TRIAL, (chama, as_at + timedelta(days=1)))])[1]
    return TrialBalance(as_at, tuple(TrialLine(*row) for row in rows))


def pay_out(books: Books, draft: PayoutDraft, key: UUID | None = None) -> Booked:
    """Pay money out of a place; MP412 when it would have held too little on any day since."""
    return booked(books.act("pay_out", draft.payload(), key))


def transfer(books: Books, draft: TransferDraft, key: UUID | None = None) -> Booked:
    """Move money from one place to another."""
    return booked(books.act("pay_out", draft.payload(), key))


def journal(books: Books, draft: JournalDraft, key: UUID | None = None) -> Booked:
    """Book interest, a charge or an adjustment between two accounts."""
    return booked(books.act("journal", draft.payload(), key))


def reverse(books: Books, draft: ReversalDraft, key: UUID | None = None) -> Booked:
    """Take transactions, or all of a receipt, back by reversals; MP414 when one was taken back before."""
    return booked(books.act("reverse", draft.payload(), key))


def booked(answer: dict[str, Any]) -> Booked:
    """Return the answer of an act as a row."""
    return Booked(
        tuple(
            Posted(UUID(made["id"]), made["number"], made["type"], Decimal(made["amount"]))
            for made in answer.get("transactions") or ()
        ),
        tuple(Reversed(UUID(made["id"]), made["number"], made["reverses"]) for made in answer.get("reversals") or ()),
        answer.get("changes", {}),
    )


def _made(row: Sequence[Any]) -> Transaction:
    *values, name_sw = row
    values[13] = spoken(values[13], name_sw)
    return Transaction(*values)


def _years(chosen: LedgerFilter, first: date, last: date) -> list[tuple[date, date]]:
    first, last = max(first, chosen.first or first), min(last, chosen.last or last)
    return [(max(first, date(year, 1, 1)), min(last, date(year, 12, 31))) for year in range(first.year, last.year + 1)]


def _values(books: Books, chosen: LedgerFilter) -> tuple[object, ...]:
    first, last = chosen.first or _ALL_DAYS[0], chosen.last or _ALL_DAYS[1]
    text = " ".join(chosen.text.lower().split())
    return (
        books.chama.id,
        list(chosen.types) or None,
        chosen.member,
        chosen.place,
        first,
        last + timedelta(days=1),
        chosen.least,
        chosen.most,
        text or None,
        list(chosen.statuses) or None,
    )
