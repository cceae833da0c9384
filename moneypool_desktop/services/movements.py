"""What moved on a member's own accounts, newest first, with the savings after each movement."""

from collections.abc import Mapping
from datetime import date
from typing import LiteralString
from uuid import UUID

from moneypool_desktop import language
from moneypool_desktop.language import mark, tr
from moneypool_desktop.models.domain.formats import date_long, short_month_name
from moneypool_desktop.models.rows.member_records import Movement
from moneypool_desktop.services.database.connection import Books

_MOVED: LiteralString = """
with moved as (
    select e.transaction_id as id, sum(e.credit - e.debit) as amount, min(a.purpose) as purpose,
        sum(e.credit - e.debit) filter (where a.purpose = 'savings') as saved
    from app.ledger_entries e
    join app.accounts a on a.chama_id = e.chama_id and a.id = e.account_id and a.per_member
    where e.chama_id = %s and e.member_id = %s
    group by e.transaction_id
),
run as (
    select id, amount, purpose,
        case when saved is not null then sum(coalesce(saved, 0)) over (order by id) end as savings
    from moved
)
select t.id, t.payment_date, coalesce(t.payment_reference, r.number, t.transaction_number), t.payment_method, n.amount,
    n.savings, t.status, t.transaction_type, coalesce(t.category, ''), coalesce(t.description, ''),
    coalesce(case when %s = 'sw' then y.name_sw end, y.name, ''), coalesce(y.frequency, ''), d.first, d.last,
    coalesce(t.reference_number, ''), n.purpose
from run n
join app.transactions t on t.id = n.id
left join app.receipts r on r.id = t.receipt_id
left join app.contribution_types y on y.id = t.contribution_type_id
left join lateral (
    select min(c.period_start) as first, max(c.period_start) as last
    from app.contribution_allocations l join app.contributions c on c.id = l.contribution_id
    where l.chama_id = t.chama_id and l.transaction_id = t.id) d on true
order by t.id desc
"""
_KINDS: Mapping[str, str] = {
    "fine_charged": mark("Fine charged: {reason}"),
    "fine": mark("Fine paid"),
    "loan_repayment": mark("Loan repaid"),
    "loan_disbursement": mark("Loan paid out"),
    "withdrawal": mark("Savings paid out"),
    "fee": mark("Fee paid"),
    "interest": mark("Interest"),
    "adjustment": mark("Adjustment"),
    "transfer": mark("Transfer"),
    "penalty": mark("Fine"),
}
_HELD: Mapping[str, str] = {
    "savings": mark("savings"),
    "shares": mark("shares"),
    "welfare": mark("welfare"),
    "loans_receivable": mark("loans"),
    "fines_receivable": mark("fines"),
}


def movements(books: Books, member: UUID) -> list[Movement]:
    """Return every movement on the member's savings, shares, welfare, loans and fines, newest first."""
    rows = books.read(_MOVED, (books.chama.id, member, language.current()))
    return [
        Movement(key, on, receipt, _what(*words), method, amount, savings, status)
        for key, on, receipt, method, amount, savings, status, *words in rows
    ]


def _what(  # noqa: PLR0917 - the columns of the query in order
    kind: str, category: str, description: str, name: str, frequency: str, first: date | None, last: date | None,
    original: str, purpose: str,
) -> str:  # fmt: skip
    if category == "opening":
        return tr("Opening balance, {account}", account=tr(_HELD[purpose]) if purpose in _HELD else purpose)
    if category == "reversal":
        return tr("{number} taken back", number=original)
    if kind == "contribution":
        return _dues(name, frequency, first, last)
    words = _KINDS.get(category) or _KINDS.get(kind, "")
    said = tr(words, reason=description) if words else ""
    own = category in {"withdrawal", "adjustment"} or not said
    return description if own and description else said or kind


def _dues(name: str, frequency: str, first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return name
    if frequency != "monthly":
        return name if first != last else tr("{what}, {period}", what=name, period=date_long(first))
    if first == last:
        return tr("{what}, {period}", what=name, period=short_month_name(first.month))
    since, until = short_month_name(first.month), short_month_name(last.month)
    return tr("{what}, {first}–{last}", what=name, first=since, last=until)
