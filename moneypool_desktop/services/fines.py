"""Fines: what was charged and what is unpaid of it, and charging."""

from decimal import Decimal
from typing import Any, LiteralString
from uuid import UUID

from moneypool_desktop.models.domain.formats import spoken
from moneypool_desktop.models.drafts.fine import FineDraft
from moneypool_desktop.models.rows.fines import Charged, Fine
from moneypool_desktop.services.database.connection import Books

_FINES: LiteralString = """
select f.id, t.transaction_number, f.member_id, m.member_number, m.name, f.charged_on, f.reason, r.name, r.name_sw,
    coalesce(r.clause, y.clause, ''), f.amount, f.paid_amount, f.waived_amount,
    case when f.status = 'cancelled' then 0 else f.amount - f.paid_amount - f.waived_amount end, f.status, f.working,
    (select a.id from app.approvals a
        where a.chama_id = f.chama_id and a.subject_id = f.id and a.status = 'pending' limit 1)
from app.fines f
join app.transactions t on t.id = f.transaction_id
join app.member_names m on m.id = f.member_id
left join app.fines_catalogue r on r.id = f.rule_id
left join app.contributions d on d.id = f.contribution_id
left join app.contribution_types y on y.id = d.type_id
where f.chama_id = %s and (%s::uuid is null or f.member_id = %s)
    and (%s::boolean is false or f.status in ('charged', 'partial'))
order by f.charged_on desc, f.id desc
limit 2000
"""


def fines(books: Books, member: UUID | None = None, *, unpaid_only: bool = False) -> list[Fine]:
    """Return the fines of a member or of all, newest first, 2,000 at most."""
    found: list[Fine] = []
    for row in books.read(_FINES, (books.chama.id, member, member, unpaid_only)):
        values = list(row)
        values[15] = tuple(row[15])
        values[7:9] = [spoken(row[7], row[8]) if row[7] else ""]
        found.append(Fine(*values))
    return found


def charge(books: Books, draft: FineDraft, key: UUID | None = None) -> Charged:
    """Charge a fine: the member owes it from its date on, and it counts as income of the fines fund."""
    return charged(books.act("charge_fines", draft.payload(), key))


def charged(answer: dict[str, Any]) -> Charged:
    """Return the answer of charging fines as a row."""
    made: list[dict[str, str]] = answer["fines"] or []
    total = sum((Decimal(fine["amount"]) for fine in made), Decimal("0.00"))
    return Charged(tuple(fine["number"] for fine in made), total, answer["skipped"], answer.get("changes", {}))
