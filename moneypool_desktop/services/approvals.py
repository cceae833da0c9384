"""What one officer asked for and another decides: waivers, months to be opened."""

from typing import Any, LiteralString
from uuid import UUID

from moneypool_desktop.models.domain.formats import period_label, spoken
from moneypool_desktop.models.rows.approvals import Approval
from moneypool_desktop.services.database.connection import Books

_APPROVALS: LiteralString = """
select a.id, a.kind, coalesce(a.payload ->> 'of', ''), y.name, y.name_sw, y.frequency, d.period_start, f.reason,
    coalesce(m.member_number, ''), coalesce(m.name, ''), (a.payload ->> 'amount')::numeric,
    (a.payload ->> 'month')::date, a.reason, a.status, coalesce(b.name, ''), a.requested_at, coalesce(c.name, ''),
    a.decided_at, coalesce(a.decision_note, ''), a.requested_by = app.uid(),
    a.status = 'pending' and a.requested_by <> app.uid() and app.can(a.chama_id, 'approvals.decide')
        and coalesce(m.id <> all (app.my_memberships()), true)
from app.approvals a
left join app.contributions d on d.id = a.subject_id and a.payload ->> 'of' = 'contribution'
left join app.contribution_types y on y.id = d.type_id
left join app.fines f on f.id = a.subject_id and a.payload ->> 'of' = 'fine'
left join app.member_names m on m.id = coalesce(d.member_id, f.member_id)
left join app.member_names b on b.chama_id = a.chama_id and b.user_id = a.requested_by
left join app.member_names c on c.chama_id = a.chama_id and c.user_id = a.decided_by
where a.chama_id = %s and (%s::boolean is false or a.status = 'pending')
order by a.status <> 'pending', a.requested_at desc
limit 500
"""


def waiting(books: Books) -> list[Approval]:
    """Return what waits for a second person, newest first."""
    return _read(books, waiting_only=True)


def requests(books: Books) -> list[Approval]:
    """Return every request, those that wait first, 500 at most."""
    return _read(books, waiting_only=False)


def decide(books: Books, approval: UUID, *, approve: bool, note: str = "", key: UUID | None = None) -> dict[str, int]:
    """Approve or reject what another officer asked for; MP413 for who asked or is concerned. Returns topics changed."""
    payload: dict[str, Any] = {"approval": str(approval), "approve": approve}
    if note.strip():
        payload["note"] = note.strip()
    return books.act("decide", payload, key)["changes"]


def _read(books: Books, *, waiting_only: bool) -> list[Approval]:
    found: list[Approval] = []
    for row in books.read(_APPROVALS, (books.chama.id, waiting_only)):
        key, kind, of, name, name_sw, frequency, starts, reason, *rest = row
        what = f"{spoken(name, name_sw)}, {period_label(frequency, starts)}" if name else reason or ""
        found.append(Approval(key, kind, of, what, *rest))
    return found
