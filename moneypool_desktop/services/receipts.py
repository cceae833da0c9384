"""Receiving money: the meeting's grid before anything is typed, posting it in one act, receipts in lists.

Receipts as papers are in services/receipt_papers.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, LiteralString
from uuid import UUID

from moneypool_desktop.models.domain.formats import spoken
from moneypool_desktop.models.drafts.receipt import MeetingDraft, ReceiptDraft
from moneypool_desktop.models.rows.receipts import (
    Expected,
    MeetingRow,
    MeetingSheet,
    MeetingType,
    Place,
    ReceiptListed,
    ReceiptMade,
    Received,
)
from moneypool_desktop.services.database.connection import Books

_NOTHING = Expected()
_METHODS = {"cash": "cash", "mobile_money": "mobile_money", "bank": "bank_transfer"}

_TYPES: LiteralString = """
select t.id, t.code, t.name, t.name_sw,
    (select r.amount from app.contribution_rates r where r.chama_id = t.chama_id and r.type_id = t.id
        and r.effective_from <= %s order by r.effective_from desc limit 1), t.unit_price,
    t.frequency
from app.contribution_types t where t.chama_id = %s and t.is_active order by t.position, t.code
"""

_MEMBERS: LiteralString = """
select m.id, m.member_number, n.name, m.status, m.penalty_balance, m.outstanding_loans, r.payment_method
from app.chama_members m join app.member_names n on n.id = m.id
left join lateral (
    select r.payment_method from app.receipts r
    where r.chama_id = m.chama_id and r.member_id = m.id order by r.id desc limit 1) r on true
where m.chama_id = %s and m.status in ('active', 'suspended')
order by m.member_number
"""

_OWED: LiteralString = """
select x.member_id, x.type_id, sum(x.behind), sum(x.due), sum(x.ahead),
    array_agg(x.period order by x.due_date) filter (where x.behind + x.due > 0),
    array_agg(x.behind + x.due order by x.due_date) filter (where x.behind + x.due > 0)
from (
    select d.member_id, d.type_id, d.period_start as period, d.due_date,
        case when d.grace_until < k.day then o.amount else 0 end as behind,
        case when d.grace_until >= k.day and least(d.period_start, d.due_date) <= k.day then o.amount else 0 end as due,
        case when least(d.period_start, d.due_date) > k.day then d.actual_amount else 0 end as ahead
    from (select %s::date as day) k
    join app.contributions d on d.chama_id = %s
        and (d.status in ('pending', 'partial', 'overdue') or d.due_date > k.day)
    cross join lateral (select d.expected_amount - d.actual_amount - d.waived_amount as amount) o
    union all
    select c.member_id, c.type_id, null, null, 0, 0, c.amount from app.contribution_credits c where c.chama_id = %s
) x
group by x.member_id, x.type_id
"""

_PLACES: LiteralString = """
select a.id, a.name, a.purpose, coalesce(a.holder, ''), a.balance, app.today(a.chama_id)
from app.accounts a
where a.chama_id = %s and a.is_active and a.purpose in ('cash', 'mobile_money', 'bank')
order by a.code
"""

_LOCKED: LiteralString = """
select coalesce(bool_or(p.status = 'locked') filter (where p.month = k.month), k.month < min(p.month), false)
from (select date_trunc('month', %s::date)::date as month) k
left join app.periods p on p.chama_id = %s
group by k.month
"""

_LISTED: LiteralString = """
select r.id, r.number, r.payment_date, r.member_id, coalesce(m.member_number, ''), coalesce(m.name, ''),
    r.payment_method, coalesce(r.payment_reference, ''), a.name, r.total, r.printed, r.created_at,
    not exists (select from app.transactions t where t.chama_id = r.chama_id and t.receipt_id = r.id
        and t.status = 'confirmed' and t.related_transaction is null)
from app.receipts r
join app.accounts a on a.id = r.place_id
left join app.member_names m on m.id = r.member_id
where r.chama_id = %s and (%s::uuid is null or r.member_id = %s) and (%s::date is null or r.payment_date = %s)
    and (%s::text is null or strpos(
        lower(concat_ws(' ', r.number, r.payment_reference, m.member_number, m.name)), %s) > 0)
order by r.id desc limit 500
"""


def sheet(books: Books, on: date) -> MeetingSheet:
    """Return the meeting's grid for a day: every active member with what is to collect, in one round trip."""
    chama = books.chama.id
    types, members, owed, places, locked = books.read_all(
        [
            (_TYPES, (on, chama)),
            (_MEMBERS, (chama,)),
            (_OWED, (on, chama, chama)),
            (_PLACES, (chama,)),
            (_LOCKED, (on, chama)),
        ]
    )
    columns = tuple(
        MeetingType(key, code, spoken(name, name_sw), amount, price, frequency)
        for key, code, name, name_sw, amount, price, frequency in types
    )
    parts = {
        (member, kind): Expected(behind, due, ahead, tuple(zip(starts or (), lacking or (), strict=True)))
        for member, kind, behind, due, ahead, starts, lacking in owed
    }
    rows = tuple(
        MeetingRow(member, number, name, status, tuple(parts.get((member, kind.id), _NOTHING) for kind in columns),
                   fines, loan, method)
        for member, number, name, status, fines, loan, method in members
    )  # fmt: skip
    today = places[0][5] if places else on
    return MeetingSheet(on, today, columns, rows, _places(places), locked[0][0])


def places(books: Books) -> list[Place]:
    """Return the places money is received in, with the method of each and what each holds now."""
    return list(_places(books.read(_PLACES, (books.chama.id,))))


def listed(books: Books, member: UUID | None = None, on: date | None = None, *, text: str = "") -> list[ReceiptListed]:
    """Return receipts of a member, of a day, or of all, that hold a text; newest first, 500 at most.

    The text is looked for in the receipt's number and reference and in the member's number and name.
    """
    wanted = " ".join(text.lower().split()) or None
    return books.read_as(ReceiptListed, _LISTED, (books.chama.id, member, member, on, on, wanted, wanted))


def receive(books: Books, draft: ReceiptDraft, key: UUID | None = None) -> Received:
    """Receive the money of one member; MP416 when its reference was receipted before."""
    return received(books.act("receive", draft.payload(), key))


def receive_meeting(books: Books, draft: MeetingDraft, key: UUID | None = None) -> Received:
    """Receive the money of a whole meeting in one act, all of it or nothing; a receipt for each member who paid."""
    return received(books.act("receive", draft.payload(), key))


def received(answer: dict[str, Any]) -> Received:
    """Return the answer of receiving money as a row."""
    return Received(
        tuple(
            ReceiptMade(
                UUID(made["id"]),
                made["number"],
                UUID(made["member"]),
                Decimal(made["total"]),
                date.fromisoformat(made["date"]),
            )
            for made in answer["receipts"]
        ),
        {UUID(place): Decimal(balance) for place, balance in answer["places"].items()},
        answer["changes"],
    )


def _places(rows: Sequence[tuple[Any, ...]]) -> tuple[Place, ...]:
    return tuple(
        Place(key, name, purpose, _METHODS[purpose], holder, balance) for key, name, purpose, holder, balance, _ in rows
    )
