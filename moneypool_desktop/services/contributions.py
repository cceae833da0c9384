"""Contributions: the member × period grid, dues raised ahead, aged dues, waivers asked for."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, LiteralString
from uuid import UUID

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain import dues as rules
from moneypool_desktop.models.domain.formats import period_label, spoken
from moneypool_desktop.models.domain.money import ZERO
from moneypool_desktop.models.domain.periods import (
    DueKind,
    DueRule,
    Period,
    describe,
    period_name,
    periods_between,
    read_due_rule,
)
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.domain.values import ContributionFrequency
from moneypool_desktop.models.drafts.waiver import WaiverDraft
from moneypool_desktop.models.rows.contributions import (
    AgedDues,
    CellState,
    Due,
    Grid,
    GridCell,
    GridRow,
    GridTotal,
    Raised,
)
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.services.failures import Refused

_FIRST_DAY = DueRule(DueKind.FIRST_DAY)

_TYPE: LiteralString = """
select t.id, t.name, t.name_sw, t.frequency, t.due_rule, t.grace_days, coalesce(t.clause, ''), app.today(t.chama_id),
    (select r.amount from app.contribution_rates r where r.chama_id = t.chama_id and r.type_id = t.id
        and r.effective_from <= app.today(t.chama_id) order by r.effective_from desc limit 1)
from app.contribution_types t where t.chama_id = %s and t.id = %s
"""

_MEMBERS: LiteralString = """
select m.id, m.member_number, m.name from app.member_names m
where m.chama_id = %s and (m.status <> 'left' or exists (
    select from app.contributions d where d.chama_id = m.chama_id and d.member_id = m.id and d.period_year = %s))
order by m.member_number
"""

_DUES: LiteralString = """
select d.member_id, d.period_start, d.id, d.expected_amount, d.actual_amount, d.waived_amount, d.due_date,
    d.grace_until, d.paid_date
from app.contributions d where d.chama_id = %s and d.type_id = %s and d.period_year = %s
"""

_RECEIVED: LiteralString = """
select t.member_id, date_trunc(u.unit, t.payment_date::timestamp)::date, sum(t.amount), max(t.payment_date)
from (select case y.frequency when 'weekly' then 'week' when 'quarterly' then 'quarter' when 'yearly' then 'year'
    else 'month' end as unit from app.contribution_types y where y.id = %s) u
join app.transactions t on t.chama_id = %s and t.contribution_type_id = %s and t.status = 'confirmed'
    and t.related_transaction is null and t.id >= app.uuid_floor(%s) and t.id < app.uuid_floor(%s)
group by 1, 2
"""

# offset 0 keeps today from being worked out for every row
_BEHIND: LiteralString = """
select x.member_id, sum(x.behind) - sum(x.ahead)
from (
    select d.member_id,
        case when d.grace_until < k.today then d.expected_amount - d.actual_amount - d.waived_amount
            else 0 end as behind,
        case when d.due_date > k.today then d.actual_amount else 0 end as ahead
    from (select app.today(%s) as today, %s::integer as year offset 0) k
    join app.contributions d on d.chama_id = %s and d.type_id = %s
        and (d.period_year <= k.year or k.year >= extract(year from k.today))
    union all
    select c.member_id, 0, c.amount from app.contribution_credits c
    where c.chama_id = %s and c.type_id = %s and %s::integer >= (select extract(year from app.today(%s)))
) x
group by x.member_id
"""

_DUES_OF: LiteralString = """
select d.id, d.member_id, d.type_id, t.name, t.name_sw, t.frequency, d.period_start, d.due_date, d.grace_until,
    d.expected_amount, d.actual_amount, d.waived_amount, o.amount, d.paid_date,
    case when o.amount = 0 then d.days_late else greatest(0, k.today - d.due_date) end,
    case when o.amount = 0 then d.status when d.grace_until < k.today then 'overdue'
        when d.actual_amount > 0 then 'partial' else 'pending' end,
    coalesce(d.waiver_reason, ''),
    (select a.id from app.approvals a
        where a.chama_id = d.chama_id and a.subject_id = d.id and a.status = 'pending' limit 1)
from (select app.today(%s) as today offset 0) k
join app.contributions d on d.chama_id = %s and d.member_id = %s
join app.contribution_types t on t.id = d.type_id
cross join lateral (select d.expected_amount - d.actual_amount - d.waived_amount as amount) o
where %s::boolean is false or o.amount > 0
order by d.due_date, t.position
"""

_AGED: LiteralString = """
with asked as (select %s::uuid as chama, %s::date as day),
paid as (
    select a.contribution_id, sum(a.amount) as amount from asked k
    join app.contribution_allocations a on a.chama_id = k.chama and a.transaction_id < app.uuid_floor(k.day + 1)
    group by a.contribution_id
),
open as (
    select d.member_id, d.due_date, d.grace_until, k.day - d.due_date as days, d.grace_until >= k.day as current,
        d.expected_amount - coalesce(p.amount, 0)
            - case when d.waived_at < k.day + 1 or d.waived_at is null then d.waived_amount else 0 end as amount
    from asked k join app.contributions d on d.chama_id = k.chama and d.due_date <= k.day
    left join paid p on p.contribution_id = d.id
)
select o.member_id, m.member_number, m.name,
    coalesce(sum(o.amount) filter (where o.current), 0),
    coalesce(sum(o.amount) filter (where not o.current and o.days <= 30), 0),
    coalesce(sum(o.amount) filter (where not o.current and o.days between 31 and 60), 0),
    coalesce(sum(o.amount) filter (where not o.current and o.days between 61 and 90), 0),
    coalesce(sum(o.amount) filter (where not o.current and o.days > 90), 0), min(o.due_date)
from open o join app.member_names m on m.id = o.member_id
where o.amount > 0
group by o.member_id, m.member_number, m.name
order by m.member_number
"""


def grid(books: Books, kind: UUID, year: int) -> Grid:
    """Return the grid of one contribution type and year, in one round trip; Refused when there is no such type.

    A flexible type has no dues: its columns are the months in which money came.
    """
    chama = books.chama.id
    found, members, dues, received, behind = books.read_all(
        [
            (_TYPE, (chama, kind)),
            (_MEMBERS, (chama, year)),
            (_DUES, (chama, kind, year)),
            (_RECEIVED, (kind, chama, kind, date(year, 1, 1) - timedelta(7), date(year + 1, 1, 1) + timedelta(7))),
            (_BEHIND, (chama, year, chama, kind, chama, kind, year, chama)),
        ]
    )
    if not found:
        raise Refused("MP404", tr("That contribution type is not in this chama."))
    return _Drawing(found[0], year, dues, received, dict(behind)).grid(members)


def dues_of(books: Books, member: UUID, *, unpaid_only: bool = False) -> list[Due]:
    """Return the dues of a member, oldest first, as they stand today."""
    rows = books.read(_DUES_OF, (books.chama.id, books.chama.id, member, unpaid_only))
    return [
        Due(key, whose, kind, spoken(name, name_sw), period_label(frequency, starts), *rest)
        for key, whose, kind, name, name_sw, frequency, starts, *rest in rows
    ]


def aged(books: Books, day: date) -> list[AgedDues]:
    """Return who owed what of dues at the end of a day and for how long, replayed from what had been paid by then."""
    return books.read_as(AgedDues, _AGED, (books.chama.id, day))


def raise_dues(books: Books, through: date | None = None, key: UUID | None = None) -> Raised:
    """Raise what every member owes up to a date (None: as far ahead as the setting says); twice adds nothing."""
    answer = books.act("raise_dues", {"through": through.isoformat()} if through else {}, key)
    return Raised(answer["raised"], answer["changes"])


def request_waiver(books: Books, draft: WaiverDraft, key: UUID | None = None) -> UUID:
    """Ask a second person to waive of a due or a fine; returns the request, decided in services/approvals."""
    return UUID(books.act("request_waiver", draft.payload(), key)["approval"])


class _Drawing:
    """A grid being put together from the rows of its queries."""

    def __init__(
        self,
        kind: tuple[Any, ...],
        year: int,
        dues: Sequence[tuple[Any, ...]],
        received: Sequence[tuple[Any, ...]],
        behind: dict[UUID, Decimal],
    ) -> None:
        self._kind = kind
        self._today: date = kind[7]
        self._year = year
        self._dues = {(member, starts): rest for member, starts, *rest in dues}
        self._received = {(member, starts): (amount, last) for member, starts, amount, last in received}
        self._behind = behind
        self._frequency = ContributionFrequency(kind[3])
        if self._frequency is ContributionFrequency.FLEXIBLE:
            self._frequency = ContributionFrequency.MONTHLY
        self._rule = _rule(kind[4], self._frequency)
        self._periods = self._columns()

    def grid(self, members: Sequence[tuple[UUID, str, str]]) -> Grid:
        """Return the grid with a row for each member."""
        key, name, name_sw, frequency, _, grace, clause, today, amount = self._kind
        rows = tuple(self._row(*member) for member in members)
        totals = tuple(_total(row.cells[place] for row in rows) for place in range(len(self._periods)))
        cells = [cell for row in rows for cell in row.cells]
        received = sum((row.paid for row in rows), ZERO)
        expected = sum((cell.expected for cell in cells if cell.due_on and cell.due_on <= today), ZERO)
        return Grid(
            type=key,
            name=spoken(name, name_sw),
            frequency=frequency,
            amount=amount,
            due_rule=describe(self._rule),
            grace_days=grace,
            clause=clause,
            year=self._year,
            today=today,
            periods=self._periods,
            period_names=tuple(period_name(period, self._frequency) for period in self._periods),
            rows=rows,
            totals=totals,
            received=received,
            expected=expected,
            percent=rules.performance(expected, received),
            behind=sum((row.behind for row in rows if row.behind > 0), ZERO),
            ahead=-sum((row.behind for row in rows if row.behind < 0), ZERO),
        )

    def _columns(self) -> tuple[Period, ...]:
        first, last = date(self._year, 1, 1), date(self._year, 12, 31)
        found = periods_between(self._frequency, self._rule, first, last)
        return tuple(period for period in found if period.year == self._year)

    def _row(self, member: UUID, number: str, name: str) -> GridRow:
        cells = tuple(self._cell(member, period) for period in self._periods)
        paid = sum((cell.received for cell in cells), ZERO)
        return GridRow(member, number, name, cells, paid, self._behind.get(member, ZERO))

    def _cell(self, member: UUID, period: Period) -> GridCell:
        received, last = self._received.get((member, period.starts), (ZERO, None))
        due = self._dues.get((member, period.starts))
        if due is None:
            state = CellState.AHEAD if received else CellState.NONE
            return GridCell(None, received, ZERO, ZERO, ZERO, state, None, 0)
        key, expected, allocated, waived, due_on, *_ = due
        open_ = expected - allocated - waived > 0
        days = rules.days_late(due_on, self._today) if open_ else 0
        state = _state(received, last, due, self._today)
        return GridCell(key, received, expected, allocated, waived, state, due_on, days)


def _state(received: Decimal, last: date | None, due: Sequence[Any], today: date) -> CellState:
    _, expected, allocated, waived, _, grace_until, paid_on = due
    met = allocated + waived >= expected
    if received > expected:
        return CellState.AHEAD
    if met and waived and not received:
        return CellState.WAIVED
    if met and (paid_on is None or paid_on <= grace_until):
        return CellState.PAID  # whatever came in now, earlier money had met it in time
    if received == expected and last is not None:
        return CellState.PAID if last <= grace_until else CellState.LATE
    if received:
        return CellState.PART
    return CellState.NOT_YET if today <= grace_until else CellState.NOTHING


def _total(cells: Any) -> GridTotal:
    column: list[GridCell] = list(cells)
    received = sum((cell.received for cell in column), ZERO)
    expected = sum((cell.expected for cell in column), ZERO)
    return GridTotal(received, expected, rules.performance(expected, received))


def _rule(raw: object, frequency: ContributionFrequency) -> DueRule:
    read = read_due_rule(raw, frequency)
    return _FIRST_DAY if isinstance(read, Problem) else read
