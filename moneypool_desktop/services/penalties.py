"""Penalties for late contributions: proposed with their working by the rule of each type, charged when agreed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, LiteralString
from uuid import UUID

from moneypool_desktop.language import tr
from moneypool_desktop.models.domain.formats import period_label, spoken
from moneypool_desktop.models.domain.money import ZERO
from moneypool_desktop.models.domain.penalties import Breach, penalty
from moneypool_desktop.models.domain.penalty_rules import read_penalty_rule
from moneypool_desktop.models.domain.problem import Problem
from moneypool_desktop.models.domain.values import PenaltyMethod
from moneypool_desktop.models.rows.contributions import PenaltyProposal
from moneypool_desktop.models.rows.fines import Charged
from moneypool_desktop.services.database.connection import Books
from moneypool_desktop.services.fines import charged

# a due paid late counts with what was unpaid when its grace ended, up to the day it was met; an open one with what is
# unpaid now, up to today
_LATE: LiteralString = """
with asked as materialized (select %s::uuid as chama, app.today(%s) as today, %s::boolean as paid_too),
late as (
    select d.id, d.member_id, d.type_id, d.period_start, d.due_date, d.grace_until, d.status,
        case when d.status in ('completed', 'waived') then d.paid_date else k.today end as until,
        case when d.status in ('completed', 'waived') then coalesce((
            select sum(a.amount) from app.contribution_allocations a
            where a.chama_id = d.chama_id and a.contribution_id = d.id
                and a.transaction_id >= app.uuid_floor(d.grace_until + 1)), 0)
            else d.expected_amount - d.actual_amount - d.waived_amount end as base
    from asked k join app.contributions d on d.chama_id = k.chama and d.grace_until < k.today
    where d.status in ('pending', 'partial', 'overdue')
        or (k.paid_too and d.status = 'completed' and d.paid_date > d.grace_until)
)
select l.id, l.member_id, m.member_number, m.name, t.id, t.name, t.name_sw, t.frequency, t.penalty_rule,
    coalesce(t.clause, ''), l.period_start, l.due_date, l.until - l.due_date, l.base,
    coalesce((select sum(f.amount) from app.fines f where f.chama_id = m.chama_id and f.contribution_id = l.id
        and f.rule_id is null and f.status <> 'cancelled'), 0),
    coalesce((select sum(c.amount) from app.contribution_credits c where c.chama_id = m.chama_id
        and c.member_id = l.member_id and c.type_id = l.type_id), 0),
    (select count(distinct f.contribution_id) from app.fines f
        join app.contributions o on o.chama_id = f.chama_id and o.id = f.contribution_id
        where f.chama_id = m.chama_id and f.member_id = l.member_id and o.type_id = l.type_id and o.id <> l.id
            and f.status <> 'cancelled' and extract(year from o.due_date) = extract(year from l.due_date))
from late l
join app.contribution_types t on t.id = l.type_id and t.penalty_rule is not null
join app.member_names m on m.id = l.member_id
where l.base > 0
order by m.member_number, l.due_date
"""


@dataclass(frozen=True, slots=True)
class _Late:
    """A due past its grace as the query finds it."""

    due: UUID
    member: UUID
    number: str
    name: str
    type: UUID
    what: str
    what_sw: str | None
    frequency: str
    rule: dict[str, Any]
    clause: str
    starts: date
    due_on: date
    days: int
    base: Decimal
    charged: Decimal
    credit: Decimal
    fined: int


def propose(books: Books, *, paid_too: bool = False) -> list[PenaltyProposal]:
    """Return what the types' rules would charge today beyond what they have charged before.

    `paid_too` adds dues that were met after their grace and never fined.
    """
    chama = books.chama.id
    proposals: list[PenaltyProposal] = []
    counts: Counter[tuple[UUID, UUID, int]] = Counter()
    for late in books.read_as(_Late, _LATE, (chama, chama, paid_too)):
        window = (late.member, late.type, late.due_on.year)
        proposal = _proposal(late, late.fined + counts[window] + 1)
        if proposal:
            counts[window] += 1
            proposals.append(proposal)
    return proposals


def charge(books: Books, chosen: Iterable[PenaltyProposal], on: date, key: UUID | None = None) -> Charged:
    """Charge the proposals a person agreed to, in one act; a breach somebody charged meanwhile is skipped."""
    lines = [
        {
            "member": str(proposal.member),
            "amount": f"{proposal.amount:.2f}",
            "reason": proposal.reason,
            "contribution": str(proposal.due),
            "breach": proposal.breach,
            "working": list(proposal.working),
        }
        for proposal in chosen
    ]
    return charged(books.act("charge_fines", {"date": on.isoformat(), "lines": lines}, key))


def _proposal(late: _Late, count: int) -> PenaltyProposal | None:
    rule = read_penalty_rule(late.rule)
    if isinstance(rule, Problem) or (late.charged and rule.method is PenaltyMethod.ESCALATING_COUNT):
        return None
    found = penalty(rule, Breach(late.base, late.days, count=count, credit=late.credit))
    amount = found.amount - late.charged
    if amount <= 0:
        return None
    working = found.working
    if late.charged > ZERO:
        working += (tr("Charged before: {amount}.", amount=f"{late.charged:,.2f}"),)
    what = spoken(late.what, late.what_sw)
    period = period_label(late.frequency, late.starts)
    return PenaltyProposal(
        due=late.due,
        member=late.member,
        number=late.number,
        name=late.name,
        what=tr("{what}, {period}", what=what, period=period),
        due_on=late.due_on,
        days_late=late.days,
        base=late.base,
        amount=amount,
        charged_before=late.charged,
        clause=late.clause,
        reason=tr("Late: {what}, {period}", what=what, period=period),
        # what was charged before names the breach: two people who propose at once name the same one
        breach=f"late {late.charged:.2f}",
        working=working,
    )
