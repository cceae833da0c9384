"""Home: where the money is, what is overdue, what waits and what was posted last, in one round trip."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, LiteralString

from moneypool_desktop.models.domain.formats import period_label, spoken
from moneypool_desktop.models.rows.home import Home, HomePlace, LastPosted, NextDue, Overdue, Seen
from moneypool_desktop.services.database.connection import Books

_RECENT = timedelta(days=90)

_PLACES: LiteralString = """
select a.id, a.name, a.purpose, coalesce(a.holder, ''), coalesce(a.external_number, ''), a.balance, app.uuid_day(l.last)
from app.accounts a
left join lateral (
    select e.transaction_id as last from app.ledger_entries e
    where e.chama_id = a.chama_id and e.account_id = a.id order by e.transaction_id desc limit 1) l on true
where a.chama_id = %s and a.min_balance is not null and (a.is_active or a.balance <> 0)
order by a.code
"""

_OVERDUE: LiteralString = """
select m.id, m.member_number, m.full_name, m.standing, d.periods, d.since, d.amount
from app.member_list m
join (
    select d.member_id, sum(d.expected_amount - d.actual_amount - d.waived_amount) as amount, min(d.due_date) as since,
        jsonb_agg(jsonb_build_array(t.frequency, d.period_start) order by d.due_date) as periods
    from app.contributions d
    join app.contribution_types t on t.id = d.type_id
    -- in a query of its own the day is worked out once, not for every due
    where d.chama_id = %s and d.grace_until < (select app.today(%s)) and d.status in ('pending', 'partial', 'overdue')
    group by d.member_id
) d on d.member_id = m.id
where m.chama_id = %s
order by d.amount desc, m.member_number
"""

# the newest by entry among the newest by date: the whole ledger is not ordered by when it was entered
_LAST: LiteralString = """
select t.id, t.transaction_number, t.created_at, t.payment_date, t.transaction_type, y.name, y.name_sw,
    coalesce(t.description, ''), coalesce(m.name, ''),
    case when e.net < 0 then e.net else t.amount end, t.status
from (
    select x.* from (select t.* from app.transactions t where t.chama_id = %s order by t.id desc limit 200) x
    order by x.created_at desc, x.transaction_number desc limit 8
) t
left join app.contribution_types y on y.id = t.contribution_type_id
left join app.member_names m on m.id = t.member_id
cross join lateral (
    select sum(e.debit - e.credit) as net from app.ledger_entries e
    join app.accounts a on a.id = e.account_id and a.min_balance is not null where e.transaction_id = t.id
) e
order by t.created_at desc, t.transaction_number desc
"""

_NEXT: LiteralString = """
select d.due_date, sum(d.expected_amount - d.actual_amount - d.waived_amount), count(distinct d.member_id)
from app.contributions d
where d.chama_id = %s and d.due_date = (
    select min(x.due_date) from app.contributions x where x.chama_id = %s and x.due_date >= (select app.today(%s)))
group by d.due_date
"""

# the day is given: only the partitions since then are opened at all
_FIGURES: LiteralString = """
select app.today(c.id),
    coalesce((select sum(m.outstanding_loans) from app.chama_members m where m.chama_id = c.id), 0),
    (select count(*) from app.chama_members m where m.chama_id = c.id and m.outstanding_loans > 0)::integer,
    coalesce((select sum(m.penalty_balance) from app.chama_members m where m.chama_id = c.id), 0),
    (select count(*) from app.chama_members m where m.chama_id = c.id and m.status in ('active', 'suspended'))::integer,
    (select count(*) from app.approvals a where a.chama_id = c.id and a.status = 'pending'
        and a.requested_by <> app.uid() and app.can(c.id, 'approvals.decide'))::integer,
    (select count(*) from app.notifications n where n.chama_id = c.id and n.user_id = app.uid() and n.read_at is null
        and n.id >= app.uuid_floor(%s))::integer
from app.chamas c where c.id = %s
"""


def seen(books: Books) -> Seen:
    """Return everything Home shows: the group for officers, for a member without office their own position."""
    shown, asked, own, verdict = home(books), [], None, None
    if shown.approvals:
        from moneypool_desktop.services import approvals

        asked = [one for one in approvals.waiting(books) if one.may_decide]
    if not books.can("ledger.view"):
        from moneypool_desktop.services import members

        mine = books.session.person.id
        own = next((row for row in members.list_members(books) if row.user_id == mine), None)
        verdict = members.standing(books, own) if own is not None else None
    return Seen(shown, asked, len(books.outbox.pending()), own, verdict)


def home(books: Books) -> Home:
    """Return what Home shows whoever is signed in: a member without office sees only what is theirs."""
    chama = books.chama.id
    places, overdue, last, due, figures = books.read_all(
        [
            (_PLACES, (chama,)),
            (_OVERDUE, (chama, chama, chama)),
            (_LAST, (chama,)),
            (_NEXT, (chama, chama, chama)),
            (_FIGURES, (datetime.now(UTC).date() - _RECENT, chama)),
        ]
    )
    today, loans, borrowers, fines, members, approvals, unread = figures[0]
    return Home(
        today=today,
        places=tuple(HomePlace(*row) for row in places),
        overdue=tuple(_overdue(*row) for row in overdue),
        last=tuple(_posted(*row) for row in last),
        next_due=NextDue(*due[0]) if due else None,
        loans=loans,
        borrowers=borrowers,
        fines=fines,
        members=members,
        approvals=approvals,
        unread=unread,
    )


def _overdue(*row: Any) -> Overdue:
    member, number, name, standing, periods, since, owes = row
    labels = dict.fromkeys(period_label(frequency, date.fromisoformat(starts)) for frequency, starts in periods)
    return Overdue(member, number, name, tuple(labels), since, standing, owes)


def _posted(*row: Any) -> LastPosted:
    key, number, at, on, kind, name, name_sw, description, member, amount, status = row
    what = spoken(name, name_sw) if name else description
    return LastPosted(key, number, at, on, kind, what, member, amount, status)
