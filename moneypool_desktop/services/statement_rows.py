"""What a statement reads, for any number of members at once: each query answers for all of them."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, LiteralString
from uuid import UUID

from moneypool_desktop.services import papers
from moneypool_desktop.services.database.connection import Books

type Rows = list[tuple[Any, ...]]

# a plan that knows whether one member is asked for or all
_KNOWING: LiteralString = "select set_config('plan_cache_mode', 'force_custom_plan', true)"

MEMBERS: LiteralString = """
select m.id, m.member_number, m.name, m.language, m.join_date, m.status
from app.member_names m
where m.chama_id = %s and (m.id = any (%s::uuid[]) or (%s::uuid[] is null and (m.status <> 'left' or exists (
    select from app.member_balances b where b.chama_id = m.chama_id and b.member_id = m.id and b.balance <> 0))))
order by m.member_number
"""

_SUMS: LiteralString = """
select e.member_id, a.purpose,
    coalesce(sum(n.net) filter (where e.transaction_id < k.first), 0),
    coalesce(sum(n.net) filter (where e.transaction_id >= k.first and n.net > 0), 0),
    coalesce(sum(n.net) filter (where e.transaction_id >= k.first and n.net < 0), 0)
from (select app.uuid_floor(%s) as first, app.uuid_floor(%s) as past) k
join app.ledger_entries e on e.chama_id = %s and (%s::uuid[] is null or e.member_id = any (%s))
    and e.transaction_id < k.past
join app.accounts a on a.id = e.account_id and a.per_member
cross join lateral (
    select case when a.account_type = 'asset' then e.debit - e.credit else e.credit - e.debit end as net) n
group by e.member_id, a.purpose
"""

_LINES: LiteralString = """
with met as (
    select a.transaction_id, array_agg(d.period_start order by d.due_date) as periods
    from app.contribution_allocations a join app.contributions d on d.chama_id = a.chama_id and d.id = a.contribution_id
        and (%s::uuid[] is null or d.member_id = any (%s))
    where a.chama_id = %s and a.transaction_id >= app.uuid_floor(%s) and a.transaction_id < app.uuid_floor(%s)
    group by a.transaction_id
)
select e.member_id, a.purpose, t.payment_date,
    case when t.payment_method <> 'cash' and t.payment_reference is not null then t.payment_reference
        else coalesce(r.number, t.transaction_number) end,
    t.transaction_type, coalesce(t.category, ''), y.name, y.name_sw, y.frequency, y.unit_price, x.periods,
    coalesce(t.description, ''), t.status = 'reversed',
    case when t.related_transaction is not null then t.reference_number end,
    e.credit - e.debit
from app.ledger_entries e
join app.accounts a on a.id = e.account_id and a.purpose in ('savings', 'shares', 'welfare') and a.per_member
join app.transactions t on t.id = e.transaction_id
left join app.receipts r on r.id = t.receipt_id
left join app.contribution_types y on y.id = t.contribution_type_id
left join met x on x.transaction_id = t.id
where e.chama_id = %s and e.transaction_id >= app.uuid_floor(%s) and e.transaction_id < app.uuid_floor(%s)
    and (%s::uuid[] is null or e.member_id = any (%s))
order by e.member_id, e.transaction_id, e.line
"""

# of a due before the period counts what was still open when the period began; of one within it, everything
_DUES: LiteralString = """
with asked as (
    select c.id as chama, %s::date as first, %s::date as day, c.time_zone as zone,
        (app.setting(c.id, 'standing.suspend_at') #>> '{}')::numeric as suspend_at
    from app.chamas c where c.id = %s
),
paid as (
    select a.contribution_id, sum(a.amount) filter (where a.transaction_id < app.uuid_floor(k.first)) as before,
        sum(a.amount) as amount
    from asked k join app.contribution_allocations a on a.chama_id = k.chama
        and a.transaction_id < app.uuid_floor(k.day + 1)
    join app.contributions d on d.chama_id = a.chama_id and d.id = a.contribution_id
        and (%s::uuid[] is null or d.member_id = any (%s))
    group by a.contribution_id
),
due as (
    select d.member_id, d.type_id, d.period_start, d.due_date, d.due_date < k.first as old, k.suspend_at,
        d.grace_until < k.day as past, d.expected_amount as expected, coalesce(p.amount, 0) as paid,
        case when d.due_date < k.first then coalesce(p.before, 0) else 0 end as before,
        case when w.on_day < k.first and d.due_date < k.first then d.waived_amount else 0 end as waived_before,
        case when w.on_day <= k.day then d.waived_amount else 0 end as waived, d.waiver_reason
    from asked k
    join app.contributions d on d.chama_id = k.chama and d.due_date <= k.day
        and (%s::uuid[] is null or d.member_id = any (%s))
    left join paid p on p.contribution_id = d.id
    cross join lateral (select (d.waived_at at time zone k.zone)::date as on_day) w
)
select d.member_id, t.name, t.name_sw, t.frequency, d.old, array_agg(d.period_start order by d.due_date),
    sum(d.expected - d.before - d.waived_before), sum(d.paid - d.before),
    sum(d.expected - d.paid - d.waived),
    coalesce(jsonb_agg(jsonb_build_array(d.waiver_reason, (d.waived - d.waived_before)::text) order by d.due_date)
        filter (where d.waived > d.waived_before), '[]'),
    coalesce(sum(d.expected - d.paid - d.waived) filter (where d.past), 0),
    min(d.due_date) filter (where d.past and d.expected > d.paid + d.waived), d.suspend_at
from due d join app.contribution_types t on t.id = d.type_id
where not d.old or d.expected > d.before + d.waived_before
group by d.member_id, t.position, t.code, t.name, t.name_sw, t.frequency, d.old, d.suspend_at
order by d.member_id, t.position, t.code, d.old desc
"""

_FINES: LiteralString = """
select f.member_id, f.charged_on, f.reason, coalesce(r.clause, y.clause, ''), f.amount - f.before,
    f.paid - f.before, f.waived_amount, f.amount - f.paid - f.waived_amount
from (
    select f.*, k.first, coalesce((select sum(p.amount) from app.fine_payments p where p.chama_id = f.chama_id
            and p.fine_id = f.id and p.transaction_id < app.uuid_floor(k.day + 1)), 0) as paid,
        case when f.charged_on < k.first then coalesce((select sum(p.amount) from app.fine_payments p
            where p.chama_id = f.chama_id and p.fine_id = f.id and p.transaction_id < app.uuid_floor(k.first)), 0)
            else 0 end as before
    from (select %s::date as first, %s::date as day) k
    join app.fines f on f.chama_id = %s and f.charged_on <= k.day and f.status <> 'cancelled'
        and (%s::uuid[] is null or f.member_id = any (%s))
) f
left join app.fines_catalogue r on r.id = f.rule_id
left join app.contributions d on d.id = f.contribution_id
left join app.contribution_types y on y.id = d.type_id
where f.charged_on >= f.first or f.amount > f.before + f.waived_amount
order by f.member_id, f.charged_on, f.id
"""

_PRICE: LiteralString = """
select t.unit_price from app.contribution_types t join app.accounts a on a.id = t.account_id
where t.chama_id = %s and a.purpose = 'shares' and t.unit_price is not null order by t.position limit 1
"""


class Found:
    """Everything read for some statements: rows by member, and the figures that are the chama's."""

    def __init__(self, days: tuple[date, date], issuer: papers.Issuer, members: Rows, parts: dict[str, Rows]) -> None:
        self.first, self.as_at = days
        self.issuer = issuer
        self.members = members
        self.share_price: Decimal | None = next((price for (price,) in parts.pop("price")), None)
        self._parts = {name: _by_member(rows) for name, rows in parts.items()}

    def of(self, part: str, member: UUID) -> Rows:
        """Return a member's rows of one part: sums, lines, dues or fines."""
        return self._parts[part].get(member, [])


def read(books: Books, members: list[UUID] | None, first: date, as_at: date) -> Found:
    """Return what the statements of some members (None: of all) need, in one round trip."""
    chama, past = books.chama.id, as_at + timedelta(days=1)
    _, issuer, people, sums, lines, dues, fines, price = books.read_all(
        [
            (_KNOWING, ()),
            (papers.CHAMA, (chama,)),
            (MEMBERS, (chama, members, members)),
            (_SUMS, (first, past, chama, members, members)),
            (_LINES, (members, members, chama, first, past, chama, first, past, members, members)),
            (_DUES, (first, as_at, chama, members, members, members, members)),
            (_FINES, (first, as_at, chama, members, members)),
            (_PRICE, (chama,)),
        ]
    )
    parts = {"sums": sums, "lines": lines, "dues": dues, "fines": fines, "price": price}
    return Found((first, as_at), papers.Issuer(issuer[0]), people, parts)


def _by_member(rows: Rows) -> dict[UUID, Rows]:
    found: dict[UUID, Rows] = {}
    for member, *rest in rows:
        found.setdefault(member, []).append(tuple(rest))
    return found
